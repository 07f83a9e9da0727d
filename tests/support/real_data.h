// Data that may not be shipped: a test that needs it skips with the missing name.
#pragma once
#include <QTest>

#include "tests/support/paths.h"

#define LATHE_NEEDS(name) \
  if (!std::filesystem::exists(lathe::tests::real_data(name))) QSKIP(qPrintable(QString::fromStdString("real data is absent: " + std::string(name))))
