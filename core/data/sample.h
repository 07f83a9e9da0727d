// Records to samples: the very ids and labels that are shown, counted and trained.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/run_config.h"
#include "core/data/record.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

namespace lathe::data {

inline constexpr int32_t kNotLearned = -100;

struct Sample {
  int64_t record = 0;                    // index in the set
  std::vector<int32_t> ids;
  std::vector<int32_t> labels;           // unshifted: labels[t] is ids[t] where learned, else kNotLearned
  int64_t line = 0;                      // where its record begins in the file
  std::vector<int32_t> token_types = {};   // of a pair: one per id; empty: all of type 0
  int32_t class_id = -1;                 // classification: index into AuditReport::classes; labels are all kNotLearned
  int64_t num_learned() const;
};

enum class Fate { whole, cut, dropped_too_long, dropped_nothing_learned, dropped_unreadable };

struct BuiltSample {
  Sample sample;                         // empty when dropped
  Fate fate = Fate::whole;
  int turns_cut = 0;
  int64_t tokens_before_cut = 0;
  std::string text;                      // what was encoded, for display
  std::vector<text::ByteRange> offsets;  // one per id, into text; {0, 0} for a begin mark that was added
  bool ends_with_end_mark = false;       // the last answer's end mark is there and learned
  int begin_marks = 0;
};

// Learned are exactly the tokens that overlap a learned span of the rendered text. A token on a span's border that
// also covers text outside it is not learned.
class SampleBuilder {
 public:
  SampleBuilder(const text::Tokenizer& tokenizer, const text::ChatTemplate& chat_template, const config::DataConfig& options);
  // At least `least_cut` of the oldest turns are left out, as far as there are others.
  BuiltSample build(int64_t record, const text::Conversation& conversation, size_t least_cut = 0) const;
  // Of any kind: one sample; of a preference pair two, the chosen one first, both
  // without the same turns; of a long text one for each block.
  std::vector<BuiltSample> build(int64_t record, RecordKind kind, const Example& example) const;
  // The prompt side: it ends where the model's answer begins, and nothing of it is learned.
  BuiltSample prompt(const text::Conversation& conversation) const;
  std::vector<int32_t> prompt_ids(const text::Conversation& conversation) const;

 private:
  std::vector<BuiltSample> build_text(int64_t record, const std::string& text) const;
  BuiltSample build_labelled(int64_t record, const Example& example) const;
  const text::Tokenizer& tokenizer_;
  const text::ChatTemplate& chat_template_;
  int max_tokens_;
  bool drop_too_long_, learn_end_mark_;
};

}  // namespace lathe::data
