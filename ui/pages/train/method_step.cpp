#include "ui/pages/train/method_step.h"

#include <QGridLayout>
#include <algorithm>

#include "ui/bridge/text.h"
#include "ui/widgets/choice_card.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {
constexpr int kColumns = 3;

// "467 k of 5.8 M parameters learn (8 %)", with the method's default options.
QString learningText(const engine::ModelInspected& info, const std::string& method) {
  const auto found = info.trainable.find(method);
  if (found == info.trainable.end() || info.parameters == 0) return {};
  if (found->second >= info.parameters) return MethodStep::tr("all %1 parameters learn").arg(shortCountText(info.parameters));
  const double share = 100.0 * static_cast<double>(found->second) / static_cast<double>(info.parameters);
  return MethodStep::tr("%1 of %2 parameters learn (%3 %)").arg(shortCountText(found->second), shortCountText(info.parameters), numberText(share, share < 10 ? 1 : 0));
}
}  // namespace

MethodStep::MethodStep(PageContext& context, RunDraft& draft) : WizardStep(context, draft) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  auto* grid = new QGridLayout;
  grid->setSpacing(space::between);
  all->addLayout(grid);
  goals_ = new QWidget(this);
  all->addWidget(goals_);
  all->addStretch(1);
  addGoals();
  for (size_t i = 0; i < context.catalog.methods.size(); ++i) {
    const std::string id = context.catalog.methods[i].id;
    auto* card = new ChoiceCard(context.theme, this);
    card->setObjectName("method." + qs(id));
    grid->addWidget(card, static_cast<int>(i) / kColumns, static_cast<int>(i) % kColumns);
    cards_.push_back(card);
    connect(card, &QAbstractButton::clicked, this, [this, id] { draft_.setMethod(id); });
  }
  for (int column = 0; column < kColumns; ++column) grid->setColumnStretch(column, 1);
  connect(&context.session, &Session::modelChanged, this, &MethodStep::showCards);
  connect(&draft, &RunDraft::changed, this, [this] { if (isVisible()) showCards(); });
  texts_.add([this] { showCards(); });
}

// Under a widget of their own: cards of one parent exclude each other.
void MethodStep::addGoals() {
  auto* all = new QVBoxLayout(goals_);
  all->setContentsMargins(0, space::around, 0, 0);
  all->setSpacing(space::between);
  QLabel* title = sectionLabel(goals_);
  all->addWidget(title);
  auto* cards = row(all, space::between);
  for (const engine::CatalogEntry& entry : context_.catalog.objectives) {
    auto* card = new ChoiceCard(context_.theme, goals_);
    card->setObjectName("objective." + qs(entry.id));
    cards->addWidget(card, 1);
    goal_cards_.push_back(card);
    connect(card, &QAbstractButton::clicked, this, [this, id = entry.id] { draft_.setObjective(id); });
  }
  texts_.add([title] { title->setText(tr("What it learns")); });
}

QString MethodStep::missing() const {
  for (const Issue& issue : draft_.faults())
    if (issue.field == "objective.kind") return words(issue);
  return {};
}

void MethodStep::showCards() {
  const auto& info = context_.session.modelInfo();
  for (size_t i = 0; i < cards_.size(); ++i) {
    const engine::CatalogEntry& entry = context_.catalog.methods[i];
    QStringList figures;
    if (const QString share = info ? learningText(*info, entry.id) : QString(); !share.isEmpty()) figures << share;
    figures << tr("usual learning rate %1").arg(qs(lathe::detail::to_arg(entry.default_learning_rate)));
    cards_[i]->setTexts(words(entry.title), words(entry.help), figures.join('\n'));
    cards_[i]->setChecked(entry.id == draft_.method());
  }
  const std::vector<const engine::CatalogEntry*> fitting = draft_.objectives();
  const bool fits = std::any_of(fitting.begin(), fitting.end(), [&](const engine::CatalogEntry* entry) { return entry->id == draft_.objective(); });
  goals_->setVisible(fitting.size() > 1 || !fits);
  for (size_t i = 0; i < goal_cards_.size(); ++i) {
    const engine::CatalogEntry& entry = context_.catalog.objectives[i];
    goal_cards_[i]->setTexts(words(entry.title), words(entry.help), tr("learns from %1").arg(words(data::title_of(entry.records))));
    goal_cards_[i]->setChecked(entry.id == draft_.objective());
    goal_cards_[i]->setVisible(std::find(fitting.begin(), fitting.end(), &entry) != fitting.end());
  }
}

}  // namespace lathe::ui
