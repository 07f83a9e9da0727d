"""Rendered conversations with the spans that are learned: ChatML by the real template engine, and the plain template."""

from transformers.utils.chat_template_utils import render_jinja_template

from chatml_template import CHATML, CHATML_MARKED
from common import FIXTURES, write_birth, write_cases

FOLDER = FIXTURES / "chat_templates"
SYSTEM = "You keep the tool room in order."
# name, add_generation_prompt, turns as role-content pairs
CONVERSATIONS = [
    ("one_turn", False, [("user", "Where is the brass ring?"), ("assistant", "In the blue drawer.")]),
    ("one_turn_prompt", True, [("user", "Where is the brass ring?")]),
    ("system", False, [("system", SYSTEM), ("user", "Who are you?"), ("assistant", "The keeper of the tools.")]),
    ("system_prompt", True, [("system", SYSTEM), ("user", "Who are you?")]),
    ("three_turns", False, [("user", "One?"), ("assistant", "1"), ("user", "Two?"), ("assistant", "2"), ("user", "Three?"), ("assistant", "3")]),
    ("three_turns_prompt", True, [("system", SYSTEM), ("user", "One?"), ("assistant", "1"), ("user", "Two?")]),
    ("chinese", False, [("system", "你看管工具房。"), ("user", "铜环在哪里？"), ("assistant", "在蓝色的抽屉里。"), ("user", "谢谢！"), ("assistant", "不客气，😀。")]),
    ("empty_answer", False, [("user", "Say nothing."), ("assistant", "")]),
    ("empty_user_and_system", False, [("system", ""), ("user", ""), ("assistant", "Nothing was asked.")]),
    ("white_space_stays", False, [("user", "  two lines\n\n"), ("assistant", "\n  indented\n\ttab \n")]),
    ("marks_inside_text", False, [("user", "What does <|im_end|> do?"), ("assistant", "It ends a turn: <|im_start|>x<|im_end|>\ndone {{ 1 }} {% if %}")]),
    ("combining_marks", False, [("user", "cafe\u0301?"), ("assistant", "e\u0301 and \u00e9, \U0001f469\u200d\U0001f467")]),
    ("tool_turn", False, [("user", "Weigh it."), ("assistant", "weigh()"), ("tool", "12 g"), ("assistant", "Twelve grams.")]),
    ("answer_first", False, [("assistant", "Hello, what shall we turn?"), ("user", "A bowl.")]),
    ("ends_with_answer_prompt", True, [("user", "Go on."), ("assistant", "I am")]),
    ("nothing", False, []),
    ("nothing_prompt", True, []),
]
INSTRUCTIONS = [
    ("with_input", "Name the colour.", "the door", "Blue."),
    ("no_input", "Name the colour of the door.", "", "Blue."),
    ("chinese", "说出颜色。", "那扇门", "蓝色。"),
    ("chinese_no_input", "门是什么颜色？", "", "蓝色的，😀。"),
    ("several_lines", "Add the numbers.\nShow the steps.", "1\n2\n3\n", "1 + 2 = 3\n3 + 3 = 6"),
    ("empty_answer", "Say nothing.", "", ""),
    ("labels_inside", "Explain 'Answer: '.", "Input: x\nAnswer: y", "Instruction: none"),
]


def in_bytes(text, spans):
    return [[len(text[:end].encode()) for end in span] for span in spans]


def chatml_case(name, prompt, turns):
    messages = [{"role": role, "content": content} for role, content in turns]
    [text], _ = render_jinja_template([messages], chat_template=CHATML, add_generation_prompt=prompt)
    [marked], [spans] = render_jinja_template(
        [messages], chat_template=CHATML_MARKED, add_generation_prompt=prompt, return_assistant_tokens_mask=True)
    assert marked == text
    answers = [content + "<|im_end|>" for role, content in turns if role == "assistant"]
    assert [text[b:e] for b, e in spans] == answers
    assert all(text[:b].endswith("<|im_start|>assistant\n") and text[e] == "\n" for b, e in spans)
    return {"name": name, "messages": messages, "add_generation_prompt": prompt, "text": text,
            "spans_chars": [list(s) for s in spans], "spans_bytes": in_bytes(text, spans)}


def plain_case(name, instruction, given, output):
    source = "Instruction: {{ instruction }}\n{% if input %}Input: {{ input }}\n{% endif %}Answer: "
    [prompt], _ = render_jinja_template([[]], chat_template=source, instruction=instruction, input=given)
    lines = [f"Instruction: {instruction}", f"Input: {given}", "Answer: "]
    assert prompt == "\n".join(line for line in lines if given or not line.startswith("Input: "))
    text = prompt + output
    spans = [[len(prompt), len(text)]]
    return {"name": name, "instruction": instruction, "input": given, "output": output, "prompt": prompt, "text": text,
            "spans_chars": spans, "spans_bytes": in_bytes(text, spans)}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "chatml.jinja").write_text(CHATML)
    (FOLDER / "chatml_marked.jinja").write_text(CHATML_MARKED)
    write_cases(FOLDER / "chatml.json", [chatml_case(*c) for c in CONVERSATIONS])
    write_cases(FOLDER / "instruction_input_answer.json", [plain_case(*c) for c in INSTRUCTIONS])
    write_birth(FOLDER, "chatml.py", ["jinja2", "transformers"], chatml_cases=len(CONVERSATIONS), plain_cases=len(INSTRUCTIONS))
