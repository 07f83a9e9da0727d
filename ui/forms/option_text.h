// The words around a setting: its label, help, range and default, in the person's language.
#pragma once
#include <QString>

#include "core/base/option_info.h"

namespace lathe::ui {

QString optionLabel(const OptionInfo& option);
QString optionUnit(const OptionInfo& option);
// "1 to 256", "0 or more", empty without a range.
QString optionRange(const OptionInfo& option);
// The name that a number has: "automatic" for a 0 that means it; empty for most.
QString valueName(const OptionInfo& option, double value);
QString valueText(const OptionInfo& option, const Json& value);
// Help, range and default: the tooltip.
QString optionTip(const OptionInfo& option);
// The same with the setting's key, for What's This.
QString optionWhatsThis(const OptionInfo& option);
// "optimizer" -> "Optimiser"
QString groupTitle(const std::string& group);
std::string groupOf(const OptionInfo& option);
// "train.epochs" to its place in a document.
Json::json_pointer fieldPlace(const std::string& key);

}  // namespace lathe::ui
