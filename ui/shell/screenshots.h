// Pictures of every page, made by driving the real studio through the demo: records, wizard, a run, its comparison.
// Each in light and dark, English and Chinese.
#pragma once
#include <QObject>
#include <QTimer>
#include <functional>
#include <vector>

namespace lathe::ui {

class Studio;

class Screenshots : public QObject {
  Q_OBJECT
 public:
  // `looks`: pairs of theme and language, such as {"light", "en"}.
  Screenshots(Studio& studio, const QString& folder, QList<QPair<QString, QString>> looks);
  void start();

 Q_SIGNALS:
  void finished(bool complete);

 private:
  struct Step {
    QString name;
    std::function<void()> act;
    std::function<bool()> ready;
  };
  void add(const QString& name, std::function<void()> act, std::function<bool()> ready = {});
  void addData();
  void addWizard();
  void addTemplate();
  void addRun();
  void addComparison();
  void advance();
  void grab(const QString& name);
  void giveUp(const QString& why);

  Studio& studio_;
  QString folder_;
  QList<QPair<QString, QString>> looks_;
  std::vector<Step> steps_;
  size_t next_ = 0;
  int waited_ms_ = 0;
  bool given_up_ = false;
  QTimer timer_;
};

}  // namespace lathe::ui
