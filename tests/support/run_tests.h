// A room's main.cpp lists its test classes; each file ends with LATHE_TEST(Class).
#pragma once
#include <QCoreApplication>
#include <QStandardPaths>
#include <QTest>

// At the end of a test file, before its moc include.
#define LATHE_TEST(Class)                    \
  int run_##Class(int argc, char** argv) {   \
    Class test;                              \
    return QTest::qExec(&test, argc, argv);  \
  }

// In main.cpp: LATHE_LISTED(TestA) LATHE_LISTED(TestB), then in main: int failed = LATHE_RUN(TestA) + LATHE_RUN(TestB);
#define LATHE_LISTED(Class) int run_##Class(int argc, char** argv);
#define LATHE_RUN(Class) run_##Class(argc, argv)
