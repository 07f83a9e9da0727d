#include "tests/support/run_tests.h"

LATHE_LISTED(TestOperations)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestOperations);
}
