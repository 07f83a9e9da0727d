// A file's text as UTF-8, whatever it is stored as: gzip is unpacked, UTF-16 and GB18030 are converted, rows of Parquet
// become JSON Lines, into a file of the temporary folder that is gone with the object. Memory stays small whatever the size.
#pragma once
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/base/files.h"
#include "core/base/phrase.h"
#include "core/data/encoding.h"

namespace lathe::data {

enum class Packing { none, gzip, parquet };

class ByteSource {
 public:
  // Throws Error io.*, data.bad_gzip, data.bad_encoding, and Cancelled.
  explicit ByteSource(const std::filesystem::path& path, std::stop_token stop = {});
  std::string_view text() const;
  bool converted() const { return !notes_.empty(); }          // text() is not what the file holds
  const std::vector<Phrase>& notes() const { return notes_; }  // "it was unpacked with gzip"
  Packing packing() const { return packing_; }                 // of the file itself
  TextEncoding encoding() const { return encoding_; }          // of the text in it
  // Lets go of the memory behind text() up to `end`; it is read again from disk when it is looked at.
  void forget_before(size_t end);

 private:
  std::unique_ptr<MappedFile> file_;
  std::vector<Phrase> notes_;
  Packing packing_ = Packing::none;
  TextEncoding encoding_ = TextEncoding::utf8;
  size_t forgotten_ = 0;
};

}  // namespace lathe::data
