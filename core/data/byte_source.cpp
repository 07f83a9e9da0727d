#include "core/data/byte_source.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "core/base/stop.h"
#include "core/data/parquet_file.h"

namespace lathe::data {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
constexpr size_t kForgetEvery = size_t{4} << 20;
constexpr size_t kSample = size_t{1} << 20;         // bytes, to tell the encoding

std::string_view text_of(const MappedFile& file) { return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()}; }

// A file without a name: it goes with its last user.
class Scratch {
 public:
  Scratch() : file_(nameless()) {
    if (!file_) throw Error("io.write_failed", phrase(LATHE_TR("[read_records] no temporary file can be made: {0}"), std::strerror(errno)), phrase(LATHE_TR("Check the temporary folder (TMPDIR).")));
  }
  ~Scratch() { std::fclose(file_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void write(const char* bytes, size_t count) {
    if (std::fwrite(bytes, 1, count, file_) != count) throw full();
  }
  int descriptor() const { return ::fileno(file_); }
  std::unique_ptr<MappedFile> map() {
    if (std::fflush(file_) != 0) throw full();
    return std::make_unique<MappedFile>("/proc/self/fd/" + std::to_string(::fileno(file_)));
  }

 private:
  // Not std::tmpfile(), which knows no TMPDIR.
  static std::FILE* nameless() {
    std::error_code none;
    std::string path = (std::filesystem::temp_directory_path(none) / "lathe-XXXXXX").string();
    if (none) return errno = none.value(), nullptr;
    const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    ::unlink(path.c_str());
    return ::fdopen(descriptor, "w+b");
  }
  static Error full() { return Error("io.write_failed", phrase(LATHE_TR("[read_records] the temporary folder cannot hold the unpacked file: {0}"), std::strerror(errno)), phrase(LATHE_TR("Make room there, or unpack the file yourself."))); }
  std::FILE* file_;
};

std::unique_ptr<MappedFile> unpacked(const std::filesystem::path& path, const std::stop_token& stop) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(path.c_str(), "rb"), gzclose);
  const auto fail = [&](const char* why) -> Error {
    return Error("data.bad_gzip", phrase(LATHE_TR("[read_records] {0}: the gzip file is damaged: {1}"), path.filename(), why), phrase(LATHE_TR("Fetch or pack it again.")));
  };
  if (!in) throw fail(std::strerror(errno));
  Scratch out;
  std::vector<char> buffer(kChunk);
  for (;;) {
    throw_if_stopped(stop);
    const int got = gzread(in.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    int code = Z_OK;
    const char* why = gzerror(in.get(), &code);
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) throw fail(why);
    if (got == 0) return out.map();
    out.write(buffer.data(), static_cast<size_t>(got));
  }
}

class Converter {
 public:
  explicit Converter(TextEncoding from) : state_(iconv_open("UTF-8", name_of(from))), unit_(unit_bytes(from)) {
    if (state_ == reinterpret_cast<iconv_t>(intptr_t{-1}))
      throw Error("data.bad_encoding", phrase(LATHE_TR("[read_records] this system cannot convert {0} to UTF-8"), name_of(from)), phrase(LATHE_TR("Save the file again as UTF-8.")));
  }
  ~Converter() { iconv_close(state_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // What cannot be converted becomes U+FFFD, and is counted.
  size_t run(std::string_view text, Scratch& out, const std::function<void(size_t done)>& after) {
    std::vector<char> buffer(kChunk);
    size_t faults = 0;
    const size_t whole = text.size();
    while (!text.empty()) {
      char* from = const_cast<char*>(text.data());
      char* to = buffer.data();
      size_t left = std::min(text.size(), kChunk / 4), room = buffer.size();
      const bool last = left == text.size();
      const size_t before = left;
      const bool failed = iconv(state_, &from, &left, &to, &room) == static_cast<size_t>(-1);
      const int why = failed ? errno : 0;
      out.write(buffer.data(), buffer.size() - room);
      const bool is_bad = why == EILSEQ || (why == EINVAL && (last || left == before));
      text.remove_prefix(before - left);
      if (is_bad) {
        out.write("\xEF\xBF\xBD", 3);
        text.remove_prefix(std::min(unit_, text.size()));
        ++faults;
      }
      after(whole - text.size());
    }
    return faults;
  }

 private:
  iconv_t state_;
  size_t unit_;                          // bytes that a fault costs
};

}  // namespace

ByteSource::ByteSource(const std::filesystem::path& path, std::stop_token stop) : file_(std::make_unique<MappedFile>(path)) {
  const std::string_view packed = text();
  if (packed.starts_with("PAR1")) {
    packing_ = Packing::parquet;
    Scratch out;
    parquet_to_lines(path, out.descriptor(), stop);
    file_ = out.map();
    notes_.push_back(phrase(LATHE_TR("the file is Parquet and was converted")));
    if (const std::string names = parquet_columns_left_out(path); !names.empty()) notes_.push_back(phrase(LATHE_TR("columns that have no JSON form are left out: {0}"), names));
    return;
  }
  if (packed.starts_with("\x1F\x8B")) {
    packing_ = Packing::gzip;
    file_ = unpacked(path, stop);
    notes_.push_back(phrase(LATHE_TR("the file is packed with gzip and was unpacked")));
  }
  encoding_ = guess_encoding(text().substr(0, kSample));
  if (encoding_ == TextEncoding::utf8) return;
  const size_t mark = encoding_ == TextEncoding::gb18030 ? 0 : unit_bytes(encoding_);
  Scratch out;
  const size_t faults = Converter(encoding_).run(text().substr(mark), out, [&](size_t done) {
    throw_if_stopped(stop);
    forget_before(done);
  });
  file_ = out.map();
  forgotten_ = 0;
  notes_.push_back(phrase(LATHE_TR("the file is in {0}, not UTF-8, and was converted"), name_of(encoding_)));
  if (faults > 0) notes_.push_back(phrase(LATHE_TR("{0} places could not be converted and read as U+FFFD"), faults));
}

std::string_view ByteSource::text() const { return text_of(*file_); }

void ByteSource::forget_before(size_t end) {
  if (end < forgotten_ + kForgetEvery) return;
  const auto page = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
  const size_t from = forgotten_ / page * page, to = end / page * page;
  void* at = const_cast<std::byte*>(file_->bytes().data()) + from;
  if (::madvise(at, to - from, MADV_DONTNEED) == 0) forgotten_ = to;
}

}  // namespace lathe::data
