#include "core/io/model_folder.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/io/tensor_print.h"

namespace lathe::io {
namespace {

namespace fs = std::filesystem;
constexpr const char* kSingle = "model.safetensors";
constexpr const char* kIndex = "model.safetensors.index.json";

// A bare file name: no folder, no way up, nothing that does not print.
bool is_bare_safetensors(const std::string& name) {
  const auto harmless = [](unsigned char c) { return c >= 0x20 && c != 0x7F && c != '/' && c != '\\' && c != ':'; };
  return name.ends_with(".safetensors") && name.front() != '.' && std::all_of(name.begin(), name.end(), harmless);
}

// models--ORGANISATION--NAME/snapshots/REVISION of the Hub's cache holds links to models--ORGANISATION--NAME/blobs. Empty
// for any other folder.
fs::path blobs_of(const fs::path& folder) {
  const fs::path snapshots = folder.parent_path(), repository = snapshots.parent_path();
  return snapshots.filename() == "snapshots" && repository.filename().string().starts_with("models--") ? repository / "blobs" : fs::path();
}

Error bad_index(const fs::path& folder, const Phrase& reason) {
  return Error("model.bad_index", phrase(LATHE_TR("[load_model] {0}: {1}"), folder / kIndex, reason),
               phrase(LATHE_TR("Download the folder again, all its files together.")));
}

// tensor -> shard file name, every name checked.
std::map<std::string, std::string> read_index(const fs::path& folder) {
  const Json index = read_json_file(folder / kIndex, {.max_bytes = size_t{64} << 20});
  const Json& map = member(index, "weight_map");
  if (!map.is_object() || map.empty()) throw bad_index(folder, phrase(LATHE_TR("there is no weight_map")));
  std::map<std::string, std::string> out;
  for (const auto& [tensor, file] : map.items()) {
    if (!file.is_string() || !is_bare_safetensors(file.get<std::string>()))
      throw bad_index(folder, phrase(LATHE_TR("tensor \"{0}\" is said to be in {1}, which is not a plain name of a safetensors file"), tensor, file.dump()));
    out[tensor] = file.get<std::string>();
  }
  return out;
}

std::unique_ptr<SafetensorsFile> open(const fs::path& path) {
  const MappedFile raw(path);
  const auto bytes = raw.bytes();
  const auto starts = [&](std::initializer_list<unsigned char> magic) {
    return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin(), [](unsigned char a, std::byte b) { return std::byte{a} == b; });
  };
  // A zip ("PK\3\4") or a bare pickle (0x80, protocol) under another name. As a header length either would be absurd.
  if (starts({'P', 'K', 3, 4}) || (starts({0x80}) && bytes.size() >= 8 && bytes[1] <= std::byte{5} && bytes[7] != std::byte{0})) refuse_pickle(path);
  return std::make_unique<SafetensorsFile>(path);
}

[[noreturn]] void refuse_no_weights(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_pickle_name(entry.path())) refuse_pickle(entry.path());
  throw Error("model.no_weights", phrase(LATHE_TR("[load_model] {0}: there is neither {1} nor {2}"), folder, kSingle, kIndex),
              phrase(LATHE_TR("Choose a Hugging Face model folder with weights in safetensors format.")));
}

}  // namespace

void refuse_pickle(const fs::path& file) {
  throw Error("model.pickle", phrase(LATHE_TR("[load_model] {0}: these weights are a pickle, which can run code when opened"), file),
              phrase(LATHE_TR("Use a copy of the model in safetensors format, or convert it with Hugging Face's tools on a machine you trust.")));
}

bool is_pickle_name(const fs::path& file) {
  static const std::set<std::string> endings = {".bin", ".pt", ".pth", ".ckpt", ".pkl"};
  return endings.contains(file.extension().string());
}

bool has_file(const fs::path& folder, const std::string& name) {
  std::error_code absent;
  const fs::path real = fs::canonical(folder / name, absent), home = absent ? fs::path() : fs::canonical(folder.empty() ? "." : folder, absent);
  if (absent) return false;
  if (real.parent_path() != (home / name).parent_path() && real.parent_path() != blobs_of(home))
    throw Error("model.outside", phrase(LATHE_TR("[load_model] {0} leads out of its folder, to {1}"), folder / name, real),
                phrase(LATHE_TR("Copy the file itself into the folder.")));
  return true;
}

fs::path file_inside(const fs::path& folder, const std::string& name) {
  if (!has_file(folder, name))
    throw Error("model.no_weights", phrase(LATHE_TR("[load_model] {0}: there is no such file"), folder / name),
                phrase(LATHE_TR("Download the folder again, all its files together.")));
  return folder / name;
}

WeightFiles::WeightFiles(const fs::path& folder) {
  std::map<std::string, std::string> mapped;
  std::set<std::string> names = {kSingle};
  if (!has_file(folder, kSingle)) {
    if (!has_file(folder, kIndex)) refuse_no_weights(folder);
    mapped = read_index(folder);
    names.clear();
    for (const auto& [tensor, file] : mapped) names.insert(file);
  }
  for (const std::string& name : names) {
    files_.push_back(open(file_inside(folder, name)));
    for (const auto& [tensor, entry] : files_.back()->tensors()) {
      if (!mapped.empty() && (!mapped.contains(tensor) || mapped.at(tensor) != name))
        throw bad_index(folder, phrase(LATHE_TR("tensor \"{0}\" stands in {1}, but the index does not say so"), tensor, name));
      tensors_[tensor] = &entry;
      file_names_[tensor] = name;
    }
  }
  for (const auto& [tensor, file] : mapped)
    if (!tensors_.contains(tensor)) throw bad_index(folder, phrase(LATHE_TR("tensor \"{0}\" is said to be in {1}, but is not"), tensor, file));
}

std::string WeightFiles::file_of(const std::string& tensor) const {
  const auto found = file_names_.find(tensor);
  return found == file_names_.end() ? std::string() : found->second;
}

std::string WeightFiles::fingerprint(const std::stop_token& stop) const {
  TensorPrint print;
  for (const auto& [name, entry] : tensors_) {
    print.add(name, *entry, stop);
    release_pages(entry->bytes);
  }
  return print.hex();
}

Json read_model_config(const fs::path& folder) {
  const fs::path path = folder / "config.json";
  if (!has_file(folder, "config.json"))
    throw Error("model.no_config", phrase(LATHE_TR("[load_model] {0}: there is no config.json"), folder),
                phrase(LATHE_TR("Choose the folder of a Hugging Face model: it holds config.json, the weights and the tokenizer.")));
  Json config = read_json_file(path);
  if (!config.is_object())
    throw Error("model.bad_config", phrase(LATHE_TR("[load_model] {0}: this is not an object with settings"), path),
                phrase(LATHE_TR("Download the file again.")));
  return config;
}

}  // namespace lathe::io
