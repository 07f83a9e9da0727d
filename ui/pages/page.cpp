#include "ui/pages/page.h"

#include "ui/widgets/parts.h"

namespace lathe::ui {

Page::Page(PageContext& context) : context_(context) { setPart(this, "page"); }

}  // namespace lathe::ui
