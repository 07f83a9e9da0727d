#include "ui/pages/registry.h"

#include <QCoreApplication>

#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/train_page.h"

namespace lathe::ui {
namespace {
template <class P>
Page* make(PageContext& context) { return new P(context); }
}  // namespace

const std::vector<PageSpec>& pages() {
  static const std::vector<PageSpec> all = {
      {"home", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Home"), "home", false, make<HomePage>},
      {"data", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Data"), "data", false, make<DataPage>},
      {"train", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Train"), "train", false, make<TrainPage>},
      {"runs", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Runs"), "runs", false, make<RunsPage>},
      {"compare", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Compare"), "compare", false, make<ComparePage>},
      {"settings", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Settings"), "settings", true, make<SettingsPage>},
  };
  return all;
}

QString pageTitle(const PageSpec& spec) { return QCoreApplication::translate("lathe::ui::Pages", spec.title); }

}  // namespace lathe::ui
