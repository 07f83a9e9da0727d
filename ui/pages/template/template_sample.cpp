#include "ui/pages/template/template_sample.h"

#include <QCoreApplication>

#include "ui/bridge/text.h"

namespace lathe::ui {
namespace {
struct TemplateSample {
  Q_DECLARE_TR_FUNCTIONS(lathe::ui::TemplateSample)
};
}  // namespace

data::Record sampleConversation() {
  Json turns = Json::array();
  const auto say = [&](const char* role, const QString& text) { turns.push_back({{"role", role}, {"content", ss(text)}}); };
  say("system", TemplateSample::tr("You answer in one sentence."));
  say("user", TemplateSample::tr("What is a lathe?"));
  say("assistant", TemplateSample::tr("A machine that turns a piece of wood or metal while a tool shapes it."));
  say("user", TemplateSample::tr("Who works at it?"));
  say("assistant", TemplateSample::tr("A turner."));
  say("user", TemplateSample::tr("Thank you!"));
  say("assistant", TemplateSample::tr("You are welcome."));
  return {Json{{"messages", std::move(turns)}}, "", 0};
}

}  // namespace lathe::ui
