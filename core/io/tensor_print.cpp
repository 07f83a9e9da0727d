#include "core/io/tensor_print.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/stop.h"

namespace lathe::io {

void TensorPrint::add(const std::string& name, const TensorEntry& entry, const std::stop_token& stop) {
  constexpr size_t kPiece = size_t{64} << 20;
  print_.add(name + '\n' + entry.dtype + '\n' + Json(entry.shape).dump() + '\n');
  for (size_t begin = 0; begin < entry.bytes.size(); begin += kPiece) {
    throw_if_stopped(stop);
    print_.add(entry.bytes.subspan(begin, std::min(kPiece, entry.bytes.size() - begin)));
  }
}

std::string fingerprint_of(const std::map<std::string, TensorEntry>& tensors) {
  TensorPrint print;
  for (const auto& [name, entry] : tensors) print.add(name, entry);
  return print.hex();
}

}  // namespace lathe::io
