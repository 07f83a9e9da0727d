// Data: the open record set as a table, the chosen record in an editor, and what the model sees of it.
#pragma once
#include <QPointer>

#include "ui/pages/data_desk.h"
#include "ui/pages/page.h"

class QBoxLayout;
class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace lathe::ui {

class DataTable;
class ProgressRow;
class RecordEditor;
class TokenPanel;

class DataPage : public Page {
  Q_OBJECT
 public:
  explicit DataPage(PageContext& context);
  DataDesk& desk() { return desk_; }
  void showTokens();                     // of the chosen record, in place of problems and lengths

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void addHead(QBoxLayout* into);
  void addSearch(QBoxLayout* into);
  void addTable(QWidget* into);
  void addEditor(QWidget* into);
  void connectActions();
  void follow();                         // another set
  void followModel();
  void followFilter();
  void shareColumns();
  void retitle();
  void rebuildChips();
  void showRecord();
  bool handIn();                         // false: what was typed is still only in the editor
  void updateActions();
  void choose(int row);
  int chosenRow() const;                 // in the set; -1: none
  int editorRow() const { return in_editor_.isValid() ? in_editor_.row() : -1; }
  const char* whyNoEdit() const;         // "": records may be edited here and now
  void save();
  void saveAs();
  void saveTo(const QPointer<RecordsDocument>& asked, const std::filesystem::path& target);        // empty: over the original
  void check();
  void editTemplate();

  DataDesk desk_;
  QLabel* title_;
  QLabel* details_;
  QLabel* shown_;
  ProgressRow* progress_;
  QPushButton *check_, *train_;
  QLineEdit* search_;
  QBoxLayout* chips_;
  QButtonGroup* chip_group_;
  QStackedWidget* stack_;
  DataTable* table_;
  QLabel* record_title_;
  RecordEditor* editor_;
  QPersistentModelIndex in_editor_;      // the record that is shown for editing, of the table
  TokenPanel* tokens_;
};

}  // namespace lathe::ui
