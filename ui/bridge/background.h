// Disk work off the window's thread: `work` runs on the one background thread, `then` gets its result on the window's
// thread unless the receiver is gone by then. One at a time, in order.
#pragma once
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <functional>
#include <memory>
#include <optional>

#include "ui/bridge/error_text.h"

namespace lathe::ui {

class Background : public QObject {
  Q_OBJECT
 public:
  explicit Background(QObject* parent = nullptr);
  ~Background() override;
  // Waits until all is done, so that nothing which was asked to be written is lost; nobody hears of it any more. For
  // whoever owns what the work uses.
  void finish();

  template <class Work, class Then>
  void run(QObject* receiver, Work work, Then then, std::function<void(const ErrorText&)> failed = {}) {
    using Result = decltype(work());
    struct Box {
      std::optional<Result> result;
      std::exception_ptr fault;
    };
    auto box = std::make_shared<Box>();    // written on one thread, read on the other after the queued call
    start(receiver,
          [box, work = std::move(work)]() mutable {
            try {
              box->result.emplace(work());
            } catch (...) {
              box->fault = std::current_exception();
            }
          },
          [box, then = std::move(then), failed = std::move(failed)]() mutable {
            if (box->result) then(std::move(*box->result));
            else if (failed) failed(errorText(box->fault));
          });
  }

 private:
  void start(QObject* receiver, std::function<void()> work, std::function<void()> then);

  QThreadPool pool_;
};

}  // namespace lathe::ui
