"""What the server answers, by path. An answer writes to `Exchange`, which knows HTTP/1.1; HTTP/2 has its own few paths."""

import asyncio
import gzip
import urllib.parse

ANSWERS = {}


def answer(path):
    def register(function):
        ANSWERS[path] = function
        return function

    return register


@answer("/echo")
async def echo(exchange):
    await exchange.json(
        {
            "method": exchange.method,
            "target": exchange.target,
            "headers": exchange.headers,
            "body": exchange.body.decode("utf-8", "replace"),
            "size": len(exchange.body),
        }
    )


@answer("/journal")
async def journal(exchange):
    await exchange.json(exchange.server.journal)


@answer("/status")
async def status(exchange):
    await exchange.reply(exchange.number("code", 200), b"as asked")


@answer("/chunked")
async def chunked(exchange):
    await exchange.begin(200, {"Transfer-Encoding": "chunked"})
    for index in range(exchange.number("count", 3)):
        await exchange.chunk(f"piece {index}\n".encode())
    await exchange.last_chunk()


@answer("/drip")
async def drip(exchange):
    """Pieces with a pause between them."""
    await exchange.begin(200, {"Transfer-Encoding": "chunked", "Content-Type": "text/event-stream"})
    for index in range(exchange.number("count", 10)):
        await exchange.chunk(f"data: {index}\n\n".encode())
        await asyncio.sleep(exchange.number("every", 10) / 1000)
    await exchange.last_chunk()


@answer("/mute")
async def mute(exchange):
    """No answer at all, until the client goes."""
    await exchange.until_gone()


@answer("/stall")
async def stall(exchange):
    """Half of a body, then nothing."""
    await exchange.begin(200, {"Content-Length": "20"})
    await exchange.write(b"0123456789")
    await exchange.until_gone()


@answer("/endless")
async def endless(exchange):
    """As much as the client takes; the journal says how much that was."""
    await exchange.begin(200, {"Transfer-Encoding": "chunked"})
    block = b"x" * 65536
    try:
        while True:
            await exchange.chunk(block)
            exchange.server.journal["endless"] = exchange.server.journal.get("endless", 0) + len(block)
    except (ConnectionError, asyncio.CancelledError):
        exchange.server.journal["endless-ended"] = True
        raise


@answer("/truncated")
async def truncated(exchange):
    await exchange.begin(200, {"Content-Length": "100"})
    await exchange.write(b"only this")
    exchange.close()


@answer("/truncated-chunks")
async def truncated_chunks(exchange):
    await exchange.begin(200, {"Transfer-Encoding": "chunked"})
    await exchange.chunk(b"only this")
    exchange.close()


@answer("/dead")
async def dead(exchange):
    """The connection ends without an answer."""
    exchange.close()


@answer("/dead-when-reused")
async def dead_when_reused(exchange):
    if exchange.count > 1:
        exchange.close()
    else:
        await exchange.reply(200, b"first")


@answer("/no-http")
async def no_http(exchange):
    await exchange.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    exchange.close()


@answer("/huge-header")
async def huge_header(exchange):
    await exchange.begin(200, {"Content-Length": "0"} | {f"X-{index}": "y" * 8000 for index in range(40)})


@answer("/size")
async def size(exchange):
    count = exchange.number("bytes", 1000)
    await exchange.begin(200, {"Content-Length": str(count)})
    for start in range(0, count, 65536):
        await exchange.write(b"z" * min(65536, count - start))


@answer("/gzip")
async def zipped(exchange):
    wants = "gzip" in exchange.headers.get("accept-encoding", "")
    body = gzip.compress(b"text " * 1000) if wants else b"text " * 1000
    await exchange.reply(200, body, {"Content-Encoding": "gzip"} if wants else {})


@answer("/bomb")
async def bomb(exchange):
    """500 MB of zeros in 500 kB, whatever was asked for."""
    global BOMB
    if BOMB is None:
        block = gzip.compress(bytes(10_000_000))
        BOMB = block * 50
    await exchange.reply(200, BOMB, {"Content-Encoding": "gzip"})


BOMB = None


@answer("/bad-gzip")
async def bad_gzip(exchange):
    await exchange.reply(200, b"this is no gzip at all", {"Content-Encoding": "gzip"})


@answer("/redirect")
async def redirect(exchange):
    await exchange.reply(exchange.number("code", 302), b"", {"Location": exchange.query["to"]})


@answer("/early")
async def early(exchange):
    await exchange.reply(413, b"too much")


@answer("/interim")
async def interim(exchange):
    await exchange.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
    await exchange.reply(200, b"final")


@answer("/trailers")
async def trailers(exchange):
    await exchange.begin(200, {"Transfer-Encoding": "chunked", "Trailer": "X-Late"})
    await exchange.chunk(b"body")
    await exchange.write(b"0\r\nX-Late: yes\r\n\r\n")


@answer("/events")
async def events(exchange):
    """Three events a connection, numbered on from the id that the client names; after nine there are none left."""
    first = int(exchange.headers.get("last-event-id", "0")) + 1
    if first > 9:
        await exchange.reply(204, b"")
        return
    await exchange.begin(200, {"Transfer-Encoding": "chunked", "Content-Type": "text/event-stream; charset=utf-8"})
    await exchange.chunk(b"retry: 10\n\n")
    for number in range(first, first + 3):
        await exchange.chunk(f": sign of life\nid: {number}\r\nevent: tick\rdata: line 1\ndata: {number}\n\n".encode())
    # Lost in the middle of an event, which therefore is none.
    await exchange.chunk(b"data: half")
    exchange.close()


def parse(target):
    path, _, query = target.partition("?")
    return path, dict(urllib.parse.parse_qsl(query))
