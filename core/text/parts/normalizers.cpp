#include <array>
#include <string_view>

#include "core/text/parts/normalizer.h"

namespace lathe::text {
namespace {

class SequenceNormalizer final : public Normalizer {
 public:
  explicit SequenceNormalizer(const Part& part) {
    for (const Json& step : list_in(part, "normalizers")) steps_.push_back(make_normalizer({step, part.file, part.kind}));
  }
  void apply(TrackedText& text) const override {
    for (const NormalizerPtr& step : steps_)
      if (step) step->apply(text);
  }

 private:
  std::vector<NormalizerPtr> steps_;
};

NormalizerPtr make_sequence(const Part& part) { return std::make_unique<SequenceNormalizer>(part); }

struct Kind {
  std::string_view type;
  NormalizerPtr (*make)(const Part&);
};
constexpr std::array kKinds{Kind{"NFC", make_form}, Kind{"NFD", make_form}, Kind{"NFKC", make_form}, Kind{"NFKD", make_form},
                            Kind{"Lowercase", make_lowercase}, Kind{"StripAccents", make_strip_accents}, Kind{"Strip", make_strip},
                            Kind{"Prepend", make_prepend}, Kind{"Replace", make_replace}, Kind{"BertNormalizer", make_bert},
                            Kind{"Precompiled", make_precompiled}, Kind{"Sequence", make_sequence}};

}  // namespace

NormalizerPtr make_normalizer(const Part& part) {
  if (part.json.is_null()) return nullptr;
  const std::string type = type_of(part);
  for (const Kind& kind : kKinds)
    if (kind.type == type) return kind.make(part);
  refuse_part(part, type);
}

}  // namespace lathe::text
