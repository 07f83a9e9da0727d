// Answers side by side on a terminal: the question, then each side with who spoke.
#pragma once
#include <vector>

#include "app/cli/printer.h"

namespace lathe::cli {

void print_answers(Printer& printer, const std::vector<engine::Answer>& answers);

}  // namespace lathe::cli
