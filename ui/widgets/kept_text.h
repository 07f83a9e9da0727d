// An editor holds text in its own manner: every line end is one paragraph separator. This takes an edit back into the
// text that was given, so that nothing which a person did not touch changes.
#pragma once
#include <QString>

namespace lathe::ui {

// `given` was shown as `shown` and is `now`, both in the editor's manner. New line ends are like those of `given`.
QString withEdit(const QString& given, const QString& shown, const QString& now);

}  // namespace lathe::ui
