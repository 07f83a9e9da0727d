// A page of the studio: a widget with a view of what is open. It reaches everything through the context it was given.
#pragma once
#include <QWidget>
#include <functional>

#include "ui/bridge/background.h"
#include "ui/bridge/catalog.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/run_monitor.h"
#include "ui/bridge/run_shelf.h"
#include "ui/bridge/session.h"
#include "ui/bridge/settings_store.h"
#include "ui/shell/actions.h"
#include "ui/shell/language.h"
#include "ui/shell/theme.h"
#include "ui/widgets/texts.h"

namespace lathe::ui {

struct PageContext {
  EngineBridge& engine;
  RunMonitor& monitor;
  RunShelf& shelf;
  Session& session;
  SettingsStore& settings;
  Background& background;
  const Catalog& catalog;
  Theme& theme;
  Language& language;
  Actions& actions;
  std::function<void(const QString& page)> go;       // by page id
  std::function<void(const QString& path)> open;     // a model folder or records; shown where they are used once open
};

class Page : public QWidget {
  Q_OBJECT
 public:
  explicit Page(PageContext& context);
  // The page has come to the front.
  virtual void entered() {}

 Q_SIGNALS:
  void failed(const lathe::ui::ErrorText& error);

 protected:
  PageContext& context_;
  Texts texts_{this};
};

}  // namespace lathe::ui
