#include "ui/widgets/template_preview.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QScrollBar>

#include "ui/bridge/text.h"
#include "ui/widgets/token_view.h"

namespace lathe::ui {

TemplatePreview::TemplatePreview(const Theme& theme, QWidget* parent) : QWidget(parent) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(space::inside);
  addSwitch();
  summary_ = wrappedMutedLabel(this);
  stale_ = chipLabel(this, "warn");
  tokens_ = new TokenView(theme, this);
  tokens_->setObjectName("template.tokens");
  notes_ = bodyLabel(this);
  notes_->setObjectName("template.notes");
  setVerbatim(notes_);
  all->addWidget(summary_);
  all->addWidget(stale_);
  all->addWidget(tokens_, 1);
  all->addWidget(notes_);
  auto* legend = row(all);
  for (const char* tone : {"learned", "plain", "special"}) {
    QLabel* chip = chipLabel(this, tone);
    legend->addWidget(chip);
    texts_.add([chip, tone = QString(tone)] { chip->setText(tone == "learned" ? tr("learned") : tone == "special" ? tr("special") : tr("not learned")); });
  }
  legend->addStretch(1);
  texts_.add([this] {
    switches_[trained]->setText(tr("As it is learned"));
    switches_[asked]->setText(tr("As the model is asked"));
    switches_[trained]->setToolTip(tr("The whole conversation, with what is learned of it"));
    switches_[asked]->setToolTip(tr("The conversation up to where the model's last answer begins (add_generation_prompt)"));
    stale_->setText(tr("The last preview that worked"));
    refresh();
  });
}

void TemplatePreview::addSwitch() {
  auto* line = row(static_cast<QBoxLayout*>(layout()));
  auto* group = new QButtonGroup(this);
  for (int view = trained; view <= asked; ++view) {
    QToolButton* button = chipButton(this);
    button->setObjectName(view == trained ? "template.trained" : "template.asked");
    group->addButton(button, view);
    switches_.push_back(button);
    line->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, view] { setView(static_cast<View>(view)); });
  }
  line->addStretch(1);
}

void TemplatePreview::show(const engine::TemplatePreviewed& preview) {
  const engine::TemplateView* views[] = {&preview.trained, &preview.asked};
  for (int view = trained; view <= asked; ++view) {
    State& state = states_[view];
    state.fault = views[view]->fault;
    if (state.fault) continue;
    state.shown = *views[view];
    state.good = true;
  }
  notices_ = preview.notices;
  end_mark_ = qs(preview.end_mark);
  waiting_ = false;
  refresh();
}

void TemplatePreview::setView(View view) {
  view_ = view;
  refresh();
  Q_EMIT viewChanged();
}

void TemplatePreview::setWaiting(bool waiting) {
  if (std::exchange(waiting_, waiting) != waiting) refresh();
}

void TemplatePreview::forget() {
  for (State& state : states_) state = {};
  notices_.clear();
  refresh();
}

const engine::TemplateFault* TemplatePreview::fault() const {
  for (const State* state : {&states_[view_], &states_[1 - view_]})
    if (state->fault) return &*state->fault;
  return nullptr;
}

void TemplatePreview::refresh() {
  const State& state = states_[view_];
  switches_[view_]->setChecked(true);
  for (int view = trained; view <= asked; ++view) setLook(switches_[view], "alarm", states_[view].fault.has_value());
  const int place = tokens_->verticalScrollBar()->value();             // one goes on reading where one was
  tokens_->show(state.shown.tokens);
  tokens_->verticalScrollBar()->setValue(place);
  tokens_->setStale(stale());
  tokens_->setAccessibleName(view_ == trained ? tr("The conversation as it is learned") : tr("The conversation as the model is asked"));
  stale_->setVisible(stale());
  const auto count = static_cast<int64_t>(state.shown.tokens.size());
  const bool words_alone = count > 0 && state.shown.tokens.front().id < 0;
  QString text;
  if (waiting_) text = tr("Waiting for the preview…");
  else if (!state.good) text = state.fault ? tr("There is no preview yet: mend the template first.") : QString();
  else if (words_alone) text = tr("No model is chosen: words stand in place of tokens.");
  else if (view_ == asked) text = tr("%1 tokens; the model's answer begins behind them").arg(countText(count));
  else text = end_mark_.isEmpty() ? tr("%1 tokens, %2 learned").arg(countText(count), countText(state.shown.learned))
                               : tr("%1 tokens, %2 learned · end mark %3").arg(countText(count), countText(state.shown.learned), end_mark_);
  summary_->setText(text);
  QStringList notes;
  if (!states_[trained].fault)
    for (const Phrase& notice : notices_) notes << QStringLiteral("! ") + words(notice);
  notes_->setText(notes.join('\n'));
  notes_->setVisible(!notes.isEmpty());
}

}  // namespace lathe::ui
