// Home: the demo, this machine, what was done lately.
#pragma once
#include "ui/models/recent_model.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/page.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace lathe::ui {

class DataTable;

class HomePage : public Page {
  Q_OBJECT
 public:
  explicit HomePage(PageContext& context);
  void entered() override;

 Q_SIGNALS:
  void runWanted(const QString& folder);

 private:
  void addDemo(QBoxLayout* into);
  void addMachine(QBoxLayout* into);
  void addButtons(QBoxLayout* into);
  void addRuns(QBoxLayout* into);
  void addRecent(QBoxLayout* into);
  void showHardware();
  void offerDemo();
  void showRuns();
  void resume(int row);

  std::optional<engine::Hardware> hardware_;
  RunListModel run_model_;
  RecentModel recent_model_;
  QPushButton* demo_;
  QLabel* machine_;
  QLabel* machine_ready_;
  QLabel* machine_details_;
  DataTable* run_table_;
  QStackedWidget* run_stack_;
  QLabel* run_faults_;
  QStackedWidget* recent_stack_;
};

}  // namespace lathe::ui
