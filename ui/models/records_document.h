// The open record set with undo: each step is a named command that calls RecordSet::apply, so that the journal on disk
// follows undo and redo too.
#pragma once
#include <QObject>
#include <QUndoStack>
#include <memory>

#include "core/data/record_set.h"

namespace lathe::ui {

class RecordsDocument : public QObject {
  Q_OBJECT
 public:
  explicit RecordsDocument(std::unique_ptr<data::RecordSet> set, QObject* parent = nullptr);

  const data::RecordSet& set() const { return *set_; }
  int size() const { return static_cast<int>(set_->records().size()); }
  const Json& value(int row) const { return set_->records()[row].value; }
  QUndoStack& undo() { return undo_; }
  bool modified() const { return set_->modified(); }
  QString name() const;

  // Each is one undo step. `field` names the step: "Edit output of record 3".
  void replace(int row, Json value, const QString& field = {});
  void insert(int row, Json value);
  void duplicate(int row);
  void remove(int row);
  void saveAs(const std::filesystem::path& target);          // both throw Error
  void saveOverOriginal();

 Q_SIGNALS:
  void inserted(int row);
  void removed(int row, const lathe::Json& before);
  void replaced(int row);
  void modifiedChanged();
  void failed(const QString& message);   // an edit could not be journalled; the set is as it was

 private:
  friend class EditCommand;
  bool apply(const data::Edit& edit);
  void push(data::Edit edit, const QString& text);

  std::unique_ptr<data::RecordSet> set_;
  QUndoStack undo_;
};

}  // namespace lathe::ui
