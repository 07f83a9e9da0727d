#include <thread>

#include "tests/support/run_tests.h"
#include "tests/ui/fake_answers.h"
#include "ui/bridge/engine_bridge.h"

using namespace lathe;

class TestEngineBridge : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void eventsOfAnotherThreadArriveInOrderAndNoneIsLost() {
    tests::FakeEngine* fake = nullptr;
    ui::EngineBridge bridge([&](std::function<void()> wake) {
      auto made = std::make_unique<tests::FakeEngine>(std::move(wake));
      fake = made.get();
      return made;
    });
    const auto id = bridge.submit(engine::TrainJob{});
    std::vector<int64_t> steps;
    connect(&bridge, &ui::EngineBridge::stepDone, this, [&](quint64, const runs::StepMetrics& metrics) { steps.push_back(metrics.step); });
    constexpr int64_t kEvents = 20000;
    std::thread teller([&] {
      for (int64_t step = 1; step <= kEvents; ++step) {
        runs::StepMetrics metrics;
        metrics.step = step;
        fake->say(id, metrics);
      }
    });
    QVERIFY(QTest::qWaitFor([&] { return steps.size() == kEvents; }, 30000));
    teller.join();
    for (int64_t i = 0; i < kEvents; ++i) QCOMPARE(steps[static_cast<size_t>(i)], i + 1);
    QCOMPARE(fake->drains, fake->wakes);             // asked once for each burst, never without one
  }

  void aBurstIsTakenInOneGo() {
    tests::FakeEngine* fake = nullptr;
    ui::EngineBridge bridge([&](std::function<void()> wake) {
      auto made = std::make_unique<tests::FakeEngine>(std::move(wake));
      fake = made.get();
      return made;
    });
    bridge.start();
    int started = 0;
    connect(&bridge, &ui::EngineBridge::jobStarted, this, [&] { ++started; });
    for (int i = 0; i < 100; ++i) fake->say(1, engine::JobStarted{});
    QCOMPARE(started, 0);                            // the window's thread takes them when it is its turn
    QCoreApplication::processEvents();
    QCOMPARE(started, 100);
    QCOMPARE(fake->drains, 1);
  }

  void theEngineBeginsOnlyWhenItIsAskedFor() {
    bool made = false;
    ui::EngineBridge bridge([&](std::function<void()> wake) {
      made = true;
      return std::make_unique<tests::FakeEngine>(std::move(wake));
    });
    QVERIFY(!made);
    bridge.cancel(1);
    QVERIFY(!made);
    bridge.start();
    QVERIFY(made);
  }

  void aDeadEngineIsSaidOnce() {
    tests::FakeEngine* fake = nullptr;
    ui::EngineBridge bridge([&](std::function<void()> wake) {
      auto made = std::make_unique<tests::FakeEngine>(std::move(wake));
      fake = made.get();
      return made;
    });
    bridge.start();
    int died = 0;
    connect(&bridge, &ui::EngineBridge::died, this, [&] { ++died; });
    engine::JobFinished outcome;
    outcome.result = engine::Result::failed;
    outcome.engine_dead = true;
    fake->say(1, outcome);
    fake->say(2, outcome);
    QVERIFY(QTest::qWaitFor([&] { return died > 0; }));
    QCOMPARE(died, 1);
    QVERIFY(bridge.dead());
  }
};

LATHE_TEST(TestEngineBridge)
#include "test_engine_bridge.moc"
