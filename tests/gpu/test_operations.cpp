// Every own operation on the processor against its plain version in fp64, and what they refuse.
#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include "gpu/attention.h"
#include "gpu/cross_entropy.h"
#include "gpu/dropout.h"
#include "gpu/philox.h"
#include "gpu/plugin.h"
#include "gpu/reference/dropout.h"
#include "gpu/rms_norm.h"
#include "tests/gpu/kernel_cases.h"
#include "tests/support/run_tests.h"

using namespace lathe;

namespace {
void verify(const std::vector<tests::KernelResult>& results) {
  QVERIFY(!results.empty());
  for (const auto& result : results) QVERIFY2(result.passed(), (result.name + ": error " + std::to_string(result.error) + (result.repeats ? "" : ", two runs differ")).c_str());
}
}  // namespace

class TestOperations : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void plainAttentionOnACardIsKnown() {
    QVERIFY(!gpu::attention_is_plain(at::kCUDA, at::kBFloat16, 128));
    QVERIFY(gpu::attention_is_plain(at::kCUDA, at::kFloat, 128));
    QVERIFY(gpu::attention_is_plain(at::kCUDA, at::kBFloat16, 20));
    QVERIFY(!gpu::attention_is_plain(at::kCPU, at::kFloat, 20));
  }

  void rmsNormEqualsItsPlainVersion() { verify(tests::rms_norm_results(at::kCPU)); }
  void ropeEqualsItsPlainVersion() { verify(tests::rope_results(at::kCPU)); }
  void swigluEqualsItsPlainVersion() { verify(tests::swiglu_results(at::kCPU)); }
  void attentionEqualsItsPlainVersion() { verify(tests::attention_results(at::kCPU)); }
  void crossEntropyEqualsItsPlainVersion() { verify(tests::cross_entropy_results(at::kCPU)); }
  void dropoutMasksEqualTheirPlainVersion() { verify(tests::dropout_results(at::kCPU)); }

  // 0.7 rounded to bf16 is 0.6992: a gradient that was scaled by that would be too short by 1.1e-3.
  void crossEntropyScalesItsGradientsBeforeItRoundsThem() {
    at::manual_seed(3);
    const at::Tensor hidden = at::randn({40, 32}).to(at::kBFloat16), head = at::randn({50, 32}).to(at::kBFloat16);
    const at::Tensor rows = at::arange(40, at::kLong), targets = at::randint(50, {40}, at::kLong);
    const auto gradients = [&](double upstream) {
      const at::Tensor h = hidden.clone().requires_grad_(true), w = head.clone().requires_grad_(true);
      (gpu::linear_cross_entropy(h, w, rows, targets) * upstream).backward();
      return std::pair(h.grad().to(at::kDouble), w.grad().to(at::kDouble));
    };
    const auto [h, w] = gradients(1);
    const auto [shorter_h, shorter_w] = gradients(0.7);
    const auto scale = [](const at::Tensor& shorter, const at::Tensor& one) { return ((shorter * one).sum() / one.square().sum()).item<double>(); };
    for (const double by : {scale(shorter_h, h), scale(shorter_w, w)}) QVERIFY2(std::abs(by - 0.7) < 3e-4, qPrintable(QString::number(by)));
  }

  void plainRmsNormEqualsAutograd() {
    at::manual_seed(9);
    const at::Tensor x = at::randn({5, 12}, at::kDouble).requires_grad_(true), w = at::randn({12}, at::kDouble).requires_grad_(true);
    const at::Tensor upstream = at::randn({5, 12}, at::kDouble);
    gpu::rms_norm(x, w, 1e-5).backward(upstream);
    const at::Tensor dx = x.grad().clone(), dw = w.grad().clone();
    x.mutable_grad().reset();
    w.mutable_grad().reset();
    (w * x * (x.square().mean(-1, true) + 1e-5).rsqrt()).backward(upstream);
    QVERIFY(at::allclose(dx, x.grad(), 1e-12, 1e-12) && at::allclose(dw, w.grad(), 1e-12, 1e-12));
  }

  void philoxEqualsTheKnownAnswers() {
    const gpu::Words4 zeros = gpu::philox({{0, 0, 0, 0}}, 0, 0), ones = gpu::philox({{~0u, ~0u, ~0u, ~0u}}, ~0u, ~0u);
    const uint32_t known_zeros[] = {0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8}, known_ones[] = {0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD};
    for (int i = 0; i < 4; ++i) {
      QCOMPARE(zeros.word[i], known_zeros[i]);
      QCOMPARE(ones.word[i], known_ones[i]);
    }
  }

  void dropoutKeepsItsShareAndItsMean() {
    gpu::DropoutKey key{5, 1, 2, at::arange(400, at::kLong), at::arange(400, at::kLong)};
    const at::Tensor out = gpu::dropout(at::ones({400, 256}), 0.25, key);
    QVERIFY(std::abs(out.ne(0).to(at::kFloat).mean().item<double>() - 0.75) < 0.005);
    QVERIFY(std::abs(out.mean().item<double>() - 1) < 0.01);
    for (const auto change : {0, 1, 2}) {
      gpu::DropoutKey other = key;
      if (change == 0) other.seed = 6;
      if (change == 1) other.step = 2;
      if (change == 2) other.site = 3;
      const double agree = gpu::dropout_mask(256, 0.25, other, at::kFloat).eq(gpu::dropout_mask(256, 0.25, key, at::kFloat)).to(at::kFloat).mean().item<double>();
      QVERIFY(std::abs(agree - 0.625) < 0.01);   // 0.75^2 + 0.25^2: independent
    }
  }

  void noTargetGivesNoLossAndNoGradient() {
    const at::Tensor hidden = at::randn({4, 8}).requires_grad_(true), head = at::randn({10, 8});
    const at::Tensor none = at::empty({0}, at::kLong), loss = gpu::linear_cross_entropy(hidden, head, none, none);
    loss.backward();
    QCOMPARE(loss.item<float>(), 0.0F);
    QVERIFY(at::equal(hidden.grad(), at::zeros_like(hidden)));
  }

  void wrongShapesAreRefusedByName() {
    const auto sentence = [](const auto& work) -> std::string {
      try { work(); } catch (const c10::Error& error) { return error.what(); }
      return {};
    };
    QVERIFY(sentence([] { gpu::rms_norm(at::ones({2, 3}), at::ones({4}), 1e-6); }).find("[rms_norm]") != std::string::npos);
    QVERIFY(sentence([] { gpu::rms_norm(at::ones({2, 3}), at::ones({3}, at::kBFloat16), 1e-6); }).find("[rms_norm]") != std::string::npos);
    const at::Tensor row = at::zeros({1}, at::kLong);
    QVERIFY(sentence([&] { gpu::linear_cross_entropy(at::ones({2, 3}), at::ones({5, 4}), row, row); }).find("[linear_cross_entropy]") != std::string::npos);
  }

  void aPluginThatCannotBeOpenedIsSaid() {
    QTemporaryDir scratch;
    const std::string broken = scratch.path().toStdString() + "/lathe_cuda.so";
    QCOMPARE(faultOf(broken), std::string("lathe_cuda.so is not there"));
    std::ofstream(broken) << "no library";
    QVERIFY2(faultOf(broken).find(broken) != std::string::npos, faultOf(broken).c_str());
  }

 private:
  // In a process of its own: the first answer stays.
  static std::string faultOf(const std::string& plugin) {
    int ends[2];
    if (::pipe(ends) != 0) return "no pipe";
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("LATHE_CUDA_PLUGIN", plugin.c_str(), 1);
      const gpu::Plugin& opened = gpu::load_plugin();
      const std::string words = opened.loaded ? "it was opened" : opened.fault;
      ::_exit(::write(ends[1], words.data(), words.size()) < 0);
    }
    ::close(ends[1]);
    std::string out;
    char bytes[512];
    for (ssize_t count; (count = ::read(ends[0], bytes, sizeof bytes)) > 0;) out.append(bytes, static_cast<size_t>(count));
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return out;
  }
};

LATHE_TEST(TestOperations)
#include "test_operations.moc"
