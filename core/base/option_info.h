// One setting as plain data: what forms, help pages, --set and the difference of two runs are made from.
#pragma once
#include <limits>
#include <string>
#include <vector>

#include "core/base/json.h"

namespace lathe {

enum class OptionKind { boolean, integer, number, text, text_list, choice };

struct OptionChoice {
  std::string value;
  std::string label;              // English, marked for translation
};

struct OptionInfo {
  std::string key;                // dotted path: "optimizer.learning_rate"
  OptionKind kind = OptionKind::text;
  std::string label;              // plain words first: "Learning rate"
  std::string help;               // one or two sentences: meaning and effect
  std::string unit;               // "tokens", "steps", ""
  Json default_value;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  bool advanced = false;
  std::vector<OptionChoice> choices;   // of a number: values with a name of their own, "0" is "automatic"
};

}  // namespace lathe
