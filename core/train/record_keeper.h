// run.json as a run begins, goes on and ends.
#pragma once
#include "core/runs/run_folder.h"
#include "core/train/run_parts.h"

namespace lathe::train {

class RecordKeeper {
 public:
  // A new run's record, or the old one's, after its data and base were found unchanged.
  RecordKeeper(const TrainRequest& request, const RunParts& parts, std::filesystem::path folder, RunObserver& observer);
  void begin();                          // throws Error disk.*
  // What is not as when the run began: device, threads or number format; empty when all is.
  const Phrase& changed() const { return changed_; }
  // A disk that refuses even this leaves the record as it was; the log says so.
  void end(runs::RunState state, Phrase sentence, Phrase best_note);

 private:
  FileSystem& disk_;
  std::filesystem::path folder_;
  runs::RunRecord record_;
  Phrase changed_;
  RunObserver& observer_;
};

}  // namespace lathe::train
