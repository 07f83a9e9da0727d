#include "tests/support/run_tests.h"

LATHE_LISTED(TestJson)
LATHE_LISTED(TestFields)
LATHE_LISTED(TestAtomicFile)
LATHE_LISTED(TestRng)
LATHE_LISTED(TestUtf8)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestJson) + LATHE_RUN(TestFields) + LATHE_RUN(TestAtomicFile) + LATHE_RUN(TestRng) + LATHE_RUN(TestUtf8);
}
