"""How a vendor's pager asks for a key, and how it takes its question off the screen."""

from collections.abc import Callable
from dataclasses import dataclass


def backspaces(question: str) -> str:
    """Over the question with backspaces, blanks, and back again."""
    count = len(question) - 1
    return "\b" * count + " " * count + "\b" * count


def blanks(question: str) -> str:
    """Back to the line's start, blanks, and back again."""
    return "\r" + " " * len(question) + "\r"


def erase_line(question: str) -> str:
    """The terminal's own code that erases to the end of the line."""
    return "\r\x1b[K"


@dataclass(frozen=True)
class Pager:
    """``{percent}`` and ``{lines}`` in the question become what was shown; ``dump`` is the key for all the rest."""

    question: str
    erase: Callable[[str], str] = backspaces
    first: str = ""
    dump: bytes = b""

    def ask(self, shown: int, total: int) -> str:
        text = self.first if self.first and shown * 100 < total * 5 else self.question
        return text.replace("{percent}", str(min(99, shown * 100 // max(total, 1)))).replace("{lines}", f"1-{shown}")
