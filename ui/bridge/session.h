// What is open in the studio: the workspace, the model folder, the record set. Disk work is done in the background.
#pragma once
#include <QObject>
#include <memory>
#include <optional>

#include "core/engine/event.h"
#include "core/runs/workspace.h"
#include "ui/bridge/background.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/bridge/settings_store.h"
#include "ui/models/records_document.h"

namespace lathe::ui {

struct SessionPlaces {
  std::filesystem::path workspace, resources;
};

class Session : public QObject {
  Q_OBJECT
 public:
  Session(SessionPlaces places, EngineBridge& engine, SettingsStore& settings, Background& background);
  ~Session() override;

  // Once the window is up; workspaceOpened() or workspaceRefused() follows.
  void openWorkspace();
  std::filesystem::path workspaceFolder() const { return places_.workspace; }
  const runs::Workspace* workspace() const { return workspace_.get(); }
  // Another Lathe has the workspace open: nothing may be edited or trained here.
  bool readOnly() const { return workspace_ && workspace_->read_only(); }

  void openModel(const QString& folder);
  void openRecords(const QString& file);
  void openDemo();
  // A model folder or a records file, told apart by what it is.
  void openAny(const QString& path);

  const QString& model() const { return model_; }
  const std::optional<engine::ModelInspected>& modelInfo() const { return model_info_; }
  // Why the model folder could not be read, once that is known.
  const std::optional<engine::JobFinished>& modelFault() const { return model_fault_; }
  RecordsDocument* records() const { return records_.get(); }
  // The records, or others that were open before, are still being written.
  bool saving() const;
  bool loading() const { return !loading_.isEmpty(); }
  // The name of what is being opened; empty: nothing is.
  const QString& loadingWhat() const { return loading_; }
  // What was asked for is not waited for any more.
  void cancelLoading();
  // The run that is being put together; the data page reads its data options, the wizard edits all of it.
  const config::RunConfig& draft() const { return draft_; }
  void setDraft(config::RunConfig draft);

 Q_SIGNALS:
  void workspaceOpened();
  void workspaceRefused();               // it cannot be opened; why has been said
  void modelChanged();                   // another folder, or its inspection has arrived
  void recordsChanged();                 // another set, or none
  void saveEnded(bool whole);            // of the records, or of others that were open before
  void opened(bool model);               // what was asked for is open: a model, else records
  void loadingChanged();
  void draftChanged();
  void demoOpened();
  void closeAsked();                     // the window will close once the records are saved
  void failed(const lathe::ui::ErrorText& error);
  void noticed(const QString& text);

 private:
  quint64 beginLoading(const QString& what);
  bool endLoading(quint64 opening);      // false: something else was asked for since
  void open(const QString& file, std::optional<config::RunConfig> recipe);
  bool take(std::unique_ptr<data::RecordSet> set, const QString& file);      // false: the open one cannot be left yet
  void letGo(std::unique_ptr<data::RecordSet> set);
  void letGoOfSaved();
  void takeRecipe(config::RunConfig recipe);
  void refuse();

  SessionPlaces places_;
  EngineBridge& engine_;
  SettingsStore& settings_;
  Background& background_;
  std::unique_ptr<runs::Workspace> workspace_;
  QString model_;
  quint64 inspection_ = 0;
  std::optional<engine::ModelInspected> model_info_;
  std::optional<engine::JobFinished> model_fault_;
  std::unique_ptr<RecordsDocument> records_;
  std::vector<std::unique_ptr<RecordsDocument>> former_;       // still being saved: the outcome is told
  config::RunConfig draft_;
  QString loading_;
  quint64 opening_ = 0;
};

}  // namespace lathe::ui
