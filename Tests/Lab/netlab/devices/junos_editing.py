"""Configuration mode of Junos: editing, comparing, committing, loading."""

from typing import TYPE_CHECKING, Any

from ..session.pipes import NOTHING, piped
from .paths.braces import read_braces
from .paths.schema import Problem, known, split
from .paths.shell import PathsShell
from .paths.style import edits
from .paths.tree import Tree, copied, find, put
from .shell import command

if TYPE_CHECKING:
    from .juniper_junos import Junos


class JunosEditing(PathsShell):
    """Three ways in: shared, exclusive (a lock, and nothing stays on exit) and private (an own copy)."""

    device: "Junos"
    not_found = "warning: statement not found\n"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.manner = ""
        self.shown_tree: Tree = {}
        self.shown_path: list[str] = []

    @command("configure", "configure exclusive", "configure private", "edit")
    async def configure(self, words: tuple[str, ...]) -> None:
        manner = words[1] if len(words) > 1 else ""
        if self.device.holder not in (None, self.session):
            user = self.device.secrets.username
            await self.say(
                f"error: configuration database locked by:\n  {user} terminal pts/0 (pid 4711) on since 2026-01-01"
                " 00:00:00 UTC\n      exclusive [edit]\n"
            )
            return
        if manner == "exclusive" and self.device.shared is not None and self.device.shared != self.device.running:
            await self.say("error: configuration database modified\n")
            return
        self.manner = manner
        self.begin()
        if manner != "private":
            self.candidate = self.device.candidate()
        if manner == "exclusive":
            self.device.holder = self.session
        if manner:
            await self.say("warning: uncommitted changes will be discarded on exit\n")
        await self.say("Entering configuration mode\n")
        if not manner and self.is_changed:
            await self.say("The configuration has been changed but not committed\n")

    def ended(self) -> None:
        if self.is_configuring and self.manner == "exclusive":
            self.replace(self.device.running)
        super().ended()

    def replace(self, tree: Tree) -> None:
        """The candidate becomes this, also for those who share it."""
        self.candidate.clear()
        self.candidate.update(copied(tree))

    @command("exit", "exit configuration-mode", "quit", "quit configuration-mode", mode="config")
    async def leave(self, words: tuple[str, ...]) -> None:
        if self.context and len(words) == 1:
            self.context = []
            return
        if self.is_changed:
            await self.say("The configuration has been changed but not committed\n")
            if self.manner:
                kind = (
                    f"warning: Auto rollback on exiting 'configure {self.manner}'\n"
                    if self.manner == "exclusive"
                    else ""
                )
                question = f"{kind}Discard uncommitted changes? [yes,no] (yes) "
            else:
                question = "Exit with uncommitted changes? [yes,no] (yes) "
            if (await self.ask(question)).lower() not in ("", "y", "yes"):
                return
            if self.manner:
                await self.say("\nwarning: discarding uncommitted changes\nload complete\n")
                self.replace(self.device.running)
        self.finish()
        await self.say("Exiting configuration mode\n")

    @command("edit <line>", mode="config")
    async def edit(self, words: tuple[str, ...]) -> str | None:
        line = "edit " + words[1]
        path = known(self.device.schema, self.context, split(line)[1:])
        if isinstance(path, Problem):
            return self.path_complaint(line, path)
        self.context = path
        return None

    @command("up", "top", "up <1-99>", mode="config")
    def up(self, words: tuple[str, ...]) -> None:
        levels = int(words[1]) if len(words) > 1 else 1
        self.context = [] if words[0] == "top" else self.context[: len(self.context) - levels]

    @command("run <line>", mode="config")
    async def run_operational(self, words: tuple[str, ...]) -> None:
        await self.execute(words[1], "exec")

    @command("show", "show <line>", mode="config")
    def show(self, words: tuple[str, ...]) -> str:
        return self.shown(self.candidate, " ".join(words[1:]), has_head=False)

    def shown(self, tree: Tree, rest: str, has_head: bool) -> str:
        """A part of the configuration in braces."""
        path = known(self.device.schema, self.context if self.is_configuring else [], split(rest))
        if isinstance(path, Problem):
            return self.path_complaint(f"show {rest}", path)
        below = find(tree, path)
        self.shown_tree = {} if below is None else below
        self.shown_path = path
        head = "## Last commit: 2026-01-01 00:00:00 UTC by netops\n" if has_head else ""
        schema = self.device.schema.at(path)
        return head + "\n".join([*self.device.style.render(self.shown_tree, schema, 0, len(path)), ""])

    def filter(self, text: str, words: tuple[str, ...], pipe: str) -> str | None:
        """Junos' own pipes: ``display set`` and ``compare``."""
        kept: str | None = text
        for part in pipe.split("|"):
            word = part.split()
            if word[:2] == ["display", "set"]:
                tree: Tree = {}
                inner = tree
                for step in self.shown_path:
                    inner = inner.setdefault(step, {})
                inner.update(self.shown_tree)
                kept = self.device.set_lines(tree) if self.shown_tree else ""
            elif word[:1] == ["compare"]:
                number = int(word[2]) if word[1:2] == ["rollback"] else 0
                kept = self.compared(self.device.running if number == 0 else self.device.history[number - 1])
            elif word[:1] == ["display"]:
                continue
            elif kept is not None and word[:1] not in [[each] for each in NOTHING]:
                kept = piped(kept, part, self.pipes)
        return kept

    def compared(self, before: Tree) -> str:
        rows: list[str] = []
        for path, lines in edits(before, self.candidate, self.device.schema, self.device.style):
            rows.append(f"[edit{''.join(' ' + word for word in path)}]")
            for line in lines:
                is_leaf = line.endswith(";") and line[1] != " "
                rows.append(f"{line[0]}{'  ' if is_leaf or not path else '   '}{line[1:]}")
        return "\n".join([*rows, ""]) if rows else ""

    @command("rollback [<0-49>]", mode="config")
    def rollback(self, words: tuple[str, ...]) -> str:
        number = int(words[1]) if len(words) > 1 else 0
        if number > len(self.device.history):
            return f"error: file not found: rollback {number}\n"
        self.replace(self.device.history[number - 1] if number else self.device.running)
        return "load complete\n"

    @command("commit check", mode="config")
    def check(self, words: tuple[str, ...]) -> str:
        return self.checked() or "configuration check succeeds\n"

    def checked(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        if self.device.faults.commit_message:
            return (
                f"[edit]\n  '{next(iter(self.candidate), '')}'\n    {self.device.faults.commit_message}\nerror:"
                " configuration check-out failed\n"
            )
        vlans = set(self.candidate.get("vlans", {}))
        for name, tree in self.candidate.get("interfaces", {}).items():
            for unit, inner in tree.get("unit", {}).items():
                members = find(inner, ["family", "ethernet-switching", "vlan", "members"]) or {}
                for member in members:
                    if member not in vlans and not member.isdecimal() and member != "all":
                        return (
                            f"[edit interfaces {name} unit {unit} family ethernet-switching vlan]\n  'members"
                            f" {member}'\n    vlan {member} configured under interface does not exist\nerror:"
                            " configuration check-out failed\n"
                        )
        return ""

    @command("commit", "commit and-quit", "commit comment <line>", "commit synchronize", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        problem = self.checked()
        if problem:
            return problem
        self.device.commit(self.candidate, self.session)
        self.device.confirmation.confirm()
        self.device.settle()
        if words[-1] == "and-quit" or words[-1].endswith(" and-quit"):
            self.finish()
            return "commit complete\nExiting configuration mode\n"
        return "commit complete\n"

    @command("commit confirmed [<1-65535>] [and-quit]", "commit confirmed <1-65535> comment <line>", mode="config")
    def commit_confirmed(self, words: tuple[str, ...]) -> str:
        problem = self.checked()
        if problem:
            return problem
        minutes = next((int(word) for word in words if word.isdecimal()), 10)
        before = self.device.commit(self.candidate, self.session)
        self.device.confirmation.begin(minutes * 60, lambda: self.device.take_back(before))
        text = (
            f"commit confirmed will be automatically rolled back in {minutes} minutes unless confirmed\ncommit"
            " complete\n"
        )
        if words[-1] == "and-quit":
            self.finish()
            return text + "Exiting configuration mode\n"
        return f"{text}\n# commit confirmed will be rolled back in {minutes} minutes\n"

    @command("load (set|merge|override|replace|update) terminal", mode="config")
    async def load(self, words: tuple[str, ...]) -> None:
        await self.say("[Type ^D at a new line to end input]\n")
        lines: list[str] = []
        while (line := await self.terminal.line("")) not in ("\x04", "\x03"):
            lines.append(line)
            self.device.journal.record("line", session=self.session, mode="config-load", line=line)
        problems = (
            [problem for problem in map(self.load_line, lines) if problem]
            if words[1] == "set"
            else self.load_braces(words[1], lines)
        )
        await self.say(
            "".join(problems) + ("load complete\n" if not problems else f"load complete ({len(problems)} errors)\n")
        )

    def load_line(self, line: str) -> str | None:
        if not line.strip():
            return None
        return self.put_line(line) if line.startswith("set") else self.cut_line(line)

    def load_braces(self, manner: str, lines: list[str]) -> list[str]:
        paths = read_braces(self.device.schema, "\n".join(lines))
        if isinstance(paths, str):
            return [f"{paths}\n"]
        if manner in ("override", "update"):
            self.candidate.clear()
        for path in paths:
            put(self.candidate, self.device.schema, path)
        return []
