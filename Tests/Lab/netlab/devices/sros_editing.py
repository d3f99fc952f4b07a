"""Configuration mode of SR OS: candidates, commits that wait to be accepted, and the way through the contexts."""

from typing import TYPE_CHECKING, Any

from .paths.shell import PathsShell
from .paths.style import nested
from .paths.tree import copied, find
from .shell import command

if TYPE_CHECKING:
    from .nokia_sros import SrOs


class SrOsEditing(PathsShell):
    """``inside`` is true below ``configure``, where a line may be a path."""

    device: "SrOs"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.manner = ""
        self.waits = False
        self.inside = False

    @command("edit-config (private|exclusive|global|read-only)", "configure (private|exclusive|global|read-only)")
    async def configure(self, words: tuple[str, ...]) -> str:
        if self.device.holder not in (None, self.session):
            return (
                "MINOR: MGMT_CORE #2052: Exclusive datastore access unavailable - model-driven interface editing global"
                " candidate\n"
            )
        self.manner = words[1]
        self.begin()
        self.inside = words[0] == "configure"
        if self.manner in ("global", "exclusive"):
            self.candidate = self.device.candidate()
        if self.manner == "exclusive":
            self.device.holder = self.session
        other = "; access restricted" if self.manner == "read-only" else ""
        return f"INFO: CLI #2070: Entering {self.manner} configuration mode{other}\n" + (
            "INFO: CLI #2061: Uncommitted changes are discarded on configuration mode exit\n"
            if self.manner != "global"
            else ""
        )

    @command("quit-config", mode="config")
    async def leave(self, words: tuple[str, ...]) -> str | None:
        if self.is_changed and self.manner != "global":
            await self.say("INFO: CLI #2071: Uncommitted changes are discarded on configuration mode exit\n")
            if (await self.ask("Discard uncommitted changes? [y,n] ")).lower() != "y":
                return None
            self.discard(words)
        self.finish()
        self.inside = False
        return f"INFO: CLI #2074: Exiting {self.manner} configuration mode\n"

    def ended(self) -> None:
        """A commit that waits for its confirmation does not outlive the session."""
        if self.waits and self.device.confirmation.is_pending:
            self.device.confirmation.expire()
        super().ended()

    @command("exit", "back", "top", "exit all", mode="config")
    def up(self, words: tuple[str, ...]) -> None:
        if words[0] == "top" or words[-1] == "all" or not self.context:
            self.context, self.inside = [], False
            return
        parent = self.device.schema.at(self.context[:-1])
        self.context = self.context[
            : len(self.context) - (2 if parent.parameter is not None and self.context[-1] not in parent.children else 1)
        ]

    @command("info", "info flat", "info json", mode="config")
    def info(self, words: tuple[str, ...]) -> str:
        below = find(self.candidate, self.context) or {}
        schema = self.device.schema.at(self.context)
        lines = self.device.style.render(below, schema, 0, 1)
        return "\n".join([*([f"    {line}" for line in lines]), ""])

    @command("compare", "compare summary", mode="config")
    def compare(self, words: tuple[str, ...]) -> str:
        lines = nested(self.device.running, self.candidate, self.device.schema, self.device.style, 1)
        return "\n".join([*lines, ""]) if lines else ""

    @command("discard", mode="config")
    def discard(self, words: tuple[str, ...]) -> None:
        self.candidate.clear()
        self.candidate.update(copied(self.device.running))

    @command("validate", mode="config")
    def validate(self, words: tuple[str, ...]) -> str:
        return self.problem()

    def problem(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        message = self.device.faults.commit_message
        if message:
            return f"MINOR: MGMT_CORE #3001: configure {next(iter(self.candidate), '')} - {message}\n"
        ports = set(self.candidate.get("port", {}))
        for name, tree in (find(self.candidate, ["router", "Base", "interface"]) or {}).items():
            for port in tree.get("port", {}):
                if port.partition(":")[0] not in ports:
                    return (
                        f'MINOR: MGMT_CORE #224: configure router "Base" interface "{name}" port - Entry does not exist'
                        f" - configure port {port}\n"
                    )
        return ""

    @command("commit", "commit comment <line>", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        if self.manner == "read-only":
            return "MINOR: MGMT_CORE #2051: Operation not permitted in read-only mode\n"
        problem = self.problem()
        if not problem:
            self.device.commit(self.candidate, self.session)
            self.device.confirmation.confirm()
        return problem

    @command("commit confirmed [<1-168>]", mode="config")
    def commit_confirmed(self, words: tuple[str, ...]) -> str:
        problem = self.problem()
        if problem:
            return problem
        before = self.device.commit(self.candidate, self.session)
        self.waits = True
        minutes = int(words[2]) if len(words) > 2 else 10
        self.device.confirmation.begin(minutes * 60, lambda: self.device.take_back(before))
        return ""

    @command("commit confirmed (accept|cancel)", mode="config")
    def settle(self, words: tuple[str, ...]) -> str:
        if not self.device.confirmation.is_pending:
            return "MINOR: MGMT_CORE #2453: Commit confirmed not in progress\n"
        if words[-1] == "accept":
            self.device.confirmation.confirm()
        else:
            self.device.confirmation.expire()
        return ""

    @command("rollback <1-50>", mode="config")
    def rollback(self, words: tuple[str, ...]) -> str:
        number = int(words[1])
        if number > len(self.device.history):
            return "MINOR: MGMT_CORE #2302: Rollback checkpoint does not exist\n"
        self.candidate.clear()
        self.candidate.update(copied(self.device.history[number - 1]))
        return ""
