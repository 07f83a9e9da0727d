#include "core/text/template_file.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/chat_template.h"

namespace lathe::text {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxSource = size_t{1} << 20;

fs::path resolved(const fs::path& path) {
  std::error_code fault;
  const fs::path out = fs::weakly_canonical(fs::absolute(path), fault);
  return fault ? path : out;
}

bool lies_in(const fs::path& file, const fs::path& folder) {
  if (folder.empty()) return false;
  const fs::path way = resolved(file).lexically_relative(resolved(folder));
  return !way.empty() && *way.begin() != "..";
}

// A file that stands beside these is part of a model.
bool is_model_folder(const fs::path& folder) {
  std::error_code ignored;
  for (const char* name : {"config.json", "adapter_config.json", "tokenizer_config.json", "tokenizer.json", "tokenizer.model"})
    if (fs::exists(folder / name, ignored)) return true;
  return false;
}

void refuse_guarded(const TemplateTarget& target) {
  const Phrase hint = phrase(LATHE_TR("Choose another folder; the workspace is a good one."));
  const fs::path beside = fs::absolute(target.file).parent_path();
  if (lies_in(target.file, target.model_folder) || is_model_folder(beside) || is_model_folder(resolved(target.file).parent_path()))
    throw Error("template.guarded", phrase(LATHE_TR("[save_template] {0}: this is a model's folder, and its files are never changed"), beside), hint);
  if (lies_in(target.file, resources_folder() / "templates"))
    throw Error("template.guarded", phrase(LATHE_TR("[save_template] {0}: the templates that come with Lathe are never changed"), beside), hint);
}

void refuse_changed(const TemplateTarget& target) {
  std::error_code ignored;
  if (!target.known || !fs::exists(target.file, ignored) || read_text_file(target.file, kMaxSource) == *target.known) return;
  throw Error("template.changed", phrase(LATHE_TR("[save_template] {0}: another program has changed this file since it was read"), target.file),
              phrase(LATHE_TR("Save under another name, or write over it.")));
}

}  // namespace

void save_template(FileSystem& disk, const TemplateTarget& target, std::string_view source) {
  if (!is_template_file(target.file.string()))
    throw Error("template.not_jinja", phrase(LATHE_TR("[save_template] {0}: the name of a template file ends in .jinja"), target.file), phrase(LATHE_TR("Add .jinja to the name.")));
  refuse_guarded(target);
  refuse_changed(target);
  write_file_atomically(disk, target.file, source);
}

}  // namespace lathe::text
