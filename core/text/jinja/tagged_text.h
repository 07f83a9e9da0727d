// A string whose every byte knows where it came from: a message of the conversation, or the template.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lathe::text::jinja {

struct Tag {
  int32_t message = -1;                  // the message that the text came from; -1: the template's own
  int32_t turn = -1;                     // the message whose turn of a loop printed it; set when it is printed
  int32_t block = 0;                     // the {% generation %} block around it, counted from 1; 0: none
  bool operator==(const Tag&) const = default;
};

struct Run {
  size_t end;                            // in bytes; begins where the one before it ends
  Tag tag;
};

class Text {
 public:
  Text() = default;
  explicit Text(std::string bytes, Tag tag = {});
  const std::string& bytes() const { return bytes_; }
  const std::vector<Run>& runs() const { return runs_; }
  size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  void append(std::string_view bytes, Tag tag = {});
  void append(const Text& other) { append(other, 0, other.size()); }
  void append(const Text& other, size_t begin, size_t end);
  Text slice(size_t begin, size_t end) const;
  Tag tag_at(size_t byte) const;         // of the byte; the template's where there is none
  // Sets turn and block where they are not set yet.
  void mark(int32_t turn, int32_t block);
  // The text's single tag; mixed text counts as the template's.
  Tag common_tag() const { return runs_.size() == 1 ? runs_.front().tag : Tag{}; }

  bool safe = false;                     // came through the filter `safe`: `+` escapes what it is added to

 private:
  void close_run(Tag tag);
  std::string bytes_;
  std::vector<Run> runs_;
};

// Shared because values are copied all the time and never changed.
using TextPtr = std::shared_ptr<const Text>;

// Code points, as Python counts.
size_t length(const Text& text);
size_t byte_of(const std::string& bytes, size_t code_point);       // the size where there are fewer
// Text with each code point replaced; what comes out keeps the tag of what went in.
template <class Function>
Text map_code_points(const Text& text, Function function);         // std::string function(std::string_view one)

size_t code_point_size(unsigned char lead);

template <class Function>
Text map_code_points(const Text& text, Function function) {
  Text out;
  const std::string_view bytes = text.bytes();
  size_t run = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t size = std::min(code_point_size(static_cast<unsigned char>(bytes[at])), bytes.size() - at);
    while (text.runs()[run].end <= at) ++run;
    out.append(function(bytes.substr(at, size)), text.runs()[run].tag);
    at += size;
  }
  return out;
}

}  // namespace lathe::text::jinja
