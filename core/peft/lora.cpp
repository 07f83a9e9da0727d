#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/files.h"
#include "core/model/initial_weights.h"
#include "core/peft/lora_folder.h"
#include "core/peft/methods.h"

namespace lathe::peft {
namespace {

using model::LinearSite;
using model::LowRankTerm;

// What a person can name; a map that holds q, k and v in one is meant by each of them.
std::vector<std::string> split_map_names() {
  std::vector<std::string> names = model::linear_map_names();
  std::erase(names, "qkv");
  return names;
}

bool is_meant(const std::vector<std::string>& targets, const std::string& map) {
  const auto named = [&](const char* name) { return std::find(targets.begin(), targets.end(), name) != targets.end(); };
  return named(map.c_str()) || (map == "qkv" && (named("q") || named("k") || named("v")));
}

struct LoraConfig {
  int rank = 16;
  double alpha = 32, dropout = 0;
  std::vector<std::string> targets = split_map_names();
  static constexpr auto fields() {
    return std::tuple{
        field<&LoraConfig::rank>("rank", {.label = LATHE_TR("Capacity (rank)"), .help = LATHE_TR("Width of the added matrices: more can learn more, and takes more memory."), .min = 1, .max = 256}),
        field<&LoraConfig::alpha>("alpha", {.label = LATHE_TR("Strength (alpha)"), .help = LATHE_TR("The added part is scaled by alpha / rank; often alpha is twice the rank."), .min = 0.01, .max = 4096}),
        field<&LoraConfig::dropout>("dropout", {.label = LATHE_TR("Dropout"), .help = LATHE_TR("Share of the added part's inputs that is left out at random; helps a little against learning by heart."), .min = 0, .max = 0.9, .advanced = true}),
        field<&LoraConfig::targets>("targets", {.label = LATHE_TR("Where it is added (targets)"), .help = LATHE_TR("Which linear maps of each layer learn: q, k, v, o of the attention, gate, up, down of the MLP. All of them is the safe choice."), .advanced = true})};
  }
};

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::vector<Issue> check_lora(const Json& options, const std::string& file) {
  const std::vector<std::string>& maps = model::linear_map_names();
  LoraConfig config;
  std::vector<Issue> issues = read_options(options, config, file);
  std::set<std::string> seen;
  for (const std::string& target : config.targets) {
    if (std::find(maps.begin(), maps.end(), target) == maps.end())
      issues.push_back({file, 0, "peft.targets", phrase(LATHE_TR("\"{0}\" is not one of {1}"), target, listed(maps)), "config.value"});
    else if (!seen.insert(target).second) issues.push_back({file, 0, "peft.targets", phrase(LATHE_TR("\"{0}\" stands twice"), target), "config.value"});
  }
  if (config.targets.empty()) issues.push_back({file, 0, "peft.targets", phrase(LATHE_TR("names no linear map, so nothing would learn")), "config.value"});
  return issues;
}

std::vector<std::string> maps_of(const model::Decoder& decoder) {
  std::vector<std::string> out;
  for (const LinearSite& site : decoder.linear_sites())
    if (site.layer == 0) out.push_back(site.map);
  return out;
}

class Lora final : public Tuning {
 public:
  Lora(const LoraConfig& config, const model::LoadedModel& model, uint64_t seed) : config_(config), model_(model) {
    uint64_t dropout_site = 0;
    for (const LinearSite& site : model.decoder->linear_sites()) {
      ++dropout_site;
      if (!is_meant(config.targets, site.map)) continue;
      const at::Tensor weight = model.decoder->linear_weight(site);
      const std::string name = lora_name(*model.arch, site);
      const at::Tensor A = model::uniform_by_name({config.rank, weight.size(1)}, 1 / std::sqrt(static_cast<double>(weight.size(1))), seed, name + ".lora_A.weight");
      const at::Tensor B = at::zeros({weight.size(0), config.rank}, at::kFloat);
      const at::Device device = model.decoder->device();
      attachments_.linear[site].low_rank = {LowRankTerm{A.to(device), B.to(device), config.alpha / config.rank, config.dropout, dropout_site}};
    }
    if (attachments_.linear.empty())
      throw Error("peft.no_such_map", phrase(LATHE_TR("[lora] {0}: none of the targets {1} is a linear map of this model"), last_name(model.folder), listed(config.targets)),
                  phrase(LATHE_TR("Choose among {0}."), listed(maps_of(*model.decoder))));
    for (const model::Parameter& parameter : model.decoder->parameters())
      if (learns_whole(model, parameter)) attachments_.head[parameter.slot] = parameter.tensor->detach();
  }

  std::vector<Trainable> trainables() override {
    std::vector<Trainable> out;
    for (auto& [site, attachment] : attachments_.linear) {
      LowRankTerm* term = &attachment.low_rank.front();      // nodes of the map stay where they are
      const std::string name = lora_name(*model_.arch, site);
      out.push_back({name + ".lora_A.weight", term->A_RK, true, [term](const at::Tensor& view) { term->A_RK = view; }});
      out.push_back({name + ".lora_B.weight", term->B_NR, true, [term](const at::Tensor& view) { term->B_NR = view; }});
    }
    for (const model::Parameter& parameter : model_.decoder->parameters())
      if (const auto found = attachments_.head.find(parameter.slot); found != attachments_.head.end())
        out.push_back({"base_model.model." + parameter.name, found->second, parameter.decay, [value = &found->second](const at::Tensor& view) { *value = view; }});
    return out;
  }
  const model::Attachments& attachments() const override { return attachments_; }
  bool changes_base() const override { return false; }
  std::string fingerprint() const override { return lora_fingerprint(model_, attachments_, config_.alpha / config_.rank); }
  void save(FileSystem& disk, const std::filesystem::path& folder) const override {
    save_lora(disk, folder, model_, {attachments_, config_.rank, config_.alpha, config_.dropout});
  }

 private:
  LoraConfig config_;
  const model::LoadedModel& model_;
  model::Attachments attachments_;
};

}  // namespace

MethodSpec lora_spec() {
  return {.id = "lora",
          .title = LATHE_TR("Small added matrices (LoRA)"),
          .help = LATHE_TR("The model stays as it is; two thin matrices beside each linear map learn the change. Little memory, a small file, easy to switch off."),
          .default_learning_rate = 2e-4,
          .options = option_rows<LoraConfig>("peft"),
          .check = check_lora,
          .make = [](const Json& options, model::LoadedModel& model, uint64_t seed) -> std::unique_ptr<Tuning> {
            LoraConfig config;
            read_options(options, config, "");
            return std::make_unique<Lora>(config, model, seed);
          }};
}

}  // namespace lathe::peft
