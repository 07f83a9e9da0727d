#include "tests/support/run_tests.h"

LATHE_LISTED(TestAnswer)
LATHE_LISTED(TestGeneration)
LATHE_LISTED(TestGenerator)
LATHE_LISTED(TestPerplexity)
LATHE_LISTED(TestProcessors)
LATHE_LISTED(TestSampler)
LATHE_LISTED(TestStopText)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestProcessors) + LATHE_RUN(TestStopText) + LATHE_RUN(TestGeneration) + LATHE_RUN(TestSampler) + LATHE_RUN(TestGenerator) + LATHE_RUN(TestPerplexity) +
         LATHE_RUN(TestAnswer);
}
