// The template window without its widgets: a source that is edited, the record it is tried on, the preview that follows,
// and the file it is kept in. Rendering is the engine's; the newest preview wins.
#pragma once
#include <QObject>
#include <QTimer>

#include "ui/bridge/session.h"

namespace lathe::ui {

class TemplateDesk : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    Session& session;
    EngineBridge& engine;
    Background& background;
  };
  explicit TemplateDesk(Parts parts);
  ~TemplateDesk() override;

  // "auto", a built-in template's name or a file, as data.chat_template says it; `opened` or `failed` follows.
  void open(const QString& wanted);
  bool opening() const { return read_job_ != 0; }
  const QString& wanted() const { return wanted_; }
  const engine::TemplateRead& read() const { return read_; }
  const QString& file() const { return file_; }      // that the source is kept in; empty: none yet
  QString name() const;                  // of the file, else of the template it began with

  void setSource(const QString& source);
  const QString& source() const { return source_; }
  bool modified() const { return source_ != kept_; }
  // A file can be chosen, a template of the model or of Lathe as long as it is unchanged.
  bool chosenByName() const { return file_.isEmpty() && !modified(); }

  int records() const;                   // that a template frames; 0: only the sample conversation can be tried
  void setRow(int row);                  // -1: the sample conversation
  int row() const { return row_; }
  void retranslate();                    // the sample is in the person's language
  bool rendering() const { return preview_job_ != 0 || timer_.isActive(); }
  // The last answer is about what stands here now, and the source could be read.
  bool readable() const { return readable_; }

  QString suggestedFile() const;
  // `saved` or `failed` follows; failed with code template.changed: only `over` writes.
  void save(const QString& file, bool over = false);
  bool saving() const { return saving_; }
  QString choice() const { return chosenByName() ? wanted_ : file_; }

 Q_SIGNALS:
  void opened();
  void changed();                        // source, file, record or state
  void previewed(const lathe::engine::TemplatePreviewed& preview);
  void saved();
  void failed(const lathe::ui::ErrorText& error);

 private:
  void previewSoon();
  void preview();
  void drop(quint64& job);

  Session& session_;
  EngineBridge& engine_;
  Background& background_;
  QTimer timer_;
  engine::TemplateRead read_;
  QString asked_, wanted_ = "auto";      // what is being opened, what is open
  QString file_, source_, kept_;         // kept_: what the file, or the template it began with, holds
  int row_ = -1;
  quint64 read_job_ = 0, preview_job_ = 0;
  bool saving_ = false, readable_ = false;
};

}  // namespace lathe::ui
