// The whole-set check: what a set holds, what is wrong with it and where, and the samples that result.
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/sample.h"

namespace lathe {
class Fingerprint;
}

namespace lathe::data {

struct AuditCounts {
  int64_t records = 0, usable = 0;
  int64_t tokens = 0, learned_tokens = 0;
  int64_t shortest = 0, median = 0, longest = 0;        // tokens of usable samples
  int64_t truncated = 0, dropped_too_long = 0;
  int64_t empty = 0, duplicates = 0, unreadable = 0;
  int64_t without_end_mark = 0, with_begin_mark = 0, with_several_begin_marks = 0;
  int64_t nothing_learned = 0;
};

struct ClassCount {
  std::string name;
  int64_t records = 0;
};

struct AuditReport {
  std::string format;                                   // id, with the reason it was chosen
  RecordKind kind = RecordKind::conversation;
  Phrase format_reason, template_notice;
  std::vector<Phrase> notes;                            // how the file was read
  std::string chat_template;
  AuditCounts counts;
  std::vector<int64_t> length_histogram;                // counts of samples by length, equal bins up to the longest
  std::vector<ClassCount> classes;                      // classification: by number where all labels are numbers, else by name
  std::vector<Issue> issues;                            // by line
  std::string fingerprint;                              // of the records' content, in order
};

struct AuditedSet {
  AuditReport report;
  std::vector<Sample> samples;                          // usable ones, in file order; of texts one for each block
  std::vector<Sample> rejected;                         // preference: the other side of each sample
};

using ProgressFn = std::function<void(int64_t done, int64_t total)>;

// What a set is checked with.
struct AuditSetting {
  std::string file_name;                                // for messages
  const text::Tokenizer& tokenizer;
  const text::ChatTemplate& chat_template;
  config::DataConfig options = {};
  int64_t context = 0;                                  // tokens the model was made for; 0: not known
};
AuditedSet audit(const RecordFile& file, const AuditSetting& setting, std::stop_token stop = {}, const ProgressFn& progress = {});

// The file at options.path, read in batches: no sample is kept, so that memory stays small. Progress is in bytes.
AuditReport audit_file(const AuditSetting& setting, std::stop_token stop = {}, const ProgressFn& progress = {});

// The next record of what AuditReport::fingerprint is of.
void add_record(Fingerprint& fingerprint, const Record& record);

// That so many records are longer than the model was made for.
Phrase beyond_context(int64_t records, int64_t context);

// How a set's file is read.
ReadOptions read_options(const config::DataConfig& options);

Json to_json(const AuditReport& report);                // data_report.json
// Throws Error data.nothing_learned, naming the records that have no learnable token, when no sample has one;
// data.one_class for classification with fewer than two labels.
void require_learnable(const AuditedSet& set, const std::string& file_name);

// Which samples are held out: round(share * n), at least one when share > 0 and there are two; chosen by seed;
// equal samples fall on one side.
struct Split { std::vector<int64_t> train, evaluation; };   // indices into samples
Split split_samples(const std::vector<Sample>& samples, double eval_share, uint64_t seed);

}  // namespace lathe::data
