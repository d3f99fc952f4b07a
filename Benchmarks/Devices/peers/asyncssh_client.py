"""asyncssh with the shortest dialogue that reads to the prompt, all sessions in one process."""

import asyncio
import sys
import time

import asyncssh
from comparison.clients import SETUP, hosts

from peers.measuring import Host, report


class Session:
    async def open(self, host: Host) -> None:
        address, port, user, password = host
        self.connection = await asyncssh.connect(
            address, port, username=user, password=password, known_hosts=None, client_keys=None, agent_path=None,
            config=None, login_timeout=120,
        )  # fmt: skip
        self.process = await self.connection.create_process(term_type="vt100", term_size=(511, 24))
        await self.prompt()
        for line in SETUP:
            await self.run(line)

    async def prompt(self) -> str:
        text = ""
        while not text.rstrip(" ").endswith("#"):
            text += await self.process.stdout.read(65536)
        return text

    async def run(self, command: str) -> str:
        self.process.stdin.write(command + "\r")
        return await self.prompt()

    async def close(self) -> None:
        self.connection.close()
        await self.connection.wait_closed()


async def single(path: str, times: int, command: str) -> None:
    processor, start = time.process_time(), time.perf_counter()
    session = Session()
    await session.open(hosts(path)[0])
    commanding = time.perf_counter()
    for _ in range(times):
        await session.run(command)
    end = time.perf_counter()
    await session.close()
    report(end - start, end - commanding, 0, times, processor)


async def cold(path: str, at_once: int, command: str) -> None:
    gate = asyncio.Semaphore(at_once)

    async def one(host: Host) -> bool:
        async with gate:
            try:
                session = Session()
                await session.open(host)
                await session.run(command)
                await session.close()
                return True
            except (OSError, asyncssh.Error) as problem:
                print(f"{host[1]}: {problem}", file=sys.stderr)
                return False

    processor, start = time.process_time(), time.perf_counter()
    outcomes = await asyncio.gather(*map(one, hosts(path)))
    seconds = time.perf_counter() - start
    report(seconds, seconds, outcomes.count(False), outcomes.count(True), processor)


if __name__ == "__main__":
    mode, path, number, command = sys.argv[1:5]
    asyncio.run((single if mode == "single" else cold)(path, int(number), command))
