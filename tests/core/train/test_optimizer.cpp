#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <limits>

#include "core/io/safetensors.h"
#include "core/train/optimizer.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::train;

namespace {

at::Tensor random(at::IntArrayRef sizes, uint64_t seed) {
  auto generator = at::detail::createCPUGenerator(seed);
  return at::randn(sizes, generator, at::TensorOptions().dtype(at::kFloat));
}

ParameterArena arena_of(const std::vector<std::pair<at::Tensor, bool>>& values) {
  std::vector<peft::Trainable> trainables;
  for (size_t i = 0; i < values.size(); ++i)
    trainables.push_back({"t" + std::to_string(i), values[i].first, values[i].second, [](const at::Tensor&) {}});
  return ParameterArena(std::move(trainables), at::kCPU);
}

at::Tensor stored(const io::SafetensorsFile& file, const std::string& name) {
  const io::TensorEntry& entry = file.at(name);
  at::Tensor out = at::empty(entry.shape, at::kFloat);
  std::memcpy(out.mutable_data_ptr(), entry.bytes.data(), entry.bytes.size());
  return out;
}

bool same(const at::Tensor& a, const at::Tensor& b) { return at::equal(a, b); }

// One step of AdamW as in the paper, in fp64.
struct Reference {
  std::vector<double> p, m, v;
  int64_t t = 0;
  void step(const at::Tensor& g, double lr, const config::OptimizerConfig& o, double decay) {
    ++t;
    for (size_t i = 0; i < p.size(); ++i) {
      const double gi = g[static_cast<int64_t>(i)].item<double>();
      p[i] *= 1 - lr * decay;
      m[i] = o.beta1 * m[i] + (1 - o.beta1) * gi;
      v[i] = o.beta2 * v[i] + (1 - o.beta2) * gi * gi;
      const double mh = m[i] / (1 - std::pow(o.beta1, static_cast<double>(t))), vh = v[i] / (1 - std::pow(o.beta2, static_cast<double>(t)));
      p[i] -= lr * mh / (std::sqrt(vh) + o.epsilon);
    }
  }
};

const at::Tensor kFinite = at::zeros({}), kNotFinite = at::ones({});

}  // namespace

class TestOptimizer : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void equalsThePaperOverManySteps() {
    const config::OptimizerConfig options{.weight_decay = 0.1};
    ParameterArena arena = arena_of({{random({37}, 1), true}, {random({11}, 2), false}});
    AdamW adam(options, at::kCPU);
    Reference decaying, plain;
    for (auto [reference, begin, count] : {std::tuple{&decaying, 0, 37}, std::tuple{&plain, 37, 11}}) {
      for (int64_t i = 0; i < count; ++i) reference->p.push_back(arena.values[begin + i].item<double>());
      reference->m.assign(reference->p.size(), 0);
      reference->v.assign(reference->p.size(), 0);
    }
    for (int step = 0; step < 20; ++step) {
      const double rate = 1e-2 / (1 + step);
      arena.gradients.copy_(random({48}, 100 + step));
      adam.step(arena, rate, kFinite);
      decaying.step(arena.gradients.narrow(0, 0, 37), rate, options, options.weight_decay);
      plain.step(arena.gradients.narrow(0, 37, 11), rate, options, 0);
    }
    for (int64_t i = 0; i < 48; ++i) {
      const double expected = i < 37 ? decaying.p[static_cast<size_t>(i)] : plain.p[static_cast<size_t>(i - 37)];
      QVERIFY(std::abs(arena.values[i].item<double>() - expected) < 1e-6 * (1 + std::abs(expected)));
    }
  }

  void clippingEqualsPyTorch() {
    const io::SafetensorsFile file(tests::fixture("schedules/clipping.safetensors"));
    for (const std::string name : {"untouched", "clipped", "clipped_small_limit", "all_zero"}) {
      std::vector<std::pair<at::Tensor, bool>> start;
      for (const char* part : {"a", "b", "c"}) start.emplace_back(at::zeros_like(stored(file, name + "/before/" + part)), true);
      ParameterArena arena = arena_of(start);
      const char* parts[] = {"a", "b", "c"};
      for (size_t i = 0; i < 3; ++i) arena.view(arena.gradients, arena.segments()[i]).copy_(stored(file, name + "/before/" + parts[i]));
      const GradientCheck check = check_and_clip(arena, at::ones({}), stored(file, name + "/max_norm").item<double>());
      QVERIFY(at::allclose(check.norm.to(at::kFloat), stored(file, name + "/norm").squeeze(), 1e-6));
      for (size_t i = 0; i < 3; ++i)
        QVERIFY(at::allclose(arena.view(arena.gradients, arena.segments()[i]), stored(file, name + "/after/" + parts[i]), 1e-6, 1e-9));
      QCOMPARE(check.not_finite.item<float>(), 0.f);
    }
  }

  void theNormDoesNotDependOnTheCutIntoTensors() {
    const at::Tensor g = random({5000}, 3);
    ParameterArena whole = arena_of({{at::zeros({5000}), true}}), cut = arena_of({{at::zeros({1234}), true}, {at::zeros({3766}), true}});
    whole.gradients.copy_(g);
    cut.gradients.copy_(g);
    QVERIFY(same(check_and_clip(whole, at::ones({}), 0).norm, check_and_clip(cut, at::ones({}), 0).norm));
  }

  void largeFiniteGradientsAreNotTakenForInfinite() {
    ParameterArena arena = arena_of({{at::zeros({8}), true}});
    arena.gradients.fill_(1e30);         // its square overflows fp32
    QCOMPARE(check_and_clip(arena, at::ones({}), 1).not_finite.item<float>(), 0.f);
    QVERIFY(at::allclose(arena.gradients.norm(), at::ones({}), 1e-5));
  }

  void aStepThatIsNotFiniteChangesNothing() {
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    for (const float bad : {nan, inf, -inf}) {
      ParameterArena arena = arena_of({{random({16}, 4), true}, {random({5}, 5), false}});
      AdamW adam({}, at::kCPU);
      arena.gradients.copy_(random({21}, 6));
      adam.step(arena, 1e-2, kFinite);
      const at::Tensor values = arena.values.clone(), m = arena.first_moment.clone(), v = arena.second_moment.clone();
      arena.gradients[7] = bad;
      const GradientCheck check = check_and_clip(arena, at::ones({}), 1);
      QCOMPARE(check.not_finite.item<float>(), 1.f);
      adam.step(arena, 1e-2, check.not_finite);
      QVERIFY(same(values, arena.values) && same(m, arena.first_moment) && same(v, arena.second_moment));
      QCOMPARE(adam.steps().item<float>(), 1.f);
    }
    ParameterArena arena = arena_of({{random({4}, 7), true}});
    QCOMPARE(check_and_clip(arena, at::full({}, nan), 1).not_finite.item<float>(), 1.f);
  }

  void decayFollowsItsMark() {
    ParameterArena arena = arena_of({{at::ones({3}), false}, {at::ones({2}), true}});
    QCOMPARE(arena.decaying(), int64_t{2});
    QCOMPARE(arena.segments()[0].name, std::string("t1"));
    AdamW adam({.weight_decay = 0.5}, at::kCPU);
    adam.step(arena, 0.1, kFinite);
    QVERIFY(at::allclose(arena.view(arena.values, arena.segments()[0]), at::full({2}, 0.95)));
    QVERIFY(same(arena.view(arena.values, arena.segments()[1]), at::ones({3})));
  }
};

LATHE_TEST(TestOptimizer)
#include "test_optimizer.moc"
