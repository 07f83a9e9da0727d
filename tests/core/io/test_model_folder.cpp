// Model folders: shards and their index, no way out of the folder, no pickle under any name.
#include <QTest>

#include "core/io/model_folder.h"
#include "tests/support/folders.h"
#include "tests/support/paths.h"
#include "tests/support/run_tests.h"

using namespace lathe;
using namespace lathe::tests;
namespace fs = std::filesystem;

namespace {

const char* const kIndex = "model.safetensors.index.json";

std::string code_of(const fs::path& folder) {
  try {
    io::WeightFiles files(folder);
  } catch (const Error& error) {
    return error.code;
  }
  return {};
}

// A copy of a model whose tensors are dealt to two shards; returns the folder.
fs::path sharded(const Scratch& scratch) {
  const fs::path folder = scratch.copy_of(fixture("models/llama_untied"));
  std::map<std::string, io::TensorEntry> parts[2];
  Json map = Json::object();
  {
    const io::SafetensorsFile file(folder / "model.safetensors");
    size_t next = 0;
    for (const auto& [name, entry] : file.tensors()) {
      parts[next % 2][name] = entry;
      map[name] = next % 2 == 0 ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
      ++next;
    }
    io::write_safetensors(real_file_system(), folder / "model-00001-of-00002.safetensors", parts[0]);
    io::write_safetensors(real_file_system(), folder / "model-00002-of-00002.safetensors", parts[1]);
  }
  fs::remove(folder / "model.safetensors");
  put_bytes(folder / kIndex, Json{{"metadata", {{"total_size", 1}}}, {"weight_map", map}}.dump());
  return folder;
}

void change_map(const fs::path& folder, const std::function<void(Json&)>& change) {
  Json index = read_json_file(folder / kIndex);
  change(index["weight_map"]);
  put_bytes(folder / kIndex, index.dump());
}

}  // namespace

class TestModelFolder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void shardsAreOneModel() {
    const Scratch scratch;
    const io::WeightFiles whole(fixture("models/llama_untied")), parts(sharded(scratch));
    QCOMPARE(parts.tensors().size(), whole.tensors().size());
    QCOMPARE(parts.fingerprint(), whole.fingerprint());
    QCOMPARE(parts.file_of("lm_head.weight"), std::string("model-00001-of-00002.safetensors"));
    QCOMPARE(parts.file_of("nothing"), std::string());
  }
  void theFingerprintSeesOneBit() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    const std::string before = io::WeightFiles(folder).fingerprint();
    std::string bytes = bytes_of(folder / "model.safetensors");
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    put_bytes(folder / "model.safetensors", bytes);
    QVERIFY(io::WeightFiles(folder).fingerprint() != before);
  }

  void namesThatLeadOutAreRefused_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"../model.safetensors", "/etc/passwd", "/tmp/x.safetensors", "sub/x.safetensors", "..\\x.safetensors", "C:x.safetensors", ".hidden.safetensors",
                             "x\n.safetensors", "model.bin", "", ".safetensors"})
      QTest::newRow(QString::fromUtf8(name).toHtmlEscaped().toUtf8().constData()) << name;
  }
  void namesThatLeadOutAreRefused() {
    QFETCH(QString, name);
    const Scratch scratch;
    const auto folder = sharded(scratch);
    change_map(folder, [&](Json& map) { map["lm_head.weight"] = name.toStdString(); });
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
  }
  void aLinkThatLeadsOutIsRefused() {
    const Scratch scratch;
    const auto folder = sharded(scratch);
    fs::rename(folder / "model-00002-of-00002.safetensors", scratch.path() / "outside.safetensors");
    fs::create_symlink(scratch.path() / "outside.safetensors", folder / "model-00002-of-00002.safetensors");
    QCOMPARE(code_of(folder), std::string("model.outside"));
  }
  void aFolderThatIsItselfALinkIsFine() {
    const Scratch scratch;
    const auto folder = sharded(scratch);
    fs::create_directory_symlink(folder, scratch.path() / "link");
    QCOMPARE(code_of(scratch.path() / "link"), std::string());
  }

  void aSnapshotOfTheHubsCacheLinksToItsBlobs() {
    const Scratch scratch;
    const auto folder = hub_snapshot(sharded(scratch), scratch.path());
    QCOMPARE(code_of(folder), std::string());
    QVERIFY(io::has_file(folder, "config.json") && io::read_model_config(folder).is_object());
    QVERIFY(!io::has_file(folder, "absent.json"));
    const auto repository = folder.parent_path().parent_path();
    put_bytes(scratch.path() / "outside.safetensors", "");
    fs::remove(folder / "model-00002-of-00002.safetensors");
    fs::create_symlink(scratch.path() / "outside.safetensors", folder / "model-00002-of-00002.safetensors");
    QCOMPARE(code_of(folder), std::string("model.outside"));
    fs::rename(repository / "blobs", scratch.path() / "blobs");                // blobs that are themselves a link
    fs::create_directory_symlink(scratch.path() / "blobs", repository / "blobs");
    QVERIFY_THROWS_EXCEPTION(Error, io::has_file(folder, "config.json"));
    fs::remove(repository / "blobs");
    fs::rename(scratch.path() / "blobs", repository / "blobs");
    QVERIFY(io::has_file(folder, "config.json"));
    fs::rename(repository, scratch.path() / "another");                        // any folder with such parts
    QVERIFY_THROWS_EXCEPTION(Error, io::has_file(scratch.path() / "another/snapshots/0123abcd", "config.json"));
  }
  void aLinkToANeighbourIsFine() {
    const Scratch scratch;
    const auto folder = sharded(scratch);
    fs::rename(folder / "config.json", folder / "the config.json");
    fs::create_symlink("the config.json", folder / "config.json");
    QVERIFY(io::has_file(folder, "config.json") && io::read_model_config(folder).is_object());
  }

  void anIndexThatLiesIsRefused() {
    const Scratch scratch;
    auto folder = sharded(scratch);
    change_map(folder, [](Json& map) { map["lm_head.weight"] = "model-00002-of-00002.safetensors"; });
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
    folder = sharded(scratch);
    change_map(folder, [](Json& map) { map.erase("lm_head.weight"); });
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
    folder = sharded(scratch);
    change_map(folder, [](Json& map) { map["another"] = "model-00001-of-00002.safetensors"; });
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
    folder = sharded(scratch);
    change_map(folder, [](Json& map) { map["another"] = 3; });
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
    folder = sharded(scratch);
    put_bytes(folder / kIndex, "{}");
    QCOMPARE(code_of(folder), std::string("model.bad_index"));
    put_bytes(folder / kIndex, "{\"weight_map\": {");
    QCOMPARE(code_of(folder), std::string("json.syntax"));
    folder = sharded(scratch);
    fs::remove(folder / "model-00002-of-00002.safetensors");
    QCOMPARE(code_of(folder), std::string("model.no_weights"));
  }

  void picklesAreRefusedByNameAndByContent() {
    const Scratch scratch;
    for (const char* name : {"pytorch_model.bin", "model.pt", "model.pth", "model.ckpt", "model.pkl"}) {
      const auto folder = scratch.copy_of(fixture("models/llama_tied"));
      fs::rename(folder / "model.safetensors", folder / name);
      QCOMPARE(code_of(folder), std::string("model.pickle"));
    }
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    put_bytes(folder / "model.safetensors", std::string("PK\x03\x04") + std::string(200, 'z'));
    QCOMPARE(code_of(folder), std::string("model.pickle"));
    put_bytes(folder / "model.safetensors", std::string("\x80\x02}q\x00X\x05\x00torch", 14) + std::string(200, 'z'));
    QVERIFY(!code_of(folder).empty());
    put_bytes(folder / "model.safetensors", std::string("\x80\x04\x95") + std::string(200, 'z'));
    QCOMPARE(code_of(folder), std::string("model.pickle"));
  }
  void aSafetensorsFileBesideAPickleIsUsed() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    put_bytes(folder / "pytorch_model.bin", "PK");
    QCOMPARE(code_of(folder), std::string());
  }

  void aConfigThatIsNoObjectIsRefused() {
    const Scratch scratch;
    const auto folder = scratch.copy_of(fixture("models/llama_tied"));
    for (const char* text : {"[]", "3", "{", "{\"a\":1,\"a\":2}", "\xFF"}) {
      put_bytes(folder / "config.json", text);
      QVERIFY_THROWS_EXCEPTION(Error, io::read_model_config(folder));
    }
  }
};

LATHE_TEST(TestModelFolder)
#include "test_model_folder.moc"
