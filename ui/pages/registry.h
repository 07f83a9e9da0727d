// The pages of the studio, in the order of the rail. A new page is one file and one line in registry.cpp.
#pragma once
#include <vector>

#include "ui/pages/page.h"

namespace lathe::ui {

struct PageSpec {
  const char* id;
  const char* title;                     // marked for translation, context lathe::ui::Pages
  const char* icon;
  bool at_the_end;                       // at the foot of the rail
  Page* (*make)(PageContext& context);
};

const std::vector<PageSpec>& pages();
QString pageTitle(const PageSpec& spec);

}  // namespace lathe::ui
