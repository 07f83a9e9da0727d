#include "ui/forms/option_text.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

constexpr const char* kContext = "lathe::ui::Options";
QString say(const char* text) { return QCoreApplication::translate(kContext, text); }

constexpr const char* kUnits[] = {QT_TRANSLATE_NOOP("lathe::ui::Options", "tokens"), QT_TRANSLATE_NOOP("lathe::ui::Options", "steps"),
                                  QT_TRANSLATE_NOOP("lathe::ui::Options", "records"), QT_TRANSLATE_NOOP("lathe::ui::Options", "layers"),
                                  QT_TRANSLATE_NOOP("lathe::ui::Options", "seconds")};

constexpr struct {
  const char *group, *title;
} kGroups[] = {{"", QT_TRANSLATE_NOOP("lathe::ui::Options", "Run")},
               {"model", QT_TRANSLATE_NOOP("lathe::ui::Options", "Model")},
               {"data", QT_TRANSLATE_NOOP("lathe::ui::Options", "Data")},
               {"peft", QT_TRANSLATE_NOOP("lathe::ui::Options", "Method")},
               {"objective", QT_TRANSLATE_NOOP("lathe::ui::Options", "Goal")},
               {"train", QT_TRANSLATE_NOOP("lathe::ui::Options", "Training")},
               {"optimizer", QT_TRANSLATE_NOOP("lathe::ui::Options", "Optimiser")},
               {"schedule", QT_TRANSLATE_NOOP("lathe::ui::Options", "Schedule")},
               {"evaluation", QT_TRANSLATE_NOOP("lathe::ui::Options", "Evaluation")},
               {"checkpoints", QT_TRANSLATE_NOOP("lathe::ui::Options", "Checkpoints")},
               {"samples", QT_TRANSLATE_NOOP("lathe::ui::Options", "Samples")},
               {"device", QT_TRANSLATE_NOOP("lathe::ui::Options", "Device")}};

QString plain(double value) { return qs(lathe::detail::to_arg(value)); }

}  // namespace

QString optionLabel(const OptionInfo& option) { return words(option.label); }

QString optionUnit(const OptionInfo& option) {
  for (const char* unit : kUnits)
    if (option.unit == unit) return say(unit);
  return qs(option.unit);
}

QString optionRange(const OptionInfo& option) {
  const bool low = std::isfinite(option.min), high = std::isfinite(option.max);
  if (low && high) return say(QT_TRANSLATE_NOOP("lathe::ui::Options", "%1 to %2")).arg(plain(option.min), plain(option.max));
  if (low) return say(QT_TRANSLATE_NOOP("lathe::ui::Options", "%1 or more")).arg(plain(option.min));
  if (high) return say(QT_TRANSLATE_NOOP("lathe::ui::Options", "at most %1")).arg(plain(option.max));
  return {};
}

QString valueName(const OptionInfo& option, double value) {
  for (const OptionChoice& choice : option.choices)
    if (choice.value == lathe::detail::to_arg(value)) return words(choice.label);
  return {};
}

QString valueText(const OptionInfo& option, const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? say(QT_TRANSLATE_NOOP("lathe::ui::Options", "on")) : say(QT_TRANSLATE_NOOP("lathe::ui::Options", "off"));
  if (option.kind == OptionKind::choice && value.is_string()) {
    for (const OptionChoice& choice : option.choices)
      if (choice.value == value.get<std::string>()) return words(choice.label);
  }
  if (value.is_number()) {
    const QString name = valueName(option, value.get<double>());
    return name.isEmpty() ? plain(value.get<double>()) : name;
  }
  if (value.is_string()) return value.get<std::string>().empty() ? say(QT_TRANSLATE_NOOP("lathe::ui::Options", "empty")) : qs(value.get<std::string>());
  if (value.empty()) return say(QT_TRANSLATE_NOOP("lathe::ui::Options", "none"));
  return qs(value.dump());
}

QString optionTip(const OptionInfo& option) {
  QStringList lines{words(option.help)};
  if (const QString range = optionRange(option); !range.isEmpty()) lines << say(QT_TRANSLATE_NOOP("lathe::ui::Options", "Range: %1")).arg(range);
  lines << say(QT_TRANSLATE_NOOP("lathe::ui::Options", "Default: %1")).arg(valueText(option, option.default_value));
  lines.removeAll(QString());
  return lines.join('\n');
}

QString optionWhatsThis(const OptionInfo& option) {
  return QStringLiteral("<p><b>%1</b></p><p>%2</p><p><tt>%3</tt></p>")
      .arg(optionLabel(option).toHtmlEscaped(), optionTip(option).toHtmlEscaped().replace('\n', "<br>"), qs(option.key).toHtmlEscaped());
}

std::string groupOf(const OptionInfo& option) {
  const size_t dot = option.key.find('.');
  return dot == std::string::npos ? std::string() : option.key.substr(0, dot);
}

Json::json_pointer fieldPlace(const std::string& key) {
  Json::json_pointer place;
  size_t from = 0;
  for (size_t dot = key.find('.'); dot != std::string::npos; from = dot + 1, dot = key.find('.', from)) place /= key.substr(from, dot - from);
  return place / key.substr(from);
}

QString groupTitle(const std::string& group) {
  for (const auto& known : kGroups)
    if (group == known.group) return say(known.title);
  return qs(group);
}

}  // namespace lathe::ui
