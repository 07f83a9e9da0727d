// What kinds of records there are, by name.
#include "core/data/record.h"

namespace lathe::data {

const std::vector<RecordKind>& record_kinds() {
  static const std::vector<RecordKind> all{RecordKind::conversation, RecordKind::preference, RecordKind::kto, RecordKind::text, RecordKind::classification};
  return all;
}

std::string id_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::conversation: return "conversation";
    case RecordKind::preference: return "preference";
    case RecordKind::kto: return "kto";
    case RecordKind::text: return "text";
    case RecordKind::classification: return "classification";
  }
  return {};
}

Phrase title_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::conversation: return phrase(LATHE_TR("conversations"));
    case RecordKind::preference: return phrase(LATHE_TR("preference pairs"));
    case RecordKind::kto: return phrase(LATHE_TR("judged answers (KTO)"));
    case RecordKind::text: return phrase(LATHE_TR("plain text"));
    case RecordKind::classification: return phrase(LATHE_TR("texts with a label (classification)"));
  }
  return {};
}

}  // namespace lathe::data
