"""How IOS goes back to a configuration: the archive, ``configure replace`` and the revert timer."""

import time
from typing import TYPE_CHECKING

from ..session import shell
from .editor import Editor

if TYPE_CHECKING:
    from .device import Switch

NO_ARCHIVE = "%Error: Archive path is not configured\n"


class Rollback(shell.Shell):
    """The commands that keep and bring back configurations; the others stand in the shell that is made from this."""

    device: "Switch"
    editor: Editor | None

    async def do_revert_timer(self, words: tuple[str, ...]) -> None:
        """``configure terminal revert timer MINUTES``: what is not confirmed in time is taken back."""
        path = self.device.archive_path
        if not path:
            await self.say(NO_ARCHIVE)
            return
        minutes = int(words[-1])
        name = self.device.archive()
        before = self.device.configuration.render()
        await self.say(f"Rollback Confirmed Change: Backing up current running config to {name}\n\n")
        await self.say("Enter configuration commands, one per line.  End with CNTL/Z.\n")
        self.device.confirmation.begin(minutes * 60, lambda: self.device.replace(before))
        self.editor = Editor(self.device.configuration)

    async def do_confirm(self, words: tuple[str, ...]) -> None:
        if not self.device.confirmation.confirm():
            await self.say("%No Rollback Confirmed Change pending\n")

    async def do_revert_now(self, words: tuple[str, ...]) -> None:
        if not self.device.confirmation.is_pending:
            await self.say("%No Rollback Confirmed Change pending\n")
            return
        self.device.confirmation.expire()

    async def do_replace(self, words: tuple[str, ...]) -> None:
        """``configure replace URL [force]``: the whole configuration becomes that of the file."""
        text = self.device.startup_text() if words[2] == "nvram:startup-config" else self.device.files.get(words[2])
        if text is None:
            await self.say(f"%Error opening {words[2]} (No such file or directory)\n")
            return
        if "force" not in words:
            await self.say(
                "This will apply all necessary additions and deletions\nto replace the current running configuration"
                " with the\ncontents of the specified configuration file, which is\nassumed to be a complete"
                " configuration, not a partial\n"
            )
            if (
                not (await self.ask("configuration. Enter Y if you are sure you want to proceed. ? [no]: "))
                .lower()
                .startswith("y")
            ):
                return
        self.device.replace(text)
        self.device.journal.record("replaced", session=self.session, file=words[2])
        await self.say("\nTotal number of passes: 1\nRollback Done\n\n")

    async def do_archive(self, words: tuple[str, ...]) -> None:
        if not self.device.archive_path:
            await self.say(NO_ARCHIVE)
            return
        self.device.archive()

    async def do_copy_to_file(self, words: tuple[str, ...]) -> None:
        name = words[2].partition(":")[2]
        await self.ask(f"Destination filename [{name}]? ")
        text = self.device.configuration.render()
        self.device.files[words[2]] = text
        await self.say(f"{len(text)} bytes copied in 0.812 secs ({len(text)} bytes/sec)\n")

    async def do_show_archive(self, words: tuple[str, ...]) -> None:
        archived = [name for name in self.device.files if name.startswith(self.device.archive_path or "\0")]
        if not self.device.archive_path:
            await self.say("Archive feature not enabled\n\n")
            return
        rows = [
            "The maximum archive configurations allowed is 10.",
            f"There are currently {len(archived)} archive configurations saved.",
        ]
        rows.append(f"The next archive file will be named {self.device.archive_path}-<timestamp>-{len(archived)}")
        rows += [" Archive #  Name", *(f"   {number}        {name}" for number, name in enumerate(archived, start=1))]
        await self.say("\n".join([*rows, ""]))


def archive_name(path: str, number: int) -> str:
    return f"{path}-{time.strftime('%b-%d-%H-%M-%S', time.gmtime())}.000-{number}"
