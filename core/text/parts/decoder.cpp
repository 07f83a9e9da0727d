#include "core/text/parts/decoder.h"

#include <algorithm>
#include <array>

#include "core/base/utf8.h"
#include "core/text/byte_letters.h"

namespace lathe::text {
namespace {

struct Kind {
  std::string_view type;
  DecodeStepPtr (*make)(const Part&);
};
constexpr std::array kKinds{Kind{"Replace", make_decode_replace}, Kind{"Strip", make_decode_strip}, Kind{"Metaspace", make_decode_metaspace},
                            Kind{"WordPiece", make_decode_word_piece}, Kind{"BPEDecoder", make_decode_bpe}};

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

}  // namespace

DecoderChain::DecoderChain(const Part& part) {
  none_ = part.json.is_null();
  if (!none_) read(part);
}

void DecoderChain::read(const Part& part) {
  const std::string type = type_of(part);
  if (type == "Sequence") {
    for (const Json& step : list_in(part, "decoders")) read({step, part.file, part.kind});
  } else if (type == "ByteLevel") {
    if (joined_ || byte_fallback_) refuse_part(part, "ByteLevel behind another");
    byte_level_ = joined_ = true;
  } else if (type == "ByteFallback") {
    if (joined_) refuse_part(part, "ByteFallback behind Fuse");
    byte_fallback_ = true;
  } else if (type == "Fuse") {
    joined_ = true;
  } else {
    const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& one) { return one.type == type; });
    if (kind == kKinds.end()) refuse_part(part, type);
    if (byte_fallback_ && !joined_) refuse_part(part, type + " between ByteFallback and Fuse");
    (joined_ ? whole_ : each_).push_back(kind->make(part));
  }
}

bool DecoderChain::turn(std::string& piece, TokenPlace place) const {
  if (none_ && !place.first) piece.insert(0, " ");
  for (const DecodeStepPtr& step : each_) step->apply(piece, place);
  if (byte_level_) piece = letters_to_bytes(piece).value_or(piece);
  if (!byte_fallback_ || piece.size() != 6 || !piece.starts_with("<0x") || piece[5] != '>') return false;
  const int high = hex_digit(piece[3]), low = hex_digit(piece[4]);
  if (high < 0 || low < 0) return false;
  piece.assign(1, static_cast<char>(high << 4 | low));
  return true;
}

std::string DecoderChain::bytes_of(std::string piece) const {
  turn(piece, {});
  return piece;
}

bool DecoderChain::drops_first_blank() const {
  const auto drops = [](const DecodeStepPtr& step) { return step->drops_first_blank(); };
  return none_ || std::any_of(each_.begin(), each_.end(), drops) || std::any_of(whole_.begin(), whole_.end(), drops);
}

// A run of byte pieces that is no valid text becomes one U+FFFD for each byte, as in the reference.
std::string DecoderChain::decode(const std::vector<std::string>& pieces) const {
  std::string out, run;
  const auto flush = [&] {
    if (find_bad_utf8(run) == std::string::npos) out += run;
    else for (size_t i = 0; i < run.size(); ++i) out += "\xEF\xBF\xBD";
    run.clear();
  };
  for (size_t i = 0; i < pieces.size(); ++i) {
    std::string piece = pieces[i];
    if (turn(piece, {i == 0, i + 1 == pieces.size()})) { run += piece; continue; }
    flush();
    out += piece;
  }
  flush();
  out = repair_utf8(out);
  for (const DecodeStepPtr& step : whole_) step->apply(out, {true, true});
  return out;
}

}  // namespace lathe::text
