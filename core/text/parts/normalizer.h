// Normalizers: what changes a text before it is split. One file per kind, the list in normalizers.cpp.
#pragma once
#include <memory>
#include <string>

#include "core/base/json.h"
#include "core/text/parts/part_reader.h"
#include "core/text/parts/tracked_text.h"

namespace lathe::text {

class Normalizer {
 public:
  virtual ~Normalizer() = default;
  virtual void apply(TrackedText& text) const = 0;
};
using NormalizerPtr = std::unique_ptr<Normalizer>;

// Null for null: nothing is changed. Throws Error tokenizer.unsupported, tokenizer.bad_file, tokenizer.regex, json.*.
NormalizerPtr make_normalizer(const Part& part);

NormalizerPtr make_form(const Part& part);           // NFC, NFD, NFKC, NFKD
NormalizerPtr make_lowercase(const Part& part);
NormalizerPtr make_strip_accents(const Part& part);
NormalizerPtr make_strip(const Part& part);
NormalizerPtr make_prepend(const Part& part);
NormalizerPtr make_replace(const Part& part);
NormalizerPtr make_bert(const Part& part);
NormalizerPtr make_precompiled(const Part& part);

}  // namespace lathe::text
