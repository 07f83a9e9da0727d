#include "ui/shell/screenshots.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

#include "ui/pages/compare_page.h"
#include "ui/pages/data_page.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/template/template_window.h"
#include "ui/pages/train_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/studio.h"
#include "ui/widgets/line_chart.h"
#include "ui/widgets/source_edit.h"

namespace lathe::ui {
namespace {
constexpr int kTickMs = 50;
constexpr int kPatienceMs = 180'000;     // a run of the demo takes well under a minute
constexpr double kShareForPicture = 0.4;
template <class P>
P* pageOf(Studio& studio, const char* id) { return qobject_cast<P*>(studio.window().page(id)); }
}  // namespace

Screenshots::Screenshots(Studio& studio, const QString& folder, QList<QPair<QString, QString>> looks)
    : studio_(studio), folder_(folder), looks_(std::move(looks)) {
  timer_.setInterval(kTickMs);
  connect(&timer_, &QTimer::timeout, this, &Screenshots::advance);
  addData();
  addWizard();
  addRun();
  addComparison();
}

void Screenshots::add(const QString& name, std::function<void()> act, std::function<bool()> ready) {
  steps_.push_back({name, std::move(act), ready ? std::move(ready) : [] { return true; }});
}

void Screenshots::addData() {
  add("home-first", [this] { studio_.window().go("home"); }, [this] { return studio_.context().session.workspace() != nullptr; });
  add("", [this] { studio_.context().session.openDemo(); }, [this] {
    const Session& session = studio_.context().session;
    return session.records() && session.modelInfo() && !session.loading();
  });
  add("", [this] {
    studio_.window().go("data");
    studio_.context().actions[Command::checkRecords]->trigger();
  }, [this] { return !pageOf<DataPage>(studio_, "data")->desk().checking(); });
  add("data-problems", [] {});
  add("data", [this] { pageOf<DataPage>(studio_, "data")->showTokens(); });
}

void Screenshots::addWizard() {
  addTemplate();
  for (int step = 0; step < 5; ++step)
    add(QStringLiteral("train-%1").arg(step + 1), [this, step] {
      studio_.window().go("train");
      pageOf<TrainPage>(studio_, "train")->goTo(step);
    }, [this] { return pageOf<TrainPage>(studio_, "train")->draft().report().has_value(); });
}

// The editor as it opens, and with a fault in its third line.
void Screenshots::addTemplate() {
  const auto window = [this] { return studio_.window().findChild<TemplateWindow*>(); };
  const auto shown = [window] { return window() && !window()->desk().opening() && !window()->desk().rendering(); };
  add("template", [this] { TemplateWindow::show(studio_.context(), &studio_.window(), 0, {}); }, shown);
  add("template-fault", [this, window] { window()->findChild<SourceEdit*>()->insertPlainText("{# mine #}\n\n{{ }\n"); }, shown);
  add("", [this, window] { delete window(); });
}

void Screenshots::addRun() {
  add("runs-live", [this] { studio_.context().actions[Command::startRun]->trigger(); },
      [this] { return studio_.context().monitor.share() >= kShareForPicture || !studio_.context().monitor.active(); });
  add("", [] {}, [this] {
    const RunMonitor& monitor = studio_.context().monitor;
    if (!monitor.active() && !(monitor.outcome() && monitor.outcome()->result == engine::Result::succeeded)) giveUp("the run did not succeed");
    return !monitor.active();
  });
  add("runs", [this] { studio_.window().go("runs"); }, [this] { return !pageOf<RunsPage>(studio_, "runs")->chosen().empty(); });
}

void Screenshots::addComparison() {
  add("", [this] {
    studio_.window().go("compare");
    pageOf<ComparePage>(studio_, "compare")->chooseRun(QString::fromStdString(pageOf<RunsPage>(studio_, "runs")->chosen().string()));
  }, [this] { return pageOf<ComparePage>(studio_, "compare")->ready(); });
  add("compare", [this] { pageOf<ComparePage>(studio_, "compare")->askSamples(); },
      [this] { return !pageOf<ComparePage>(studio_, "compare")->desk().busy(); });
  add("home", [this] { studio_.window().go("home"); });
  add("settings", [this] { studio_.window().go("settings"); });
}

void Screenshots::start() {
  QDir().mkpath(folder_);
  steps_.front().act();
  timer_.start();
}

void Screenshots::advance() {
  const Step& step = steps_[next_];
  waited_ms_ += kTickMs;
  if (waited_ms_ < 8 * kTickMs || !step.ready()) {        // a moment for lists that are read in the background
    if (waited_ms_ < kPatienceMs) return;
    return giveUp("waited too long for " + (step.name.isEmpty() ? QString::number(next_) : step.name));
  }
  if (given_up_) return;
  timer_.stop();
  if (!step.name.isEmpty()) grab(step.name);
  if (given_up_) return;
  waited_ms_ = 0;
  if (++next_ == steps_.size()) {
    Q_EMIT finished(true);
    return;
  }
  steps_[next_].act();
  timer_.start();
}

void Screenshots::grab(const QString& name) {
  for (const auto& [theme, language] : looks_) {
    studio_.context().language.choose(language);
    studio_.context().theme.choose(theme);
    for (int i = 0; i < 3; ++i) QApplication::processEvents();
    for (LineChart* chart : studio_.window().findChildren<LineChart*>()) chart->repaintNow();
    QApplication::processEvents();
    const QString file = QStringLiteral("%1/%2-%3-%4.png").arg(folder_, name, theme, language);
    QWidget* dialog = studio_.window().findChild<TemplateWindow*>();
    if (!(dialog ? dialog : &studio_.window())->grab().save(file)) return giveUp("cannot write " + file);
  }
}

void Screenshots::giveUp(const QString& why) {
  if (std::exchange(given_up_, true)) return;
  QTextStream(stderr) << "The pictures are not complete: " << why << Qt::endl;
  timer_.stop();
  Q_EMIT finished(false);
}

}  // namespace lathe::ui
