#include "ui/models/record_text.h"

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {

bool isSpelling(const std::string& key) { return key == "role" || key == "from" || key == "type"; }

void gather(const Json& value, bool in_list, QString& out) {
  if (value.is_object()) {
    for (const auto& [key, item] : value.items())
      if (!in_list || !isSpelling(key)) gather(item, false, out);
  } else if (value.is_array()) {
    for (const Json& item : value) gather(item, true, out);
  } else if (value.is_string()) {
    out += qs(value.get_ref<const std::string&>()) + u'\n';
  } else if (!value.is_null()) {
    out += qs(value.dump()) + u'\n';
  }
}

}  // namespace

QString allTexts(const Json& record) {
  QString out;
  gather(record, false, out);
  return out;
}

}  // namespace lathe::ui
