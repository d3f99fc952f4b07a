"""What both engines are given: the same templates, the same values, the same settings."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETTINGS = {"trim_blocks": True, "lstrip_blocks": True}
TEMPLATES_TO_COMPILE = 100


@dataclass(frozen=True)
class Workload:
    """A template rendered so often in one turn, or, without a name, all templates compiled once."""

    key: str
    title: str
    templates: dict[str, str]
    name: str | None
    variables: dict[str, Any]
    options: dict[str, Any]
    times: int
    goal: float
    least: float


def source(name: str) -> str:
    return (Path(os.environ["TEMPLATES"]) / name).read_text()


def port(unit: int, number: int) -> dict[str, Any]:
    common = {"number": number, "enabled": number % 5 != 0}
    if number % 8 == 0:
        return {**common, "mode": "trunk", "vlans": [10, 20, 30 + unit], "native": 999, "description": "uplink to core"}
    if number % 11 == 0:
        return {**common, "mode": "routed", "address": f"10.{unit}.{number}.1", "mask": "255.255.255.0"}
    access = {**common, "mode": "access", "vlan": 10 + number % 3, "secure": number % 2, "description": f"desk {number}"}
    return {**access, "voice": 20} if number % 3 == 0 else access


def switch() -> dict[str, Any]:
    return {
        "hostname": "sw-access-1",
        "vlans": [{"id": number, "name": f"Floor-{number}"} for number in range(10, 60)],
        "units": [
            {"number": unit, "ports": [port(unit, number) for number in range(1, 49)]} for unit in range(1, 5)
        ],
        "dhcp": ["10.0.0.53", "10.0.0.54"],
        "bgp": {
            "asn": 65001,
            "id": "10.255.0.1",
            "peers": [
                {"address": f"10.9.{n}.2", "asn": 65100 + n, "name": f" core router {n} ", "enabled": n % 7 != 0}
                for n in range(40, 0, -1)
            ],
        },
        "lists": [
            {
                "name": f"FLOOR-{number}",
                "rules": [
                    {
                        "action": "permit" if rule % 4 else "deny",
                        "protocol": "tcp" if rule % 2 else "ip",
                        "source": f"10.{number}.{rule}.0 0.0.0.255",
                        "port": 1000 + rule if rule % 2 else 0,
                    }
                    for rule in range(30)
                ],
            }
            for number in range(16)
        ],
    }


def interface() -> dict[str, Any]:
    return {
        "name": "TenGigabitEthernet1/1/1",
        "description": "uplink to core",
        "mode": "trunk",
        "vlan": 10,
        "vlans": [10, 20, 30, 40],
        "helpers": ["10.0.0.53", "10.0.0.54"],
        "speed": 10000,
        "mtu": 9000,
        "enabled": False,
    }


def page() -> dict[str, Any]:
    return {
        "navigation": [{"path": f"/{title.lower()}", "title": title} for title in ("Devices", "Changes", "Jobs")],
        "here": "/devices",
        "user": "alice <alice@example.net>",
        "columns": ["#", "Name", "Address", "Platform", "Note", "Tags", "State"],
        "devices": [
            {
                "id": f"0199-{number:04}",
                "name": f"sw-{number}.example.net",
                "address": f"192.0.2.{number}",
                "platform": "cisco_ios",
                "note": "rack <3> & 'cold' aisle" if number % 3 == 0 else "second floor, room 12",
                "tags": ["core", "lab & test"][: number % 3],
                "up": number % 4 != 0,
            }
            for number in range(200)
        ],
    }


def configurations() -> dict[str, str]:
    """The realistic templates of the tests, the first hundred of eight vendors."""
    lines: list[str] = []
    for file in ("vendors.jsonl", "configurations.jsonl"):
        lines += (Path(os.environ["CASES"]) / file).read_text().splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    texts = [case["template"] for case in cases]
    return {f"{number}.j2": text for number, text in enumerate(texts[:TEMPLATES_TO_COMPILE])}


def workloads() -> list[Workload]:
    strict = {**SETTINGS, "autoescape": False}
    html = {"layout.html": source("layout.html"), "devices.html": source("devices.html")}
    return [
        Workload(
            "switch", "2,000-line switch configuration", {"switch.j2": source("switch.j2")}, "switch.j2", switch(),
            strict, 10, 15, 7,
        ),
        Workload(
            "interface", "10,000 renders of 20 lines", {"interface.j2": source("interface.j2")}, "interface.j2",
            interface(), strict, 10_000, 15, 7,
        ),
        Workload(
            "page", "200-row HTML table, escaped", html, "devices.html", page(), {**SETTINGS, "autoescape": True}, 30,
            15, 7,
        ),
        Workload(
            "compile", "parse and compile 100 templates", configurations(), None, {},
            {**strict, "extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"]}, 1, 30, 10,
        ),
    ]
