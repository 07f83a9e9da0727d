#include "ui/pages/template/template_desk.h"

#include <QFileInfo>

#include "core/text/template_file.h"
#include "ui/bridge/text.h"
#include "ui/pages/template/template_sample.h"

namespace lathe::ui {
namespace {
constexpr int kPauseMs = 300;            // of the keys, before a preview is made
constexpr const char* kEnding = ".jinja";
}  // namespace

TemplateDesk::TemplateDesk(Parts parts) : session_(parts.session), engine_(parts.engine), background_(parts.background) {
  timer_.setSingleShot(true);
  timer_.setInterval(kPauseMs);
  connect(&timer_, &QTimer::timeout, this, &TemplateDesk::preview);
  connect(&engine_, &EngineBridge::templateRead, this, [this](quint64 job, const engine::TemplateRead& read) {
    if (!job || job != read_job_) return;
    read_ = read;
    wanted_ = asked_;
    file_ = read.found.origin == text::TemplateOrigin::file ? wanted_ : QString();
    source_ = kept_ = qs(read.found.source);
  });
  connect(&engine_, &EngineBridge::templatePreviewed, this, [this](quint64 job, const engine::TemplatePreviewed& shown) {
    if (!job || job != preview_job_) return;
    readable_ = !shown.trained.fault || shown.trained.fault->code != "template.syntax";
    Q_EMIT previewed(shown);
  });
  connect(&engine_, &EngineBridge::finished, this, [this](quint64 job, const engine::JobFinished& outcome) {
    if (!job || (job != read_job_ && job != preview_job_)) return;
    const bool was_read = job == read_job_, well = outcome.result == engine::Result::succeeded;
    (was_read ? read_job_ : preview_job_) = 0;
    if (outcome.result == engine::Result::failed) Q_EMIT failed(errorText(outcome));
    if (was_read && well) {
      Q_EMIT opened();
      preview();
    }
    Q_EMIT changed();
  });
  row_ = records() > 0 ? 0 : -1;
}

TemplateDesk::~TemplateDesk() {
  drop(read_job_);
  drop(preview_job_);
}

void TemplateDesk::drop(quint64& job) {
  if (const quint64 dropped = std::exchange(job, 0)) engine_.cancel(dropped);
}

void TemplateDesk::open(const QString& wanted) {
  drop(read_job_);
  drop(preview_job_);
  timer_.stop();
  asked_ = wanted;
  readable_ = false;
  read_job_ = engine_.submit(engine::ReadTemplateJob{toPath(session_.model()), ss(wanted)});
  Q_EMIT changed();
}

QString TemplateDesk::name() const { return file_.isEmpty() ? qs(read_.found.name) : QFileInfo(file_).fileName(); }

void TemplateDesk::setSource(const QString& source) {
  if (source == source_) return;
  source_ = source;
  previewSoon();
}

int TemplateDesk::records() const {
  const RecordsDocument* set = session_.records();
  if (!set) return 0;
  const data::RecordKind kind = set->set().format().kind;
  return kind == data::RecordKind::text || kind == data::RecordKind::classification ? 0 : set->size();
}

void TemplateDesk::setRow(int row) {
  const int within = std::clamp(row, -1, records() - 1);
  if (std::exchange(row_, within) != within) previewSoon();
}

void TemplateDesk::retranslate() {
  if (row_ < 0 && !opening() && !read_.found.source.empty()) previewSoon();
}

void TemplateDesk::previewSoon() {
  drop(preview_job_);                    // of what no longer stands here
  readable_ = false;
  timer_.start();
  Q_EMIT changed();
}

void TemplateDesk::preview() {
  drop(preview_job_);
  timer_.stop();
  engine::PreviewTemplateJob job{toPath(session_.model()), session_.draft().data, {ss(name()), ss(source_)}, kSampleFormat, {}};
  if (row_ >= 0 && row_ < records()) {
    const RecordsDocument& set = *session_.records();
    job.format = set.set().format().id;
    job.record = {set.value(row_), set.set().file().filename().string(), row_ + 1};
  } else {
    job.record = sampleConversation();
  }
  preview_job_ = engine_.submit(std::move(job));
  Q_EMIT changed();
}

QString TemplateDesk::suggestedFile() const {
  if (!file_.isEmpty()) return file_;
  const bool built_in = read_.found.origin == text::TemplateOrigin::built_in;
  const QString stem = built_in ? qs(read_.found.name) : qs(toPath(session_.model()).filename());
  return qs(session_.workspaceFolder() / ss(stem + QStringLiteral("-own") + kEnding));
}

void TemplateDesk::save(const QString& file, bool over) {
  if (saving_) return;
  saving_ = true;
  Q_EMIT changed();
  const QString target = file.endsWith(kEnding) ? file : file + kEnding;
  text::TemplateTarget where{toPath(target), toPath(session_.model()), {}};
  if (target == file_ && !over) where.known = ss(kept_);
  background_.run(
      this, [where, source = ss(source_)] { return text::save_template(real_file_system(), where, source), true; },
      [this, target, source = source_](bool) {
        saving_ = false;
        file_ = wanted_ = target;
        kept_ = source;
        Q_EMIT saved();
        Q_EMIT changed();
      },
      [this](const ErrorText& error) {
        saving_ = false;
        Q_EMIT failed(error);
        Q_EMIT changed();
      });
}

}  // namespace lathe::ui
