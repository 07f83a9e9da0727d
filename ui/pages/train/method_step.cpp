#include "ui/pages/train/method_step.h"

#include <QGridLayout>

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
  all->addStretch(1);
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
  texts_.add([this] { showCards(); });
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
}

}  // namespace lathe::ui
