"""Faults of the simulated vendors, each seen from the client's end."""

import asyncio
import re

import asyncssh
import pytest
from client import LabClient
from walks import WALKS

NAMES = ("nx1", "mx1", "hw1", "pa1")
FORMATS = {
    "nx1": "%VSHD-5-VSHD_SYSLOG_CONFIG_I",
    "mx1": r"mgd\[4711\]: UI_COMMIT",
    "hw1": "%%01SHELL/5/CMDRECORD",
    "pa1": "SYSTEM,general",
    "xr1": "%MGBL-CONFIG-6-DB_COMMIT",
    "eos1": "ConfigAgent: %SYS-5-CONFIG_I",
}


def platform_of(lab: LabClient, name: str) -> str:
    return str(lab.device(name)["platform"])


def say(lab: LabClient, name: str, *lines: str, rows: int = 200, last: str = "") -> str:
    """Types lines in a session; gives what came back for the last one."""

    async def talk() -> str:
        walk = WALKS[platform_of(lab, name)]
        async with lab.walking(name, walk, rows=rows) as session:
            answer = ""
            for number, line in enumerate(lines, start=1):
                answer = await session.step(f"{line} => {last}" if last and number == len(lines) else line)
            return answer

    return asyncio.run(talk())


def test_the_pager_asks_though_it_was_switched_off(vendors: LabClient) -> None:
    vendors.fault("nx1", "pager")
    assert "--More--" in say(vendors, "nx1", "terminal length 0", "show running-config", last="--More--$")


@pytest.mark.parametrize("name", FORMATS)
def test_log_lines_have_the_vendors_format_wherever_they_come(vendors: LabClient, name: str) -> None:
    walk = WALKS[platform_of(vendors, name)]
    vendors.fault(name, "noise", "output")
    answer = say(vendors, name, walk.paging_off, walk.facts)
    assert re.search(FORMATS[name], answer)
    assert re.search(walk.fact, answer)
    vendors.fault(name, "noise", "mid")
    assert re.search(FORMATS[name], say(vendors, name, walk.facts))


@pytest.mark.parametrize("name", NAMES)
def test_everything_arrives_byte_by_byte(vendors: LabClient, name: str) -> None:
    walk = WALKS[platform_of(vendors, name)]
    vendors.fault(name, "chunk", 7)
    assert re.search(walk.fact, say(vendors, name, walk.facts))


def test_the_connection_ends_in_the_middle_of_an_output(vendors: LabClient) -> None:
    vendors.fault("mx1", "drop-output", 100)
    with pytest.raises((ConnectionError, asyncssh.Error)):
        say(vendors, "mx1", "show configuration")
    assert "system" in say(vendors, "mx1", "show configuration | no-more")


def test_a_line_anywhere_can_cut_the_connection(vendors: LabClient) -> None:
    vendors.fault("pa1", "drop-at", "^commit", before=True)
    with pytest.raises((ConnectionError, asyncssh.Error)):
        say(vendors, "pa1", "configure", "set address cut fqdn a.example", "commit")
    assert "a.example" not in vendors.control("pa1", "running")["text"]
    vendors.control("pa1", "reboot")


def test_megabytes_come_before_the_prompt(vendors: LabClient) -> None:
    vendors.fault("nx1", "huge", 1)
    answer = say(vendors, "nx1", "terminal length 0", "show version", last=r"nx1# $")
    assert len(answer) > 1_000_000
    assert len(say(vendors, "nx1", "terminal length 0", "show version")) < 5000


def test_after_some_wrong_passwords_none_is_right(vendors: LabClient) -> None:
    async def connect(password: str | None = None) -> None:
        options = {"password": password} if password else {}
        async with vendors.connect("eos1", **options):
            pass

    vendors.fault("eos1", "lock-out", 2)
    asyncio.run(connect())
    for _ in range(2):
        with pytest.raises(asyncssh.PermissionDenied):
            asyncio.run(connect("wrong"))
    with pytest.raises(asyncssh.PermissionDenied):
        asyncio.run(connect())
    events = [entry["event"] for entry in vendors.control("eos1", "journal")["entries"]]
    assert "locked-out" in events
    vendors.control("eos1", "clear")
    asyncio.run(connect())


@pytest.mark.filterwarnings("ignore:Diffie-Hellman")
def test_a_legacy_device_knows_only_old_algorithms(vendors: LabClient) -> None:
    async def connect(**options: object) -> dict[str, str]:
        async with vendors.connect("asa1", **options) as connection:
            names = ("recv_cipher", "recv_mac")
            key = connection.get_server_host_key()
            return {"key": key.get_algorithm(), **{name: connection.get_extra_info(name) for name in names}}

    vendors.fault("asa1", "legacy")
    with pytest.raises(asyncssh.DisconnectError):
        asyncio.run(connect(kex_algs=["curve25519-sha256"]))
    with pytest.raises(asyncssh.DisconnectError):
        asyncio.run(connect(kex_algs=["diffie-hellman-group14-sha1"], server_host_key_algs=["rsa-sha2-256"]))
    for kex, cipher in (("group14", "aes128-cbc"), ("group1", "3des-cbc")):
        found = asyncio.run(
            connect(
                kex_algs=[f"diffie-hellman-{kex}-sha1"],
                encryption_algs=[cipher],
                mac_algs=["hmac-sha1"],
                server_host_key_algs=["ssh-rsa"],
            )
        )
        assert found == {"key": "ssh-rsa", "recv_cipher": cipher, "recv_mac": "hmac-sha1"}


@pytest.mark.parametrize("stage", ["hang-connect", "hang-key-exchange", "hang-authentication"])
def test_a_stage_of_the_login_is_never_answered(vendors: LabClient, stage: str) -> None:
    async def connect() -> None:
        async with asyncio.timeout(0.3):
            async with vendors.connect("srl1"):
                pass

    vendors.fault("srl1", stage)
    with pytest.raises(TimeoutError):
        asyncio.run(connect())


def test_the_first_prompt_never_comes(vendors: LabClient) -> None:
    vendors.fault("vy1", "hang-prompt")

    async def talk() -> None:
        async with asyncio.timeout(0.3):
            async with vendors.walking("vy1", WALKS["vyos"]):
                pass

    with pytest.raises(TimeoutError):
        asyncio.run(talk())
    assert vendors.control("vy1", "wait-quiet")["ok"]


@pytest.mark.parametrize(
    ("kind", "shown"), [("prompt", "core-router> "), ("password", "Password: is"), ("own text", "own")]
)
def test_a_banner_looks_like_something_else(vendors: LabClient, kind: str, shown: str) -> None:
    vendors.fault("nx1", "banner", kind)

    async def talk() -> str:
        async with vendors.connect("nx1") as connection:
            process = await connection.create_process(term_type="vt100", encoding="latin-1")
            text = ""
            while not text.endswith("nx1# "):
                text += await process.stdout.read(4096)
            return text

    assert shown in asyncio.run(talk())


def test_a_paused_line_waits_on_any_platform(vendors: LabClient) -> None:
    vendors.fault("fg1", "pause", "^set alias")

    async def talk() -> None:
        async with vendors.walking("fg1", WALKS["fortinet"]) as session:
            await session.step("config system interface")
            await session.step("edit port2")
            session.type('set alias "waits"\r')
            waiting = await asyncio.to_thread(vendors.control, "fg1", "wait-paused")
            assert waiting["line"] == 'set alias "waits"'
            vendors.control("fg1", "release")
            await session.read(r"\(port2\) # $")
            await session.step("abort")

    asyncio.run(talk())


def test_a_rejection_has_the_vendors_words(vendors: LabClient) -> None:
    vendors.fault("hw1", "reject", "^description", times=1)
    answer = say(vendors, "hw1", "system-view", "interface GigabitEthernet0/0/4", "description never")
    assert "Error: Unrecognized command found at '^' position." in answer
    assert "description never" not in vendors.control("hw1", "running")["text"]
