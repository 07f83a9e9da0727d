// The fingerprint of weights: the same whether they lie in one file, in several, or in memory.
#pragma once
#include <stop_token>
#include <string>

#include "core/base/fingerprint.h"
#include "core/io/safetensors.h"

namespace lathe::io {

class TensorPrint {
 public:
  // In the order of their names. Throws Cancelled.
  void add(const std::string& name, const TensorEntry& entry, const std::stop_token& stop = {});
  std::string hex() const { return print_.hex(); }

 private:
  Fingerprint print_;
};

std::string fingerprint_of(const std::map<std::string, TensorEntry>& tensors);

}  // namespace lathe::io
