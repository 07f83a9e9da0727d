// A chat template in Jinja: a model folder's own, a built-in one or a file.
#pragma once
#include <memory>
#include <string>

#include "core/text/chat_template.h"
#include "core/text/folder_template.h"
#include "core/text/jinja/template.h"

namespace lathe::text {

// What tokenizer_config.json names, else what the tokenizer knows. Throws Error json.*, tokenizer.bad_file.
TemplateWords words_for_templates(const std::filesystem::path& folder, const Tokenizer& tokenizer);

class JinjaChat final : public ChatTemplate {
 public:
  struct Options {
    std::string id;                      // "own", a built-in name, a file's name
    TemplateWords words;
    bool with_input = false;             // messages have the member "input": Alpaca's, which content ends with
    bool names_absent = true;            // tools and documents are null where there are none, as in transformers; else undefined
    jinja::Clock clock = jinja::local_time;
    jinja::Limits limits = {};
  };
  // Parsed here, once. Throws Error template.syntax, template.limit.
  JinjaChat(const FolderTemplates& sources, Options options);
  std::string id() const override { return options_.id; }
  std::string end_mark() const override { return end_mark_; }
  std::string missing_opening(const Conversation& conversation) const override;
  void set_time(const std::tm& time) override { options_.clock = [time] { return time; }; }
  // Throws Error template.failed, template.refused, template.limit.
  Rendered render(const Conversation& conversation, const RenderOptions& options = {}) const override;

 private:
  jinja::Text text_of(const Conversation& conversation, bool ask) const;
  std::string opening_for(const Conversation& conversation) const;
  const jinja::Template& template_for(const Conversation& conversation) const;
  std::string find_missing_opening(const Json& tools) const;
  std::string find_end_mark() const;
  Options options_;
  std::unique_ptr<jinja::Template> usual_, with_tools_;
  std::string missing_opening_, missing_opening_with_tools_, end_mark_;
};

}  // namespace lathe::text
