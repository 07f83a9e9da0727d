// Methods of texts, dicts and lists, and the helpers on text that filters share with them. What comes out of a text
// keeps the tags of what went in.
#pragma once
#include "core/text/jinja/native.h"

namespace lathe::text::jinja {

const Native* find_method(const Value& value, std::string_view name);
Value bound_method(const Value& self, const Native& method);

bool is_python_space(char32_t code_point);
enum class Sides { left = 1, right = 2, both = 3 };
// `chars` null: white space.
Text stripped(const Text& text, const Text* chars, Sides sides);
Text stripped(Machine& machine, const Text& text, const Text* chars, Sides sides);   // and paid for
// Where `part` stands first, or last; npos where it does not. Takes time in proportion to the text.
size_t find_part(std::string_view text, std::string_view part, size_t from = 0);
size_t find_last_part(std::string_view text, std::string_view part);
Text replaced(Machine& machine, const Text& text, const Text& old_part, const Text& new_part, int64_t count);   // count < 0: all
std::vector<Text> lines_of(Machine& machine, const Text& text, bool keep_ends = false);
Text joined(Machine& machine, const std::vector<Value>& parts, const Text& between);
Text upper(const Text& text);
Text lower(const Text& text);
Text capitalized(const Text& text);
Text escaped_html(const Text& text);
bool is_all(const Text& text, bool (*wanted)(char32_t), bool (*counted)(char32_t));

}  // namespace lathe::text::jinja
