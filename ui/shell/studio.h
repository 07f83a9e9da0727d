// The studio put together: settings, looks, engine, session and window, each handed what it needs. The program, the
// tests and the screenshots build it the same way.
#pragma once
#include <memory>

#include "ui/pages/page.h"

namespace lathe::ui {

class CloseGuard;
class KeepAwake;
class MainWindow;

struct StudioSetup {
  EngineFactory engine;
  Catalog catalog;
  std::filesystem::path workspace;       // empty: the one of the settings, else the default
  std::filesystem::path resources;
  QString settings_file;                 // empty: the person's own
};

class Studio : public QObject {
  Q_OBJECT
 public:
  explicit Studio(StudioSetup setup);
  ~Studio() override;

  // Shows the window with its first page, then builds the others, starts the engine and opens the workspace behind it.
  void show();
  MainWindow& window() { return *window_; }
  PageContext& context() { return *context_; }

 private:
  void connectLooks();
  void followRun();
  void buildOn();
  void begin();

  Catalog catalog_;
  SettingsStore settings_;
  Theme theme_;
  Language language_;
  Actions actions_;
  Background background_;
  EngineBridge engine_;
  RunMonitor monitor_;
  Session session_;
  RunShelf shelf_;
  std::unique_ptr<PageContext> context_;
  std::unique_ptr<CloseGuard> guard_;
  std::unique_ptr<KeepAwake> awake_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace lathe::ui
