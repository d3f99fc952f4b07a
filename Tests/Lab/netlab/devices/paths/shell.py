"""A session with a device that has a candidate: what the platforms' own shells are made from."""

from typing import Any, ClassVar

from ...session.terminal import Cut
from ...switch.grammar import Mismatch
from ..shell import VendorShell
from .device import PathsDevice
from .schema import Problem, known, resolve, split
from .tree import Tree, copied, cut, put


class PathsShell(VendorShell):
    """Operational mode and configuration mode; the candidate is the session's own unless a platform shares it."""

    device: PathsDevice
    not_found: ClassVar[str] = ""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.is_configuring = False
        self.context: list[str] = []
        self.candidate: Tree = {}

    @property
    def mode(self) -> str:
        return "config" if self.is_configuring else "exec"

    @property
    def is_changed(self) -> bool:
        return self.candidate != self.device.running

    async def handle(self, line: str) -> None:
        if line in ("\x03", "\x1a", "\x04") or not line.strip():
            return
        if not self.is_configuring:
            await self.execute(line, "exec")
            return
        word = line.split()[0]
        if word in ("set", "delete"):
            await self.change(line, lambda: self.put_line(line) if word == "set" else self.cut_line(line))
        else:
            await self.execute(line, "config")

    async def run(self) -> None:
        try:
            await super().run()
        finally:
            self.ended()

    def ended(self) -> None:
        """The session is over, however that came about."""
        if self.device.holder == self.session:
            self.device.holder = None

    def put_line(self, line: str, skip: int = 1) -> str | None:
        """Sets the paths on a line behind its first words; gives the complaint."""
        paths = resolve(self.device.schema, self.context, split(line)[skip:])
        if isinstance(paths, Problem):
            return self.path_complaint(line, paths)
        for path in paths:
            put(self.candidate, self.device.schema, path)
        return None

    def cut_line(self, line: str, skip: int = 1) -> str | None:
        """Deletes the path on a line behind its first words; gives the complaint."""
        path = known(self.device.schema, self.context, split(line)[skip:])
        if isinstance(path, Problem):
            return self.path_complaint(line, path)
        if path == self.context and not path:
            self.candidate.clear()
            return None
        return None if cut(self.candidate, self.device.schema, path) else self.not_found or None

    def path_complaint(self, line: str, problem: Problem) -> str:
        """What the vendor prints for a path that it does not know."""
        kind = {"unknown": "invalid"}.get(problem.kind, problem.kind)
        return self.complaint(line, Mismatch(kind, problem.column))

    def rejection_text(self, line: str) -> str:
        words = split(line)
        last = words[-1] if words else None
        return self.path_complaint(line, Problem("unknown", last.text if last else "", last.column if last else 0))

    def begin(self) -> None:
        self.is_configuring, self.context, self.candidate = True, [], copied(self.device.running)

    def finish(self) -> None:
        """Back to operational mode."""
        self.is_configuring, self.context = False, []
        if self.device.holder == self.session:
            self.device.holder = None

    async def restart(self, question: str) -> None:
        """Asks, and starts the device again."""
        if (await self.ask(question)).lower() in ("y", "yes"):
            self.device.boot()
            raise Cut
