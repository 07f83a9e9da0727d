#include <ATen/ATen.h>

#include "core/train/arena.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;

class TestArena : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void bindsViewsWhoseGradientsLandInTheArena() {
    at::Tensor bound_a, bound_b;
    ParameterArena arena({{"a", at::full({2, 3}, 2.0), true, [&](const at::Tensor& view) { bound_a = view; }},
                          {"b", at::full({4}, 3.0), false, [&](const at::Tensor& view) { bound_b = view; }}},
                         at::kCPU);
    QCOMPARE(arena.count(), int64_t{10});
    QVERIFY(bound_a.requires_grad() && bound_a.is_leaf());
    (bound_a.sum() * 5 + (bound_b * bound_b).sum()).backward();
    bound_b.sum().backward();            // a second micro-batch is added
    QVERIFY(at::equal(arena.view(arena.gradients, arena.segments()[0]), at::full({2, 3}, 5.0)));
    QVERIFY(at::equal(arena.view(arena.gradients, arena.segments()[1]), at::full({4}, 7.0)));
    arena.zero_gradients();
    QVERIFY(at::equal(bound_b.grad(), at::zeros({4})));
    arena.values.fill_(9);               // an update is seen through the views
    QVERIFY(at::equal(bound_a.detach(), at::full({2, 3}, 9.0)));
  }

  void halfPrecisionStartsAreWidened() {
    at::Tensor bound;
    ParameterArena arena({{"a", at::full({2}, 1.5, at::kBFloat16), true, [&](const at::Tensor& view) { bound = view; }}}, at::kCPU);
    QCOMPARE(bound.scalar_type(), at::kFloat);
    QVERIFY(at::equal(bound.detach(), at::full({2}, 1.5)));
  }

  void theStartIsCopied() {
    const at::Tensor start = at::ones({3});
    ParameterArena arena({{"a", start, true, [](const at::Tensor&) {}}}, at::kCPU);
    arena.values.zero_();
    QVERIFY(at::equal(start, at::ones({3})));
  }
};

LATHE_TEST(TestArena)
#include "test_arena.moc"
