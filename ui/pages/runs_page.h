// Runs: the run that goes on, or one of the earlier ones; chart, figures, samples, commands.
#pragma once
#include <QTimer>
#include <optional>

#include "ui/models/run_list_model.h"
#include "ui/pages/page.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace lathe::ui {

class DataTable;
class RunPanels;

class RunsPage : public Page {
  Q_OBJECT
 public:
  explicit RunsPage(PageContext& context);
  void entered() override;
  // The run in the folder comes to the front.
  void choose(const std::filesystem::path& folder);
  std::filesystem::path chosen() const { return chosen_; }

 Q_SIGNALS:
  void compareWanted(const QString& run_folder);

 private:
  void addHead(QBoxLayout* into);
  void addList(QBoxLayout* into);
  void showList();
  void showRun();
  void showLive();
  void showOutcome(const engine::JobFinished& outcome);
  void load(const std::filesystem::path& folder);
  bool live() const;
  void resume();

  RunListModel list_;
  QTimer refresh_;
  std::filesystem::path chosen_;         // empty: the run that goes on, before it has a folder
  std::filesystem::path shown_;          // whose history the panels hold
  std::vector<runs::SaidLine> said_;     // by a run that goes on no more
  runs::RunRecord record_;
  bool resumable_ = false, loaded_ = false;
  std::optional<size_t> shown_lines_;    // of the run that goes on
  QLabel* title_;
  QLabel* state_;
  QLabel* details_;
  QPushButton* pause_;
  QPushButton* save_;
  QPushButton* stop_;
  QPushButton* resume_;
  QPushButton* compare_;
  QPushButton* folder_;
  DataTable* table_;
  QLabel* faults_;
  QStackedWidget* stack_;
  RunPanels* panels_;
};

}  // namespace lathe::ui
