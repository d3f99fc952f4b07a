"""Servers for the tests of HTTPClient, all on loopback ports of the system's choice.

Prints one line of JSON with ports, paths and pins when all listen, and ends when its standard input does.
"""

import asyncio
import json
import pathlib
import sys
import tempfile

from authority import Authority
from http1 import Server
from http2 import HTTP2


async def silent(reader, writer):
    """Accepts and never says a word."""
    await reader.read()
    writer.close()


def make_proxy(journal):
    async def proxy(reader, writer):
        """CONNECT only, with a password; tunnels to loopback whatever name was asked for."""
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        journal["proxy"] = request
        if "Proxy-Authorization: Basic dXNlcjpwcm94eS1wYXNz" not in request:
            writer.write(b"HTTP/1.1 407 Sign in\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        port = int(request.split()[1].rpartition(":")[2])
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Open\r\nX-Proxy: yes\r\n\r\n")

        async def pump(source, target):
            while data := await source.read(65536):
                target.write(data)
                await target.drain()
            target.close()

        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer), return_exceptions=True)

    return proxy


async def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        authority, journal, said, servers = Authority(folder), {}, {}, []
        said["authority"] = authority.path.read_text()
        said["authorityFile"] = str(authority.path)

        async def listen(kind, handler, context=None):
            server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context, backlog=1024)
            servers.append(server)
            said[kind] = server.sockets[0].getsockname()[1]

        await listen("http", Server(journal).serve)
        for kind in ["https", "other-name", "expired", "self-signed"]:
            names = ("other.example",) if kind == "other-name" else ("localhost", "device.test")
            context, pins = authority.context(kind, names)
            await listen(kind, Server(journal).serve, context)
            said[f"{kind}-pins"] = pins
        context, _ = authority.context("h2", protocols=("h2", "http/1.1"))
        await listen("h2", HTTP2(journal).serve, context)
        await listen("silent", silent)
        await listen("proxy", make_proxy(journal))
        print(json.dumps(said), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        for server in servers:
            server.close()


asyncio.run(main())
