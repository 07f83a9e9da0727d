"""A small bilingual text generator: the corpus on which the fixture tokenizers are trained."""

import random

PEOPLE = ["Mara", "Tom", "the potter", "the old miller", "a young clerk", "Ida", "the ferryman"]
DEEDS = ["turns", "mends", "carries", "paints", "measures", "weighs", "forgets", "doesn't find", "can't lift", "sells"]
THINGS = ["a brass ring", "the long ladder", "two clay bowls", "the blue door", "seven copper nails", "a heavy wheel"]
PLACES = ["by the river", "under the bridge", "in the workshop", "at noon", "before the rain", "beside the lathe"]
ASIDES = ["It's late.", "We'll see!", "They're ready?", "I'd wait.", "You've won;", "I'm sure:", "(so they say)"]
WHO = ["玛拉", "老磨坊主", "年轻的店员", "船夫", "陶匠", "小河边的孩子"]
DOES = ["修理", "搬运", "测量", "忘记了", "卖掉", "正在打磨", "找不到"]
WHAT = ["一枚铜环", "长长的梯子", "两只陶碗", "蓝色的门", "七颗铜钉", "沉重的轮子"]
WHERE = ["在河边", "在桥下", "在车间里", "中午的时候", "下雨之前", "车床旁边"]


def english(rng):
    parts = [rng.choice(PEOPLE), rng.choice(DEEDS), rng.choice(THINGS), rng.choice(PLACES)]
    text = " ".join(parts) + rng.choice([".", ".", "!", "?", "; " + rng.choice(ASIDES).lower()])
    if rng.random() < 0.3:
        text += f" {rng.choice(ASIDES)} It costs {rng.randint(1, 2000)} coins, {rng.randint(0, 9)}.{rng.randint(0, 99):02d} each."
    return text[0].upper() + text[1:]


def chinese(rng):
    text = rng.choice(WHO) + rng.choice(WHERE) + rng.choice(DOES) + rng.choice(WHAT)
    if rng.random() < 0.3:
        text += f"，一共{rng.randint(1, 2000)}元"
    return text + rng.choice(["。", "。", "！", "？"])


def code(rng):
    name, n = rng.choice(["wheel", "ring", "bowl"]), rng.randint(2, 99)
    return f"for {name} in range({n}):\n    total += {name} * {n}  # sum\n\treturn total\n"


def paragraphs(seed, count):
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.random()
        sentences = rng.randint(1, 5)
        if kind < 0.5:
            yield " ".join(english(rng) for _ in range(sentences)) + "\n"
        elif kind < 0.9:
            yield "".join(chinese(rng) for _ in range(sentences)) + "\n"
        else:
            yield code(rng)
