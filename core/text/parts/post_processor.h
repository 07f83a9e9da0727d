// Post-processors: the control tokens around one text, or around a pair.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/parts/part_reader.h"

namespace lathe::text {

struct FrameStep {
  enum Kind { token, first_text, second_text } kind = token;
  int32_t id = 0, type = 0;              // `id` only for a token
};

struct Frame {
  std::vector<FrameStep> single{{FrameStep::first_text, 0, 0}};
  std::vector<FrameStep> pair{{FrameStep::first_text, 0, 0}, {FrameStep::second_text, 0, 1}};

  // The token that stands before a single text, if one does.
  std::optional<int32_t> begin_mark() const;
  // A mark other than that one stands between the texts of a pair.
  bool parts_pairs() const;
};

// `id_of` finds a token by its content. Throws Error tokenizer.unsupported, tokenizer.bad_file, json.*.
Frame read_frame(const Part& part, const std::function<std::optional<int32_t>(std::string_view)>& id_of);

}  // namespace lathe::text
