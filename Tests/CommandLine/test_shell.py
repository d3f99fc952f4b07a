"""`device shell` and the questions, at a pseudo terminal."""

import os
import signal

from netstacks import PROGRAM, Device, Program
from terminal import Terminal


def shell(device: Device, program: Program, *arguments: str) -> Terminal:
    return Terminal(
        str(PROGRAM), "device", "shell", *device.place.arguments, "--platform", device.platform, "--host-key-file",
        str(program.keys), *arguments, environment=device.secrets,
    )  # fmt: skip


def test_keys_go_to_the_device_and_tilde_stop_leaves(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    terminal = shell(device, program, *device.login, "--accept-new")
    terminal.wait_for("sw1>")
    assert terminal.is_raw
    terminal.type("show clock\r")
    assert "UTC" in terminal.wait_for("sw1>")
    terminal.type("~.")
    terminal.wait_for("Left.")
    assert not terminal.is_raw and terminal.echoes
    assert terminal.end() == 0
    terminal.close()


def test_a_window_that_changes_its_size_tells_the_device(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    terminal = shell(device, program, *device.login, "--accept-new")
    terminal.wait_for("sw1>")
    terminal.resize(132, 50)

    def told() -> list[tuple[int, int]]:
        entries = device.tell("journal", since=0)["entries"]
        return [(entry["columns"], entry["rows"]) for entry in entries if entry["event"] == "resized"]

    # The shell looks at its window several times a second; a command that answers says that it goes on meanwhile.
    while (132, 50) not in told():
        terminal.type("show clock\r")
        terminal.wait_for("sw1>")
    terminal.type("~.")
    terminal.wait_for("Left.")
    assert terminal.end() == 0
    terminal.close()


def test_the_device_may_end_the_session(lab: dict[str, Device], program: Program) -> None:
    device = lab["lx1"]
    terminal = shell(device, program, *device.login, "--accept-new")
    terminal.wait_for("$ ")
    terminal.type("exit\r")
    terminal.wait_for("ended the session")
    assert not terminal.is_raw
    assert terminal.end() == 0
    terminal.close()


def test_questions_are_asked_and_passwords_not_shown(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    terminal = shell(device, program)
    assert device.fingerprint in terminal.wait_for("Type «yes»: ")
    terminal.type("yes\n")
    terminal.wait_for(f"Password for {device.place.username}@127.0.0.1:{device.place.port}: ")
    assert not terminal.echoes
    terminal.type(device.place.password + "\n")
    assert device.place.password not in terminal.wait_for("sw1>")
    terminal.type("\r~.")
    terminal.wait_for("Left.")
    assert terminal.end() == 0
    terminal.close()


def test_a_refused_host_key_sends_nothing(lab: dict[str, Device], program: Program) -> None:
    terminal = shell(lab["sw1"], program)
    terminal.wait_for("Type «yes»: ")
    terminal.type("no\n")
    terminal.wait_for("was not accepted. No login was sent.")
    assert terminal.end() == 2
    terminal.close()
    assert not program.keys.exists()


def test_a_signal_puts_the_terminal_back(lab: dict[str, Device], program: Program) -> None:
    device = lab["sw1"]
    terminal = shell(device, program, *device.login, "--accept-new")
    terminal.wait_for("sw1>")
    assert terminal.is_raw
    os.kill(terminal.process, signal.SIGTERM)
    assert terminal.end() == -signal.SIGTERM
    assert not terminal.is_raw and terminal.echoes
    terminal.close()
