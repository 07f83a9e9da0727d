#include <c10/util/Exception.h>

#include <new>
#include <stdexcept>

#include "core/engine/outcome.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::engine;

namespace {
template <class Fault>
JobFinished after(const Fault& fault) {
  return run_guarded([&]() -> JobFinished { throw fault; });
}
const c10::SourceLocation kHere{"f", "file.cpp", 1};
}  // namespace

class TestOutcome : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyFailureHasACodeASentenceAndAMend() {
    const JobFinished ours = after(Error("io.not_found", phrase("[open] {0}: there is no such file", "a"), phrase("Check the path."), {{"a", 1, "b", phrase("c"), "d"}}));
    QVERIFY(ours.result == Result::failed && ours.code == "io.not_found" && ours.issues.size() == 1);
    const JobFinished memory = after(c10::OutOfMemoryError(kHere, "CUDA out of memory"));
    QVERIFY(memory.code == "memory.device" && !memory.engine_dead && memory.hint.str().find("micro_tokens") != std::string::npos);
    const JobFinished device = after(c10::AcceleratorError(kHere, 700, "an illegal memory access"));
    QVERIFY(device.code == "device.fault" && device.engine_dead);
    QCOMPARE(after(c10::Error(kHere, "shape mismatch")).code, std::string("engine.unexpected"));
    QCOMPARE(after(std::bad_alloc()).code, std::string("memory.host"));
    QCOMPARE(after(std::runtime_error("odd")).code, std::string("engine.unexpected"));
    for (const JobFinished& one : {ours, memory, device, after(std::runtime_error("odd"))}) QVERIFY(!one.message.empty() && !one.hint.empty());
  }

  void cancellingIsNoFailure() {
    const JobFinished out = after(Cancelled());
    QVERIFY(out.result == Result::cancelled && out.code.empty() && out.message.empty());
  }

  void successIsWhatTheWorkSays() {
    QVERIFY(run_guarded([] { return JobFinished{.result = Result::paused, .path = "x"}; }).result == Result::paused);
  }
};

LATHE_TEST(TestOutcome)
#include "test_outcome.moc"
