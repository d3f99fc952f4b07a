"""A session with a vendor's device: its commands stand beside the methods that carry them out."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from ..session import shell
from ..session.pager import Pager
from ..session.pipes import NOTHING, piped
from ..switch.grammar import Grammar, Mismatch

Answer = str | None | Awaitable[str | None]
Method = TypeVar("Method", bound=Callable[..., Any])

ALSO = {"exec": ("user",)}


def command(*patterns: str, mode: str = "exec") -> Callable[[Method], Method]:
    """Says which commands a method carries out. What it gives back is printed through the pager."""

    def mark(method: Method) -> Method:
        method.patterns = patterns, mode  # type: ignore[attr-defined]
        return method

    return mark


class VendorShell(shell.Shell):
    """Reads commands by the patterns of its methods, and prints what they give back."""

    pager: ClassVar[Pager] = Pager("--More--")
    pipes: ClassVar[tuple[str, ...]] = ("include", "exclude", "begin", "section", "count", "no-more")
    interfaces: ClassVar[tuple[str, ...]] = ()
    scrolls: ClassVar[bool] = False
    commands: ClassVar[dict[str, Grammar[str]]] = {}

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.terminal.pager = self.pager
        self.terminal.scrolls = self.scrolls

    def __init_subclass__(cls) -> None:
        """Gathers the commands of the class and those it is made from; an override may do without its own patterns."""
        found: dict[str, tuple[tuple[str, ...], str]] = {}
        for base in reversed(cls.__mro__):
            for name, method in vars(base).items():
                if hasattr(method, "patterns"):
                    found[name] = method.patterns
        modes = {mode for _, mode in found.values()} | {"user", "exec", "config"}
        cls.commands = {mode: Grammar(interfaces=cls.interfaces) for mode in modes}
        for mode, grammar in cls.commands.items():
            for name, (patterns, own) in found.items():
                if own == mode or own in ALSO.get(mode, ()):
                    for pattern in patterns:
                        grammar.add(pattern, name)

    async def execute(self, line: str, mode: str) -> None:
        """Carries out a command and prints its answer, or the vendor's complaint."""
        typed, bar, pipe = line.partition("|")
        if not typed.strip():
            return
        result = self.commands[mode].read(typed.rstrip())
        if isinstance(result, Mismatch):
            await self.refuse(line, self.complaint(line, result))
            return
        await self.answer(line, result.target, result.words, pipe if bar else None)

    async def answer(self, line: str, name: str, words: tuple[str, ...], pipe: str | None = None) -> None:
        text = getattr(self, name)(words)
        if inspect.isawaitable(text):
            text = await text
        if text is None:
            return
        if pipe is not None:
            text = self.filter(text, words, pipe)
            if text is None:
                await self.refuse(line, self.complaint(line, Mismatch("invalid", line.index("|") + 2)))
                return
        await self.print(text, pages=pipe is None or not any(part.strip() in NOTHING for part in pipe.split("|")))

    async def print(self, text: str, pages: bool = True) -> None:
        """Sends a command's answer, through the pager unless the command says otherwise."""
        length = self.terminal.length
        if not pages:
            self.terminal.length = 0
        await self.terminal.page(text)
        self.terminal.length = length

    def filter(self, text: str, words: tuple[str, ...], pipe: str) -> str | None:
        """The text behind the pipes; nothing when one is not understood."""
        kept: str | None = text
        for part in pipe.split("|"):
            kept = None if kept is None else piped(kept, part, self.pipes)
        return kept

    async def refuse(self, line: str, text: str) -> None:
        self.device.journal.record("rejected", session=self.session, line=line, message=text.strip())
        await self.say(text)

    def complaint(self, line: str, mismatch: Mismatch) -> str:
        """What the vendor prints for a line that it does not understand: invalid, incomplete or ambiguous."""
        return f"% Invalid input: {line}\n"

    def rejection_text(self, line: str) -> str:
        return self.complaint(line, Mismatch("invalid", len(line) - len(line.lstrip())))

    def caret(self, mismatch: Mismatch) -> str:
        """A line with ``^`` below the column that does not fit."""
        return " " * (len(self.prompt) + mismatch.column) + "^\n"
