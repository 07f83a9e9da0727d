// The menu bar, built from the shared actions.
#pragma once

class QMainWindow;

namespace lathe::ui {

struct PageContext;
class Texts;

void buildMenus(QMainWindow& window, PageContext& context, Texts& texts);

}  // namespace lathe::ui
