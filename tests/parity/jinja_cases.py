"""What transformers' own Jinja environment makes of small templates of ours: expressions, white space, statements."""

import copy
import datetime
import json

from transformers.utils.chat_template_utils import _compile_jinja_template

from common import FIXTURES, write_birth
from jinja_statements import STATEMENTS

FOLDER = FIXTURES / "jinja"
NOW = datetime.datetime(2025, 7, 10, 12, 0)
VARIABLES = {
    "t": "  Äpfel & <b>Birnen</b> 'süß' \n", "w": "one two  three", "e": "", "zh": "你好，世界", "n": 7, "z": 0, "m": -3, "f": 2.5, "g": 1e20, "h": 1.0, "yes": True,
    "no": False, "nil": None, "l": [3, 1, 2], "s": ["b", "A", "c", "a"], "el": [], "d": {"b": 1, "a": [1, None, True], "C": {"x": "y\"'"}}, "ed": {},
    "r": [{"k": "x", "v": 1, "o": {"p": 5}}, {"k": "y", "v": 0}, {"k": "X", "v": 2, "o": {"p": 4}}],
}
NAMES = [*VARIABLES, "missing"]

FILTERS = ["upper", "lower", "title", "capitalize", "trim", "length", "string", "list", "first", "last", "reverse|list", "join", "join(', ')", "sort", "unique|list", "min",
           "max", "sum", "int", "float", "abs", "round", "default('D')", "default('D', true)", "tojson", "tojson(indent=2)", "safe", "escape", "items|list", "dictsort",
           "indent", "indent(2, true)", "replace('e', '3')", "replace('n', 'N', 1)", "map('upper')|list", "select|list", "reject|list", "wordcount", "center(9)"]
TESTS = ["defined", "undefined", "none", "string", "mapping", "iterable", "sequence", "number", "integer", "float", "boolean", "true", "false", "odd", "even", "lower", "upper",
         "callable", "in [7, 'one two  three', none]", "equalto 7", "divisibleby 7", "not none", "sameas none", "gt 1"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", "and", "or", "in", "not in"]
OPERANDS = ["n", "m", "f", "yes", "nil", "w", "'e'", "l", "s", "d", "missing", "2"]
METHODS = ["w.split()", "w.split(' ')", "w.split(' ', 1)", "w.split(none, 1)", "w.rsplit(' ', 1)", "w.rsplit(none, 1)", "w.split('two')", "w.split('')", "' a b '.split(none, 1)", "' a '.split(none, 3)",
           "' a b '.rsplit(none, 1)", "' a '.rsplit(none, 3)", "t.split('&')", "'a\\nb\\r\\nc\\n'.splitlines()", "'a\\nb\\n'.splitlines(true)", "w.partition(' ')", "w.rpartition(' ')", "w.partition('x')", "w.rpartition('x')",
           "t.strip()", "t.lstrip()", "t.rstrip()", "w.strip('oe')", "w.lstrip('no')", "w.rstrip('e')", "zh.strip('你界')", "zh.replace('，', ', ')", "w.replace('o', '0', 1)", "w.replace('', '-')",
           "w.startswith('one')", "w.startswith(('x', 'o'))", "w.endswith('three')", "w.endswith(('x', 'y'))", "w.find('two')", "zh.find('世')", "w.find('x')", "w.rfind('e')", "w.index('t')", "w.index('x')",
           "w.count('e')", "w.count('')", "w.upper()", "t.lower()", "w.title()", "\"they're bill's\".title()", "'HELLO wORLD'.capitalize()", "'straße'.upper()", "', '.join(s)", "'-'.join('abc')", "','.join(l)",
           "'007'.isdigit()", "'a1'.isalnum()", "'ab'.isalpha()", "' \\t'.isspace()", "'aB'.islower()", "'AB1'.isupper()", "''.isupper()", "'7'.zfill(3)", "'-7'.zfill(4)", "w.removeprefix('one')", "w.removesuffix('one')",
           "d.keys()", "d.values()", "d.items()", "d.keys()|list", "d.get('b')", "d.get('q')", "d.get('q', 5)", "d.get([])", "d.pop('b')", "d.update({})", "l.append(4)", "l.index(2)", "l.index(9)", "l.count(1)", "s.sort()",
           "d.items", "d['items']", "{'items': 3}.items", "{'items': 3}['items']", "w.nothing()", "d.nothing()", "n.nothing", "nil.x", "missing.x", "missing[0]", "missing()", "n()", "w.upper"]
ACCESS = ["l[0]", "l[-1]", "l[9]", "l['0']", "l[1:]", "l[:-1]", "l[::-1]", "l[::2]", "l[-2:]", "l[5:]", "l[2:0:-1]", "l[::0]", "l[-9:9]", "l[yes]", "w[0]", "w[-1]", "w[99]", "w[1:3]", "w[::-1]", "zh[1]", "zh[1:3]", "zh[::-2]", "zh[:-1]",
          "d.b", "d['b']", "d.q", "d['q']", "d.a[1]", "d.C.x", "d['C']['x']", "d[0]", "e[0:3]", "n[0]", "d[1:2]", "r[0].o.p", "r[1].o.p", "r[1].o", "(1, 2)[1]", "{1: 'x', 'y': 2}[1]", "{1.0: 'x'}[1]", "{true: 'x'}[1]", "l.0", "missing[1:]"]
LITERALS = ["1", "1.0", "1e3", "1.5e-7", "1e16", "1e15", "123456789.125", "0.1 + 0.2", "1_000", "-2", "+3", "--2", "- 2|abs", "'a' 'b'", "\"it's\"", "'say \"it\\'s\"'", "'\\t\\n\\x41\\u00e9\\101\\q'", "true", "True", "none", "None", "[1, 'a', none, true, 1.5, []]",
            "(1,)", "()", "(1, 2)", "1, 2", "{'a': 1, \"b\": 'c', 3: none}", "{}", "['\\n', 'ä', '\\x07', '\\u200b', '\\xa0', \"'\", '\"', '\\\\']", "[[1], {'a': (2, 3)}]", "2 ** 3 ** 2", "-2 ** 2", "7 // 2", "-7 // 2", "-7 % 3", "7.5 // 2", "-7.5 % 2", "7 / 2",
            "1 / 0", "1 // 0", "1 % 0", "1 < 2 < 3", "1 < 2 > 3", "1 == 1.0", "true == 1", "'a' < 'b'", "[1, 2] < [1, 3]", "(1, 2) == [1, 2]", "none < 1", "not 1", "not not 1", "1 if n", "1 if z", "1 if z else 2", "1 if z else 2 if z else 3",
            "n if yes and not no else m", "1 or 0 and 0", "0 or 'x'", "'' and 1", "1 in l", "5 not in l", "'ne' in w", "'b' in d", "'x' in missing", "1 in n", "1 in w", "1 ~ 2 ~ 'x' ~ none", "1 + 2 ~ 3", "'x' * 3", "3 * [1]", "'x' * -1", "[1] + [2]", "[1] + (2,)",
            "n is odd and n is not even", "n is divisibleby(7)", "3 is in [1, 3]", "n is nosuchtest", "n|nosuchfilter", "'a'|safe + '<'", "'<'|escape + '<'", "'<' + 'a'|safe", "n.real", "range(3)", "range(1, 7, 2)|list", "range(3)|list", "range(3, 0, -1)|list", "range(0)", "range(0, 10, 4)", "range(5, 3)", "range(5, 0, -2)", "range(10)[2:8:3]", "range(1, 9, 2)[::-1]", "range(9)[5:3]", "range(9223372036854775800, 9223372036854775807, 5)", "range(100001)",
            "dict(a=1, b=2)", "dict({'x': 1}, y=2)", "namespace(a=1).a", "namespace({'a': 2}).a", "namespace(a=1).b", "raise_exception('no')", "nosuchfunction()", "strftime_now('%Y-%m-%d %H:%M %A %d %b %B %j')", "cycler(1, 2).next()", "joiner()()",
            "w|truncate_nothing if false else 'ok'", "9223372036854775807", "9007199254740993", "f|int", "'7'|int", "' 7.9 '|int", "'x'|int", "'x'|int(5)", "'ff'|int(0, 16)", "'1e3'|float", "'x'|float", "2.5|round", "3.5|round", "2.567|round(2)", "2.1|round(0, 'ceil')",
            "2.9|round(method='floor')", "7|round", "r|map(attribute='k')|list", "r|map(attribute='o.p')|list", "r|map(attribute='o.p', default=0)|list", "r|map(attribute='o')|map('default', 'no')|list", "r|selectattr('v')|map(attribute='k')|join", "r|rejectattr('v')|list",
            "r|selectattr('k', 'equalto', 'y')|list|length", "r|selectattr('o', 'defined')|map(attribute='v')|list", "r|selectattr('v', 'gt', 0)|first", "r|sort(attribute='k')|map(attribute='k')|list", "r|sort(attribute='k', case_sensitive=true)|map(attribute='k')|list", "r|sort(attribute='v', reverse=true)|map(attribute='v')|list",
            "s|sort(case_sensitive=true)", "s|sort(true)", "s|unique(true)|list", "r|sum(attribute='v')", "l|sum(start=10)", "l|select('odd')|list", "l|reject('gt', 1)|list", "l|map('string')|join('+')", "s|map('replace', 'a', 'z')|list", "r|join(', ', 'k')", "r|max(attribute='v')", "d|dictsort(true)", "d|dictsort(false, 'key', true)",
            "{'a': 2, 'b': 1}|dictsort(by='value')", "d|tojson(indent=4, sort_keys=true)", "d|tojson(separators=(',', ':'))", "[]|tojson(indent=2)", "{'a': [], 'b': {}}|tojson(indent=2)", "[1.0, 1e20, 1e-9, none, true, 'é\\n\\u2028']|tojson", "'é😀'|tojson(true)", "{1: 2, none: 3, true: 4}|tojson", "(1, 2)|tojson", "missing|tojson",
            "d.items()|tojson", "w|indent(4)", "'a\\n\\nb'|indent", "'a\\n\\nb'|indent(2, true, true)", "'a\\nb'|indent('> ')", "'xax'|trim('x')", "w|attr('upper')", "l|first|string|length", "el|first", "el|max", "el|first is defined", "(l|reverse) is iterable", "l|map('string')|length", "(l|map('string')) is sequence", "d.items() is sequence",
            "r|map(attribute='k')", "1 if l|map('string')", "w|length", "zh|length", "n|length", "l|join(d=1)", "w|replace('o')", "w|upper(1)", "namespace(1)", "[1, 2,]", "{'a': 1,}", "r[0]['o']['p']", "r[-1].k|lower", "'%s' is string", "\"a\" \"b\"|upper", "w|upper|lower|title", "not n == 7", "n == 7 == true", "(n)|string ~ 'x'", "l is iterable and l is not mapping", "n is not defined", "w is string is true"]


def compiled(source):
    template = _compile_jinja_template(source)
    template.globals["strftime_now"] = lambda form: NOW.strftime(form)
    return template


def case(source):
    try:
        return {"template": source, "output": compiled(source).render(**copy.deepcopy(VARIABLES)), "error": None}
    except Exception as fault:
        return {"template": source, "output": None, "error": f"{type(fault).__name__}: {fault}"}


def sources():
    for name in NAMES:
        yield from (f"{{{{ {name}|{filter_} }}}}" for filter_ in FILTERS)
        yield from (f"{{{{ {name} is {test} }}}}" for test in TESTS)
        yield from (f"{{{{ {name} }}}}", f"{{{{ [{name}] }}}}", f"{{% if {name} %}}yes{{% endif %}}", f"{{% for x in {name} %}}<{{{{ x }}}}>{{% else %}}none{{% endfor %}}")
    yield from (f"{{{{ {a} {op} {b} }}}}" for op in OPERATORS for a in OPERANDS for b in OPERANDS)
    yield from (f"{{{{ {one} }}}}" for one in METHODS + ACCESS + LITERALS)
    yield from STATEMENTS


# Their text names an address in memory or a class of Python's, or differs between versions of it.
def repeatable(made):
    return made["output"] is None or not any(mark in made["output"] for mark in ("object at 0x", "built-in method", "<generator", "<class", "reverseiterator", "list_reverseiterator"))


# Sets of Python's own that Lathe leaves out on purpose: whole numbers above 64 bits, formatting by %, members of numbers, complex numbers.
LEFT_OUT = {"{{ n.real }}", "{{ g|int }}", "{{ m ** f }}"} | {f"{{{{ {text} % {other} }}}}" for text in ("w", "'e'") for other in OPERANDS}

if __name__ == "__main__":
    cases = [made for made in map(case, dict.fromkeys(sources())) if made["template"] not in LEFT_OUT and repeatable(made)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(made) for made in cases)
    (FOLDER / "cases.json").write_text('{"variables": ' + json.dumps(VARIABLES) + ',\n"cases": [\n' + lines + "\n]}\n", encoding="ascii")
    write_birth(FOLDER, "jinja_cases.py", ["jinja2", "transformers"], cases=len(cases), clock=NOW.isoformat())
