#include "core/train/sampler.h"

#include "core/data/sample.h"
#include "core/eval/answer.h"

namespace lathe::train {

void sample_prompts(const LiveModel& model, const config::RunConfig& config, const SampleRound& round) {
  const data::SampleBuilder builder(model.tokenizer, model.chat_template, config.data);
  eval::Request request{.options = {.max_new_tokens = config.samples.max_new_tokens, .seed = config.train.seed}, .end_ids = eval::end_ids(model.tokenizer, &model.chat_template)};
  for (const std::string& prompt : config.samples.prompts) {
    request.prompt = builder.prompt_ids({{{"user", prompt, false}}});
    std::string answer;
    try {
      answer = eval::speak({model.decoder, model.attachments, model.tokenizer}, request, {round.stop, {}}).text;
    } catch (const Error& error) {
      round.refused(error.message);
      continue;
    }
    round.use({round.step, prompt, answer});
  }
}

}  // namespace lathe::train
