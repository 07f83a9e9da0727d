#include "core/base/fingerprint.h"

#include <xxhash.h>

#include <cstdio>

#include "core/base/files.h"

namespace lathe {

struct Fingerprint::State {
  XXH3_state_t* xxh = XXH3_createState();
  ~State() { XXH3_freeState(xxh); }
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) { XXH3_128bits_reset(state_->xxh); }
Fingerprint::~Fingerprint() = default;

void Fingerprint::add(std::span<const std::byte> bytes) { XXH3_128bits_update(state_->xxh, bytes.data(), bytes.size()); }

std::string Fingerprint::hex() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->xxh);
  char text[33];
  std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

std::string fingerprint_of(std::string_view text) {
  Fingerprint fingerprint;
  fingerprint.add(text);
  return fingerprint.hex();
}

std::string fingerprint_of_file(const std::filesystem::path& path) {
  const MappedFile file(path);
  Fingerprint fingerprint;
  fingerprint.add(file.bytes());
  return fingerprint.hex();
}

}  // namespace lathe
