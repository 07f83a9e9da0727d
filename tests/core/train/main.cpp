#include <ATen/Parallel.h>

#include <filesystem>

#include "tests/support/run_tests.h"

LATHE_LISTED(TestSchedule)
LATHE_LISTED(TestOptimizer)
LATHE_LISTED(TestArena)
LATHE_LISTED(TestRunPlan)
LATHE_LISTED(TestAccumulation)
LATHE_LISTED(TestRun)
LATHE_LISTED(TestClassification)
LATHE_LISTED(TestResume)
LATHE_LISTED(TestNonFinite)
LATHE_LISTED(TestDiskFaults)
LATHE_LISTED(TestCrash)

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  at::set_num_threads(1);   // children of fork() inherit no thread pool
  if (std::filesystem::exists("/dev/shm")) qputenv("TMPDIR", "/dev/shm");   // thousands of flushes; the disk's speed is not under test
  return LATHE_RUN(TestSchedule) + LATHE_RUN(TestOptimizer) + LATHE_RUN(TestArena) + LATHE_RUN(TestRunPlan) + LATHE_RUN(TestAccumulation) +
         LATHE_RUN(TestRun) + LATHE_RUN(TestClassification) + LATHE_RUN(TestResume) + LATHE_RUN(TestNonFinite) + LATHE_RUN(TestDiskFaults) + LATHE_RUN(TestCrash);
}
