// Compare without its widgets: who can be compared, what was asked, and the answers as they stream in.
#pragma once
#include <QObject>

#include "ui/bridge/run_shelf.h"
#include "ui/models/comparison_model.h"

namespace lathe::ui {

// A base and what became of it.
struct ComparePair {
  QString name;                          // of the run, or of both folders
  QString result;                        // "best", "final"; empty: chosen by hand, or live
  std::filesystem::path run;             // empty: chosen by hand
  std::filesystem::path base, tuned;
  config::ModelConfig model;
  std::string chat_template = "auto";
  QStringList prompts;                   // of the run's samples
  bool whole_model = false;              // tuned is a model folder: loaded after the base, one after the other
  bool live = false;                     // the run that goes on; only "after" speaks, between two steps
  qint64 seed = 42;                      // of the run: a base from scratch is drawn from it
  QString key() const { return live ? QStringLiteral("live") : QString::fromStdString(base.string() + "\n" + tuned.string()); }
};
// Runs with a result.
std::vector<ComparePair> comparePairs(const RunList& list);

class CompareDesk : public QObject {
  Q_OBJECT
 public:
  CompareDesk(EngineBridge& engine, RunMonitor& monitor);

  ComparisonModel& answers() { return answers_; }
  bool busy() const { return job_ != 0 || asked_run_ != 0; }
  // Rows begin at the returned one.
  int ask(const ComparePair& pair, const QString& system, const QStringList& prompts, const engine::GenerateOptions& options,
          const config::DeviceConfig& device);
  void cancel();
  // What the engine said about the comparison that was asked last, in the language of now: a template that is not used,
  // a device that cannot be.
  QStringList notices() const;

 Q_SIGNALS:
  void changed(int row);                 // -1: any of them
  void busyChanged();
  void progressed(const lathe::engine::Progress& progress);    // before it speaks: weights are read
  void answering();
  void noticed();
  void failed(const lathe::ui::ErrorText& error);

 private:
  int rowOf(quint64 job, int64_t prompt) const;      // -1: not what was asked here, or not any more
  void endQuestion();
  void askRun(text::Conversation prompt, const engine::GenerateOptions& options);

  EngineBridge& engine_;
  RunMonitor& monitor_;
  ComparisonModel answers_;
  quint64 job_ = 0;                      // of a comparison
  quint64 asked_run_ = 0;                // the run that owes an answer
  quint64 questioned_ = 0;               // the run that was asked last, and how often: it numbers its answers so
  int64_t questions_ = 0;
  int first_row_ = 0;
  std::vector<Phrase> notices_;
  bool reading_ = false;                 // weights
};

}  // namespace lathe::ui
