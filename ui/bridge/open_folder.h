// A folder in the desktop's file manager.
#pragma once
#include <filesystem>
#include <optional>

#include "ui/bridge/error_text.h"

namespace lathe::ui {

// Why it could not be opened; empty: it was.
std::optional<ErrorText> openFolder(const std::filesystem::path& folder);

}  // namespace lathe::ui
