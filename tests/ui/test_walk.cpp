#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSlider>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolButton>
#include <QTranslator>

#include "tests/support/run_tests.h"
#include "tests/ui/studio_kit.h"
#include "ui/pages/registry.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/line_chart.h"

using namespace lathe;

namespace {

const QChar kMark(0x2022);               // stands in every text that went through translation

// 40 % longer than what the language says, and marked.
class Lengthener : public QTranslator {
 public:
  QString translate(const char* context, const char* source, const char* comment, int n) const override {
    if (inside_ || !*source) return {};
    inside_ = true;                      // asks the translators below
    QString text = QCoreApplication::translate(context, source, comment, n);
    inside_ = false;
    static const QRegularExpression placeholder("%n|%L?\\d+|\\{\\d+\\}|<[^>]*>");
    const qsizetype length = QString(text).remove(placeholder).size();
    QString padding = QString(kMark);
    for (qsizetype i = 1; i < std::max<qsizetype>(1, length * 4 / 10); ++i) padding += i % 6 == 5 ? ' ' : 'x';
    return text + padding;
  }
  bool isEmpty() const override { return false; }

 private:
  mutable bool inside_ = false;
};

QString where(const QWidget* widget) {
  QStringList path;
  for (; widget; widget = widget->parentWidget()) path.prepend(QString(widget->metaObject()->className()).section("::", -1) + (widget->objectName().isEmpty() ? "" : "#" + widget->objectName()));
  return path.mid(qMax<qsizetype>(0, path.size() - 5)).join("/");
}

QString shownText(const QWidget* widget) {
  if (auto* label = qobject_cast<const QLabel*>(widget)) {
    if (label->textFormat() != Qt::RichText) return label->text();
    QTextDocument document;
    document.setHtml(label->text());
    return document.toPlainText();
  }
  if (auto* button = qobject_cast<const QAbstractButton*>(widget)) {
    auto* tool = qobject_cast<const QToolButton*>(widget);
    return tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly ? QString() : button->text();
  }
  return {};
}

bool hasLetters(const QString& text) {
  static const QRegularExpression word("[A-Za-z\\x{4e00}-\\x{9fff}]{2,}");
  return text.contains(word);
}

bool isControl(const QWidget* widget) {
  return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget) ||
         qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QSlider*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
         qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const ui::LineChart*>(widget);
}

// Parts that Qt makes for itself inside a control.
bool isInternal(const QWidget* widget) {
  return widget->objectName().startsWith("qt_") || QString(widget->metaObject()->className()).startsWith("QComboBoxPrivate") ||
         (widget->parentWidget() && (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<QComboBox*>(widget->parentWidget()) ||
                                     qobject_cast<QLineEdit*>(widget->parentWidget()) || qobject_cast<QAbstractItemView*>(widget->parentWidget()) ||
                                     qobject_cast<QMenuBar*>(widget->parentWidget())));
}

}  // namespace

class TestWalk : public QObject {
  Q_OBJECT

  void look(QWidget& root, const QString& place, QStringList& faults) {
    for (QWidget* widget : root.findChildren<QWidget*>()) {
      if (!widget->isVisible() || isInternal(widget)) continue;
      const QString text = shownText(widget);
      const bool verbatim = widget->property("verbatim").toBool();
      if (hasLetters(text) && !verbatim && !text.contains(kMark)) faults << place + " untranslated: \"" + text + "\" " + where(widget);
      if (isControl(widget) && text.isEmpty() && widget->accessibleName().isEmpty()) faults << place + " no name: " + where(widget);
      auto* label = qobject_cast<QLabel*>(widget);
      if (!label || text.isEmpty()) continue;
      const QSize need = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
      if (label->width() < need.width() || label->height() < need.height())
        faults << QString("%1 cut: \"%2\" has %3x%4, needs %5x%6 %7").arg(place, text.left(60)).arg(label->width()).arg(label->height()).arg(need.width()).arg(need.height()).arg(where(label));
    }
  }

  void walk(const char* language) {
    tests::StudioKit kit;
    QVERIFY(kit.ready);
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    kit.studio->context().language.choose(language);
    Lengthener longer;
    QCoreApplication::installTranslator(&longer);
    kit.window().resize(1280, 800);
    QStringList faults;
    const auto settle = [] {
      QTest::qWait(60);
      for (int i = 0; i < 5; ++i) QCoreApplication::sendPostedEvents(), QCoreApplication::processEvents();
    };
    for (const ui::PageSpec& spec : ui::pages()) {
      kit.window().go(spec.id);
      settle();
      look(kit.window(), spec.id, faults);
    }
    auto* train = qobject_cast<ui::TrainPage*>(kit.window().page("train"));
    kit.window().go("train");
    for (int step = 0; step < 5; ++step) {
      train->goTo(step);
      settle();
      look(kit.window(), QString("train.%1").arg(step), faults);
    }
    kit.studio->context().monitor.start({train->draft().config(), {}, {}, false});
    const auto id = kit.engine->jobs.size();
    kit.engine->say(id, engine::RunOpened{"/tmp/run", 10, 0, 100, 1000, "cpu"});
    for (int64_t step = 1; step <= 5; ++step) kit.engine->say(id, runs::StepMetrics{.step = step, .loss = 3.0 / static_cast<double>(step), .tokens = 100, .seconds = 0.1});
    kit.window().go("runs");
    settle();
    look(kit.window(), "runs.live", faults);
    kit.window().go("compare");
    settle();
    look(kit.window(), "compare.live", faults);
    for (const QAction* action : kit.studio->context().actions.all())
      if (hasLetters(action->text()) && !action->text().contains(kMark) && action->text() != "English" && action->text() != "简体中文")
        faults << "action untranslated: " + action->text();
    for (const QAction* menu : kit.window().menuBar()->actions())
      if (!menu->text().contains(kMark)) faults << "menu untranslated: " + menu->text();
    kit.engine->finish(id, engine::Result::succeeded);
    QTest::qWait(20);
    QCoreApplication::removeTranslator(&longer);
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable("\n" + faults.join('\n')));
  }

 private Q_SLOTS:
  void longEnglishIsNeitherCutNorForgotten() { walk("en"); }
  void longChineseIsNeitherCutNorForgotten() { walk("zh_CN"); }

  void everyPageCanBeWalkedByTab() {
    tests::StudioKit kit;
    QVERIFY(kit.openModel());
    QVERIFY(kit.openSet());
    for (const ui::PageSpec& spec : ui::pages()) {
      kit.window().go(spec.id);
      QTest::qWait(20);
      QSet<QWidget*> reached;
      for (int i = 0; i < 150; ++i) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &kit.window(), Qt::Key_Tab);
        if (QWidget* focus = QApplication::focusWidget()) reached << focus;
      }
      for (QAbstractButton* button : kit.window().page(spec.id)->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled() && !isInternal(button) && !button->group())
          QVERIFY2(reached.contains(button) || button->autoExclusive(), qPrintable(QString(spec.id) + ": " + where(button)));
    }
  }
};

LATHE_TEST(TestWalk)
#include "test_walk.moc"
