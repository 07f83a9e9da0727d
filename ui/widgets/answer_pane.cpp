#include "ui/widgets/answer_pane.h"

#include <QBoxLayout>
#include <QTextEdit>

#include "ui/bridge/text.h"
#include "ui/shell/theme.h"

namespace lathe::ui {
namespace {
QString shortHash(const std::string& hash) { return hash.size() <= 9 ? qs(hash) : qs(hash.substr(0, 4)) + "…" + qs(hash.substr(hash.size() - 4)); }
}  // namespace

AnswerPane::AnswerPane(const Theme& theme, engine::Side side, QWidget* parent) : Panel(parent), theme_(theme), which_(side) {
  if (side == engine::Side::after) setProperty("chosen", true);
  auto* head = row(body());
  title_ = sectionLabel(this);
  if (side == engine::Side::after) setPart(title_, "accent");
  speaker_ = chipLabel(this, side == engine::Side::after ? "accent" : "");
  hash_ = mutedLabel(this);
  for (QLabel* label : {speaker_, hash_}) setVerbatim(label);
  hash_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  for (QLabel* label : {title_, speaker_, hash_}) head->addWidget(label);
  head->addStretch(1);
  text_ = new QTextEdit(this);
  text_->setReadOnly(true);
  text_->setTabChangesFocus(true);
  text_->document()->setDocumentMargin(0);
  setPart(text_, "answer");
  text_->setObjectName(side == engine::Side::after ? "compare.after" : "compare.before");
  body()->addWidget(text_, 1);
  figures_ = wrappedMutedLabel(this);
  body()->addWidget(figures_);
  connect(&theme, &Theme::changed, this, &AnswerPane::mark);
  texts_.add([this] {
    title_->setText(which_ == engine::Side::before ? tr("Before") : tr("After"));
    text_->setAccessibleName(which_ == engine::Side::before ? tr("Answer before training") : tr("Answer after training"));
    describe();
  });
}

void AnswerPane::clear() { show({}, {}); }

QString AnswerPane::text() const { return text_->toPlainText(); }

void AnswerPane::show(const ComparedSide& side, const QVector<TextRange>& different) {
  const bool same_text = text_->toPlainText() == side.text;
  side_ = side;
  different_ = different;
  if (!same_text) text_->setPlainText(side.text);
  mark();
  describe();
}

// Colour and underline both, so that colour is not the only sign.
void AnswerPane::mark() {
  QTextCursor cursor(text_->document());
  cursor.select(QTextCursor::Document);
  cursor.setCharFormat({});
  QTextCharFormat format;
  format.setFontUnderline(true);
  format.setForeground(theme_.color(which_ == engine::Side::after ? "learnedText" : "changedText"));
  format.setBackground(theme_.color(which_ == engine::Side::after ? "learnedGround" : "changedGround"));
  const int length = static_cast<int>(text_->toPlainText().size());
  for (const TextRange& range : different_) {
    if (range.end > length) continue;
    cursor.setPosition(range.begin);
    cursor.setPosition(range.end, QTextCursor::KeepAnchor);
    cursor.mergeCharFormat(format);
  }
}

void AnswerPane::describe() {
  speaker_->setVisible(side_.done);
  hash_->setVisible(side_.done);
  if (side_.done) {
    const engine::Answer& answer = side_.answer;
    speaker_->setText(qs(answer.speaker));
    hash_->setText(shortHash(answer.weights_hash));
    hash_->setToolTip(tr("Hash of the weights that spoke: %1").arg(qs(answer.weights_hash)));
    QStringList figures{tr("%1 tokens").arg(countText(answer.tokens)), durationText(answer.seconds), tr("mean log-prob %1").arg(numberText(answer.mean_log_prob, 2))};
    if (!answer.reached_end) figures << tr("cut at the longest answer");
    figures_->setText(figures.join(" · "));
  } else {
    figures_->setText(side_.wanted ? (side_.text.isEmpty() ? tr("waiting…") : tr("speaking…")) : side_.cut_short ? tr("not finished") : QString());
  }
}

}  // namespace lathe::ui
