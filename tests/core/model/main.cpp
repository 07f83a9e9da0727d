#include "tests/support/run_tests.h"

LATHE_LISTED(TestArchitectures)
LATHE_LISTED(TestAttachments)
LATHE_LISTED(TestClassifierParity)
LATHE_LISTED(TestDecoderParity)
LATHE_LISTED(TestLoader)
LATHE_LISTED(TestPacking)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestArchitectures) + LATHE_RUN(TestLoader) + LATHE_RUN(TestDecoderParity) + LATHE_RUN(TestClassifierParity) + LATHE_RUN(TestPacking) + LATHE_RUN(TestAttachments);
}
