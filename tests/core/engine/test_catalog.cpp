#include "core/engine/catalog.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::engine;

class TestCatalog : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyEntryIsDescribed() {
    QVERIFY(methods().size() >= 2 && !objectives().empty());
    for (const auto* list : {&methods(), &objectives()})
      for (const CatalogEntry& entry : *list) {
        QVERIFY2(!entry.title.empty() && entry.help.size() > 40, entry.id.c_str());
        for (const OptionInfo& option : entry.options) {
          QVERIFY2(!option.label.empty() && !option.help.empty(), option.key.c_str());
          QVERIFY(option.key.find('.') == std::string::npos);
        }
      }
    for (const CatalogEntry& method : methods()) QVERIFY(method.default_learning_rate > 0);
    std::vector<std::string> known;
    for (const CatalogEntry& architecture : architectures()) known.push_back(architecture.id);
    QVERIFY(known == (std::vector<std::string>{"bert", "gpt2", "llama", "mistral", "qwen2", "qwen3"}));
  }

  void everySettingOfARunIsListed() {
    const std::vector<OptionInfo> rows = run_options();
    for (const OptionInfo& row : rows) QVERIFY2(!row.label.empty() && !row.help.empty(), row.key.c_str());
    const auto has = [&](const char* key) { return std::any_of(rows.begin(), rows.end(), [&](const OptionInfo& row) { return row.key == key; }); };
    QVERIFY(has("train.micro_tokens") && has("optimizer.learning_rate") && has("samples.prompts") && has("device.kind"));
  }

  void choicesAreCheckedByTheirRegistries() {
    config::RunConfig config;
    QVERIFY(validate_choices(config, "run.json").empty());
    config.peft = {{"method", "lora"}, {"rnk", 3}};
    QCOMPARE(validate_choices(config, "run.json").at(0).field, std::string("peft.rnk"));
    config.peft = {{"method", "telepathy"}};
    QCOMPARE(validate_choices(config, "run.json").at(0).field, std::string("peft.method"));
    config.peft = Json::object();
    QCOMPARE(validate_choices(config, "run.json").at(0).field, std::string("peft.method"));
    config.peft = {{"method", "full"}};
    config.objective = {{"kind", "fame"}};
    QCOMPARE(validate_choices(config, "run.json").at(0).field, std::string("objective.kind"));
  }
};

LATHE_TEST(TestCatalog)
#include "test_catalog.moc"
