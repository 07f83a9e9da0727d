// Compare: one prompt or many, the answers before and after side by side.
#pragma once
#include "ui/pages/compare_desk.h"
#include "ui/pages/page.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace lathe::ui {

class AnswerPane;
class DataTable;
class OptionForm;
class ProgressRow;
class PromptEdit;

class ComparePage : public Page {
  Q_OBJECT
 public:
  explicit ComparePage(PageContext& context);
  void entered() override;
  // The run's result comes to the front, once the list is read.
  void chooseRun(const QString& run_folder);
  CompareDesk& desk() { return desk_; }
  bool ready() const { return pair() != nullptr && wanted_run_.isEmpty(); }
  void askSamples();

 private:
  void addHead(QBoxLayout* into);
  void addPrompt(QBoxLayout* into);
  void addAnswers(QBoxLayout* into);
  void addOptions(QBoxLayout* into);
  void showPairs();
  void nameEntries();
  void selectChosen();
  void chooseByHand();
  void addByHand(const QString& base, const QString& tuned);
  void showChips();
  void showRow(int row);
  void showState();
  void showNotices();
  void generate(const QStringList& prompts);
  const ComparePair* pair() const;
  // What cannot be read is left at its default and named.
  engine::GenerateOptions options(std::vector<Issue>* faults = nullptr) const;

  CompareDesk desk_;
  std::vector<ComparePair> pairs_, by_hand_;
  QString wanted_run_;                   // whose result shall come to the front
  QString chosen_;                       // key of the pair that is compared
  bool no_result_ = false;               // the wanted run has none
  QStackedWidget* stack_;
  QComboBox* who_;
  QLabel* note_;
  QLabel* notices_;
  QList<QLabel*> chips_;
  PromptEdit* prompt_;
  QLineEdit* system_;
  QPushButton *generate_, *all_;
  ProgressRow* progress_;
  QWidget* option_panel_;
  OptionForm* option_form_;
  AnswerPane *before_, *after_;
  DataTable* table_;
};

}  // namespace lathe::ui
