#include "ui/shell/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPalette>
#include <QRegularExpression>
#include <QStyleFactory>

#include "ui/shell/line_icon.h"

// The resources of a static library are registered by hand, from outside any namespace.
static void registerResources() { Q_INIT_RESOURCE(studio); }

namespace lathe::ui {
namespace {

QByteArray resource(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList installed(const QStringList& wanted) {
  const QStringList all = QFontDatabase::families();
  QStringList found;
  for (const QString& family : wanted)
    if (all.contains(family)) found << family;
  return found;
}

QFont bodyFont(int pixels) {
  QFont font = QApplication::font();
  const QStringList families = installed({"Inter", "Noto Sans", "DejaVu Sans"}).mid(0, 1) + installed({"Noto Sans CJK SC"});
  if (!families.isEmpty()) font.setFamilies(families);
  font.setPixelSize(pixels);
  return font;
}

bool equalDigits(const QFont& font) {
  const QFontMetricsF metrics(font);
  for (char digit = '0'; digit <= '9'; ++digit)
    if (std::abs(metrics.horizontalAdvance(QLatin1Char(digit)) - metrics.horizontalAdvance(QLatin1Char('0'))) > 0.05) return false;
  return true;
}

QFont figureFont(const QFont& body) {
  if (equalDigits(body)) return body;
  for (const QString& family : installed({"Noto Sans CJK SC", "Noto Sans", "DejaVu Sans"})) {
    QFont font = body;
    font.setFamilies({family});
    if (equalDigits(font)) return font;
  }
  return body;
}

}  // namespace

Theme::Theme(QObject* parent) : QObject(parent) {
  registerResources();
  system_dark_ = QApplication::palette().color(QPalette::Window).lightness() < 128;
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  load();
  const QFont body = bodyFont(size("body"));
  QApplication::setFont(body);
  figures_ = figureFont(body);
}

void Theme::load() {
  const QJsonObject root = QJsonDocument::fromJson(resource(":/themes/palette.json")).object();
  const auto colors = [&](const char* name, QHash<QString, QColor>& out) {
    const QJsonObject object = root[QLatin1String(name)].toObject();
    for (auto it = object.begin(); it != object.end(); ++it) out[it.key()] = QColor(it.value().toString());
  };
  colors("light", light_);
  colors("dark", dark_colors_);
  const QJsonObject sizes = root["sizes"].toObject();
  for (auto it = sizes.begin(); it != sizes.end(); ++it) sizes_[it.key()] = it.value().toInt();
}

void Theme::choose(const QString& mode) {
  dark_ = mode == "dark" || (mode == "system" && system_dark_);
  applyPalette();
  qApp->setStyleSheet(styleSheet());
  Q_EMIT changed();
}

QColor Theme::color(const QString& name) const {
  const auto& colors = dark_ ? dark_colors_ : light_;
  Q_ASSERT_X(colors.contains(name), "Theme::color", qPrintable(name));
  return colors.value(name);
}

void Theme::applyPalette() {
  QPalette palette;
  const auto put = [&](QPalette::ColorRole role, const char* name) { palette.setColor(role, color(name)); };
  put(QPalette::Window, "ground");
  put(QPalette::WindowText, "text");
  put(QPalette::Base, "panel");
  put(QPalette::AlternateBase, "hover");
  put(QPalette::Text, "text");
  put(QPalette::Button, "panel");
  put(QPalette::ButtonText, "text");
  put(QPalette::BrightText, "danger");
  put(QPalette::Highlight, "accent");
  put(QPalette::HighlightedText, "onAccent");
  put(QPalette::Link, "accent");
  put(QPalette::LinkVisited, "accent");
  put(QPalette::PlaceholderText, "muted");
  put(QPalette::ToolTipBase, "panel");
  put(QPalette::ToolTipText, "text");
  put(QPalette::Light, "panel");
  put(QPalette::Midlight, "hover");
  put(QPalette::Mid, "line");
  put(QPalette::Dark, "strongLine");
  put(QPalette::Shadow, "strongLine");
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, color("disabled"));
  QApplication::setPalette(palette);
}

QString Theme::styleSheet() const {
  QString sheet = QString::fromUtf8(resource(":/themes/theme.qss"));
  sheet.replace("@icons@", dark_ ? ":/icons/dark" : ":/icons/light");
  static const QRegularExpression mark(QStringLiteral("@([A-Za-z]+)@"));
  QString out;
  qsizetype from = 0;
  for (auto it = mark.globalMatch(sheet); it.hasNext();) {
    const QRegularExpressionMatch match = it.next();
    const QString name = match.captured(1);
    out += sheet.mid(from, match.capturedStart() - from);
    out += sizes_.contains(name) ? QString::number(sizes_[name]) : color(name).name();
    from = match.capturedEnd();
  }
  return out + sheet.mid(from);
}

QIcon Theme::icon(const QString& name) const {
  return lineIcon(name, {color("text"), color("disabled"), color("accent")});
}

QFont Theme::monospace() const {
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  const QStringList families = installed({"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono"}).mid(0, 1) + installed({"Noto Sans Mono CJK SC"});
  if (!families.isEmpty()) font.setFamilies(families);
  font.setPixelSize(size("small"));
  return font;
}

void Theme::drawFocus(QPainter& painter, const QRect& around) const {
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setOpacity(1);
  painter.setPen(QPen(color("focus"), 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(around.adjusted(1, 1, -1, -1));
}

}  // namespace lathe::ui
