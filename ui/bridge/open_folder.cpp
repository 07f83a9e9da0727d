#include "ui/bridge/open_folder.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
struct Folders {
  Q_DECLARE_TR_FUNCTIONS(lathe::ui::Folders)
};
}  // namespace

std::optional<ErrorText> openFolder(const std::filesystem::path& folder) {
  std::error_code unreadable;
  const bool there = std::filesystem::is_directory(folder, unreadable);
  if (there && QDesktopServices::openUrl(QUrl::fromLocalFile(qs(folder)))) return {};
  return ErrorText{Folders::tr("The folder %1 cannot be opened.").arg(qs(folder)),
                   there ? Folders::tr("This desktop has no program for folders; look at it in a terminal.") : Folders::tr("It was moved or removed."), {}, {}};
}

}  // namespace lathe::ui
