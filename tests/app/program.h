// Runs a built program and gathers what it said.
#pragma once
#include <QProcess>
#include <QString>
#include <QStringList>

#include "tests/support/paths.h"

namespace lathe::tests {

struct Outcome {
  int code = -1;
  bool crashed = false;
  QString out, err;
};

// Its output goes into `file` and is not gathered.
inline Outcome run_into(const QString& name, const QStringList& arguments, const QString& file) {
  QProcess process;
  process.setStandardOutputFile(file);
  process.start(QString::fromStdString((program_folder() / name.toStdString()).string()), arguments);
  process.closeWriteChannel();
  if (!process.waitForFinished(60000)) {
    process.kill();
    process.waitForFinished();
    return {-1, true, {}, QStringLiteral("timed out")};
  }
  return {process.exitCode(), process.exitStatus() == QProcess::CrashExit, {}, QString::fromUtf8(process.readAllStandardError())};
}

inline Outcome run_program(const QString& name, const QStringList& arguments, const QStringList& environment = {}, int timeout_ms = 120000) {
  QProcess process;
  QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
  for (const QString& pair : environment) variables.insert(pair.section('=', 0, 0), pair.section('=', 1));
  process.setProcessEnvironment(variables);
  process.start(QString::fromStdString((program_folder() / name.toStdString()).string()), arguments);
  process.closeWriteChannel();
  if (!process.waitForFinished(timeout_ms)) {
    process.kill();
    process.waitForFinished();
    return {-1, true, process.readAllStandardOutput(), QStringLiteral("timed out: ") + process.readAllStandardError()};
  }
  return {process.exitCode(), process.exitStatus() == QProcess::CrashExit, QString::fromUtf8(process.readAllStandardOutput()),
          QString::fromUtf8(process.readAllStandardError())};
}

}  // namespace lathe::tests
