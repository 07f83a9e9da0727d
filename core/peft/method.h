// What is trained: one file a method, one line in the registry. A method says what it attaches, which parameters it
// trains, how it is saved, and whether it folds into the base. The trainer knows none by name.
#pragma once
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/base/option_info.h"
#include "core/model/loader.h"

namespace lathe::peft {

// A tensor that learns. `value` holds its start, in any float type; the trainer copies it into its arena and calls bind with a view of
// that (fp32, requires_grad), which is used from then on.
struct Trainable {
  std::string name;                                  // unique, stable: keys checkpoints
  at::Tensor value;
  bool decay = true;
  std::function<void(const at::Tensor& view)> bind;
};

class Tuning {
 public:
  virtual ~Tuning() = default;
  virtual std::vector<Trainable> trainables() = 0;
  virtual const model::Attachments& attachments() const = 0;    // empty for methods that train the base itself
  virtual bool changes_base() const = 0;             // true: before/after needs two loads
  // Of what save() would write now: equal to the fingerprint of the saved adapter or model.
  virtual std::string fingerprint() const = 0;
  // The result in Hugging Face's layout: a PEFT adapter folder, or a whole model folder. Current values.
  virtual void save(FileSystem& disk, const std::filesystem::path& folder) const = 0;
};

struct MethodSpec {
  std::string id, title, help;
  double default_learning_rate = 0;
  std::vector<OptionInfo> options;
  // Every fault in `options`; paths begin with "peft.".
  std::vector<Issue> (*check)(const Json& options, const std::string& file);
  // `options` was checked. Initial values depend on (options, seed) alone. The model outlives the tuning.
  std::unique_ptr<Tuning> (*make)(const Json& options, model::LoadedModel& model, uint64_t seed);
};

const std::vector<MethodSpec>& methods();
const MethodSpec& method_by_id(const std::string& id);          // throws Error peft.unknown_method

// How many values each method trains with its default options, by id. The model may be shapes alone, on the meta device.
std::map<std::string, int64_t> trainable_counts(model::LoadedModel& model);

// An adapter folder of PEFT's, for generating and comparing. Every tensor must be used and every targeted module
// served. Throws Error adapter.*.
struct LoadedAdapter {
  model::Attachments attachments;
  std::string name, base_model;
  std::string fingerprint;
};
LoadedAdapter load_adapter(const std::filesystem::path& folder, const model::LoadedModel& model);
// The hash beside an answer of a base that speaks with an adapter.
std::string spoken_hash(const std::string& base_fingerprint, const std::string& adapter_fingerprint);
bool is_adapter_folder(const std::filesystem::path& folder);

}  // namespace lathe::peft
