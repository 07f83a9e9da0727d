"""What transformers' template engine makes of Lathe's built-in templates, and which part of it is learned."""

import pathlib

from transformers.utils.chat_template_utils import render_jinja_template

from chatml import CONVERSATIONS, in_bytes
from common import FIXTURES, write_birth, write_cases

FOLDER = FIXTURES / "builtin_templates"
SOURCES = pathlib.Path(__file__).resolve().parents[2] / "resources" / "templates"
BEGIN, END = "<s>", "</s>"
# What stands before and behind an answer's content inside its learned part; whether the content's ends are stripped.
FRAMES = {"chatml": ("", "<|im_end|>", False), "llama2": (" ", " " + END, True), "llama3": ("", "<|eot_id|>", True), "alpaca": ("", END, False),
          "plain": (" ", END, False), "vicuna": (" ", END, False), "none": ("", END, False)}
INPUTS = [("Name the colour.", "the door", "Blue."), ("说出颜色。", "那扇门\n那扇窗", "蓝色。")]


def messages_of(turns):
    return [{"role": role, "content": content} for role, content in turns]


def conversations():
    for name, prompt, turns in CONVERSATIONS:
        yield name, prompt, messages_of(turns)
    for instruction, given, output in INPUTS:
        user = {"role": "user", "content": instruction + "\n" + given, "input": given}
        yield "input", False, [user, {"role": "assistant", "content": output}]
        yield "input_prompt", True, [user]


def rendered(template, messages, prompt):
    source = (SOURCES / f"{template}.jinja").read_text(encoding="utf-8")
    [text], _ = render_jinja_template([messages], chat_template=source, add_generation_prompt=prompt, bos_token=BEGIN, eos_token=END)
    return text


def spans(template, messages, text):
    """An answer begins where the prompt for it ends; what is learned of it is known beforehand."""
    before, behind, strip = FRAMES[template]
    found = []
    for place, message in enumerate(messages):
        if message["role"] != "assistant":
            continue
        prompt = rendered(template, messages[:place], True)
        answer = before + (message["content"].strip() if strip else message["content"]) + behind
        assert text.startswith(prompt + answer), (template, text, prompt)
        found.append([len(prompt), len(prompt) + len(answer)])
    return found


def case(template, name, prompt, messages):
    text = rendered(template, messages, prompt)
    return {"template": template, "name": name, "messages": messages, "add_generation_prompt": prompt, "text": text,
            "spans_bytes": in_bytes(text, spans(template, messages, text))}


if __name__ == "__main__":
    cases = [case(template, *one) for template in FRAMES for one in conversations()]
    write_cases(FOLDER / "cases.json", cases)
    write_birth(FOLDER, "builtin_templates.py", ["jinja2", "transformers"], cases=len(cases), begin=BEGIN, end=END)
