#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include "core/engine/catalog.h"
#include "core/engine/job.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"
#include "ui/bridge/text.h"
#include "ui/forms/option_text.h"
#include "ui/shell/language.h"

using namespace lathe;
namespace fs = std::filesystem;

namespace {

struct Entry {
  QString context, source, translation;
  bool finished = true;
};

QString pathOf(const fs::path& path) { return QString::fromStdString(path.string()); }

QList<Entry> readCatalogue(const char* name) {
  QFile file(pathOf(tests::source_folder() / "resources/i18n" / name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader xml(&file);
  QList<Entry> out;
  Entry entry;
  while (!xml.atEnd()) {
    if (!xml.readNextStartElement()) continue;
    const QString tag = xml.name().toString();
    if (tag == "name") entry.context = xml.readElementText();
    else if (tag == "source") entry.source = xml.readElementText();
    else if (tag == "translation") {
      entry.finished = xml.attributes().value("type") != QLatin1String("unfinished");
      entry.translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
      out << entry;
    }
  }
  return out;
}

QSet<QString> marksOf(const QString& text) {
  static const QRegularExpression mark("\\{\\d+\\}|%n|%\\d");
  QSet<QString> out;
  for (auto it = mark.globalMatch(text); it.hasNext();) out << it.next().captured();
  return out;
}

// Every LATHE_TR("...") of a folder, adjacent literals joined.
QSet<QString> markedIn(const fs::path& folder) {
  static const QRegularExpression call("LATHE_TR\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)\\)");
  static const QRegularExpression literal("\"((?:[^\"\\\\]|\\\\.)*)\"");
  QSet<QString> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    QFile file(pathOf(entry.path()));
    if (!entry.is_regular_file() || !file.open(QIODevice::ReadOnly)) continue;
    const QString source = QString::fromUtf8(file.readAll());
    for (auto calls = call.globalMatch(source); calls.hasNext();) {
      QString text;
      const QString inner = calls.next().captured(1);
      for (auto parts = literal.globalMatch(inner); parts.hasNext();) text += parts.next().captured(1);
      out << text.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
    }
  }
  return out;
}

}  // namespace

class TestTranslations : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothingIsUnfinished() {
    for (const char* name : {"lathe_zh_CN.ts", "core_zh_CN.ts"}) {
      const QList<Entry> entries = readCatalogue(name);
      QVERIFY2(entries.size() > 50, name);
      QStringList unfinished;
      for (const Entry& entry : entries)
        if (!entry.finished || entry.translation.isEmpty()) unfinished << entry.context + ": " + entry.source;
      QVERIFY2(unfinished.isEmpty(), qPrintable(QString(name) + ":\n" + unfinished.join('\n')));
    }
  }

  void everyPlaceForAFigureIsKept() {
    for (const char* name : {"lathe_zh_CN.ts", "core_zh_CN.ts"})
      for (const Entry& entry : readCatalogue(name))
        if (entry.finished) QVERIFY2(marksOf(entry.source) == marksOf(entry.translation), qPrintable(entry.source + " -> " + entry.translation));
  }

  void everySentenceOfCoreIsInTheCatalogue() {
    QSet<QString> known;
    for (const Entry& entry : readCatalogue("core_zh_CN.ts")) known << entry.source;
    QStringList missing;
    for (const QString& text : markedIn(tests::source_folder() / "core"))
      if (!known.contains(text)) missing << text;
    QVERIFY2(missing.isEmpty(), qPrintable("run resources/i18n/update.sh and translate:\n" + missing.join('\n')));
  }

  void theCatalogueShowsInChinese() {
    ui::Language language;
    language.choose("zh_CN");
    static const QRegularExpression chinese("[\\x{4e00}-\\x{9fff}]");
    QStringList english;
    const auto check = [&](const QString& text, const std::string& where) {
      if (!text.isEmpty() && !text.contains(chinese)) english << QString::fromStdString(where) + ": " + text;
    };
    const auto options = [&](const std::vector<OptionInfo>& rows) {
      for (const OptionInfo& row : rows) {
        check(ui::words(row.label), row.key);
        check(ui::words(row.help), row.key);
        check(ui::optionUnit(row), row.key);
      }
    };
    options(engine::run_options());
    options(option_rows<engine::GenerateOptions>());
    for (const engine::CatalogEntry& entry : engine::methods()) {
      check(ui::words(entry.help), entry.id);
      options(entry.options);
    }
    for (const engine::CatalogEntry& entry : engine::objectives()) {
      check(ui::words(entry.help), entry.id);
      options(entry.options);
    }
    language.choose("en");
    QVERIFY2(english.isEmpty(), qPrintable(english.join('\n')));
  }

  void whatTheEngineDescribesInEnglishIsSaidInChinese() {
    ui::Language language;
    language.choose("zh_CN");
    static const QRegularExpression english("[a-z]{4,}");
    QStringList wrong;
    for (const QString& text : {ui::deviceText("cpu, 2 threads"), ui::deviceText("cpu, 1 thread"), ui::processorText("CPU, 2 cores"), ui::processorText("CPU, 1 core"),
                                ui::tokenizerText("byte-level BPE, 4096 tokens"), ui::durationText(75), ui::durationText(5), ui::durationText(4000), ui::bytesText(5),
                                ui::words(Issue{"", 3, "", phrase(LATHE_TR("Reading weights")), ""})})
      if (text.contains(english) || text.contains("min")) wrong << text;
    language.choose("en");
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    QCOMPARE(ui::deviceText("NVIDIA H200"), QString("NVIDIA H200"));
    QCOMPARE(ui::processorText("Some chip"), QString("Some chip"));
    QCOMPARE(ui::tokenizerText("SentencePiece, 32000 tokens"), QString("SentencePiece, 32,000 tokens"));
  }

  void figuresAreFilledIntoTheTranslation() {
    ui::Language language;
    language.choose("zh_CN");
    const QString text = ui::words(phrase(LATHE_TR("{0}, {1} GB, driver {2}: ready"), "NVIDIA H200", 141, 580));
    language.choose("en");
    QVERIFY(text.contains("NVIDIA H200") && text.contains("141") && text.contains("580") && !text.contains("{"));
  }
};

LATHE_TEST(TestTranslations)
#include "test_translations.moc"
