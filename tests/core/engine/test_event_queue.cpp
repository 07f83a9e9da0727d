#include <atomic>
#include <chrono>
#include <thread>

#include "core/engine/event_queue.h"
#include "tests/support/run_tests.h"

using namespace lathe::engine;

class TestEventQueue : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void orderIsKeptAndNothingLostWithASlowDrainer() {
    constexpr int64_t kEvents = 200000;
    std::atomic<int64_t> wakes = 0;
    EventQueue queue([&] { ++wakes; });
    std::jthread sender([&] {
      for (int64_t i = 0; i < kEvents; ++i) queue.push({7, Paused{i}});
    });
    int64_t next = 0, drains = 0;
    while (next < kEvents) {
      for (const Event& event : queue.drain()) QCOMPARE(std::get<Paused>(event.body).step, next++);
      if (++drains % 4 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    QVERIFY(queue.drain().empty());
    QVERIFY(wakes > 0 && wakes <= kEvents);
  }

  void oneWakeABurst() {
    int wakes = 0;
    EventQueue queue([&] { ++wakes; });
    for (int i = 0; i < 100; ++i) queue.push({1, JobStarted{}});
    QCOMPARE(wakes, 1);
    QCOMPARE(queue.drain().size(), size_t{100});
    queue.push({1, JobStarted{}});
    QCOMPARE(wakes, 2);
  }

  void theWakerMayDrain() {
    EventQueue* self = nullptr;
    size_t seen = 0;
    EventQueue queue([&] { seen += self->drain().size(); });
    self = &queue;
    for (int i = 0; i < 10; ++i) queue.push({1, JobStarted{}});
    QCOMPARE(seen, size_t{10});
  }
};

LATHE_TEST(TestEventQueue)
#include "test_event_queue.moc"
