"""Configurations of indented lines: what the tables of the platforms mean."""

import pytest
from netlab.devices.lines.dialect import Dialect
from netlab.devices.lines.editor import Editor
from netlab.devices.lines.text import parse, render
from netlab.devices.lines.tree import Node, changes
from netlab.switch.grammar import Mismatch

TABLE = """
config:
  hostname = <host>
  banner motd <line> !banner
  vlan <vlans> -> vlan
  interface <interface> -> if
  access-list <word> -> acl
  ip route <line>
vlan:
  name = <word>
if:
  description = <line>
  ~ switchport
  allowed vlan = <vlans>
  allowed vlan (add|remove) <vlans> !merge
  neighbor <host> -> neighbor
neighbor:
  cost = <1-99>
acl:
  <1-9999> = (permit|deny) <line>
  (permit|deny) <line> !number
"""
FACTORY = "hostname a\ninterface Ethernet1\ninterface Ethernet2\n description two\n"


@pytest.fixture
def dialect() -> Dialect:
    return Dialect(TABLE, ("Ethernet", "Vlan"), ("Ethernet",), ("hostname", "vlan", "interface"), indent=2)


def typed(dialect: Dialect, *lines: str) -> list[str]:
    root = parse(dialect, FACTORY)
    editor = Editor(dialect, root)
    for line in lines:
        assert editor.apply(line) is None, line
    return render(dialect, root)


@pytest.mark.parametrize(
    ("lines", "present", "absent"),
    [
        (["hostname b"], "hostname b", "hostname a"),
        (["interface eth2", "no description"], "interface Ethernet2", "  description two"),
        (["interface eth2", "no switchport"], "  no switchport", "  switchport"),
        (["interface eth1", "allowed vlan 10", "allowed vlan add 11-13"], "  allowed vlan 10-13", "  allowed vlan 10"),
        (["vlan 10,20", "name same"], "vlan 20", "vlan 10,20"),
        (["vlan 10", "no vlan 10"], "hostname a", "vlan 10"),
        (["interface eth1", "neighbor b", "cost 5", "description up"], "    cost 5", "    description up"),
        (["ip route 1 2", "ip route 1 3", "no ip route 1 2"], "ip route 1 3", "ip route 1 2"),
        (["access-list x", "permit a", "deny b", "15 permit c", "no permit a"], "  20 deny b", "  10 permit a"),
        (["banner motd ^C", "hello", "^C"], "hello", "never"),
    ],
)
def test_lines_replace_add_and_remove(dialect: Dialect, lines: list[str], present: str, absent: str) -> None:
    text = "\n".join(typed(dialect, *lines)).split("\n")
    assert present in text
    assert absent not in text


def test_what_is_printed_can_be_read_again(dialect: Dialect) -> None:
    text = "\n".join(typed(dialect, "interface eth1", "neighbor b", "cost 5", "interface eth2", "neighbor c"))
    assert "\n".join(render(dialect, parse(dialect, text))) == text


def test_a_port_that_does_not_exist_is_refused(dialect: Dialect) -> None:
    editor = Editor(dialect, parse(dialect, FACTORY))
    assert editor.apply("interface Ethernet9") == Mismatch("invalid", 10)
    assert editor.apply("interface Vlan9") is None


def test_the_way_from_one_configuration_to_another(dialect: Dialect) -> None:
    before, after = parse(dialect, FACTORY), parse(dialect, FACTORY)
    editor = Editor(dialect, after)
    for line in ("interface eth2", "no description", "vlan 7", "name x"):
        editor.apply(line)
    assert changes(before, after) == ["interface Ethernet2", " no description two", "!", "vlan 7", " name x", "!"]
    assert changes(before, before) == []
    assert isinstance(before, Node)
