// Settings: language, looks, workspace, device and threads.
#pragma once
#include "ui/pages/page.h"

class QComboBox;
class QLabel;

namespace lathe::ui {

class OptionForm;

class SettingsPage : public Page {
  Q_OBJECT
 public:
  explicit SettingsPage(PageContext& context);
  void entered() override;

 private:
  void addLooks(QWidget* panel);
  void addWorkspace(QWidget* panel);
  void addDevice(QWidget* panel);
  void chooseWorkspace();

  QComboBox* language_ = nullptr;
  QComboBox* theme_ = nullptr;
  QLabel* workspace_ = nullptr;
  QLabel* workspace_note_ = nullptr;
  OptionForm* device_ = nullptr;
};

}  // namespace lathe::ui
