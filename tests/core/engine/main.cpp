#include "tests/support/run_tests.h"

LATHE_LISTED(TestEventQueue)
LATHE_LISTED(TestJobQueue)
LATHE_LISTED(TestOutcome)
LATHE_LISTED(TestHardware)
LATHE_LISTED(TestCatalog)
LATHE_LISTED(TestEventJson)
LATHE_LISTED(TestEngine)
LATHE_LISTED(TestEngineJobs)
LATHE_LISTED(TestClassify)
LATHE_LISTED(TestInspect)
LATHE_LISTED(TestTemplateJobs)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestEventQueue) + LATHE_RUN(TestJobQueue) + LATHE_RUN(TestOutcome) + LATHE_RUN(TestHardware) + LATHE_RUN(TestCatalog) +
         LATHE_RUN(TestEventJson) + LATHE_RUN(TestEngine) + LATHE_RUN(TestEngineJobs) + LATHE_RUN(TestClassify) +
         LATHE_RUN(TestInspect) + LATHE_RUN(TestTemplateJobs);
}
