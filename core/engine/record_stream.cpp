#include "core/engine/record_stream.h"

#include "core/data/audit.h"

namespace lathe::engine {
namespace {
constexpr size_t kLookedAt = 1000;       // records, to tell the format
constexpr int64_t kMostLookedAt = 4 << 20;   // bytes, for the same
constexpr size_t kBatch = 1024;
}  // namespace

RecordStream::RecordStream(const config::DataConfig& options, std::stop_token stop)
    : format_(options.format), source_(options.path, data::read_options(options), std::move(stop)) {
  while (more_ && records_.size() < kLookedAt && (records_.empty() || source_.bytes_done() < kMostLookedAt)) more_ = source_.read(kLookedAt - records_.size(), records_, issues_);
}

data::Detected RecordStream::detect() const {
  if (format_ == "auto") return data::detect_format(records_, source_.file_name());
  return {&data::format_by_id(format_), phrase(LATHE_TR("chosen in the configuration"))};
}

bool RecordStream::next() {
  records_.clear();
  issues_.clear();
  if (!more_) return false;
  more_ = source_.read(kBatch, records_, issues_);
  return true;
}

}  // namespace lathe::engine
