#include <fcntl.h>
#include <unistd.h>

#include <functional>

#include "core/base/atomic_file.h"
#include "core/base/files.h"
#include "core/base/phrase_json.h"
#include "core/runs/event_file.h"
#include "core/runs/run_folder.h"
#include "core/runs/time_text.h"

namespace lathe::runs {
namespace {

constexpr size_t kMostLogBytes = size_t{1} << 30;

std::string text_of(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored) ? read_text_file(path, kMostLogBytes) : std::string();
}

// Every whole line that is JSON; a line torn by a crash is left out.
void for_each_line(const std::string& text, const std::function<void(const std::string& line, const Json& json)>& use) {
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    if (end == std::string::npos) return;
    const std::string line = text.substr(begin, end - begin + 1);
    begin = end + 1;
    try {
      if (const Json json = parse_json(line, "metrics"); json.is_object()) use(line, json);
    } catch (const std::exception&) {
      // Not a line of ours: the rest still counts.
    }
  }
}

// Leaves the lines up to `last_step`; touches the file only when something goes.
void drop_later_lines(FileSystem& disk, const std::filesystem::path& path, int64_t last_step) {
  const std::string text = text_of(path);
  std::string kept;
  for_each_line(text, [&](const std::string& line, const Json& json) {
    if (json.value("step", int64_t{0}) <= last_step) kept += line;
  });
  if (kept != text) write_file_atomically(disk, path, kept);
}

// A lock of this description of the file: the system frees it when its holder ends, however that happens.
struct flock whole_file(short type) {
  struct flock out {};
  out.l_type = type;
  out.l_whence = SEEK_SET;
  return out;
}

std::filesystem::path made_folder(FileSystem& disk, std::filesystem::path folder) {
  if (const int fault = disk.create_folder(folder)) throw_disk_error("open_run", folder, fault);
  return folder;
}

}  // namespace

struct RunLog::State {
  AppendFile text;                       // its lock says that the run is being written
  AppendFile metrics, samples;
  EventFile events;

  State(FileSystem& disk, const std::filesystem::path& folder, int64_t last_step)
      : text(disk, made_folder(disk, folder) / "log.txt"),
        metrics(disk, prepared(disk, folder, "metrics.jsonl", last_step)),
        samples(disk, prepared(disk, folder, "samples.jsonl", last_step)),
        events(disk, made_folder(disk, folder / "tensorboard")) {}

  std::filesystem::path prepared(FileSystem& disk, const std::filesystem::path& folder, const char* name, int64_t last_step) {
    struct flock whole = whole_file(F_WRLCK);
    if (::fcntl(text.fd(), F_OFD_SETLK, &whole) != 0)
      throw Error("run.in_use", phrase(LATHE_TR("[open_run] {0}: another program is training this run"), folder),
                  phrase(LATHE_TR("Wait for it to end, or stop it there.")));
    drop_later_lines(disk, folder / name, last_step);
    return folder / name;
  }

  void line(AppendFile& file, const char* event, const Json& body) {
    Json json = Json::object();
    if (event) json["event"] = event;
    json.update(body);
    file.write(json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    file.flush();
  }
};

RunLog::RunLog(std::filesystem::path folder, FileSystem& disk, int64_t last_step)
    : state_(std::make_unique<State>(disk, folder, last_step)) {}
RunLog::~RunLog() = default;

void RunLog::write(const StepMetrics& m) {
  state_->line(state_->metrics, "step", to_json(m));
  state_->events.scalar(m.step, "train/loss", m.loss);
  state_->events.scalar(m.step, "train/learning_rate", m.learning_rate);
  state_->events.scalar(m.step, "train/grad_norm", m.grad_norm);
  state_->events.scalar(m.step, "train/epoch", m.epoch);
}

void RunLog::write(const EvalMetrics& m) {
  state_->line(state_->metrics, "eval", to_json(m));
  state_->events.scalar(m.step, "eval/loss", m.loss);
  state_->events.scalar(m.step, "eval/perplexity", m.perplexity);
  if (m.accuracy) state_->events.scalar(m.step, "eval/accuracy", *m.accuracy);
  if (m.macro_f1) state_->events.scalar(m.step, "eval/macro_f1", *m.macro_f1);
  state_->events.scalar(m.step, "eval/runtime", m.seconds);
  state_->events.flush();
}

void RunLog::write(const SampleText& sample) { state_->line(state_->samples, nullptr, to_json(sample)); }
void RunLog::write(const CheckpointSaved& saved) { state_->line(state_->metrics, "checkpoint", to_json(saved)); }

void RunLog::line(const Phrase& said) {
  const std::string now = utc_now();
  state_->text.write(now + "  " + said.str() + "\n");
  state_->text.flush();
  state_->line(state_->metrics, "line", {{"time", now}, {"said", to_json(said)}});
}

bool is_in_use(const std::filesystem::path& folder) {
  const int fd = ::open((folder / "log.txt").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct flock whole = whole_file(F_RDLCK);          // asks without taking: a list of runs must not be in anybody's way
  const bool held = ::fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
  ::close(fd);
  return held;
}

RunHistory read_history(const std::filesystem::path& folder) {
  RunHistory out;
  for_each_line(text_of(folder / "metrics.jsonl"), [&out](const std::string&, const Json& json) {
    const std::string event = json.value("event", "");
    if (event == "step") out.steps.push_back(step_metrics_from_json(json));
    if (event == "eval") out.evaluations.push_back(eval_metrics_from_json(json));
    if (event == "checkpoint") out.checkpoints.push_back(checkpoint_saved_from_json(json));
    if (event == "line") out.lines.push_back({json.value("time", ""), phrase_from_json(json.value("said", Json()))});
  });
  for_each_line(text_of(folder / "samples.jsonl"),
                [&out](const std::string&, const Json& json) { out.samples.push_back(sample_text_from_json(json)); });
  return out;
}

}  // namespace lathe::runs
