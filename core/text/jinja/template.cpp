#include "core/text/jinja/template.h"

#include "core/base/utf8.h"
#include "core/text/jinja/fault.h"
#include "core/text/template_error.h"

namespace lathe::text::jinja {
namespace {

Error sentence_of(const Fault& fault, const std::string& name, int where) {
  switch (fault.kind) {
    case FaultKind::syntax:
      return {"template.syntax", phrase(LATHE_TR("[read_template] {0}, line {1}: {2}"), name, where, fault.words),
              phrase(LATHE_TR("Correct the template there, or choose another one."))};
    case FaultKind::limit:
      return {"template.limit", phrase(LATHE_TR("[render_template] {0}, line {1}: {2}"), name, where, fault.words),
              phrase(LATHE_TR("The limit keeps a faulty template from filling the machine; make the template or the conversation smaller."))};
    case FaultKind::raised:
      return {"template.refused", phrase(LATHE_TR("[render_template] {0}, line {1}: the template refuses this conversation: {2}"), name, where, fault.words),
              phrase(LATHE_TR("Change the conversation so that it fits the template, or choose another template."))};
    default:
      return {"template.failed", phrase(LATHE_TR("[render_template] {0}, line {1}: {2}"), name, where, fault.words),
              phrase(LATHE_TR("Check what the template needs in a conversation, or choose another template."))};
  }
}

TemplateError error_of(const Fault& fault, const std::string& name, int line) {
  const int where = fault.line > 0 ? fault.line : line;
  return {sentence_of(fault, name, where), where};
}

}  // namespace

Template::Template(std::string_view source, std::string name, const Limits& limits) : name_(std::move(name)), limits_(limits) {
  if (find_bad_utf8(source) != std::string_view::npos)
    throw TemplateError({"template.syntax", phrase(LATHE_TR("[read_template] {0}: the template is not UTF-8"), name_), phrase(LATHE_TR("Save it as UTF-8."))}, 0);
  try {
    parsed_ = parse(source, limits_);
  } catch (const Fault& fault) {
    throw error_of(fault, name_, 1);
  }
}

Text Template::render(const Variables& variables, Clock clock) const {
  Interpreter interpreter(variables, limits_, std::move(clock));
  try {
    return interpreter.run(parsed_.body);
  } catch (const Fault& fault) {
    throw error_of(fault, name_, interpreter.machine.line);
  }
}

}  // namespace lathe::text::jinja
