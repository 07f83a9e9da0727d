"""Unicode as the reference has it, read out of the tokenizers library by asking for every code point: the tables that Lathe is
built with (core/text/unicode/*.inc), and the fixture with which the suite compares its own classes, all code points."""

import pathlib
import unicodedata

from tokenizers import Regex, normalizers, pre_tokenizers

from common import FIXTURES, write_birth, write_json

TABLES = FIXTURES.parents[2] / "core/text/unicode"
ALL = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
CATEGORIES = ["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
              "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co"]
PATTERNS = [r"\p{L}", r"\p{N}", r"\p{M}", r"\p{P}", r"\p{S}", r"\p{Z}", r"\p{Lu}", r"\p{Ll}", r"\p{Lt}", r"\p{Lm}", r"\p{Lo}", r"\p{Nd}",
            r"\p{Han}", r"\s", r"\d", r"\w", r"[^\s\p{L}\p{N}]", r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"]
COMPLEMENTS = {r"\P{L}": r"\p{L}", r"\S": r"\s", r"\D": r"\d", r"\W": r"\w", r"[^\S]": r"\S", r"[\P{N}]": r"\p{N}"}


def chunks():
    for i in range(0, len(ALL), 8192):
        yield "".join(map(chr, ALL[i : i + 8192]))


def matched(pattern):
    keep = pre_tokenizers.Split(Regex(f"(?:{pattern})+"), "removed", invert=True)
    return {ord(c) for text in chunks() for piece, _ in keep.pre_tokenize_str(text) for c in piece}


def isolated(pre_tokenizer):
    """Code points that stand alone between two letters."""
    out = set()
    for c in ALL:
        out |= {c} if (chr(c), (2, 3)) in pre_tokenizer.pre_tokenize_str("aa" + chr(c) + "aa") else set()
    return out


def joined(pre_tokenizer):
    """Code points that stay with the letters around them."""
    return {c for c in ALL if len(pre_tokenizer.pre_tokenize_str("a" + chr(c) + "a")) == 1}


def vanishing(normalizer, into=""):
    return {c for c in ALL if normalizer.normalize_str(chr(c)) == into}


def bert(**on):
    return normalizers.BertNormalizer(**{**dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False), **on})


def late_marks():
    """Marks that the reference's older tables do not reorder."""
    nfd, out = normalizers.NFD(), set()
    for c in ALL:
        order = unicodedata.combining(chr(c))
        text = "a" + chr(c) + "\u0323" if order > 220 else "a\u0301" + chr(c)
        if order and unicodedata.normalize("NFD", text) != nfd.normalize_str(text):
            out.add(c)
    return out


def ranges(codes):
    out = []
    for c in sorted(codes):
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def rows(values, width=148):
    line = ""
    for value in values:
        if len(line) + len(value) + 1 > width:
            yield line
            line = ""
        line += value + ","
    yield line


def differences(form):
    """Single characters whose normal form is another than Unicode 14's: those that the older tables leave alone."""
    normalizer = getattr(normalizers, form)()
    changed = [c for c in ALL if normalizer.normalize_str(chr(c)) != unicodedata.normalize(form, chr(c))]
    assert all(normalizer.normalize_str(chr(c)) == chr(c) for c in changed), form
    return set(changed)


def write_inc(name, text):
    (TABLES / name).write_text("// Made by tests/parity/unicode_tables.py; never edited.\n" + text, encoding="ascii")


def write_categories():
    of = {}
    for number, category in enumerate(CATEGORIES, 1):
        of |= dict.fromkeys(matched(rf"\p{{{category}}}"), number)
    of |= dict.fromkeys(range(0xD800, 0xE000), 0)
    borders = [c for c in range(0x110000) if c == 0 or of.get(c, 0) != of.get(c - 1, 0)]
    values = [f"{c << 5 | of.get(c, 0):#x}" for c in borders]
    write_inc("categories.inc", "\n".join(rows(values)) + "\n")
    return of


def write_sets():
    lower = normalizers.Lowercase()
    sets = {
        "kPunctuation": isolated(pre_tokenizers.Punctuation("isolated")),
        "kWord": joined(pre_tokenizers.Whitespace()),
        "kRemovedByBert": vanishing(bert(clean_text=True)),
        "kBlankForBert": vanishing(bert(clean_text=True), " "),
        "kSpacedByBert": {c for c in ALL if bert(handle_chinese_chars=True).normalize_str(chr(c)) == f" {chr(c)} "},
        "kNonspacingForBert": vanishing(bert(strip_accents=True)),
        "kAccents": vanishing(normalizers.StripAccents()),
        "kLateMarks": late_marks(),
        "kNotDecomposed": differences("NFD"),
        "kNotCompatible": differences("NFKD"),
        "kHan": matched(r"\p{Han}"),
        "kPatternWord": matched(r"\w"),
    }
    assert not differences("NFC")
    text = ""
    for name, codes in sets.items():
        values = [f"{{{a:#x},{b:#x}}}" for a, b in ranges(codes)]
        text += f"constexpr Range {name}[] = {{\n" + "\n".join(rows(values)) + "\n};\n"
    lowered = {c: lower.normalize_str(chr(c)) for c in ALL}
    changed = [(c, t) for c, t in lowered.items() if t != chr(c)]
    assert [c for c, t in changed if len(t) > 1] == [0x130]
    values = [f"{{{c:#x},{ord(t[0]):#x}}}" for c, t in changed]
    text += "constexpr Pair kLower[] = {\n" + "\n".join(rows(values)) + "\n};\n"
    write_inc("sets.inc", text)
    return {name: len(codes) for name, codes in sets.items()} | {"kLower": len(changed)}


if __name__ == "__main__":
    TABLES.mkdir(parents=True, exist_ok=True)
    of = write_categories()
    counts = write_sets()
    # Every class as ranges in hexadecimal.
    classes = {}
    for pattern in PATTERNS:
        inside = matched(pattern)
        classes[pattern] = " ".join(f"{a:x}-{b:x}" for a, b in ranges(inside))
    for pattern, other in COMPLEMENTS.items():
        assert matched(pattern) == set(ALL) - matched(other), pattern
    write_json(FIXTURES / "unicode/classes.json", classes)
    write_birth(FIXTURES / "unicode", "unicode_tables.py", ["tokenizers"], counts=counts, unicode=unicodedata.unidata_version)
    print(counts)
