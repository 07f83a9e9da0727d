// A curve in text, for terminals: the loss of a run in a few lines.
#pragma once
#include <string>
#include <vector>

namespace lathe::cli {

struct TextChartSize { int width = 60, height = 6; };   // in characters, labels aside

// Lines of blocks from the largest value (top) to the smallest; each column is the mean of the values that fall into
// it. Values that are not finite are left out; fewer than two leave nothing to draw: then it is empty.
std::string text_chart(const std::vector<double>& values, const TextChartSize& size = {});

}  // namespace lathe::cli
