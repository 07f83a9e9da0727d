#include "tests/support/run_tests.h"

LATHE_LISTED(TestReaders)
LATHE_LISTED(TestFiles)
LATHE_LISTED(TestDatasetInfo)
LATHE_LISTED(TestLargeFiles)
LATHE_LISTED(TestParquet)
LATHE_LISTED(TestFormats)
LATHE_LISTED(TestSampleBuilder)
LATHE_LISTED(TestAudit)
LATHE_LISTED(TestSplit)
LATHE_LISTED(TestPacker)
LATHE_LISTED(TestRecordSet)
LATHE_LISTED(TestRecordSetCrashes)
LATHE_LISTED(TestSampleSets)
LATHE_LISTED(TestRealSets)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  return LATHE_RUN(TestReaders) + LATHE_RUN(TestFiles) + LATHE_RUN(TestDatasetInfo) + LATHE_RUN(TestLargeFiles) + LATHE_RUN(TestParquet) + LATHE_RUN(TestFormats) + LATHE_RUN(TestSampleBuilder) + LATHE_RUN(TestAudit) + LATHE_RUN(TestSplit) +
         LATHE_RUN(TestPacker) + LATHE_RUN(TestRecordSet) + LATHE_RUN(TestRecordSetCrashes) + LATHE_RUN(TestSampleSets) + LATHE_RUN(TestRealSets);
}
