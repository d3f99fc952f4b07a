"""What can go wrong with a device, set while it runs."""

import asyncio
import re
from dataclasses import dataclass, field


@dataclass
class Rejection:
    pattern: re.Pattern[str]
    message: str | None
    times: int | None


@dataclass
class Pause:
    """A line that waits; ``released`` resolves to whether it may be carried out."""

    line: str
    session: str
    released: asyncio.Future[bool]


@dataclass(slots=True)
class Faults:
    rejections: list[Rejection] = field(default_factory=list)
    drop_after: int | None = None
    drop_at: tuple[re.Pattern[str], bool] | None = None
    drop_output: int | None = None
    delay: float = 0
    chunk: int | None = None
    noise: str | None = None
    pager: bool = False
    huge: float = 0
    banner: str | None = None
    wrong_password: bool = False
    wrong_enable: bool = False
    lock_out: int | None = None
    refused_logins: int = 0
    hang: str | None = None
    mute: bool = False
    pause_at: re.Pattern[str] | None = None
    session_limit: int | None = None
    commit_message: str | None = None

    @property
    def is_locked_out(self) -> bool:
        return self.lock_out is not None and self.refused_logins >= self.lock_out

    def rejection(self, line: str) -> Rejection | None:
        """The rule that rejects this line, used up by one."""
        for rule in self.rejections:
            if rule.pattern.search(line):
                if rule.times is not None:
                    rule.times -= 1
                    if rule.times == 0:
                        self.rejections.remove(rule)
                return rule
        return None

    def drop_line(self, line: str) -> str | None:
        """Whether the connection is cut at this line: ``before`` or ``after`` it is carried out."""
        if self.drop_at is not None and self.drop_at[0].search(line):
            before = self.drop_at[1]
            self.drop_at = None
            return "before" if before else "after"
        return None

    def counts_down(self) -> bool:
        """Whether the connection is cut after this configuration line, because enough were carried out."""
        if self.drop_after is None:
            return False
        self.drop_after -= 1
        if self.drop_after > 0:
            return False
        self.drop_after = None
        return True

    def swell(self, text: str) -> str:
        """The text with the megabytes put in before its last line; used up by one output."""
        size, self.huge = int(self.huge * 1_000_000), 0
        line = "! filler " + "0123456789" * 6 + "\n"
        body, _, last = text.rstrip("\n").rpartition("\n")
        return f"{body}\n{line * (size // len(line) + 1)}{last}\n"
