#include "ui/shell/about.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QSysInfo>

#include "ui/shell/actions.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/parts.h"

namespace lathe::ui {
namespace {

struct About {
  Q_DECLARE_TR_FUNCTIONS(lathe::ui::About)
};

QDialog* dialog(QWidget* parent, const QString& title) {
  auto* made = new QDialog(parent);
  made->setAttribute(Qt::WA_DeleteOnClose);
  made->setWindowTitle(title);
  pageColumn(made);
  return made;
}

struct Part {
  const char* name;
  const char* licence;
};
constexpr Part kParts[] = {{"Qt 6", "LGPL-3.0"}, {"QCustomPlot 2.1", "GPL-3.0-or-later"}, {"LibTorch (PyTorch)", "BSD-3-Clause"},
                           {"SentencePiece", "Apache-2.0"}, {"nlohmann/json", "MIT"}, {"PCRE2", "BSD-3-Clause"},
                           {"utf8proc", "MIT"}, {"xxHash", "BSD-2-Clause"}, {"CLI11", "BSD-3-Clause"},
                           {"zlib", "Zlib"}, {"Arrow C++ (Parquet)", "Apache-2.0"}, {"CUDA, cuBLAS, cuDNN", "NVIDIA EULA"}};

QString versions() {
  return QStringLiteral("Lathe " LATHE_VERSION "\nQt %1\n%2, %3").arg(qVersion(), QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture());
}

QStandardItemModel* twoColumns(QObject* parent, const QString& first, const QString& second) {
  auto* model = new QStandardItemModel(0, 2, parent);
  model->setHorizontalHeaderLabels({first, second});
  return model;
}

DataTable* tableOf(QDialog* parent, QAbstractItemModel* model, const QString& name) {
  auto* table = new DataTable(parent);
  table->setModel(model);
  table->setAccessibleName(name);
  table->setMinimumSize(letters(table, 72), table->fontMetrics().height() * 18);
  table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  return table;
}

}  // namespace

void showShortcuts(QWidget* parent, const Actions& actions) {
  QDialog* box = dialog(parent, About::tr("Keyboard shortcuts"));
  QStandardItemModel* model = twoColumns(box, About::tr("Command"), About::tr("Keys"));
  for (const QAction* action : actions.all()) {
    if (action->shortcut().isEmpty()) continue;
    model->appendRow({new QStandardItem(action->text().remove('&')), new QStandardItem(action->shortcut().toString(QKeySequence::NativeText))});
  }
  model->appendRow({new QStandardItem(About::tr("Go to a page")), new QStandardItem("Ctrl+1 … Ctrl+6")});
  box->layout()->addWidget(tableOf(box, model, About::tr("Keyboard shortcuts")));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
  QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
  box->layout()->addWidget(buttons);
  box->open();
}

void showAbout(QWidget* parent) {
  QDialog* box = dialog(parent, About::tr("About Lathe"));
  QLabel* title = titleLabel(box);
  title->setText("Lathe " LATHE_VERSION);
  QLabel* text = bodyLabel(box);
  text->setText(About::tr("A studio that fine-tunes language models on your own machine. Free software under the GNU General Public License, version 3 or later. "
                          "Nothing leaves this machine."));
  QLabel* about_versions = mutedLabel(box);
  about_versions->setText(versions());
  for (QLabel* label : {title, about_versions}) setVerbatim(label);
  about_versions->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QStandardItemModel* model = twoColumns(box, About::tr("Built with"), About::tr("Licence"));
  for (const Part& part : kParts) model->appendRow({new QStandardItem(part.name), new QStandardItem(part.licence)});
  for (QWidget* widget : std::initializer_list<QWidget*>{title, text, about_versions, tableOf(box, model, About::tr("Parts and their licences"))})
    box->layout()->addWidget(widget);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, box);
  QPushButton* copy = buttons->addButton(About::tr("Copy versions"), QDialogButtonBox::ActionRole);
  QObject::connect(copy, &QPushButton::clicked, box, [] { QGuiApplication::clipboard()->setText(versions()); });
  QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::reject);
  box->layout()->addWidget(buttons);
  box->open();
}

}  // namespace lathe::ui
