// What lathe info tells of a run folder and of a data file, as plain data.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/runs/run_folder.h"

namespace lathe::engine {

// The model or the records that a run was made with, as they are now.
struct MadeWith {
  std::string path;
  std::string fingerprint;               // when the run began; empty: not kept
  bool present = false;
  std::optional<bool> unchanged = {};    // absent: cannot be told
};

struct LossFigures {
  std::optional<double> first, last, best;
  int64_t best_step = 0;
};

struct RunResult {
  std::string name, path;                // "best", and the folder
  std::string kind;                      // "adapter" or "model"
  std::optional<int64_t> step = {};
  std::optional<double> evaluation_loss = {};
};

struct RunInspected {
  std::string path;
  runs::RunRecord record;
  std::optional<int64_t> resume_step = {};   // the step after which it would go on, 0: from the beginning; absent: it cannot be taken up
  int64_t steps = 0, tokens = 0, learned_tokens = 0;
  double seconds = 0;                    // of steps and evaluations
  LossFigures training, evaluation;
  std::vector<RunResult> results;
  MadeWith model, data;
  Json report = {};                      // data_report.json
  std::vector<Issue> problems;
};

struct MemberSeen {
  std::string name;
  int64_t records = 0;                   // that have it
  std::vector<std::string> types = {};   // of JSON: "string", "array"
};

struct SetSeen {                         // of a dataset_info.json
  std::string name, file, formatting;
  bool ranking = false, present = false;
  Phrase elsewhere = {};                 // why it cannot be read
};

struct CharacterFigures {                // of the texts of a record, in code points
  int64_t shortest = 0, median = 0, longest = 0, total = 0;
};

struct DataInspected {
  std::string path;
  int64_t bytes = 0;
  std::string compression, encoding;     // "none", "gzip", "parquet"; "UTF-8"
  std::string layout;                    // "json_lines"
  bool byte_order_mark = false;
  std::string format;                    // id; empty: none fits
  Phrase format_title = {}, format_reason = {};
  int64_t records = 0, usable = 0, unreadable = 0;
  std::vector<MemberSeen> members;
  CharacterFigures characters;
  std::string first_record;              // as JSON, long texts cut
  std::string fingerprint;               // as in data_report.json
  std::vector<SetSeen> sets;
  std::vector<Phrase> notes;             // how the file was read
  std::vector<Issue> problems;
  int64_t further_problems = 0;          // beyond those that are listed
};

}  // namespace lathe::engine
