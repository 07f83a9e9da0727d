"""Ten thousand strings from a rule that the C++ suite repeats (tests/core/text/many_strings.h), so that only hashes are committed."""

from hard_strings import hard_strings

COUNT = 10_000
SEPARATORS = ["", " ", "\n", "\t "]
# First and last character of each block: scripts, marks, spaces, controls, symbols, emoji, characters of Unicode 15 and 16.
BLOCKS = [(0x20, 0x7E), (0x61, 0x7A), (0x30, 0x39), (0x00, 0x1F), (0x7F, 0xBF), (0xC0, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
          (0x530, 0x58F), (0x590, 0x5FF), (0x600, 0x6FF), (0x700, 0x7FF), (0x800, 0x8FF), (0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xAFF), (0xB00, 0xBFF), (0xC00, 0xCFF),
          (0xD00, 0xDFF), (0xE00, 0xEFF), (0xF00, 0xFFF), (0x1000, 0x109F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x139F), (0x13A0, 0x13FF), (0x1400, 0x167F),
          (0x1680, 0x17FF), (0x1800, 0x18AF), (0x1900, 0x1AFF), (0x1B00, 0x1CFF), (0x1D00, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x20FF), (0x2100, 0x218F),
          (0x2190, 0x23FF), (0x2400, 0x25FF), (0x2600, 0x27BF), (0x2C00, 0x2DFF), (0x2E00, 0x2FFF), (0x3000, 0x303F), (0x3040, 0x30FF), (0x3100, 0x33FF), (0x3400, 0x4DBF),
          (0x4E00, 0x9FFF), (0x4E00, 0x5FFF), (0xA000, 0xA4CF), (0xA4D0, 0xA7FF), (0xA800, 0xABFF), (0xAC00, 0xD7A3), (0xE000, 0xE0FF), (0xF900, 0xFAFF), (0xFB00, 0xFDFF),
          (0xFE00, 0xFE6F), (0xFE70, 0xFEFF), (0xFF00, 0xFFEF), (0xFFF0, 0xFFFF), (0x10000, 0x103FF), (0x10400, 0x107FF), (0x10800, 0x10FFF), (0x11000, 0x11FFF),
          (0x12000, 0x13FFF), (0x16000, 0x16FFF), (0x17000, 0x18FFF), (0x1B000, 0x1BFFF), (0x1CC00, 0x1CFFF), (0x1D000, 0x1D7FF), (0x1D800, 0x1EFFF), (0x1F000, 0x1F2FF),
          (0x1F300, 0x1F64F), (0x1F680, 0x1FAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2EE5F), (0x2F800, 0x2FA1F), (0x30000, 0x323AF), (0xE0000, 0xE01EF), (0x10FFF0, 0x10FFFF)]
MASK = (1 << 64) - 1


class Dice:
    """splitmix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
        return ((z ^ z >> 31) >> 32) % n


def many_strings():
    pool = hard_strings()
    for index in range(COUNT):
        dice = Dice(index)
        pieces, separator = 1 + dice.below(5), SEPARATORS[dice.below(4)]
        out = []
        for _ in range(pieces):
            if dice.below(2) == 0:
                whole = pool[dice.below(len(pool))]
                out.append(whole[: 1 + dice.below(24)])
                continue
            first, last = BLOCKS[dice.below(len(BLOCKS))]
            length = 1 + dice.below(8)
            out.append("".join(chr(first + dice.below(last - first + 1)) for _ in range(length)))
        yield separator.join(out)


def fnv(data, state=0xCBF29CE484222325):
    for byte in data:
        state = ((state ^ byte) * 0x100000001B3) & MASK
    return state


def hashes(tokenizer, tidy=lambda text: text):
    """Four hexadecimal digits for the ids of each string, eight for the decoded and tidied text of each fifty."""
    ids_text, decoded_text, state = [], [], fnv(b"")
    for index, text in enumerate(many_strings()):
        ids = tokenizer.encode(text).ids
        ids_text.append(f"{fnv(b''.join(i.to_bytes(4, 'little') for i in ids)) & 0xFFFF:04x}")
        state = fnv(tidy(tokenizer.decode(ids, skip_special_tokens=False)).encode(), state)
        if index % 50 == 49:
            decoded_text.append(f"{state & 0xFFFFFFFF:08x}")
            state = fnv(b"")
    return {"ids": "".join(ids_text), "decoded": "".join(decoded_text)}
