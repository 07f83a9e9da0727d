"""Lathe's ChatML template, plain and with the marks that tell which output is learned; both render the same text."""

_TURN = "{{- '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}\n"
_HEAD = "{%- for message in messages %}\n"
_TAIL = "{%- endfor %}\n{%- if add_generation_prompt %}\n{{- '<|im_start|>assistant\\n' }}\n{%- endif %}\n"

CHATML = _HEAD + _TURN + _TAIL
CHATML_MARKED = (
    _HEAD
    + "{%- if message['role'] == 'assistant' %}\n"
    + "{{- '<|im_start|>assistant\\n' }}\n"
    + "{%- generation %}{{- message['content'] + '<|im_end|>' }}{%- endgeneration %}\n"
    + "{{- '\\n' }}\n"
    + "{%- else %}\n" + _TURN + "{%- endif %}\n"
    + _TAIL
)
