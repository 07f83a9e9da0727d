#include "ui/models/records_document.h"

#include "ui/bridge/error_text.h"
#include "ui/bridge/text.h"

namespace lathe::ui {

namespace {
// A step that has been done; doing and undoing it is the document's.
struct Step : QUndoCommand {
  Step(data::Edit done, const QString& text) : QUndoCommand(text), edit(std::move(done)) {}
  const data::Edit edit;
};
const data::Edit& editAt(const QUndoStack& history, int index) { return static_cast<const Step*>(history.command(index))->edit; }
}  // namespace

RecordsDocument::RecordsDocument(std::unique_ptr<data::RecordSet> set, QObject* parent) : QObject(parent), set_(std::move(set)) {}

QString RecordsDocument::name() const { return qs(set_->file().filename()); }

bool RecordsDocument::replace(int row, Json value, const QString& field) {
  if (value == this->value(row)) return true;
  const QString text = field.isEmpty() ? tr("edit of record %1").arg(row + 1) : tr("edit of %1 in record %2").arg(field).arg(row + 1);
  return push({data::Edit::Kind::replace, row, std::move(value), this->value(row)}, text);
}

bool RecordsDocument::insert(int row, Json value) {
  return settle() && push({data::Edit::Kind::insert, row, std::move(value), {}}, tr("add record %1").arg(row + 1));
}

bool RecordsDocument::duplicate(int row) {
  return settle() && push({data::Edit::Kind::insert, row + 1, value(row), {}}, tr("duplicate record %1").arg(row + 1));
}

bool RecordsDocument::remove(int row) {
  return settle() && push({data::Edit::Kind::remove, row, {}, value(row)}, tr("delete record %1").arg(row + 1));
}

void RecordsDocument::undo() {
  if (!settle() || !history_.canUndo()) return;
  apply(editAt(history_, history_.index() - 1).inverse(), [this] { history_.undo(); });
}

void RecordsDocument::redo() {
  if (!settle() || !history_.canRedo()) return;
  apply(editAt(history_, history_.index()), [this] { history_.redo(); });
}

bool RecordsDocument::push(data::Edit edit, const QString& text) {
  return apply(edit, [&] { history_.push(new Step(edit, text)); });
}

// The step is noted before anybody hears of the edit: hearing of it may bring the next one.
bool RecordsDocument::apply(const data::Edit& edit, const std::function<void()>& note) {
  if (saving_) {
    Q_EMIT failed(tr("The records are being saved; this edit was not taken."));
    return false;
  }
  const bool was_modified = modified();
  if (!attempt([&] { set_->apply(edit); }, [this](const ErrorText& error) { Q_EMIT failed(error.whole()); })) return false;
  const int row = static_cast<int>(edit.index);
  const data::Edit::Kind kind = edit.kind;
  const Json before = edit.before;       // an undone step may be gone once it is noted
  ++edits_;
  note();
  switch (kind) {
    case data::Edit::Kind::insert: Q_EMIT inserted(row); break;
    case data::Edit::Kind::remove: Q_EMIT removed(row, before); break;
    case data::Edit::Kind::replace: Q_EMIT replaced(row); break;
  }
  if (was_modified != modified()) Q_EMIT modifiedChanged();
  return true;
}

void RecordsDocument::save(Background& background, const std::filesystem::path& target, std::function<void()> saved,
                           std::function<void(const ErrorText&)> failed) {
  if (!settle()) return failed({tr("What was typed last could not be kept, so the records were not saved."), tr("Look at the record that is being edited."), {}, {}});
  if (saving_) return failed({tr("The records are still being saved."), tr("Wait until that is done."), {}, {}});
  setSaving(true);
  background.run(
      this, [set = set_.get(), target] { return set->write(target); },
      [this, saved = std::move(saved), failed](const std::shared_ptr<data::RecordSet::Written>& written) {
        setSaving(false);
        const bool whole = attempt([&] { set_->adopt(written); }, failed);
        Q_EMIT modifiedChanged();
        if (whole) saved();
        Q_EMIT saveEnded(whole);
      },
      [this, failed](const ErrorText& error) {
        setSaving(false);
        failed(error);
        Q_EMIT saveEnded(false);
      });
}

void RecordsDocument::setSaving(bool saving) {
  saving_ = saving;
  Q_EMIT savingChanged();
}

}  // namespace lathe::ui
