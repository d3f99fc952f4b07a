"""A way to the database that can be cut, or swallow what it is given."""

import shutil
import socket
import tempfile
import threading
from pathlib import Path

NAME = ".s.PGSQL.5432"


class Proxy:
    """A Unix socket whose connections go on to the server's."""

    def __init__(self, server_folder: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ns-proxy-"))
        self.upstream = str(server_folder / NAME)
        self.passes = threading.Event()
        self.passes.set()
        self.pairs: set[tuple[socket.socket, socket.socket]] = set()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.folder / NAME))
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"postgresql://netstacks@/netstacks?host={self.folder}"

    def accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(self.upstream)
            except OSError:
                near.close()
                continue
            self.pairs.add((near, far))
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self.pump, args=(source, target), daemon=True).start()

    def pump(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                # What is swallowed comes out late, as from a network that was away.
                self.passes.wait()
                target.sendall(data)
        except OSError:
            pass
        self.end((source, target))

    def end(self, pair: tuple[socket.socket, socket.socket]) -> None:
        for each in pair:
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        self.pairs.discard(pair)
        self.pairs.discard((pair[1], pair[0]))

    def cut(self) -> None:
        """Every connection breaks, whatever is under way; new ones may come."""
        for pair in list(self.pairs):
            self.end(pair)

    def swallow(self) -> None:
        """Connections stay open, and nothing goes through."""
        self.passes.clear()

    def let_pass(self) -> None:
        self.passes.set()

    def close(self) -> None:
        self.listener.close()
        self.passes.set()
        self.cut()
        shutil.rmtree(self.folder, ignore_errors=True)
