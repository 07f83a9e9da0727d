#include "tests/support/run_tests.h"

LATHE_LISTED(TestLoraFolder)
LATHE_LISTED(TestMethods)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestMethods) + LATHE_RUN(TestLoraFolder);
}
