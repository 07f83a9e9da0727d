#include "core/engine/device_choice.h"
#include "core/engine/hardware.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::engine;

namespace {

ProbeResult ready() {
  return {.plugin_loaded = true,
          .driver_version = 580,
          .cards = {{.name = "NVIDIA H200", .compute_major = 9, .compute_minor = 0, .memory_bytes = int64_t{141} << 30, .free_bytes = int64_t{140} << 30}}};
}

}  // namespace

class TestHardware : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatIsMissingIsSaidInOneSentence_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("words");
    QTest::newRow("no driver") << 0 << "No NVIDIA driver was found";
    QTest::newRow("old driver") << 1 << "driver is version 570; version 580 or newer";
    QTest::newRow("no plugin") << 2 << "lathe_cuda.so is not there";
    QTest::newRow("no card") << 3 << "No NVIDIA card was found";
    QTest::newRow("old card") << 4 << "compute capability 7.5; 8.0 or newer";
    QTest::newRow("full card") << 5 << "only 512 MB of memory free";
    QTest::newRow("a card too full to be asked") << 6 << "does not answer (out of memory)";
  }
  void whatIsMissingIsSaidInOneSentence() {
    QFETCH(int, which);
    QFETCH(QString, words);
    ProbeResult probe = ready();
    if (which == 0) probe.driver_version.reset();
    if (which == 1) probe.driver_version = 570;
    if (which == 2) probe.plugin_loaded = false, probe.plugin_fault = "lathe_cuda.so is not there";
    if (which == 3) probe.cards.clear();
    if (which == 4) probe.cards[0].compute_major = 7, probe.cards[0].compute_minor = 5;
    if (which == 5) probe.cards[0].free_bytes = int64_t{512} << 20;
    if (which == 6) probe.cards[0].free_bytes = 0, probe.cards[0].fault = "out of memory";
    const Hardware hardware = judge(probe);
    QVERIFY(!hardware.cuda_ready);
    QVERIFY2(QString::fromStdString(hardware.sentence.str()).contains(words), hardware.sentence.str().c_str());

    const DeviceChoice choice = choose_device({.kind = "auto", .threads = 3}, hardware);
    QVERIFY(choice.device.is_cpu());
    QCOMPARE(choice.name, std::string("cpu, 3 threads"));
    QVERIFY(*choice.notice == hardware.sentence);
    QVERIFY(!choose_device({.kind = "cpu"}, hardware).notice);
    try {
      choose_device({.kind = "cuda"}, hardware);
      QFAIL("a card that is not ready was taken");
    } catch (const Error& error) {
      QCOMPARE(error.code, std::string("device.not_ready"));
      QVERIFY(QString::fromStdString(error.message.str()).contains(words));
    }
  }

  void whatThisProcessKeepsIsNotMissing() {
    ProbeResult probe = ready();
    probe.cards[0].free_bytes = int64_t{512} << 20;
    probe.cards[0].kept_bytes = int64_t{100} << 30;
    QVERIFY(judge(probe).cuda_ready);
  }

  void aReadyCardIsTakenUnlessTheProcessorIsWanted() {
    const Hardware hardware = judge(ready());
    QVERIFY(hardware.cuda_ready);
    QCOMPARE(hardware.sentence.str(), std::string("NVIDIA H200, 141 GB, driver 580: ready"));
    QVERIFY(choose_device({.kind = "auto"}, hardware).device.is_cuda());
    QCOMPARE(choose_device({.kind = "cuda"}, hardware).name, std::string("NVIDIA H200"));
    QVERIFY(choose_device({.kind = "cpu"}, hardware).device.is_cpu());
  }

  void theNumberFormatFollowsDeviceAndChoice() {
    const at::Device card(at::kCUDA, 0), cpu(at::kCPU);
    QVERIFY(compute_dtype({.dtype = "auto"}, cpu) == at::kFloat && compute_dtype({.dtype = "auto"}, card) == at::kBFloat16);
    QVERIFY(compute_dtype({.dtype = "fp32"}, card) == at::kFloat && compute_dtype({.dtype = "bf16"}, cpu) == at::kBFloat16);
  }

  void thisMachineIsDescribed() {
    Hardware hardware = judge(probe_machine());
    describe_host(hardware);
    QVERIFY(!hardware.sentence.empty() && !hardware.cpu.empty());
    QVERIFY(hardware.physical_cores >= 1 && hardware.memory_bytes > 0 && hardware.free_bytes > 0);
  }
};

LATHE_TEST(TestHardware)
#include "test_hardware.moc"
