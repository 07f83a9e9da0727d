// The records of a run, checked, turned into samples and split.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/config/run_config.h"
#include "core/data/audit.h"
#include "core/train/run_observer.h"

namespace lathe::train {

struct PreparedData {
  std::unique_ptr<text::Tokenizer> tokenizer;
  text::TemplateChoice chat;
  data::AuditReport report;
  std::vector<data::Sample> train, evaluation;
  std::vector<std::string> labels;       // of classification: what class_id counts
  std::string fingerprint;               // of everything that is learned or measured: ids, labels and the split
};

// `started`: the run's first moment as its record writes it, which templates take for now; so a run that goes on another
// day sees the same records. Throws Error data.* when nothing can be learned from the set, and what reading it throws.
PreparedData prepare_data(const config::RunConfig& config, const std::string& started, const std::stop_token& stop, RunObserver& observer);

}  // namespace lathe::train
