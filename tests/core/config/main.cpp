#include "tests/support/run_tests.h"

LATHE_LISTED(TestGenerationFile)
LATHE_LISTED(TestRunConfig)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestGenerationFile) + LATHE_RUN(TestRunConfig);
}
