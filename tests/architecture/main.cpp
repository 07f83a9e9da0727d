#include "tests/support/run_tests.h"

LATHE_LISTED(TestIncludeRules)
LATHE_LISTED(TestFileRules)
LATHE_LISTED(TestRegistries)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestIncludeRules) + LATHE_RUN(TestFileRules) + LATHE_RUN(TestRegistries);
}
