"""What can go wrong with a switch, set while it runs."""

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


@dataclass
class Faults:
    rejections: list[Rejection] = field(default_factory=list)
    drop_after: int | None = None
    drop_at: tuple[re.Pattern[str], bool] | None = None
    delay: float = 0
    chunk: int | None = None
    noise: str | None = None
    wrong_password: bool = False
    wrong_enable: bool = False
    mute: bool = False
    pause_at: re.Pattern[str] | None = None
    session_limit: int | None = None

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

    def drop(self, line: str) -> str | None:
        """Whether the connection is cut at this configuration line: ``before`` or ``after`` it is carried out."""
        if self.drop_at is not None and self.drop_at[0].search(line):
            before = self.drop_at[1]
            self.drop_at = None
            return "before" if before else "after"
        if self.drop_after is not None:
            self.drop_after -= 1
            if self.drop_after <= 0:
                self.drop_after = None
                return "after"
        return None
