"""HTTP/1.1 by hand, since the tests need answers that no library would give."""

import asyncio
import json

from answers import ANSWERS, parse


class Exchange:
    """One request on a connection, and the means to answer it."""

    def __init__(self, server, reader, writer, count):
        self.server, self.reader, self.writer, self.count = server, reader, writer, count
        self.method = self.target = ""
        self.headers, self.body, self.query = {}, b"", {}
        self.is_closed = False

    async def read(self):
        """False at the end of the connection."""
        line = await self.reader.readline()
        if not line:
            return False
        self.method, self.target, version = line.decode("ascii").split()
        assert version == "HTTP/1.1", version
        while line := (await self.reader.readline()).decode("latin-1").strip():
            name, _, value = line.partition(":")
            assert name.lower() not in self.headers, f"twice: {name}"
            self.headers[name.lower()] = value.strip()
        self.path, self.query = parse(self.target)
        if self.path != "/early":
            await self.read_body()
        return True

    async def read_body(self):
        assert not ("content-length" in self.headers and "transfer-encoding" in self.headers)
        if "content-length" in self.headers:
            self.body = await self.reader.readexactly(int(self.headers["content-length"]))
        elif self.headers.get("transfer-encoding") == "chunked":
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                self.body += await self.reader.readexactly(size)
                assert await self.reader.readexactly(2) == b"\r\n"
            assert await self.reader.readline() == b"\r\n"

    def number(self, name, default):
        return int(self.query.get(name, default))

    async def write(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def begin(self, status, headers):
        lines = [f"HTTP/1.1 {status} Said"] + [f"{name}: {value}" for name, value in headers.items()]
        await self.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    async def chunk(self, data):
        await self.write(b"%x\r\n%s\r\n" % (len(data), data))

    async def last_chunk(self):
        await self.write(b"0\r\n\r\n")

    async def reply(self, status, body, headers=None):
        length = {} if status == 204 else {"Content-Length": str(len(body))}
        await self.begin(status, length | (headers or {}))
        if self.method != "HEAD":
            await self.write(body)

    async def json(self, value):
        await self.reply(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    async def until_gone(self):
        await self.reader.read()
        self.server.journal["gone"] = self.server.journal.get("gone", 0) + 1
        self.close()

    def close(self):
        self.is_closed = True
        self.writer.transport.abort() if self.path == "/dead" else self.writer.close()


class Server:
    """All listeners of one kind of connection share a journal."""

    def __init__(self, journal):
        self.journal = journal

    async def serve(self, reader, writer):
        self.journal["connections"] = self.journal.get("connections", 0) + 1
        count = 0
        try:
            while True:
                count += 1
                exchange = Exchange(self, reader, writer, count)
                if not await exchange.read():
                    break
                key = f"{exchange.method} {exchange.path}"
                self.journal[key] = self.journal.get(key, 0) + 1
                function = ANSWERS.get(exchange.path)
                if function is None:
                    await exchange.reply(404, b"no such answer")
                else:
                    await function(exchange)
                if exchange.is_closed or exchange.path == "/early":
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
