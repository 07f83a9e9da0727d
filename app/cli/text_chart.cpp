#include "app/cli/text_chart.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lathe::cli {
namespace {

constexpr const char* kEighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::vector<double> finite_only(const std::vector<double>& values) {
  std::vector<double> out;
  std::ranges::copy_if(values, std::back_inserter(out), [](double value) { return std::isfinite(value); });
  return out;
}

std::vector<double> column_means(const std::vector<double>& values, int width) {
  const size_t columns = std::min(values.size(), static_cast<size_t>(width));
  std::vector<double> out;
  for (size_t column = 0; column < columns; ++column) {
    const size_t begin = column * values.size() / columns, end = (column + 1) * values.size() / columns;
    double sum = 0;
    for (size_t i = begin; i < end; ++i) sum += values[i];
    out.push_back(sum / static_cast<double>(end - begin));
  }
  return out;
}

std::string label(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%9.4g ", value);
  return text;
}

}  // namespace

std::string text_chart(const std::vector<double>& values, const TextChartSize& size) {
  const std::vector<double> all = finite_only(values);
  if (all.size() < 2) return {};
  const std::vector<double> columns = column_means(all, size.width);
  const auto [low, high] = std::ranges::minmax(columns);
  const double step = (high - low) / (size.height * 8);
  std::string out;
  for (int row = size.height - 1; row >= 0; --row) {
    out += row == size.height - 1 ? label(high) : row == 0 ? label(low) : std::string(10, ' ');
    for (const double value : columns) {
      // One eighth is always drawn, so that the smallest value is seen too.
      const int eighths = step > 0 ? 1 + static_cast<int>(std::lround((value - low) / step * (size.height * 8 - 1) / (size.height * 8))) : 1;
      out += kEighths[std::clamp(eighths - row * 8, 0, 8)];
    }
    out += "\n";
  }
  return out;
}

}  // namespace lathe::cli
