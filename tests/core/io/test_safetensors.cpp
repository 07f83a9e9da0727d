// safetensors: each row of the format's table that is refused, each that is accepted, and files written here.
#include <QTest>

#include <functional>
#include <random>

#include "core/base/error.h"
#include "core/io/safetensors.h"
#include "tests/support/faulty_disk.h"
#include "tests/support/folders.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;

namespace {

std::string length_of(uint64_t length) {
  std::string out(8, '\0');
  for (size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(length >> (8 * i) & 0xFF);
  return out;
}
std::string file_with(const std::string& header, size_t data_bytes) { return length_of(header.size()) + header + std::string(data_bytes, 'x'); }

// The code and sentence with which a file of these bytes is refused; empty when it opens.
std::string refusal(const std::string& bytes) {
  const Scratch scratch;
  put_bytes(scratch.path() / "model.safetensors", bytes);
  try {
    io::SafetensorsFile file(scratch.path() / "model.safetensors");
  } catch (const Error& error) {
    return error.code + " " + error.what();
  }
  return {};
}

const std::string kGood = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";

std::string nested(int depth) {
  std::string open, close;
  for (int i = 0; i < depth; ++i) open += R"({"x":)", close += "}";
  return R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":)" + open + "1" + close + "}}";
}

}  // namespace

class TestSafetensors : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatTheFormatForbidsIsRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) { QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())); };
    const auto one = [](const std::string& entry, size_t bytes = 8) { return file_with(R"({"a":)" + entry + "}", bytes); };
    row("empty file", "");
    row("shorter than the length", "1234567");
    row("header above 100 MB", length_of(100'000'001) + std::string(16, ' '));
    row("header length of 2^64-1", length_of(~uint64_t{0}) + std::string(16, ' '));
    row("header longer than the file", length_of(4096) + kGood + std::string(8, 'x'));
    row("empty header", length_of(0));
    row("bad UTF-8", file_with("{\"\xFF\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8));
    row("byte order mark", file_with("\xEF\xBB\xBF" + kGood, 8));
    row("nested too deep", file_with(nested(200), 8));
    row("not an object", file_with("[1,2]", 0));
    row("leading blank", file_with(" " + kGood, 8));
    row("trailing NUL", file_with(kGood + std::string(1, '\0'), 8));
    std::string zeros = "0";
    for (int i = 0; i < 1'000'000; ++i) zeros += ",0";
    row("more values than any model has", one("{\"dtype\":\"F32\",\"shape\":[" + zeros + "],\"data_offsets\":[0,0]}", 0));
    row("torn JSON", file_with(kGood.substr(0, 30), 8));
    row("first tensor does not begin at 0", one(R"({"dtype":"F32","shape":[2],"data_offsets":[4,12]})", 12));
    row("hole between tensors", file_with(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[3,5]}})", 5));
    row("overlapping tensors", file_with(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})", 4));
    row("tail behind the last tensor", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 9));
    row("data cut off", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 7));
    row("offsets do not fit the shape", one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"));
    row("end before begin", one(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"));
    row("shape that overflows", one(R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]})"));
    row("shape that overflows in steps", one(R"({"dtype":"F64","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]})"));
    row("sub-byte total not at a byte", one(R"({"dtype":"F4","shape":[3],"data_offsets":[0,2]})", 2));
    row("negative size", one(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"));
    row("fractional size", one(R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})"));
    row("size beyond 64 bits", one(R"({"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,8]})"));
    row("negative offset", one(R"({"dtype":"F32","shape":[2],"data_offsets":[-8,0]})"));
    row("one offset", one(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})"));
    row("unknown type", one(R"({"dtype":"F33","shape":[2],"data_offsets":[0,8]})"));
    row("type is a number", one(R"({"dtype":32,"shape":[2],"data_offsets":[0,8]})"));
    row("no type", one(R"({"shape":[2],"data_offsets":[0,8]})"));
    row("no shape", one(R"({"dtype":"F32","data_offsets":[0,8]})"));
    row("entry is a list", one("[1]"));
    row("metadata that is no text", file_with(R"({"__metadata__":{"format":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8));
    row("metadata that is a list", file_with(R"({"__metadata__":[],"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8));
    row("field twice in a tensor", one(R"({"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]})"));
    row("name twice", file_with(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", 2));
  }
  void whatTheFormatForbidsIsRefused() {
    QFETCH(QByteArray, bytes);
    const std::string sentence = refusal(bytes.toStdString());
    QVERIFY2(sentence.starts_with("safetensors.") && sentence.find("model.safetensors") != std::string::npos, sentence.c_str());
  }

  void whatTheFormatAllowsIsRead_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* name, const std::string& bytes) { QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())); };
    row("trailing blanks", file_with(kGood + "     ", 8));
    row("trailing newline", file_with(kGood + "\n", 8));
    row("no tensor", file_with("{}", 0));
    row("metadata null", file_with(R"({"__metadata__":null,"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 8));
    row("0-d", file_with(R"({"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})", 4));
    row("zero size", file_with(R"({"a":{"dtype":"F32","shape":[0,7],"data_offsets":[0,0]}})", 0));
    row("extra keys", file_with(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"note":"x"}})", 8));
    row("F4 at a whole byte", file_with(R"({"a":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}})", 2));
    row("F6", file_with(R"({"a":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[0,3]}})", 3));
    row("order of names is not order of data", file_with(R"({"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 2));
  }
  void whatTheFormatAllowsIsRead() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(refusal(bytes.toStdString()), std::string());
  }

  void everyCutOfAGoodFileIsRefused() {
    const std::string good = file_with(kGood, 8);
    for (size_t size = 0; size < good.size(); ++size) QVERIFY(!refusal(good.substr(0, size)).empty());
  }
  void randomDamageNeverCrashes() {
    std::mt19937 random(20240611);
    const std::string good = bytes_of(fixture("lora/qwen3_tied_rslora_qv/adapter_model.safetensors"));
    for (int round = 0; round < 400; ++round) {
      std::string bytes = good;
      for (int change = 0; change < 3; ++change) bytes[random() % 700] = static_cast<char>(random());
      refusal(bytes);
    }
  }

  void writingGoesByElementSizeThenName() {
    const Scratch scratch;
    const std::vector<float> floats = {1, 2};
    const std::vector<int64_t> longs = {7};
    const std::vector<uint16_t> halves = {1, 2, 3};
    const std::map<std::string, io::TensorEntry> tensors = {{"a", {"BF16", {3}, std::as_bytes(std::span(halves))}},
                                                            {"b", {"F32", {2, 1}, std::as_bytes(std::span(floats))}},
                                                            {"c", {"I64", {}, std::as_bytes(std::span(longs))}},
                                                            {"d", {"F32", {0}, {}}}};
    const auto path = scratch.path() / "x.safetensors";
    io::write_safetensors(real_file_system(), path, tensors, {{"why", "test"}});
    const std::string bytes = bytes_of(path);
    const auto header_size = static_cast<unsigned char>(bytes[0]) + 256 * static_cast<unsigned char>(bytes[1]);
    QCOMPARE(header_size % 8, 0);
    const std::string header = bytes.substr(8, static_cast<size_t>(header_size));
    QVERIFY(header.find("\"c\"") < header.find("\"b\"") && header.find("\"b\"") < header.find("\"d\"") && header.find("\"d\"") < header.find("\"a\""));
    const io::SafetensorsFile file(path);
    QCOMPARE(file.metadata(), (std::map<std::string, std::string>{{"format", "pt"}, {"why", "test"}}));
    QCOMPARE(file.tensors().size(), tensors.size());
    for (const auto& [name, entry] : tensors) {
      QCOMPARE(file.at(name).dtype, entry.dtype);
      QCOMPARE(file.at(name).shape, entry.shape);
      QVERIFY(std::ranges::equal(file.at(name).bytes, entry.bytes));
    }
    QVERIFY_THROWS_EXCEPTION(Error, file.at("nowhere"));
  }

  void filesOfTheReferenceAreWrittenByteForByte() {
    const Scratch scratch;
    for (const char* name : {"models/llama_tied/model.safetensors", "models/qwen3_bf16/model.safetensors", "lora/llama_untied_all/adapter_model.safetensors", "lora/qwen3_tied_all/expected.safetensors"}) {
      const io::SafetensorsFile file(fixture(name));
      io::write_safetensors(real_file_system(), scratch.path() / "again", file.tensors(), file.metadata());
      QVERIFY2(bytes_of(scratch.path() / "again") == bytes_of(fixture(name)), name);
    }
  }

  void everyFailureOfTheDiskLeavesTheOldFile() {
    const Scratch scratch;
    const io::SafetensorsFile file(fixture("models/llama_tied/model.safetensors"));
    const auto path = scratch.path() / "x.safetensors";
    put_bytes(path, "old");
    FaultyDisk counting(0, EIO);
    io::write_safetensors(counting, scratch.path() / "count", file.tensors());
    std::filesystem::remove(scratch.path() / "count");
    for (int n = 1; n < counting.operations(); ++n)          // the last one flushes the folder after the rename
      for (const int fault : {ENOSPC, EACCES, EIO}) {
        FaultyDisk disk(n, fault);
        QVERIFY_THROWS_EXCEPTION(Error, io::write_safetensors(disk, path, file.tensors()));
        QCOMPARE(files_of(scratch.path()).size(), size_t{1});
        QCOMPARE(bytes_of(path), std::string("old"));
      }
  }
};

LATHE_TEST(TestSafetensors)
#include "test_safetensors.moc"
