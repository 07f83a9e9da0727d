#include <algorithm>
#include <map>

#include "core/base/fingerprint.h"
#include "core/base/utf8.h"
#include "core/data/audit.h"
#include "core/data/dataset_info.h"
#include "core/engine/inspect_jobs.h"
#include "core/engine/record_stream.h"

namespace lathe::engine {
namespace {

namespace fs = std::filesystem;
constexpr size_t kMostMembers = 100, kMostProblems = 1000;

const char* name_of(data::Packing packing) {
  switch (packing) {
    case data::Packing::gzip: return "gzip";
    case data::Packing::parquet: return "parquet";
    case data::Packing::none: break;
  }
  return "none";
}

const char* name_of(data::Layout layout) {
  switch (layout) {
    case data::Layout::json_array: return "json_array";
    case data::Layout::json_lines: return "json_lines";
    case data::Layout::csv: return "csv";
    case data::Layout::tsv: return "tsv";
    case data::Layout::text: break;
  }
  return "text";
}

int64_t code_points(const std::string& text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; });
}

// Of all texts in it, however deep they lie.
int64_t characters_in(const Json& value) {
  if (value.is_string()) return code_points(value.get_ref<const std::string&>());
  int64_t sum = 0;
  if (value.is_structured())
    for (const Json& part : value) sum += characters_in(part);
  return sum;
}

// The same with long texts and lists cut, so that it can be shown.
Json shortened(const Json& value) {
  constexpr size_t kMostBytes = 120, kMostParts = 4;
  if (value.is_string()) {
    const std::string& text = value.get_ref<const std::string&>();
    return text.size() <= kMostBytes ? value : Json(std::string(cut_utf8(text, kMostBytes)) + "…");
  }
  if (!value.is_structured()) return value;
  Json out = value.is_object() ? Json::object() : Json::array();
  for (const auto& [key, part] : value.items()) {
    if (value.is_object()) out[key] = shortened(part);
    else if (out.size() < kMostParts) out.push_back(shortened(part));
  }
  if (value.is_array() && value.size() > kMostParts) out.push_back("…");
  return out;
}

class DataInspection {
 public:
  DataInspection(const fs::path& file, JobContext& context) : context_(context) {
    out_.path = file.string();
    out_.bytes = static_cast<int64_t>(fs::file_size(file));
  }

  DataInspected look() {
    config::DataConfig options;
    options.path = out_.path;
    const Phrase stage = phrase(LATHE_TR("Reading the records"));
    context_.events.progress({stage, 0, 0, {}});
    RecordStream stream(options, context_.stop());
    describe_source(stream.source());
    choose_format(stream);
    do {
      for (Issue& issue : stream.issues()) list(std::move(issue), issue.code != "data.frame");
      for (const data::Record& record : stream.records()) take(record);
      context_.events.progress({stage, stream.source().bytes_done(), stream.source().bytes_total(), {}});
    } while (stream.next());
    finish();
    return std::move(out_);
  }

  DataInspected look_at_sets() {
    out_.format = "dataset_info";
    out_.format_title = phrase(LATHE_TR("LLaMA-Factory's list of sets"));
    out_.format_reason = phrase(LATHE_TR("told by the file's name"));
    const fs::path folder = fs::path(out_.path).parent_path();
    std::error_code ignored;
    for (const data::DatasetEntry& entry : data::read_dataset_info(out_.path)) {
      if (entry.fault) {
        out_.problems.push_back({"dataset_info.json", 0, entry.name, entry.fault->message, entry.fault->code});
        out_.sets.push_back({entry.name, {}, {}, false, false, phrase(LATHE_TR("its entry is faulty"))});
        continue;
      }
      SetSeen one{entry.name, entry.file_name, entry.formatting, entry.ranking, false, entry.elsewhere};
      one.present = entry.elsewhere.empty() && fs::exists(folder / entry.file_name, ignored);
      if (entry.elsewhere.empty() && !one.present) out_.problems.push_back({"dataset_info.json", 0, entry.name, phrase(LATHE_TR("its file {0} is not there"), entry.file_name), "data.no_file"});
      for (const Phrase& note : entry.notes) out_.notes.push_back(phrase(LATHE_TR("set {0}: {1}"), entry.name, note));
      out_.sets.push_back(std::move(one));
    }
    return std::move(out_);
  }

 private:
  void describe_source(const data::RecordSource& source) {
    const data::RecordFile frame = source.frame();
    out_.compression = name_of(source.bytes().packing());
    out_.encoding = data::name_of(source.bytes().encoding());
    out_.layout = name_of(frame.layout);
    out_.byte_order_mark = frame.byte_order_mark;
    out_.notes = frame.notes;
  }

  void choose_format(const RecordStream& stream) {
    try {
      const data::Detected detected = stream.detect();
      format_ = detected.format;
      out_.format = format_->id;
      out_.format_title = phrase(format_->title);
      out_.format_reason = detected.reason;
    } catch (const Error& error) {
      list({stream.source().file_name(), 0, "", error.message, error.code}, false);
    }
  }

  void list(Issue issue, bool unreadable) {
    out_.unreadable += unreadable;
    if (out_.problems.size() < kMostProblems) out_.problems.push_back(std::move(issue));
    else ++out_.further_problems;
  }

  void take(const data::Record& record) {
    if (out_.records++ == 0) out_.first_record = shortened(record.value).dump();
    data::add_record(fingerprint_, record);
    const int64_t characters = characters_in(record.value);
    out_.characters.total += characters;
    lengths_.push_back(static_cast<int32_t>(std::min<int64_t>(characters, INT32_MAX)));
    for (const auto& [name, value] : record.value.items()) see(name, value);
    if (!format_) return;
    std::vector<Issue> issues;
    data::Example example;
    out_.usable += format_->read(record, example, issues);
    for (Issue& issue : issues) list(std::move(issue), false);
  }

  void see(const std::string& name, const Json& value) {
    auto place = places_.find(name);
    if (place == places_.end()) {
      if (places_.size() == kMostMembers) return void(further_ = true);
      place = places_.emplace(name, out_.members.size()).first;
      out_.members.push_back({name, 0, {}});
    }
    MemberSeen& member = out_.members[place->second];
    ++member.records;
    const std::string type = value.type_name();
    if (std::find(member.types.begin(), member.types.end(), type) == member.types.end()) member.types.push_back(type);
  }

  void finish() {
    out_.fingerprint = fingerprint_.hex();
    if (further_) out_.notes.push_back(phrase(LATHE_TR("the records have more than {0} different members; the first are listed"), kMostMembers));
    std::stable_sort(out_.problems.begin(), out_.problems.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
    if (lengths_.empty()) return;
    std::sort(lengths_.begin(), lengths_.end());
    out_.characters.shortest = lengths_.front();
    out_.characters.median = lengths_[(lengths_.size() - 1) / 2];
    out_.characters.longest = lengths_.back();
  }

  JobContext& context_;
  DataInspected out_;
  const data::FormatSpec* format_ = nullptr;
  Fingerprint fingerprint_;
  std::map<std::string, size_t> places_; // of members in out_.members
  std::vector<int32_t> lengths_;         // in characters, one for each record
  bool further_ = false;
};

}  // namespace

JobFinished run_inspect_data(const fs::path& file, JobContext& context) {
  DataInspection inspection(file, context);
  context.events.send(data::is_dataset_info(file) ? inspection.look_at_sets() : inspection.look());
  return {};
}

}  // namespace lathe::engine
