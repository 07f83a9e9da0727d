// Cuts a text that comes in pieces at the first stop string. What may be the beginning of one is held back, so that no
// part of a stop string is ever shown.
#pragma once
#include <string>
#include <vector>

namespace lathe::eval {

class StopText {
 public:
  // Empty stop strings count for nothing.
  explicit StopText(std::vector<std::string> stops);
  // What may be shown now; nothing once a stop string came.
  std::string push(const std::string& piece);
  std::string finish();                              // what was held back, at an end without a stop string
  bool stopped() const { return !found_.empty(); }
  const std::string& found() const { return found_; }            // the stop string that came, or empty

 private:
  size_t held_back() const;
  std::vector<std::string> stops_;
  std::string text_, found_;                         // text_: not shown yet
};

}  // namespace lathe::eval
