"""How a command line is read."""

import pytest
from netlab.switch.grammar import Grammar, Match, Mismatch, expand, interface_name


@pytest.fixture
def grammar() -> Grammar[str]:
    grammar: Grammar[str] = Grammar()
    grammar.add("ntp server <host> [prefer]", "ntp")
    grammar.add("snmp-server location <line>", "location")
    grammar.add("show running-config", "running")
    grammar.add("show run-time", "time")
    grammar.add("vlan <vlans>", "vlan")
    grammar.add("mode (access|trunk)", "mode")
    return grammar


def test_options_and_choices_are_written_out() -> None:
    assert expand("a [b] (c|d)") == [["a", "c"], ["a", "d"], ["a", "b", "c"], ["a", "b", "d"]]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nt serv 192.0.2.1", ("ntp", "server", "192.0.2.1")),
        ("  ntp server host.example pre", ("ntp", "server", "host.example", "prefer")),
        ("snmp loc  Room 1,  left ", ("snmp-server", "location", "Room 1,  left")),
        ("mode trunk", ("mode", "trunk")),
        ("vlan 10,20-22", ("vlan", "10,20-22")),
    ],
)
def test_abbreviations_are_written_out_and_free_text_is_kept(
    grammar: Grammar[str], line: str, words: tuple[str, ...]
) -> None:
    result = grammar.read(line)
    assert isinstance(result, Match)
    assert result.words == words


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [
        ("ntp serfer x", "invalid", 4),
        ("ntp server 192.0.2.1 prefer x", "invalid", 28),
        ("ntp server", "incomplete", 10),
        ("show run", "ambiguous", 5),
        ("vlan 4095", "invalid", 5),
        ("mode", "incomplete", 4),
    ],
)
def test_a_line_that_does_not_fit_says_where(grammar: Grammar[str], line: str, kind: str, column: int) -> None:
    assert grammar.read(line) == Mismatch(kind, column)


def test_interface_names_are_completed_when_they_are_unambiguous() -> None:
    assert interface_name("gi1/0/1") == "GigabitEthernet1/0/1"
    assert interface_name("Vl10") == "Vlan10"
    assert interface_name("xe-0/0/1") is None
