#include "tests/support/run_tests.h"

LATHE_LISTED(TestEventFile)
LATHE_LISTED(TestRunFolder)
LATHE_LISTED(TestCheckpointFolder)
LATHE_LISTED(TestWorkspace)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestEventFile) + LATHE_RUN(TestRunFolder) + LATHE_RUN(TestCheckpointFolder) + LATHE_RUN(TestWorkspace);
}
