#include <QTemporaryDir>

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/runs/event_file.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::runs;

namespace {
QByteArray hex(const std::string& bytes) { return QByteArray::fromStdString(bytes).toHex(); }
}  // namespace

class TestEventFile : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void checksumsEqualThePublishedOnes() {
    QCOMPARE(crc32c("123456789"), 0xe3069283u);
    QCOMPARE(masked_crc32c("123456789"), 0xc78ab0e5u);
    QCOMPARE(masked_crc32c(std::string("\x18\0\0\0\0\0\0\0", 8)), 0x224b7fa3u);
  }

  void recordsEqualTensorBoardsByteForByte() {
    QCOMPARE(hex(event_record(version_event(1700000000.0))),
             QByteArray("1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d"));
    QCOMPARE(hex(event_record(scalar_event(1700000000.5, 7, "train/loss", 1.25f))),
             QByteArray("2d000000000000003c418afb0900002040fc54d94110072a200a1e0a0a747261696e2f6c6f7373150000a03f4a0b0a090a0773"
                        "63616c617273021df5cc"));
  }

  void aWholeFileEqualsTensorBoards() {
    const auto folder = tests::fixture("tensorboard");
    const Json expected = read_json_file(folder / "scalars.json");
    std::string made = event_record(version_event(expected["first_wall_time"].get<double>()));
    for (const Json& row : expected["scalars"])
      made += event_record(scalar_event(row["wall_time"].get<double>(), row["step"].get<int64_t>(), row["tag"].get<std::string>(),
                                        static_cast<float>(row["value"].get<double>())));
    QCOMPARE(hex(made), hex(read_text_file(folder / expected["file"].get<std::string>(), 1 << 20)));
  }

  void eachRunOfTheWriterBeginsAFileOfItsOwn() {
    QTemporaryDir scratch;
    const std::filesystem::path folder = scratch.path().toStdString();
    for (int i = 0; i < 3; ++i) EventFile(real_file_system(), folder).scalar(i, "train/loss", 1);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(folder), {}), std::ptrdiff_t{3});
  }
};

LATHE_TEST(TestEventFile)
#include "test_event_file.moc"
