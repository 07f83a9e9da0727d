// Which files of records can be opened, in words and for the file dialog; both follow core's lists.
#pragma once
#include <QString>

namespace lathe::ui {

// "JSON, JSON Lines, ...; each also packed with gzip"
QString recordFileKinds();
// "Alpaca, messages, ..."
QString recordFormats();
QString recordFileFilter();

}  // namespace lathe::ui
