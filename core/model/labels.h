// Names of a sequence-classification head's labels in config.json (formats.md 1.1).
#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/arch.h"

namespace lathe::model {

// Empty unless "architectures" names a class for sequence classification. Throws Error model.bad_config.
std::vector<std::string> read_labels(const Json& hf, const std::string& file);
// A consistent pair of id2label and label2id, the class that reads it, and that each text has one of them.
void write_labels(const std::vector<std::string>& labels, const ArchSpec& arch, Json& hf);

}  // namespace lathe::model
