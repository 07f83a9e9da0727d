"""About 400 own strings on which tokenizers go wrong. No character is newer than Unicode 14."""

import random
import unicodedata

GREETINGS = """Good morning, lathe|早上好，车床|早安，車床|おはよう、旋盤さん|ﾊﾝｶｸ と カタカナ|좋은 아침이에요|Доброе утро, станок|Καλημέρα τόρνε
صباح الخير أيها المخرطة|בוקר טוב מחרטה|सुप्रभात खराद|শুভ সকাল|ਸ਼ੁਭ ਸਵੇਰ|காலை வணக்கம்|శుభోదయం|ಶುಭೋದಯ|സുപ്രഭാതം|สวัสดีตอนเช้า|ສະບາຍດີ|မင်္ဂလာပါ|អរុណសួស្តី
དཔའ་བོ|እንደምን አደርክ|დილა მშვიდობისა|Բարի լույս|ᠮᠣᠩᠭᠣᠯ|ᏣᎳᎩ|ᐃᓄᒃᑎᑐᑦ|Chào buổi sáng|Günaydın ığüşöç|Dzień dobry żółw|Žluťoučký kůň|Ærø Åse Øyvind|Þórður ðæ|naïve café Zoë|Straße ẞ ﬁ ﬂ ﬃ
𐌰𐌱𐌲 𐎠𐎡 𒀀𒀁|𝔏𝔞𝔱𝔥𝔢 𝟙𝟚𝟛|Ⅷ ⅷ ½ ¾ ² ³ ₂ ① ㊿|ǅ ǆ Ŀ ŉ|ſ 'ſ 'S 'T'LL 'Re'd|ΑΣ ΑΣΑ ς|İ i̇ ı I|𠀀𠮷𪚥 龘|々〆〇ヶ|㈱ ㌔ ㍻|ｆｕｌｌ ｗｉｄｔｈ １２３"""
EMOJI = ["😀", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🏴‍☠️", "🇨🇳🇩🇪🇫", "1️⃣#️⃣*️⃣", "❤️❤", "🧑🏿‍🚀🧑🏻‍🔬", "👁️‍🗨️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "a😀b", "😀😀😀 😀", "\u200d", "👩\u200d",
         "\ufe0f\ufe0f", "中👍文", "☕️time", "🤷🏾‍♀️ 'll", "🫠🫡", "🀄🂡"]
MARKS = ["e\u0301", "\u00e9 e\u0301", "A\u030a\u00c5\u212b", "o\u0308\u0304 \u00f6\u0304", "q\u0307\u0323 q\u0323\u0307", "s\u0323\u0307 \u1e69", "\u0301", " \u0301a", "a" + "\u0300" * 30,
         "\u1100\u1161\u11a8 \uac01", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\u0915\u093c \u0958", "\u05e9\u05bc\u05c1 \ufb2c", "\u3073 \u3072\u3099", "\u30d1 \u30cf\u309a", "\u2126 \u03a9", "\u212a",
         "\uf900\ufa10 \u2f800", "\U0002f800", "\u0344", "\u0f73\u0f75", "\u1e9b\u0323", "cafe\u0301 au lait\u0327", "Vie\u0323\u0302t Nam", "\u0628\u0651\u064e", "\u0e33\u0e48", "a\u0315\u0300\u05ae\u0300b",
         "Z\u0351\u036b\u0343A\u030d\u0311L\u033b", "\u0958\u0959\u095a", "\u0340\u0341\u0343", "x\u0338 \u2260 =\u0338", "<\u0338>\u0338", "'\u0301s", "1\u0301 2\u20e3", "<|im_end\u0301|>", "o\u0328\u0304\u01ed"]
SPACES = ["", " ", "  ", "   a", "a   ", "a  b", "a \n b", "\n", "\n\n", " \n", "\n ", "\r\n", "a\r\nb\r\n", "\r", "\r\r\n\n", "\t", "\t\t x", " \t \t", "a\tb", "x \t\n\t y", "\u00a0", "a\u00a0\u00a0b", "\u3000全\u3000角",
          "\u2003em\u2009thin", "\u2028line\u2029para", "\u0085next", "\u180evowel\u180e separator", "\u200bzero\u200b width", "\ufeffbom", "a\ufeffb", "\u205f\u202f\u1680x", "\u000b\u000c x", "   \n   \n   x",
          "end   \n", "end \r\n\r\n", "  'll  ", "\n\n\nfoo\n\n", "a\u2002\u2003\n b", "    def f():\n        return 1\n", " \u3000 \u00a0 x", "!\n\n?", " !\r\n", ".\n \n.", "…\n……\r\n", "\x1c\x1d\x1e\x1fx", "\u00ad soft"]
CONTROLS = ["\x00", "a\x00b", "\x01\x02\x03", "\x07bell\x08", "\x1b[31mred\x1b[0m", "\x7f", "\x80\x9f", "\ufffd", "\ufffc", "\ufffe\uffff", "\U0010ffff", "\ue000\uf8ff", "\U000f0000", "\u202eabc\u202c", "\u2066x\u2069", "\ufdd0"]
DIGITS = ["0", "12", "1234567890", "3.14159", "1,000,000.00", "-42", "+7e-10", "0x1F", "٣٤٥", "१२३", "𝟘𝟙", "二〇二四年", "12年3月", "v2.11.0", "100%", "$5.99", "€10", "a1b2c3", "1st 2nd", "10²", "½cup", "192.168.0.1:8080", "5'10\"", "1'000"]
WORDS = ["It's", "it's I'm you're we'll they'd I've can't", "IT'S I'M YOU'RE WE'LL", "'s", "''s", "s's's", "don't'", "rock 'n' roll", "’s curly", "o'clock", "l'eau", "x'y'z", "'", "''''", "'lll", "'veal", "'red 'mad",
         "the lathe turns", "The Lathe Turns.", "lathe", "Lathe", "LATHE", "hello world", "Hello,world!", "snake_case camelCase kebab-case", "a.b.c", "foo(bar)[baz]{qux}", "x=1;y=2;", "// note", "/* c */", "<html><body>", "&amp;", "\\n\\t", "C:\\dir\\file", "~user#tag@host",
         "one—two–three", "“quoted” ‘single’ «guillemets»", "「引用」『重ね』", "你好。你好！你好？", "中文English混合123text", "，。、；：", "……", "——", "·•‧", "→←↑↓", "∑∏∫√∞≠≤", "♠♣♥♦", "▁▂▃ ▁word", "Ġword ĊĠ", "ĠĠ", "<0x41>", "##ing", "©®™", "°C µm Å", "№ § ¶", "```python\nprint('hi')\n```"]
SPECIALS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>", "<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n", "a<|im_end|>b", " <|im_end|> ", "<|im_end|><|im_end|>", "<|im_end|", "<|im_end |>", "<|IM_END|>", "<|im_<|im_end|>end|>",
            "x<think>\n\n</think>\n\ny", "<think>what</think>", "< think>", "<<think>>", "<|im_start|><think></think><|im_end|>", "e\u0301<|im_end|>\u0301", "\u0301<think>\u0301", "中<|im_start|>文", "<s>hi", "</s>", "<unk>", "<pad>", "[CLS] a [SEP]", "<|endoftext|>\n\n<|endoftext|>", "\u00a0<think>\u00a0",
            "<|fim_prefix|>", "<tool_call>", "|im_end|>", "<|", "|>", "<|im_end|>'s", "it<think>'s", "   <|im_end|>   x", "\n<think>\n", "é<|im_end|>é"]
RUNS = ["a" * 1000, " " * 500, "\n" * 300, "\r\n" * 100, "ab" * 700, "1" * 300, "!" * 400, "中" * 300, "😀" * 100, "lathe" * 150, "turns " * 150, "é" * 200, "e\u0301" * 150, "\u0301" * 200, "'s" * 200, "\t " * 150, " a" * 300,
        "\u3000" * 200, "=" * 257, "-" * 64 + "\n", "aB" * 128, "铜环" * 150, "x" * 63 + " " * 65, "<|im_end|>" * 50, "<think>" * 30, ("word" + "\n" * 3) * 40]


def mixtures(seed, count):
    """Pieces of the strings above joined at random: borders between kinds are where splits differ."""
    rng = random.Random(seed)
    pool = [s for group in (GREETINGS.replace("\n", "|").split("|"), EMOJI, MARKS, SPACES, CONTROLS, DIGITS, WORDS, SPECIALS) for s in group]
    for _ in range(count):
        pieces = [rng.choice(pool) for _ in range(rng.randint(2, 6))]
        yield rng.choice(["", " ", "\n"]).join(p[: rng.randint(1, 24)] for p in pieces)


def hard_strings():
    groups = [GREETINGS.replace("\n", "|").split("|"), EMOJI, MARKS, SPACES, CONTROLS, DIGITS, WORDS, SPECIALS, RUNS, mixtures(7, 120)]
    strings = list(dict.fromkeys(s for group in groups for s in group))
    assert unicodedata.unidata_version == "14.0.0", "run with Python 3.11, whose tables are those of Unicode 14"
    noncharacters = "\ufffe\uffff\U0010ffff\ufdd0"
    for string in strings:
        new = [c for c in string if unicodedata.category(c) == "Cn" and c not in noncharacters]
        assert not new, f"not in Unicode 14: {string!r} {new}"
    return strings
