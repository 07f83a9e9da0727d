#include "ui/pages/registry.h"

#include <QCoreApplication>

#include "ui/pages/data_page.h"
#include "ui/pages/home_page.h"
#include "ui/pages/runs_page.h"

namespace lathe::ui {
namespace {
template <class P>
Page* make(PageContext& context) { return new P(context); }
}  // namespace

const std::vector<PageSpec>& pages() {
  static const std::vector<PageSpec> all = {
      {"home", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Home"), "home", false, make<HomePage>},
      {"data", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Data"), "data", false, make<DataPage>},
      {"runs", QT_TRANSLATE_NOOP("lathe::ui::Pages", "Runs"), "runs", false, make<RunsPage>},
  };
  return all;
}

QString pageTitle(const PageSpec& spec) { return QCoreApplication::translate("lathe::ui::Pages", spec.title); }

}  // namespace lathe::ui
