"""Candidates of SR Linux: shared, exclusive or private; commits that wait to be accepted."""

from typing import TYPE_CHECKING, Any

from .paths.shell import PathsShell
from .paths.style import nested
from .paths.tree import copied, find, flat, quoted
from .shell import command

if TYPE_CHECKING:
    from .nokia_srl import Srl

COMMITTED = "All changes have been committed. "


class SrlEditing(PathsShell):
    """``place`` is what the line above the prompt says: running, state or a candidate."""

    device: "Srl"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.place = "running"

    @command("enter candidate [(private|exclusive)] [name <word>]")
    async def configure(self, words: tuple[str, ...]) -> str | None:
        if self.device.holder not in (None, self.session):
            return "Error: Failed to create candidate: exclusive candidate is already in use\n"
        manner = "private" if "private" in words else "exclusive" if "exclusive" in words else "shared"
        name = words[-1] if "name" in words else f"private-{self.username}" if manner == "private" else "default"
        self.begin()
        if manner != "private":
            self.candidate = self.device.candidate()
        if manner == "exclusive":
            self.device.holder = self.session
        self.place = f"candidate {manner} {name}"
        return None

    @command("enter (running|state)", mode="config")
    def enter_running_inside(self, words: tuple[str, ...]) -> None:
        self.finish()
        self.place = words[1]

    @command("enter (running|state)")
    def enter_running(self, words: tuple[str, ...]) -> None:
        self.place = words[1]

    @command("quit", "exit", "back", "exit all", "/", mode="config")
    def up(self, words: tuple[str, ...]) -> str | None:
        if words[0] == "quit":
            if self.is_changed and "private" in self.place:
                return "Error: Current candidate has uncommitted changes. Commit or discard them first.\n"
            self.finish()
            self.place = "running"
            return None
        parent = self.device.schema.at(self.context[:-1])
        steps = 2 if self.context and parent.parameter is not None else 1
        self.context = [] if words[-1] in ("all", "/") else self.context[: max(0, len(self.context) - steps)]
        return None

    @command("diff", "diff flat", mode="config")
    def diff(self, words: tuple[str, ...]) -> str:
        if words[-1] == "flat":
            before, after = set(flat(self.device.running)), set(flat(self.candidate))
            rows = [f"delete / {' '.join(path)}" for path in sorted(before - after)]
            return "\n".join(
                [*rows, *(f"insert / {' '.join(quoted(word) for word in path)}" for path in sorted(after - before)), ""]
            )
        lines = nested(self.device.running, self.candidate, self.device.schema, self.device.style, 1)
        return "\n".join([*lines, ""]) if lines else ""

    def problem(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        message = self.device.faults.commit_message
        if message:
            return f"Error: Commit failed\nError in path: .{next(iter(self.candidate), '')}\n    {message}\n"
        for name, tree in self.candidate.get("network-instance", {}).items():
            for interface in tree.get("interface", {}):
                port, _, number = interface.partition(".")
                if number != "0" and find(self.candidate, ["interface", port, "subinterface", number]) is None:
                    return (
                        "Error: Commit failed\nError in path:"
                        f" .network-instance{{.name=={name}}}.interface{{.name=={interface}}}\n    Subinterface"
                        f" '{interface}' does not exist\n"
                    )
        return ""

    @command("commit validate", mode="config")
    def validate(self, words: tuple[str, ...]) -> str:
        return self.problem() or "All changes are valid.\n"

    @command("commit (stay|now|save) [comment <line>]", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        self.device.commit(self.candidate, self.session)
        if words[1] == "save":
            self.device.save()
        if words[1] == "now":
            self.finish()
            self.place = "running"
            return f"{COMMITTED}Leaving candidate mode.\n"
        return f"{COMMITTED}Starting new transaction.\n"

    @command("commit confirmed [timeout <1-86400>]", mode="config")
    def commit_confirmed(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        before = self.device.commit(self.candidate, self.session)
        seconds = int(words[-1]) if words[-1].isdecimal() else 600
        self.device.confirmation.begin(seconds, lambda: self.device.take_back(before))
        return (
            f"Commit confirmed ({seconds} seconds to confirm)\nAll changes have been committed. Starting new"
            " transaction.\n"
        )

    @command("commit (confirmed-accept|confirmed-reject)", mode="config")
    def settle(self, words: tuple[str, ...]) -> str:
        if not self.device.confirmation.is_pending:
            return "Error: There is no confirmed commit in progress\n"
        if words[1] == "confirmed-accept":
            self.device.confirmation.confirm()
            return "Commit confirmed accepted\n"
        self.device.confirmation.expire()
        return "Commit confirmed rejected\n"

    @command("discard (stay|now)", mode="config")
    def discard(self, words: tuple[str, ...]) -> str:
        self.candidate.clear()
        self.candidate.update(copied(self.device.running))
        if words[1] == "now":
            self.finish()
            self.place = "running"
            return "All changes have been discarded. Leaving candidate mode.\n"
        return "All changes have been discarded. Starting new transaction.\n"

    @command("save startup", "tools system configuration save")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return (
            "/system:\n    Saved current running configuration as initial (startup) configuration"
            " '/etc/opt/srlinux/config.json'\n\n"
        )

    @command("save startup", mode="config")
    def save_inside(self, words: tuple[str, ...]) -> str:
        return self.save(words)
