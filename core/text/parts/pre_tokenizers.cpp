#include <array>
#include <string_view>

#include "core/text/parts/pre_tokenizer.h"

namespace lathe::text {
namespace {

// ByteLevel comes last: a part behind it would see letters that stand for bytes.
class SequencePreTokenizer final : public PreTokenizer {
 public:
  explicit SequencePreTokenizer(const Part& part) {
    for (const Json& step : list_in(part, "pretokenizers")) {
      PreTokenizerPtr made = make_pre_tokenizer({step, part.file, part.kind});
      if (!made) continue;
      if (byte_level()) refuse_part(part, type_of({step, part.file, part.kind}) + " after ByteLevel");
      steps_.push_back(std::move(made));
    }
  }
  void split(Words& words) const override {
    for (const PreTokenizerPtr& step : steps_) step->split(words);
  }
  bool byte_level() const override { return !steps_.empty() && steps_.back()->byte_level(); }

 private:
  std::vector<PreTokenizerPtr> steps_;
};

PreTokenizerPtr make_sequence(const Part& part) { return std::make_unique<SequencePreTokenizer>(part); }

struct Kind {
  std::string_view type;
  PreTokenizerPtr (*make)(const Part&);
};
constexpr std::array kKinds{Kind{"ByteLevel", make_byte_level}, Kind{"Split", make_split}, Kind{"Metaspace", make_metaspace},
                            Kind{"Whitespace", make_by_class}, Kind{"WhitespaceSplit", make_by_class}, Kind{"BertPreTokenizer", make_by_class},
                            Kind{"Punctuation", make_by_class}, Kind{"Digits", make_by_class}, Kind{"Sequence", make_sequence}};

}  // namespace

PreTokenizerPtr make_pre_tokenizer(const Part& part) {
  if (part.json.is_null()) return nullptr;
  const std::string type = type_of(part);
  for (const Kind& kind : kKinds)
    if (kind.type == type) return kind.make(part);
  refuse_part(part, type);
}

}  // namespace lathe::text
