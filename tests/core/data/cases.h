// Small tools for tests of data: issues as short texts, a model folder of the parity fixtures with its template.
#pragma once
#include <QTest>

#include "core/data/audit.h"
#include "tests/support/folder.h"
#include "tests/support/paths.h"

namespace lathe::tests {

// "3 messages[0].role data.bad_role"
inline std::string in_short(const Issue& issue) {
  return std::to_string(issue.line) + (issue.field.empty() ? "" : " " + issue.field) + " " + issue.code;
}
inline std::vector<std::string> in_short(const std::vector<Issue>& issues) {
  std::vector<std::string> out;
  for (const Issue& issue : issues) out.push_back(in_short(issue));
  return out;
}
inline std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

struct Words {
  std::unique_ptr<text::Tokenizer> tokenizer;
  std::unique_ptr<text::ChatTemplate> chat_template;
};
inline Words words_of(const std::string& fixture_name, const std::string& template_id = "chatml") {
  Words out;
  out.tokenizer = text::load_tokenizer(fixture(fixture_name));
  out.chat_template = text::template_by_id(template_id).make(out.tokenizer.get());
  return out;
}

inline data::AuditedSet audited(const Words& words, const std::filesystem::path& file, const config::DataConfig& options = {}) {
  return data::audit(data::read_records(file), {file.filename().string(), *words.tokenizer, *words.chat_template, options});
}

}  // namespace lathe::tests
