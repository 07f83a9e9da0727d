// Every setting that --set and run.json know, as a list for people.
#pragma once
#include <string>

namespace lathe::cli {

// By group, each with its meaning, range and default; the options of every method and objective stand under its name.
std::string settings_list();

}  // namespace lathe::cli
