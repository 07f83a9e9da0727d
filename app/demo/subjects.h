// Which rows, pairs or groups a topic can ask about.
#pragma once
#include <vector>

#include "app/demo/topics.h"

namespace lathe::demo {

// `spec` is the topic as its file writes it: over, kind, field, needs, where. Of a check, those that hold come first.
std::vector<Subject> list_subjects(const World& world, const Json& spec);

}  // namespace lathe::demo
