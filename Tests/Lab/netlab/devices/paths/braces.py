"""Reading a configuration in braces."""

import re

from .schema import Problem, Schema, Word, resolve

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{};\[\]])|([^\s{};\[\]]+)')


def read_braces(schema: Schema, text: str) -> list[list[str]] | str:
    """The paths that a text in braces and semicolons sets, or a sentence about what does not fit."""
    stack: list[list[Word]] = []
    words: list[Word] = []
    paths: list[list[str]] = []
    text = re.sub(r"/\*.*?\*/|^\s*#.*?$", "", text, flags=re.S | re.M)
    for match in TOKEN.finditer(text):
        sign = match[2]
        if sign == "{":
            stack.append(words)
            words = []
        elif sign in ("}", ";"):
            if sign == ";" or words:
                found = resolve(schema, [], [word for part in [*stack, words] for word in part])
                if isinstance(found, Problem):
                    return f"syntax error: {found.word}"
                paths += found
            words = []
            if sign == "}":
                if not stack:
                    return "syntax error: }"
                stack.pop()
        else:
            words.append(Word(match[1] if match[1] is not None else match[0], match.start()))
    return paths if not stack else "syntax error: missing }"
