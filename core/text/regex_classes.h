// Character properties for PCRE2, whose Unicode tables are older than the reference's: "\p{L}" becomes itself and the
// letters that it lacks.
#pragma once
#include <string>
#include <string_view>

namespace lathe::text {

// What stands inside brackets for the property ("L", "Lu", "Han", "space", "digit", "word"); empty when it is unknown.
// Throws nothing.
std::string class_items(std::string_view property, bool negated);

}  // namespace lathe::text
