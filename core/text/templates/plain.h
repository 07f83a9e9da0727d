// "Instruction: ... Input: ... Answer: ..." for models that know no chat marks.
#pragma once
#include "core/text/chat_template.h"

namespace lathe::text {
TemplateSpec plain_spec();
}
