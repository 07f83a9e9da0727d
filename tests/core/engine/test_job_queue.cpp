#include <thread>

#include "core/engine/job_events.h"
#include "core/engine/job_queue.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::engine;

namespace {
std::shared_ptr<JobHandle> job(JobId id) { return std::make_shared<JobHandle>(id, InspectHardwareJob{}); }
}  // namespace

class TestJobQueue : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void firstInFirstOut() {
    JobQueue queue;
    for (JobId id = 1; id <= 3; ++id) queue.push(job(id));
    QCOMPARE(queue.remove(2)->id, JobId{2});
    QVERIFY(!queue.remove(2));
    QCOMPARE(queue.pop({})->id, JobId{1});
    QCOMPARE(queue.pop({})->id, JobId{3});
  }

  void aWaitingThreadLeavesWhenStopped() {
    JobQueue queue;
    std::shared_ptr<JobHandle> got = job(1);
    std::jthread worker([&](std::stop_token stop) { got = queue.pop(stop); });
    worker.request_stop();
    worker.join();
    QVERIFY(!got);
  }

  void questionsAreTakenOnce() {
    const auto handle = job(1);
    handle->ask({{{{"user", "a", false}}}, {}});
    QCOMPARE(handle->take_questions().size(), size_t{1});
    QVERIFY(handle->take_questions().empty());
  }

  void progressIsThinnedButNeverItsEnds() {
    EventQueue queue({});
    JobEvents events(queue, 1);
    const Phrase reading = phrase("Reading"), checking = phrase("Checking");
    for (int64_t i = 0; i <= 10000; ++i) events.progress({reading, i, 10000, {}});
    events.progress({checking, 0, 10, {}});
    std::vector<Event> all = queue.drain();
    QVERIFY(all.size() < 1000);
    QCOMPARE(std::get<Progress>(all.front().body).done, int64_t{0});
    QCOMPARE(std::get<Progress>(all[all.size() - 2].body).done, int64_t{10000});
    QVERIFY(std::get<Progress>(all.back().body).stage == checking);
  }
};

LATHE_TEST(TestJobQueue)
#include "test_job_queue.moc"
