#include "core/data/record_cursor.h"
#include "core/data/scan.h"

namespace lathe::data {
namespace {

class JsonCursor : public RecordCursor {
 public:
  JsonCursor(std::string_view text, const std::string& name) : text_(text), name_(name), scan_(text, name) {}

  Step next(Record& out, std::vector<Issue>& issues) override {
    Slice slice;
    const bool found = scan_.next(slice);
    std::vector<Issue>& frame = scan_.frame().issues;
    for (; told_ < frame.size(); ++told_) issues.push_back(frame[told_]);
    if (!found) return Step::end;
    return parse_slice(text_, slice, name_, out, issues) ? Step::record : Step::fault;
  }
  size_t position() const override { return scan_.position(); }
  Layout layout() const override { return scan_.frame().layout; }
  bool byte_order_mark() const override { return scan_.frame().byte_order_mark; }

 private:
  std::string_view text_;
  std::string name_;
  ScanCursor scan_;
  size_t told_ = 0;
};

}  // namespace

std::unique_ptr<RecordCursor> json_cursor(std::string_view text, const std::string& name) { return std::make_unique<JsonCursor>(text, name); }

}  // namespace lathe::data
