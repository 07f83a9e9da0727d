// Where the turns and the words of each message stand in a rendered text, found in one pass over it.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/text/jinja/tagged_text.h"

namespace lathe::text {

struct Stretch {                         // bytes
  size_t begin, end;
};

class TurnIndex {
 public:
  TurnIndex(const jinja::Text& text, size_t num_messages);
  // What a loop over the messages printed for it: neighbouring runs are one stretch.
  const std::vector<Stretch>& turns(size_t message) const { return turns_[message]; }
  // From the first to the last byte that came from the message; absent where none did.
  std::optional<Stretch> content(size_t message) const;
  std::optional<Stretch> content(size_t message, Stretch inside) const;
  // From the last words of another message before `content` to the first words of another one behind it.
  Stretch gap(size_t message, Stretch content) const;

 private:
  struct Piece {
    Stretch bytes;
    size_t message;
  };
  size_t size_;
  std::vector<std::vector<Stretch>> turns_, contents_;
  std::vector<Piece> pieces_;            // words of all messages, in the order of the text
};

}  // namespace lathe::text
