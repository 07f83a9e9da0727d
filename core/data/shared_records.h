// Records that several hands hold at once. None is ever changed: an edit puts a new record in the place of the old one,
// which others keep as long as they look at it. A copy costs a pointer for each record, so that a check or a search on
// another thread takes its own.
#pragma once
#include <algorithm>
#include <memory>
#include <vector>

#include "core/data/record.h"

namespace lathe::data {

class SharedRecords {
 public:
  using Handle = std::shared_ptr<const Record>;

  class Iterator {
   public:
    explicit Iterator(std::vector<Handle>::const_iterator at) : at_(at) {}
    const Record& operator*() const { return **at_; }
    Iterator& operator++() { return ++at_, *this; }
    bool operator==(const Iterator&) const = default;

   private:
    std::vector<Handle>::const_iterator at_;
  };

  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  const Record& operator[](size_t i) const { return *items_[i]; }
  const Record& front() const { return *items_.front(); }
  const Record& back() const { return *items_.back(); }
  const Handle& handle(size_t i) const { return items_[i]; }
  Iterator begin() const { return Iterator(items_.begin()); }
  Iterator end() const { return Iterator(items_.end()); }

  void push_back(Record record) { items_.push_back(std::make_shared<const Record>(std::move(record))); }
  void insert(size_t at, Record record) { items_.insert(items_.begin() + static_cast<ptrdiff_t>(at), std::make_shared<const Record>(std::move(record))); }
  void replace(size_t at, Record record) { items_[at] = std::make_shared<const Record>(std::move(record)); }
  void erase(size_t at) { items_.erase(items_.begin() + static_cast<ptrdiff_t>(at)); }

  // Records of one's own.
  std::vector<Record> copy(size_t most = static_cast<size_t>(-1)) const {
    std::vector<Record> out;
    out.reserve(std::min(most, size()));
    for (size_t i = 0; i < size() && i < most; ++i) out.push_back(*items_[i]);
    return out;
  }

 private:
  std::vector<Handle> items_;
};

}  // namespace lathe::data
