// The open record set with undo. Every step, undone or done again too, goes through RecordSet::apply first, so that the
// journal on disk follows; the history moves only when that has worked, and a step that failed can be tried again.
#pragma once
#include <QObject>
#include <QUndoStack>
#include <memory>

#include "core/data/record_set.h"
#include "ui/bridge/background.h"

namespace lathe::ui {

class RecordsDocument : public QObject {
  Q_OBJECT
 public:
  explicit RecordsDocument(std::unique_ptr<data::RecordSet> set, QObject* parent = nullptr);

  const data::RecordSet& set() const { return *set_; }
  int size() const { return static_cast<int>(set_->records().size()); }
  const Json& value(int row) const { return set_->records()[row].value; }
  const QUndoStack& history() const { return history_; }
  bool modified() const { return set_->modified(); }
  bool readOnly() const { return set_->read_only(); }
  QString name() const;

  // Each is one undo step. `field` names the step: "Edit output of record 3".
  void replace(int row, Json value, const QString& field = {});
  void insert(int row, Json value);
  void duplicate(int row);
  void remove(int row);
  void undo();
  void redo();
  // What is being typed and not yet part of the set is handed in now. Every step above does so first, and so must
  // whoever saves, trains or lets go of the set.
  void settle() { Q_EMIT settling(); }
  // In the background; nothing can be edited until `saved` or `failed` is called. An empty target: over the original.
  void save(Background& background, const std::filesystem::path& target, std::function<void()> saved,
            std::function<void(const ErrorText&)> failed);
  bool saving() const { return saving_; }
  // The set, to be let go of elsewhere: it may be large.
  std::unique_ptr<data::RecordSet> release() { return std::move(set_); }

 Q_SIGNALS:
  void inserted(int row);
  void removed(int row, const lathe::Json& before);
  void replaced(int row);
  void modifiedChanged();
  void savingChanged();
  void settling();
  void failed(const QString& message);   // an edit could not be journalled; the set is as it was

 private:
  bool apply(const data::Edit& edit);
  void setSaving(bool saving);
  void push(data::Edit edit, const QString& text);

  std::unique_ptr<data::RecordSet> set_;
  QUndoStack history_;
  bool saving_ = false;
};

}  // namespace lathe::ui
