// A set under the editor's hands. Edits are journalled in the workspace, flushed one by one, and are there again after
// a crash; the opened file changes only by save_over_original.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/file_system.h"
#include "core/data/shared_records.h"

namespace lathe::data {

// One edit and its inverse; what undo and the journal share.
struct Edit {
  enum class Kind { insert, remove, replace };
  Kind kind = Kind::replace;
  int64_t index = 0;
  Json value;                            // insert, replace: the new record
  Json before;                           // remove, replace: what stood there
  Edit inverse() const;
  bool operator==(const Edit&) const = default;
};

class RecordSet {
 public:
  // Opens `file`; when `journal_folder` (workspace data/<name>/) holds edits of the same original bytes, they are
  // applied again. Edits of another version of the file are kept aside and named in notice(). Throws Error io.*, disk.*.
  // Without a journal folder the set is the file as it is, and read_only; so is a file that is not JSON in UTF-8.
  RecordSet(std::filesystem::path file, std::filesystem::path journal_folder, FileSystem& disk);
  ~RecordSet();

  const SharedRecords& records() const;
  const std::vector<Issue>& issues() const;             // of reading
  const FormatSpec& format() const;
  Phrase format_reason() const;
  Phrase notice() const;                                // recovered edits, or edits kept aside; may be empty
  const std::filesystem::path& file() const;
  bool modified() const;                                // differs from the opened file
  bool read_only() const;                               // apply() throws Error data.read_only
  bool other_kind() const;                              // not JSON in UTF-8: read-only, save_as writes JSON
  int64_t recovered_edits() const;

  // Journalled and flushed before it returns; after an Error disk.* the set is as it was. `before` must be what stands
  // there.
  void apply(const Edit& edit);
  RecordFile frame() const;                             // the file around its records, which are left out

  // The layout of the original unless the name's suffix says otherwise (.json array, .jsonl lines). Atomic. A copy: the
  // set stays that of the opened file, its journal too.
  void save_as(const std::filesystem::path& target);
  // Throws Error data.changed_outside when the file is not what was opened.
  void save_over_original();

  // Saving in two parts: write() may be called on another thread while nobody applies an edit; adopt() takes over what
  // is now the opened file. An empty target: over the original.
  struct Written;
  std::shared_ptr<Written> write(const std::filesystem::path& target) const;
  void adopt(const std::shared_ptr<Written>& written);  // null: a copy was written, or nothing had to be

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lathe::data
