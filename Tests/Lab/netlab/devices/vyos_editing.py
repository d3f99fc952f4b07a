"""Configuration mode of VyOS and its relatives: an own copy, commit, save, and a reboot when nobody confirms."""

import time
from typing import TYPE_CHECKING

from .paths.schema import Problem, known, split
from .paths.shell import PathsShell
from .paths.style import edits
from .paths.tree import Tree, find, flat
from .shell import command

if TYPE_CHECKING:
    from .vyos import Vyos


class VyosEditing(PathsShell):
    """Each session edits its own copy."""

    device: "Vyos"
    not_found = "\n  Nothing to delete (the specified node does not exist)\n\n"

    @command("configure")
    def configure(self, words: tuple[str, ...]) -> None:
        self.begin()

    def path_complaint(self, line: str, problem: Problem) -> str:
        path = " ".join([*self.context, *(word.text for word in split(line)[1:])])
        verb = "Delete" if line.startswith("delete") else "Set"
        if problem.kind == "incomplete":
            return f"\n  Configuration path: [{path}] requires a value\n  {verb} failed\n\n"
        return f"\n  Configuration path: [{path}] is not valid\n  {verb} failed\n\n"

    @command("exit", "exit discard", mode="config")
    async def leave(self, words: tuple[str, ...]) -> None:
        if self.context and len(words) == 1:
            self.context = []
            return
        if self.is_changed and len(words) == 1:
            await self.say(
                "Cannot exit: configuration modified.\nUse 'exit discard' to discard the changes and exit.\n"
            )
            return
        self.finish()
        await self.say("exit\n")

    @command("discard", mode="config")
    def discard(self, words: tuple[str, ...]) -> str:
        if not self.is_changed:
            return "No changes have been discarded\n"
        context = self.context
        self.begin()
        self.context = context
        return "Changes have been discarded\n"

    @command("edit <line>", mode="config")
    def edit(self, words: tuple[str, ...]) -> str | None:
        path = known(self.device.schema, self.context, split(words[1]))
        if isinstance(path, Problem):
            return f"\n  Configuration path: [{words[1]}] is not valid\n\n"
        self.context = path
        return None

    @command("up", "top", mode="config")
    def up(self, words: tuple[str, ...]) -> None:
        self.context = [] if words[0] == "top" else self.context[:-1]

    @command("run <line>", mode="config")
    async def run_operational(self, words: tuple[str, ...]) -> None:
        await self.execute(words[1], "exec")

    @command("show", "show <line>", mode="config")
    def show(self, words: tuple[str, ...]) -> str:
        path = known(self.device.schema, self.context, split(" ".join(words[1:])))
        below = None if isinstance(path, Problem) else find(self.candidate, path)
        if isinstance(path, Problem) or below is None:
            return "Configuration under specified path is empty\n"
        return "\n".join(
            [f" {line}" for line in self.device.style.render(below, self.device.schema.at(path), 0, len(path))] + [""]
        )

    @command("compare", "compare saved", "compare <0-99>", mode="config")
    def compare(self, words: tuple[str, ...]) -> str:
        before = self.device.running
        if words[-1] == "saved":
            before = self.device.saved_tree()
        elif words[-1].isdecimal() and int(words[-1]) <= len(self.device.history):
            before = self.device.history[int(words[-1]) - 1]
        rows: list[str] = []
        for path, lines in edits(before, self.candidate, self.device.schema, self.device.style):
            rows += [f"[edit{''.join(' ' + word for word in path)}]", *lines]
        return "\n".join([*rows, ""]) if rows else "No changes between working and active configurations\n\n"

    def checked(self) -> str:
        """What stands against a commit; nothing when it may be done."""
        if self.device.faults.commit_message:
            return (
                f"[[{' '.join(list(self.candidate)[:1])}]] failed\n{self.device.faults.commit_message}\nCommit failed\n"
            )
        for kind, ports in self.candidate.get("interfaces", {}).items():
            for name, tree in ports.items():
                if "address" in tree and any("/" not in each and each != "dhcp" for each in tree["address"]):
                    return (
                        f"[ interfaces {kind} {name} address ]\nInvalid address\n\n[[interfaces {kind} {name}]]"
                        " failed\nCommit failed\n"
                    )
        return ""

    @command("commit", "commit comment <line>", mode="config")
    def commit(self, words: tuple[str, ...]) -> str:
        if not self.is_changed:
            return "No configuration changes to commit\n"
        problem = self.checked()
        if not problem:
            self.device.commit(self.candidate, self.session)
        return problem

    @command("commit-confirm [<1-120>]", "commit-confirm <1-120> comment <line>", mode="config")
    async def commit_confirm(self, words: tuple[str, ...]) -> str:
        """The device starts again from what is saved unless somebody confirms."""
        minutes = int(words[1]) if len(words) > 1 else 10
        if not self.is_changed:
            return "No configuration changes to commit\n"
        problem = self.checked()
        if problem:
            return problem
        await self.say(f"commit confirm will be automatically reboot in {minutes} minutes unless confirmed\n")
        if (await self.ask("Proceed? [confirm]")).lower() not in ("", "y", "yes"):
            return ""
        self.device.commit(self.candidate, self.session)
        self.device.confirmation.begin(minutes * 60, self.device.restart)
        return "[confirm]\n"

    @command("confirm", mode="config")
    def confirm(self, words: tuple[str, ...]) -> str:
        return "" if self.device.confirmation.confirm() else "No confirm pending\n"

    @command("save", mode="config")
    def save(self, words: tuple[str, ...]) -> str:
        self.device.save()
        return "Saving configuration to '/config/config.boot'...\nDone\n"

    @command("rollback <0-99>", mode="config")
    async def rollback(self, words: tuple[str, ...]) -> str:
        number = int(words[1])
        if not 0 < number <= len(self.device.history):
            return "Invalid revision\n"
        self.device.commit(self.device.history[number - 1], self.session)
        self.device.save()
        self.device.restart()
        return ""

    def commands_text(self, tree: Tree) -> str:
        return "".join(
            "set " + " ".join(self.word(path, place) for place in range(len(path))) + "\n" for path in flat(tree)
        )

    def word(self, path: tuple[str, ...], place: int) -> str:
        """Values stand in single quotes, keywords and names do not."""
        is_value = self.device.schema.at(list(path[:place])).is_leaf
        return f"'{path[place]}'" if is_value else path[place]

    def stamp(self) -> str:
        return time.strftime("%a %b %e %H:%M:%S UTC %Y", time.gmtime(self.device.changed))
