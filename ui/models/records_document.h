// The open record set with undo. Every step, undone or done again too, goes through RecordSet::apply first, so that the
// journal on disk follows; the history moves only when that has worked, and a step that failed can be tried again.
#pragma once
#include <QObject>
#include <QUndoStack>
#include <functional>
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
  // How often the set was changed, undo and redo counted too.
  int edits() const { return edits_; }
  bool modified() const { return set_->modified(); }
  bool readOnly() const { return set_->read_only(); }
  QString name() const;

  // Each is one undo step; false: it was not taken. `field` names the step: "Edit output of record 3".
  bool replace(int row, Json value, const QString& field = {});
  bool insert(int row, Json value);
  bool duplicate(int row);
  bool remove(int row);
  void undo();
  void redo();
  // What is being typed and not yet part of the set is handed in now. Every step above does so first, and so must
  // whoever saves, trains or lets go of the set. False: it could not be taken, which has been said, and stays typed.
  bool settle() { return !hand_in_ || hand_in_(); }
  // Hands in what is being typed.
  void setHandIn(std::function<bool()> hand_in) { hand_in_ = std::move(hand_in); }
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
  void saveEnded(bool whole);            // after `saved` or `failed` was called
  void failed(const QString& message);   // an edit could not be journalled; the set is as it was

 private:
  bool apply(const data::Edit& edit, const std::function<void()>& note);
  void setSaving(bool saving);
  bool push(data::Edit edit, const QString& text);

  std::unique_ptr<data::RecordSet> set_;
  QUndoStack history_;
  std::function<bool()> hand_in_;
  bool saving_ = false;
  int edits_ = 0;
};

}  // namespace lathe::ui
