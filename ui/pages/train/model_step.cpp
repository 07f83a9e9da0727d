#include "ui/pages/train/model_step.h"

#include <QBoxLayout>
#include <QStackedWidget>

#include "ui/bridge/text.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fact_list.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {

ModelStep::ModelStep(PageContext& context, RunDraft& draft) : WizardStep(context, draft) {
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(space::between);
  auto* left = new Panel(this);
  all->addWidget(left, 2);
  auto* head = row(left->body());
  QLabel* recent_title = sectionLabel(left);
  QPushButton* open = plainButton(left);
  head->addWidget(recent_title, 1);
  head->addWidget(open);
  connect(open, &QPushButton::clicked, context.actions[Command::openModel], &QAction::trigger);
  table_ = new DataTable(left);
  table_->setModel(&recent_);
  table_->stretch(RecentModel::name);
  table_->hideColumn(RecentModel::what);
  left->body()->addWidget(table_, 1);
  const auto take = [this](const QModelIndex& index) {
    const RecentItem& item = recent_.at(index.row());
    if (item.exists && item.path != context_.session.model()) context_.session.openModel(item.path);
  };
  connect(table_, &DataTable::rowEntered, this, take);
  connect(table_, &QTableView::clicked, this, take);

  auto* right = new Panel(this);
  all->addWidget(right, 3);
  stack_ = new QStackedWidget(right);
  right->body()->addWidget(stack_, 1);
  auto* empty = new EmptyState(stack_);
  connect(empty, &EmptyState::pressed, context.actions[Command::openModel], &QAction::trigger);
  stack_->addWidget(empty);
  auto* shown = new QWidget(stack_);
  auto* column = new QVBoxLayout(shown);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::between);
  name_ = sectionLabel(shown);
  setVerbatim(name_);
  path_ = wrappedMutedLabel(shown);
  setVerbatim(path_);
  facts_ = new FactList(shown);
  notice_ = bodyLabel(shown);
  for (QWidget* widget : std::initializer_list<QWidget*>{name_, path_, facts_, notice_}) column->addWidget(widget);
  column->addStretch(1);
  stack_->addWidget(shown);

  connect(&context.session, &Session::modelChanged, this, [this] {
    showModel();
    entered();
    Q_EMIT changed();
  });
  texts_.add([=, this] {
    recent_title->setText(tr("Models opened before"));
    open->setText(tr("Choose a folder…"));
    table_->setAccessibleName(tr("Models opened before"));
    empty->setTexts(tr("Choose the model that shall learn: a Hugging Face folder with config.json, safetensors weights and a tokenizer."), tr("Choose a folder…"));
    recent_.retranslate();
    showModel();
  });
}

void ModelStep::entered() {
  const QStringList models = context_.settings.recentModels();
  context_.background.run(this, [models] { return lookAtRecent(models, {}); }, [this](std::vector<RecentItem> items) {
    recent_.show(std::move(items));
    for (int row = 0; row < recent_.rowCount(); ++row)
      if (recent_.at(row).path == context_.session.model()) table_->selectRow(row);
  });
}

QString ModelStep::missing() const {
  if (context_.session.model().isEmpty()) return tr("Choose a model folder to go on.");
  if (context_.session.modelFault()) return tr("This folder cannot be used; choose another to go on.");
  const auto& info = context_.session.modelInfo();
  if (!info) return tr("Reading the folder…");
  return info->kind == "model" ? QString() : tr("This is an adapter; choose the folder of its base model.");
}

void ModelStep::showModel() {
  const QString folder = context_.session.model();
  stack_->setCurrentIndex(folder.isEmpty() ? 0 : 1);
  if (folder.isEmpty()) return;
  name_->setText(qs(toPath(folder).filename()));
  path_->setText(folder);
  const auto& info = context_.session.modelInfo();
  const auto& fault = context_.session.modelFault();
  notice_->setText(fault ? errorText(*fault).whole() : info ? words(info->template_notice) : tr("Reading the folder…"));
  notice_->setVisible(!notice_->text().isEmpty());
  if (!info) return facts_->show({});
  facts_->show({{tr("Architecture"), qs(info->architecture)},
                {tr("Parameters"), shortCountText(info->parameters)},
                {tr("Weights"), tr("%1, %2", "size and number format").arg(bytesText(info->weight_bytes), qs(info->dtype))},
                {tr("Layers"), tr("%1, width %2").arg(countText(info->layers), countText(info->hidden))},
                {tr("Attention"), tr("%1 heads, %2 for keys and values").arg(countText(info->heads), countText(info->kv_heads))},
                {tr("Vocabulary"), tr("%1 tokens").arg(countText(info->vocabulary))},
                {tr("Context"), tr("%1 tokens").arg(countText(info->context))},
                {tr("Tokenizer"), tokenizerText(info->tokenizer)},
                {tr("Chat template"), qs(info->chat_template)}});
}

}  // namespace lathe::ui
