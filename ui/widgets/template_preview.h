// What a template makes of a conversation: as it is trained, or as the model is asked. After a fault the last preview
// that worked stays, pale, and says so.
#pragma once
#include "core/engine/event.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/texts.h"

namespace lathe::ui {

class Theme;
class TokenView;

class TemplatePreview : public QWidget {
  Q_OBJECT
 public:
  enum View { trained, asked };
  TemplatePreview(const Theme& theme, QWidget* parent);
  void show(const engine::TemplatePreviewed& preview);
  void setView(View view);
  View view() const { return view_; }
  void setWaiting(bool waiting);
  void forget();                         // another template: no former preview is its
  // Of the view that is seen, else of the other one.
  const engine::TemplateFault* fault() const;
  bool stale() const { return states_[view_].fault.has_value() && states_[view_].good; }
  TokenView* tokens() const { return tokens_; }

 Q_SIGNALS:
  void viewChanged();

 private:
  struct State {
    engine::TemplateView shown;          // the last one that worked
    bool good = false;                   // there is one
    std::optional<engine::TemplateFault> fault;
  };
  void refresh();
  void addSwitch();

  Texts texts_{this};
  State states_[2];
  std::vector<Phrase> notices_;
  QString end_mark_;
  View view_ = trained;
  bool waiting_ = false;
  std::vector<QToolButton*> switches_;
  QLabel* summary_;
  QLabel* stale_;
  TokenView* tokens_;
  QLabel* notes_;
};

}  // namespace lathe::ui
