// The registry of methods, their settings, and what each trains and saves.
#include <QTest>

#include <set>

#include "core/peft/method.h"
#include "tests/support/folders.h"
#include "tests/support/leaves.h"
#include "tests/support/reference.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

model::LoadedModel base(at::ScalarType type = at::kFloat) { return model::load_model(fixture("models/qwen3_tied"), {.compute_dtype = type}); }

model::DecoderInputs some_inputs() { return model::to_inputs(pack_by_hand({{{5, 6, 7, 8, 9, 10}, {5, 6, 7, 8, 9, 10}, 0}}), at::kCPU); }

at::Tensor loss_of(const model::LoadedModel& model, const model::Attachments& attachments, bool dropout = false) {
  const auto inputs = some_inputs();
  return model.decoder->loss_sum(model.decoder->forward(inputs, {.attachments = &attachments, .dropout = dropout, .seed = 3, .step = 2}), inputs);
}

std::vector<std::string> faults(const std::string& method, const Json& options) {
  std::vector<std::string> out;
  for (const Issue& issue : peft::method_by_id(method).check(options, "run.json")) out.push_back(issue.field);
  return out;
}

}  // namespace

class TestMethods : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyMethodIsDescribed() {
    std::set<std::string> ids;
    for (const peft::MethodSpec& method : peft::methods()) {
      QVERIFY(ids.insert(method.id).second && !method.title.empty() && !method.help.empty() && method.default_learning_rate > 0);
      for (const OptionInfo& option : method.options) QVERIFY2(option.key.starts_with("peft.") && !option.label.empty() && !option.help.empty(), option.key.c_str());
      QVERIFY(method.check({{"method", method.id}}, "run.json").empty());
    }
    QVERIFY_THROWS_EXCEPTION(Error, peft::method_by_id("magic"));
  }

  void countsAreThoseOfTheTrainedParameters() {
    model::LoadedModel model = base(), shapes = model::load_model(fixture("models/qwen3_tied"), {.device = at::kMeta});
    const auto counts = peft::trainable_counts(shapes);
    for (const peft::MethodSpec& method : peft::methods()) {
      int64_t real = 0;
      for (const peft::Trainable& trainable : method.make({{"method", method.id}}, model, 1)->trainables()) real += trainable.value.numel();
      QVERIFY(real > 0);
      QCOMPARE(counts.at(method.id), real);
    }
  }

  void startValuesOfEverythingAreNotCopied() {
    model::LoadedModel model = base(at::kBFloat16);
    const auto tuning = peft::method_by_id("full").make({{"method", "full"}}, model, 1);
    const std::vector<peft::Trainable> trainables = tuning->trainables();
    const std::vector<model::Parameter> parameters = model.decoder->parameters();
    QCOMPARE(trainables.size(), parameters.size());
    for (size_t i = 0; i < trainables.size(); ++i) QVERIFY(trainables[i].value.is_alias_of(*parameters[i].tensor));
  }

  void everyFaultInTheSettingsIsNamed() {
    using Names = std::vector<std::string>;
    QCOMPARE(faults("lora", {{"method", "lora"}, {"rank", 0}, {"alpha", "x"}, {"dropout", 1}, {"rnak", 3}}), (Names{"peft.rank", "peft.alpha", "peft.dropout", "peft.rnak"}));
    QCOMPARE(faults("lora", {{"targets", {"q", "q"}}}), Names{"peft.targets"});
    QCOMPARE(faults("lora", {{"targets", {"q_proj"}}}), Names{"peft.targets"});
    QCOMPARE(faults("lora", {{"targets", Json::array()}}), Names{"peft.targets"});
    QCOMPARE(faults("full", {{"method", "full"}, {"rank", 3}}), Names{"peft.rank"});
  }

  void everyMethodMovesTheLossAndEveryTrainableLearns_data() {
    QTest::addColumn<QString>("id");
    for (const peft::MethodSpec& method : peft::methods()) QTest::newRow(method.id.c_str()) << QString::fromStdString(method.id);
  }
  void everyMethodMovesTheLossAndEveryTrainableLearns() {
    QFETCH(QString, id);
    for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
      auto model = base(type);
      const auto tuning = peft::method_by_id(id.toStdString()).make({{"method", id.toStdString()}}, model, 5);
      Leaves leaves;
      for (const peft::Trainable& trainable : tuning->trainables()) {
        QVERIFY(trainable.value.is_floating_point() && !leaves.contains(trainable.name));
        leaves[trainable.name] = trainable.value.to(at::kFloat, false, /*copy=*/true).requires_grad_(true);
        trainable.bind(leaves[trainable.name]);
      }
      const at::Tensor first = loss_of(model, tuning->attachments());
      double after = 0;
      for (int step = 0; step < 3; ++step) {
        const Leaves gradients = gradients_of(loss_of(model, tuning->attachments()), leaves);
        const at::NoGradGuard quiet;
        for (auto& [name, leaf] : leaves) {
          QVERIFY2(gradients.at(name).isfinite().all().item<bool>(), name.c_str());
          leaf.sub_(gradients.at(name) * 1e-3);
        }
        after = loss_of(model, tuning->attachments()).item<double>();
      }
      QVERIFY(after < first.item<double>());
      QCOMPARE(tuning->changes_base(), tuning->attachments().empty());
    }
  }

  void loraStartsAsTheBase() {
    auto model = base();
    const model::Attachments none;
    const at::Tensor plain = loss_of(model, none);
    const auto tuning = peft::method_by_id("lora").make({{"method", "lora"}}, model, 5);
    QVERIFY(at::equal(loss_of(model, tuning->attachments()), plain));
    QCOMPARE(tuning->trainables().size(), size_t{2 * 2 * 7});
  }

  void startValuesDependOnTheSeedAlone() {
    auto model = base();
    const auto values = [&](uint64_t seed, const Json& options) {
      Leaves out;
      for (const peft::Trainable& trainable : peft::method_by_id("lora").make(options, model, seed)->trainables()) out[trainable.name] = trainable.value;
      return out;
    };
    const Json all = {{"method", "lora"}}, few = {{"method", "lora"}, {"targets", {"v", "q"}}};
    const Leaves one = values(1, all), same = values(1, all), other = values(2, all), part = values(1, few);
    QCOMPARE(part.size(), size_t{2 * 2 * 2});
    for (const auto& [name, value] : one) {
      QVERIFY(at::equal(value, same.at(name)));
      if (part.contains(name)) QVERIFY(at::equal(value, part.at(name)));
      if (!name.ends_with("lora_A.weight")) continue;
      QVERIFY(!at::equal(value, other.at(name)));
      const double bound = 1 / std::sqrt(static_cast<double>(value.size(1)));
      QVERIFY(value.abs().max().item<double>() <= bound && std::abs(value.std().item<double>() - bound / std::sqrt(3.0)) < 0.1 * bound);
    }
  }

  void dropoutActsInTrainingOnlyAndDiffersBySite() {
    auto model = base();
    const auto tuning = peft::method_by_id("lora").make({{"method", "lora"}, {"dropout", 0.5}}, model, 5);
    for (const peft::Trainable& trainable : tuning->trainables()) trainable.bind(at::ones_like(trainable.value) * 0.05);
    QVERIFY(!at::equal(loss_of(model, tuning->attachments(), true), loss_of(model, tuning->attachments(), false)));
    QVERIFY(at::equal(loss_of(model, tuning->attachments(), true), loss_of(model, tuning->attachments(), true)));
    std::set<uint64_t> sites;
    for (const auto& [site, attachment] : tuning->attachments().linear)
      for (const model::LowRankTerm& term : attachment.low_rank) QVERIFY(sites.insert(term.dropout_site).second);
  }

  void fullSavesAModelThatLoadsAsItIs() {
    const Scratch scratch;
    auto model = base();
    const auto tuning = peft::method_by_id("full").make({{"method", "full"}}, model, 1);
    for (const peft::Trainable& trainable : tuning->trainables()) trainable.bind(trainable.value * 1.25);
    tuning->save(real_file_system(), scratch.path() / "tuned");
    const auto again = model::load_model(scratch.path() / "tuned", {});
    const model::Attachments none;
    QVERIFY(at::equal(loss_of(again, none), loss_of(model, none)));
    QVERIFY(again.fingerprint != model.fingerprint);
  }

  void fullSparesNormsFromDecay() {
    auto model = base();
    for (const peft::Trainable& trainable : peft::method_by_id("full").make({{"method", "full"}}, model, 1)->trainables())
      QCOMPARE(trainable.decay, trainable.name.find("norm") == std::string::npos);
  }
};

LATHE_TEST(TestMethods)
#include "test_methods.moc"
