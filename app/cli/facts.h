// Facts about a thing, as a person reads them: a line for each, their parts below where they are many.
#pragma once
#include "app/cli/printer.h"

namespace lathe::cli {

// `facts` is an object; what is empty, null or zero is left out. Byte counts and seconds are told in larger units.
void print_facts(Printer& printer, const Json& facts);

}  // namespace lathe::cli
