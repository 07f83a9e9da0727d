#include "tests/support/run_tests.h"

LATHE_LISTED(TestRegex)
LATHE_LISTED(TestUnicode)
LATHE_LISTED(TestTokenizerKinds)
LATHE_LISTED(TestBpeTokenizer)
LATHE_LISTED(TestSentencePiece)
LATHE_LISTED(TestRealTokenizers)
LATHE_LISTED(TestTokenizerFaults)
LATHE_LISTED(TestChatTemplate)
LATHE_LISTED(TestOwnTemplates)
LATHE_LISTED(TestEditableTemplate)
LATHE_LISTED(TestBpeTrainer)
LATHE_LISTED(TestJinja)
LATHE_LISTED(TestJinjaVectors)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestRegex) + LATHE_RUN(TestUnicode) + LATHE_RUN(TestTokenizerKinds) + LATHE_RUN(TestBpeTokenizer) + LATHE_RUN(TestSentencePiece) + LATHE_RUN(TestRealTokenizers) +
         LATHE_RUN(TestTokenizerFaults) + LATHE_RUN(TestChatTemplate) + LATHE_RUN(TestOwnTemplates) + LATHE_RUN(TestEditableTemplate) + LATHE_RUN(TestBpeTrainer) +
         LATHE_RUN(TestJinja) + LATHE_RUN(TestJinjaVectors);
}
