// What the model sees of the chosen record, the faults of the set, and its lengths.
#pragma once
#include "core/engine/event.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/texts.h"

class QStackedWidget;

namespace lathe::ui {

class DataDesk;
class DataTable;
class EmptyState;
class Histogram;
class Theme;
class TokenView;

class TokenPanel : public Panel {
  Q_OBJECT
 public:
  TokenPanel(DataDesk& desk, const Theme& theme, QWidget* parent);
  enum View { tokens, problems, lengths };
  void setView(View view);
  void setModelName(const QString& name);            // empty: none is chosen
  TokenView* tokenView() const { return tokens_; }

 Q_SIGNALS:
  void modelWanted();
  void checkWanted();
  void templateWanted();                 // to be looked at and edited
  void recordWanted(int row);

 private:
  void addHead();
  void showTokens(const engine::ShownRecord& shown, const QString& chat_template, const QString& notice);
  void clearTokens();
  void showReport();
  void retitle();

  DataDesk& desk_;
  Texts texts_{this};
  QString model_, template_;
  int64_t count_ = 0, learned_ = 0;
  QLabel* summary_;
  std::vector<QToolButton*> switches_;
  std::vector<QWidget*> legend_;
  QStackedWidget* stack_ = nullptr;
  QStackedWidget* token_stack_;
  EmptyState* no_model_;
  TokenView* tokens_;
  QPushButton* template_button_;
  QLabel* notice_;
  QStackedWidget* problem_stack_;
  EmptyState* no_problem_;
  DataTable* problems_;
  Histogram* histogram_;
};

}  // namespace lathe::ui
