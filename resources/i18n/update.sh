#!/usr/bin/env bash
# Gathers every text of the window and of core into the catalogues; finished translations are kept.
# Core marks its sentences with LATHE_TR("..."); the English text is the key, the context is "core".
set -euo pipefail
cd "$(dirname "$0")/../.."
lupdate=$(command -v lupdate6 || echo /usr/lib/qt6/bin/lupdate)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The core's literals, one call a line for lupdate; adjacent literals stay as they are, C++ joins them.
grep -rPzoh --include=*.h --include=*.cpp 'LATHE_TR\(\s*("(?:[^"\\]|\\.)*"\s*)+\)' core |
  tr '\0' '\n' | sed 's/^LATHE_TR(/QT_TRANSLATE_NOOP("core", /' > "$scratch/core_texts.cpp"
"$lupdate" -silent -no-obsolete -locations none -I . "$scratch/core_texts.cpp" -ts resources/i18n/core_zh_CN.ts -target-language zh_CN
"$lupdate" -silent -no-obsolete -locations none -I . ui app/studio_main.cpp -ts resources/i18n/lathe_zh_CN.ts -target-language zh_CN
"$lupdate" -silent -no-obsolete -locations none -I . -pluralonly ui app/studio_main.cpp -ts resources/i18n/lathe_en.ts -target-language en
for file in lathe_zh_CN core_zh_CN lathe_en; do
  echo "$file: $(grep -c '<message' "resources/i18n/$file.ts" || true) texts, $(grep -c 'type="unfinished"' "resources/i18n/$file.ts" || true) unfinished"
done
