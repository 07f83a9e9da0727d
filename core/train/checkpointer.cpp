#include "core/train/checkpointer.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cstring>

#include "core/base/atomic_file.h"
#include "core/io/safetensors.h"
#include "core/runs/checkpoint_folder.h"

namespace lathe::train {
namespace {

constexpr const char* kWeights = "weights.safetensors";
constexpr const char* kOptimizer = "optimizer.safetensors";
constexpr const char* kState = "state.json";

// Names of the optimizer's tensors: "first_moment.<name>", "second_moment.<name>".
struct Part {
  const char* file;
  const char* prefix;
  at::Tensor ParameterArena::*flat;
};
constexpr Part kParts[] = {{kWeights, "", &ParameterArena::values},
                           {kOptimizer, "first_moment.", &ParameterArena::first_moment},
                           {kOptimizer, "second_moment.", &ParameterArena::second_moment}};

void write_tensors(FileSystem& disk, const std::filesystem::path& folder, const ParameterArena& arena, const char* file) {
  std::vector<at::Tensor> host;          // keeps the bytes alive while they are written
  std::map<std::string, io::TensorEntry> entries;
  for (const Part& part : kParts) {
    if (std::strcmp(part.file, file) != 0) continue;
    const at::Tensor flat = host.emplace_back((arena.*part.flat).cpu());
    const std::span<const std::byte> bytes(static_cast<const std::byte*>(flat.const_data_ptr()), static_cast<size_t>(flat.nbytes()));
    for (const Segment& segment : arena.segments())
      entries[part.prefix + segment.name] = {"F32", segment.sizes,
                                             bytes.subspan(static_cast<size_t>(segment.begin) * 4, static_cast<size_t>(segment.count) * 4)};
  }
  io::write_safetensors(disk, folder / file, entries);
}

void read_tensors(const std::filesystem::path& folder, ParameterArena& arena, const char* file) {
  const io::SafetensorsFile stored(folder / file);
  size_t used = 0;
  for (const Part& part : kParts) {
    if (std::strcmp(part.file, file) != 0) continue;
    for (const Segment& segment : arena.segments()) {
      const io::TensorEntry& entry = stored.at(part.prefix + segment.name);
      if (entry.dtype != "F32" || entry.shape != segment.sizes)
        throw Error("checkpoint.mismatch", phrase(LATHE_TR("[resume] {0}: {1} has another shape than in this run"), folder / file, segment.name),
                    phrase(LATHE_TR("The checkpoint is of another model or method; begin a new run.")));
      at::Tensor host = at::empty(segment.sizes, at::kFloat);
      std::memcpy(host.mutable_data_ptr(), entry.bytes.data(), entry.bytes.size());
      arena.view(arena.*part.flat, segment).copy_(host);
      ++used;
    }
  }
  if (used != stored.tensors().size())
    throw Error("checkpoint.mismatch", phrase(LATHE_TR("[resume] {0}: holds {1} tensors, this run has {2}"), folder / file, stored.tensors().size(), used),
                phrase(LATHE_TR("The checkpoint is of another model or method; begin a new run.")));
}

}  // namespace

int64_t checkpoint_bytes(const ParameterArena& arena) {
  constexpr int64_t kHeaders = 1 << 16;
  return arena.count() * 3 * 4 + static_cast<int64_t>(arena.segments().size()) * 3 * 256 + kHeaders;
}

void save_state(FileSystem& disk, const std::filesystem::path& run_folder, const StateToSave& now) {
  const at::NoGradGuard no_grad;
  const Progressed& progressed = now.progressed;
  runs::require_free_space(disk, run_folder, checkpoint_bytes(now.arena));
  Json state = {{"schema_version", 1}, {"step", progressed.step}, {"optimizer_steps", now.optimizer.steps().item<double>()}};
  if (progressed.best) state["best"] = {{"step", progressed.best->step}, {"loss", progressed.best->loss}};
  runs::save_checkpoint(disk, runs::checkpoint_path(run_folder, progressed.step), [&](const std::filesystem::path& folder) {
    write_tensors(disk, folder, now.arena, kWeights);
    write_tensors(disk, folder, now.arena, kOptimizer);
    write_file_atomically(disk, folder / kState, to_sorted_text(state));
  });
}

Progressed load_state(const std::filesystem::path& checkpoint, ParameterArena& arena, AdamW& optimizer) {
  const at::NoGradGuard no_grad;
  read_tensors(checkpoint, arena, kWeights);
  read_tensors(checkpoint, arena, kOptimizer);
  const Json state = read_json_file(checkpoint / kState);
  Progressed out;
  out.step = int_at(state, "step", kState, 0, int64_t{1} << 53);
  optimizer.steps().fill_(number_at(state, "optimizer_steps", kState));
  if (const Json& best = member(state, "best"); best.is_object())
    out.best = Best{int_at(best, "step", kState, 0, int64_t{1} << 53), number_at(best, "loss", kState)};
  return out;
}

}  // namespace lathe::train
