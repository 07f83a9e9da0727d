// lathe-studio: the window.
#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QTemporaryDir>
#include <cstdio>
#include <cstdlib>

#include "app/passive_threads.h"
#include "core/base/files.h"
#include "core/engine/catalog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/studio.h"

namespace {

void describe(QCommandLineParser& options) {
  options.setApplicationDescription("Fine-tunes language models on your own machine.");
  options.addHelpOption();
  options.addVersionOption();
  options.addOption({"demo", "Open the demo project."});
  options.addOption({"workspace", "The folder with your runs and edits.", "folder"});
  options.addOption({"screenshots", "Drive the demo, write pictures of every page to the folder and leave.", "folder"});
  options.addPositionalArgument("file", "A model folder or a file with records.", "[file]");
}

lathe::ui::StudioSetup setup(const std::filesystem::path& workspace) {
  lathe::ui::StudioSetup out;
  out.engine = [](std::function<void()> wake) { return lathe::engine::make_engine(std::move(wake)); };
  out.catalog = {lathe::engine::methods(), lathe::engine::objectives(), lathe::engine::run_options(), lathe::engine::validate_choices};
  const char* named = std::getenv("LATHE_WORKSPACE");
  out.workspace = workspace.empty() && named ? std::filesystem::path(named) : workspace;
  out.resources = lathe::resources_folder();
  return out;
}

int run_window(const QCommandLineParser& options) {
  lathe::ui::Studio studio(setup(options.value("workspace").toStdString()));
  auto& session = studio.context().session;
  QObject::connect(&session, &lathe::ui::Session::workspaceOpened, &session, [&] {
    if (options.isSet("demo")) session.openDemo();
    for (const QString& path : options.positionalArguments()) studio.window().open(path);
  });
  studio.show();
  return QApplication::exec();
}

// Scale is fixed when a program starts: the picture at scale 2 is made by a second one.
int make_pictures(const QString& folder) {
  const bool doubled = qEnvironmentVariable("QT_SCALE_FACTOR") == "2";
  QTemporaryDir scratch;
  lathe::ui::StudioSetup made = setup((scratch.path() + "/workspace").toStdString());
  made.settings_file = scratch.path() + "/studio.ini";
  lathe::ui::Studio studio(std::move(made));
  QList<QPair<QString, QString>> looks = {{"light", "en"}, {"dark", "en"}, {"light", "zh_CN"}, {"dark", "zh_CN"}};
  if (doubled) looks = {{"dark", "en"}};
  lathe::ui::Screenshots pictures(studio, doubled ? folder + "/scale-2" : folder, looks);
  QObject::connect(&pictures, &lathe::ui::Screenshots::finished, qApp, [](bool complete) { QApplication::exit(complete ? 0 : 1); });
  studio.show();
  pictures.start();
  const int code = QApplication::exec();
  if (code != 0 || doubled) return code;
  qputenv("QT_SCALE_FACTOR", "2");
  return QProcess::execute(QCoreApplication::applicationFilePath(), {"--screenshots", folder});
}

bool wants_pictures(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (QByteArray(argv[i]).startsWith("--screenshots")) return true;
  return false;
}

constexpr int kNoDisplay = 3;             // installer/run goes on with the command line then

// Qt ends the program itself when it finds no display, in words that help nobody.
void explain_missing_display(QtMsgType kind, const QMessageLogContext&, const QString& text) {
  if (kind == QtFatalMsg && text.contains("platform plugin")) {
    std::fputs("lathe-studio needs a display and cannot reach one.\nOn the command line the same is done by: lathe --help\n", stderr);
    std::_Exit(kNoDisplay);
  }
  if (kind != QtInfoMsg && kind != QtDebugMsg && !text.contains("XDG_RUNTIME_DIR") && !text.contains("could not connect to display"))
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

bool only_asks(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    for (const char* option : {"-h", "--help", "--help-all", "-v", "--version"})
      if (QByteArray(argv[i]) == option) return true;
  return false;
}

int run(int argc, char** argv) {
  lathe::wait_passively(argv);
  if (wants_pictures(argc, argv) || only_asks(argc, argv)) qputenv("QT_QPA_PLATFORM", "offscreen");
  qInstallMessageHandler(explain_missing_display);
  QApplication app(argc, argv);
  QApplication::setApplicationName("Lathe");
  QApplication::setApplicationVersion(LATHE_VERSION);
  QCommandLineParser options;
  describe(options);
  options.process(app);
  return options.isSet("screenshots") ? make_pictures(options.value("screenshots")) : run_window(options);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "Lathe has to stop: %s\n", fault.what());
    return 1;
  }
}
