// Measures how long the event loop was blocked: the longest time by which a short timer came late.
#pragma once
#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <map>

namespace lathe::tests {

class LoopWatch : public QObject {
 public:
  LoopWatch() {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(kIntervalMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
      const qint64 late = clock_.restart() - kIntervalMs;
      if (late > longest_) longest_ = late, during_ = doing_;
      qint64& worst = worst_[doing_];
      worst = std::max(worst, late);
    });
    clock_.start();
    timer_.start();
  }
  void restart() { clock_.restart(); }
  // Names what is being done, so that a long block can be found.
  void doing(const QString& what) { doing_ = what; }
  qint64 longestMs() const { return longest_; }
  QString during() const { return during_; }
  // The longest block of each thing that was done, as one line.
  QString summary() const {
    QStringList parts;
    for (const auto& [what, late] : worst_) parts << QString("%1 %2 ms").arg(what).arg(late);
    return parts.join(", ");
  }

 private:
  static constexpr int kIntervalMs = 5;
  QTimer timer_;
  QElapsedTimer clock_;
  qint64 longest_ = 0;
  QString doing_, during_;
  std::map<QString, qint64> worst_;
};

}  // namespace lathe::tests
