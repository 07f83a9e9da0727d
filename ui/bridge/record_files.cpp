#include "ui/bridge/record_files.h"

#include <QCoreApplication>

#include "core/data/file_kinds.h"
#include "core/data/record.h"
#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
struct RecordFiles {
  Q_DECLARE_TR_FUNCTIONS(lathe::ui::RecordFiles)
};
QString listed(const QStringList& names) { return names.join(RecordFiles::tr(", ", "between the parts of a list")); }
}  // namespace

QString recordFileKinds() {
  QStringList names;
  for (const data::FileKind& kind : data::file_kinds()) names << words(kind.title);
  return RecordFiles::tr("%1; each also packed with gzip").arg(listed(names));
}

QString recordFormats() {
  QStringList names;
  for (const data::FormatSpec& format : data::formats()) names << words(format.title);
  return listed(names);
}

QString recordFileFilter() {
  QStringList patterns;
  for (const data::FileKind& kind : data::file_kinds()) patterns << "*" + qs(kind.suffix);
  patterns << QStringLiteral("*") + data::kPackedSuffix;
  return RecordFiles::tr("Records (%1);;All files (*)").arg(patterns.join(' '));
}

}  // namespace lathe::ui
