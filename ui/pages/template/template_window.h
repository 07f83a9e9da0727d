// Look at and edit a chat template: its source on the left, what it makes of a record on the right. What is made here is
// kept in a file of one's own; `use` gets what data.chat_template shall be.
#pragma once
#include <QDialog>

#include "ui/pages/page.h"
#include "ui/pages/template/template_desk.h"

class QBoxLayout;
class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace lathe::ui {

class SourceEdit;
class TemplatePreview;

class TemplateWindow : public QDialog {
  Q_OBJECT
 public:
  using Use = std::function<void(const QString& chat_template)>;
  // Over `parent`, with the template that the draft names; `row` of the set is tried first.
  static TemplateWindow* show(PageContext& context, QWidget* parent, int row, Use use);

  TemplateWindow(PageContext& context, QWidget* parent, Use use);
  TemplateDesk& desk() { return desk_; }
  void reject() override;                // asks when something would be lost

 private:
  void addHead(QBoxLayout* into);
  QWidget* makeSource();
  QWidget* makePreview();
  void addFoot(QBoxLayout* into);
  void connectDesk();
  void fillBegin();
  void begin(const QString& wanted);
  void showFault();
  void refresh();
  void save();
  void saveAs();
  void saveTo(const QString& file, bool over = false);
  void useIt();
  void failed(const ErrorText& error);
  // Without a nested event loop: `act` when the person agrees.
  void ask(const QString& text, const QString& more, const QString& yes, std::function<void()> act);

  PageContext& context_;
  Use use_;
  Texts texts_{this};
  TemplateDesk desk_;
  QTimer waiting_;                       // a preview that takes long is said to be waited for
  bool use_when_saved_ = false, close_when_saved_ = false;
  QComboBox* begin_;
  QLabel *from_, *notice_, *kept_;
  SourceEdit* source_;
  QFrame* fault_;
  QLabel* fault_text_;
  QPushButton* fault_line_;
  QSpinBox* record_;
  QToolButton* sample_;
  TemplatePreview* preview_;
  QPushButton *save_, *save_as_, *use_it_;
};

}  // namespace lathe::ui
