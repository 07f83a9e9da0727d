#include "tests/support/run_tests.h"

LATHE_LISTED(TestDemoCorpus)
LATHE_LISTED(TestDemo)
LATHE_LISTED(TestTextChart)
LATHE_LISTED(TestCommands)
LATHE_LISTED(TestRender)
LATHE_LISTED(TestBadInput)
LATHE_LISTED(TestFirstWords)
LATHE_LISTED(TestTokenize)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestDemoCorpus) + LATHE_RUN(TestDemo) + LATHE_RUN(TestTextChart) + LATHE_RUN(TestCommands) + LATHE_RUN(TestRender) +
         LATHE_RUN(TestBadInput) + LATHE_RUN(TestFirstWords) + LATHE_RUN(TestTokenize);
}
