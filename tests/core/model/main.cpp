#include "tests/support/run_tests.h"

LATHE_LISTED(TestDecoderParity)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestDecoderParity);
}
