// Sample prompts for a run that names none: what its own records ask.
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/train/prepared_data.h"

namespace lathe::train {

struct OwnPrompts {
  std::vector<std::string> prompts;      // at most two, short and different ones; empty where records ask nothing
  Phrase said;                           // which they are and how to choose others
};
// The questions of the first held-out records, of the first records where none is held out. Reads the file again, as
// far as it must. Throws what reading throws, and Cancelled.
OwnPrompts own_prompts(const config::RunConfig& config, const PreparedData& data, const std::stop_token& stop);

}  // namespace lathe::train
