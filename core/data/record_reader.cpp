// A slice of a file to a record.
#include "core/base/utf8.h"
#include "core/data/record.h"
#include "core/data/scan.h"

namespace lathe::data {
namespace {

constexpr JsonLimits kRecordLimits{size_t{64} << 20, 64};

Phrase reason_of(const Error& error) {
  const auto& args = error.message.args;
  if (error.code == "json.duplicate_key") return phrase(LATHE_TR("has the key \"{0}\" twice"), args.back());
  if (error.code == "json.depth") return phrase(LATHE_TR("is nested deeper than {0} levels"), kRecordLimits.max_depth);
  if (error.code == "json.values") return phrase(LATHE_TR("has more than {0} values"), kRecordLimits.max_values);
  if (error.code == "json.size") return phrase(LATHE_TR("is larger than {0} bytes"), kRecordLimits.max_bytes);
  if (args.size() > 2) return phrase(LATHE_TR("is not valid JSON at its byte {0}: {1}"), args[1], repair_utf8(args[2].str().substr(0, 160)));
  return phrase(LATHE_TR("is not valid JSON"));
}

bool looks_cut(std::string_view text) { return text.empty() || text.back() != '}'; }

}  // namespace

bool parse_slice(std::string_view bytes, const Slice& slice, const std::string& name, Record& out, std::vector<Issue>& issues) {
  const std::string_view text = bytes.substr(slice.begin, slice.end - slice.begin);
  const auto fault = [&](Phrase reason, const char* code) {
    issues.push_back({name, slice.line, "", std::move(reason), code});
    return false;
  };
  const bool torn = std::string_view(slice.code) == "data.torn" && (slice.broken || looks_cut(text));
  if (torn) return fault(phrase(LATHE_TR("is cut off at the end of the file; the records before it are used")), "data.torn");
  if (const size_t bad = find_bad_utf8(text); bad != std::string_view::npos)
    return fault(phrase(LATHE_TR("is not valid UTF-8 at its byte {0}"), bad + 1), "data.not_utf8");
  if (slice.broken) return fault(phrase(LATHE_TR("is not valid JSON: a quote or a bracket is not closed")), "data.bad_json");
  try {
    out.value = parse_json(text, name, kRecordLimits);
  } catch (const Error& error) {
    return fault(reason_of(error), "data.bad_json");
  }
  if (!out.value.is_object()) return fault(phrase(LATHE_TR("is a JSON {0}, not an object with members"), out.value.type_name()), "data.not_object");
  out.file = name;
  out.line = slice.line;
  return true;
}

}  // namespace lathe::data
