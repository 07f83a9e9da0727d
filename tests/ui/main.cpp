#include <QApplication>
#include <QStandardPaths>

#include "tests/support/run_tests.h"

LATHE_LISTED(TestEngineBridge)
LATHE_LISTED(TestCurves)
LATHE_LISTED(TestTurns)
LATHE_LISTED(TestRecords)
LATHE_LISTED(TestEditing)
LATHE_LISTED(TestHeldEdits)
LATHE_LISTED(TestSaving)
LATHE_LISTED(TestChosenRecord)
LATHE_LISTED(TestOpening)
LATHE_LISTED(TestRuns)
LATHE_LISTED(TestWizard)
LATHE_LISTED(TestDraft)
LATHE_LISTED(TestNotes)
LATHE_LISTED(TestLargeSet)
LATHE_LISTED(TestForms)
LATHE_LISTED(TestTemplateWindow)
LATHE_LISTED(TestLooks)
LATHE_LISTED(TestTranslations)
LATHE_LISTED(TestWindow)
LATHE_LISTED(TestWalk)
LATHE_LISTED(TestFirstDay)

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QStandardPaths::setTestModeEnabled(true);
  QApplication app(argc, argv);
  return LATHE_RUN(TestEngineBridge) + LATHE_RUN(TestCurves) + LATHE_RUN(TestTurns) + LATHE_RUN(TestRecords) + LATHE_RUN(TestEditing) + LATHE_RUN(TestHeldEdits) + LATHE_RUN(TestSaving) + LATHE_RUN(TestChosenRecord) +
         LATHE_RUN(TestOpening) + LATHE_RUN(TestRuns) + LATHE_RUN(TestWizard) + LATHE_RUN(TestDraft) + LATHE_RUN(TestNotes) + LATHE_RUN(TestLargeSet) + LATHE_RUN(TestForms) + LATHE_RUN(TestTemplateWindow) + LATHE_RUN(TestLooks) + LATHE_RUN(TestTranslations) + LATHE_RUN(TestWindow) + LATHE_RUN(TestWalk) + LATHE_RUN(TestFirstDay);
}
