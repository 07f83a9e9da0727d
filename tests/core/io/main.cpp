#include "tests/support/run_tests.h"

LATHE_LISTED(TestModelFolder)
LATHE_LISTED(TestSafetensors)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestSafetensors) + LATHE_RUN(TestModelFolder);
}
