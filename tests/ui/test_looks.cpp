#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <cmath>

#include "tests/support/paths.h"
#include "tests/support/run_tests.h"
#include "ui/shell/line_icon.h"
#include "ui/shell/theme.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/token_view.h"

using namespace lathe;

namespace {

double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

class TestLooks : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void textCanBeReadInBothPalettes() {
    const std::pair<const char*, const char*> pairs[] = {
        {"text", "ground"}, {"text", "panel"}, {"text", "rail"}, {"text", "hover"}, {"text", "selection"}, {"muted", "ground"}, {"muted", "panel"},
        {"muted", "rail"}, {"accent", "panel"}, {"accent", "accentSoft"}, {"onAccent", "accent"}, {"learnedText", "learnedGround"},
        {"changedText", "changedGround"}, {"danger", "panel"}, {"danger", "dangerSoft"}, {"warn", "warnSoft"}, {"good", "goodSoft"}, {"good", "panel"},
        {"muted", "contextGround"}, {"training", "panel"}, {"second", "panel"}};
    ui::Theme theme;
    for (const char* mode : {"light", "dark"}) {
      theme.choose(mode);
      for (const auto& [front, back] : pairs) {
        const double found = contrast(theme.color(front), theme.color(back));
        QVERIFY2(found >= 4.5, qPrintable(QString("%1: %2 on %3 is %4").arg(mode, front, back).arg(found)));
      }
    }
  }

  void bothPalettesNameTheSameColours() {
    QFile file(QString::fromStdString((tests::source_folder() / "resources/themes/palette.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(root["light"].toObject().keys(), root["dark"].toObject().keys());
  }

  void theStyleSheetHasNoUnknownName() {
    ui::Theme theme;
    theme.choose("light");
    QVERIFY(!qApp->styleSheet().isEmpty());
    QVERIFY(!qApp->styleSheet().contains('@'));
    const QString light = qApp->styleSheet();
    theme.choose("dark");
    QVERIFY(light != qApp->styleSheet());
    theme.choose("light");
  }

  void iconsFollowTheThemeAndStaySharp() {
    ui::Theme theme;
    theme.choose("dark");
    const QImage image = theme.icon("home").pixmap(QSize(40, 40)).toImage();
    bool drawn = false;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) drawn |= image.pixelColor(x, y).alpha() > 200 && image.pixelColor(x, y).lightness() > 150;
    QVERIFY(drawn);
    QTest::failOnWarning(QRegularExpression("."));
    QVERIFY(theme.icon("home").pixmap(QSize(0, 16)).isNull());
    theme.choose("light");
  }

  void figuresAreOfEqualWidth() {
    const QStringList families = QFontDatabase::families();
    const QStringList fitting{"Inter", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC"};       // of one of these the theme makes figures
    if (std::none_of(fitting.begin(), fitting.end(), [&](const QString& family) { return families.contains(family); }))
      QSKIP("none of the theme's fonts is installed");
    ui::Theme theme;
    const QFontMetricsF metrics(theme.figures());
    for (char digit = '1'; digit <= '9'; ++digit)
      QVERIFY2(std::abs(metrics.horizontalAdvance(QLatin1Char(digit)) - metrics.horizontalAdvance(QLatin1Char('0'))) <= 0.05, qPrintable(theme.figures().family()));
  }

  void whatTakesTheKeysShowsIt() {
    ui::Theme theme;
    theme.choose("light");
    QWidget window;
    auto* all = new QVBoxLayout(&window);
    auto* tokens = new ui::TokenView(theme, &window);
    auto* chart = new ui::LineChart(theme, &window);
    for (QWidget* widget : std::initializer_list<QWidget*>{tokens, chart}) all->addWidget(widget);
    window.resize(400, 400);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto framed = [&](QWidget* widget) { return widget->grab().toImage().pixelColor(0, widget->height() / 2) == theme.color("focus"); };
    for (QWidget* widget : std::initializer_list<QWidget*>{tokens, chart}) {
      widget->setFocus();
      QVERIFY(framed(widget));
      widget->clearFocus();
      QVERIFY(!framed(widget));
    }
  }

  // Colours and sizes stand in resources/themes; a page that brings its own would not follow the theme.
  void pagesHoldNoColourAndNoSize() {
    namespace fs = std::filesystem;
    const QRegularExpression forbidden("#[0-9a-fA-F]{6}\\b|QColor\\(\"|Qt::(red|blue|green|black|white)|setStyleSheet|setPixelSize|setPointSize|setFixed(Width|Height|Size)\\(\\d");
    for (const char* room : {"pages", "forms", "models"})
      for (const auto& entry : fs::recursive_directory_iterator(tests::source_folder() / "ui" / room)) {
        QFile file(QString::fromStdString(entry.path().string()));
        if (!entry.is_regular_file() || !file.open(QIODevice::ReadOnly)) continue;
        const auto match = forbidden.match(QString::fromUtf8(file.readAll()));
        QVERIFY2(!match.hasMatch(), qPrintable(QString::fromStdString(entry.path().string()) + ": " + match.captured()));
      }
  }
};

LATHE_TEST(TestLooks)
#include "test_looks.moc"
