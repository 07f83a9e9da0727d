#include <QObject>
#include <QTest>
#include <set>

#include "core/data/record.h"
#include "core/engine/catalog.h"
#include "core/text/chat_template.h"
#include "tests/architecture/source_files.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

// Everything that a test file says, to see that an entry's id is named there.
const std::string& test_text() {
  static const std::string text = [] {
    std::string all;
    for (const SourceFile& file : source_files({"tests/core", "tests/app", "tests/ui"}, {".cpp", ".h"}))
      for (const std::string& line : file.lines) all += line + "\n";
    return all;
  }();
  return text;
}

void check_entry(const std::string& registry, const std::string& id, const std::string& help, std::string& faults) {
  if (help.size() < 20) faults += "\n" + registry + "/" + id + ": no help text";
  if (test_text().find("\"" + id + "\"") == std::string::npos) faults += "\n" + registry + "/" + id + ": no test names it";
}

void check_options(const std::string& owner, const std::vector<OptionInfo>& options, std::string& faults) {
  std::set<std::string> keys;
  for (const OptionInfo& option : options) {
    if (option.label.empty()) faults += "\n" + owner + "." + option.key + ": no label";
    if (option.help.size() < 10) faults += "\n" + owner + "." + option.key + ": no help text";
    if (!keys.insert(option.key).second) faults += "\n" + owner + "." + option.key + ": stands twice";
  }
}

}  // namespace

class TestRegistries : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyEntryHasHelpAndATest() {
    std::string faults;
    QVERIFY(engine::methods().size() >= 2);
    QVERIFY(!engine::objectives().empty());
    for (const engine::CatalogEntry& method : engine::methods()) {
      check_entry("peft", method.id, method.help, faults);
      check_options("peft." + method.id, method.options, faults);
      if (method.default_learning_rate <= 0) faults += "\npeft/" + method.id + ": no usual learning rate";
    }
    for (const engine::CatalogEntry& objective : engine::objectives()) {
      check_entry("objectives", objective.id, objective.help, faults);
      check_options("objective." + objective.id, objective.options, faults);
    }
    for (const data::FormatSpec& format : data::formats()) check_entry("formats", format.id, format.help, faults);
    for (const text::TemplateSpec& spec : text::chat_templates()) check_entry("templates", spec.id, spec.help, faults);
    QVERIFY(engine::architectures().size() >= 2);
    for (const engine::CatalogEntry& architecture : engine::architectures()) check_entry("architectures", architecture.id, architecture.help, faults);
    QVERIFY2(faults.empty(), faults.c_str());
  }

  void everySettingOfARunHasALabelAndHelp() {
    std::string faults;
    check_options("run", engine::run_options(), faults);
    QVERIFY2(faults.empty(), faults.c_str());
  }
};

LATHE_TEST(TestRegistries)
#include "test_registries.moc"
