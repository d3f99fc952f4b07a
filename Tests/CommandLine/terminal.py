"""A pseudo terminal with a program in it."""

import os
import pty
import select
import termios
import time


class Terminal:
    """Types at a program and waits for what it writes; the terminal's end closes it."""

    def __init__(self, *command: str, environment: dict[str, str] | None = None) -> None:
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.execve(command[0], list(command), {**os.environ, "TERM": "vt100", **(environment or {})})
        self.seen = ""

    @property
    def is_raw(self) -> bool:
        return not termios.tcgetattr(self.descriptor)[3] & termios.ICANON

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.descriptor)[3] & termios.ECHO)

    def wait_for(self, text: str, seconds: float = 60) -> str:
        """Reads until the text is there; gives what came before and with it."""
        end = time.monotonic() + seconds
        while text not in self.seen:
            ready, _, _ = select.select([self.descriptor], [], [], max(0, end - time.monotonic()))
            assert ready, f"«{text}» did not come; seen: {self.seen!r}"
            try:
                piece = os.read(self.descriptor, 65536).decode(errors="replace")
            except OSError:
                piece = ""
            assert piece, f"the program ended before «{text}»; seen: {self.seen!r}"
            self.seen += piece
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def resize(self, columns: int, rows: int) -> None:
        termios.tcsetwinsize(self.descriptor, (rows, columns))

    def type(self, text: str) -> None:
        os.write(self.descriptor, text.encode())

    def end(self) -> int:
        """Waits for the program's end; gives its exit status, negative for a signal."""
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        os.close(self.descriptor)
