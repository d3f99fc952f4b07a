"""What stands behind a ``|``: the filters of the vendors' command lines."""

import re

KEEP = ("include", "match", "grep")
DROP = ("exclude", "except")
BEGIN = ("begin", "find")
NOTHING = ("no-more", "nomore", "cat")


def piped(text: str, pipe: str, words: tuple[str, ...] = ("include", "exclude", "begin", "section")) -> str | None:
    """The text behind ``| include …`` and its like; nothing when the pipe is not understood."""
    kind, _, pattern = pipe.strip().partition(" ")
    fitting = [word for word in words if kind and word.startswith(kind)]
    if not fitting:
        return None
    kind = fitting[0]
    try:
        expression = re.compile(pattern.strip().strip('"'))
    except re.error:
        return None
    lines = text.rstrip("\n").split("\n")
    if kind in NOTHING:
        return text
    if kind == "count":
        return f"Count: {len(lines)} lines\n"
    if kind in KEEP:
        lines = [line for line in lines if expression.search(line)]
    elif kind in DROP:
        lines = [line for line in lines if not expression.search(line)]
    elif kind in BEGIN:
        first = next((place for place, line in enumerate(lines) if expression.search(line)), len(lines))
        lines = lines[first:]
    elif kind == "section":
        lines = section_lines(lines, expression)
    else:
        return None
    return "\n".join([*lines, ""])


def section_lines(lines: list[str], expression: re.Pattern[str]) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in lines:
        if not line.startswith(" "):
            inside = expression.search(line) is not None
        if inside:
            kept.append(line)
    return kept
