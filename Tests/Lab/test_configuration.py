"""What a switch keeps of what it is told."""

import pytest
from netlab.switch import normal
from netlab.switch.configuration import Configuration
from netlab.switch.editor import Editor
from netlab.switch.factory import factory_text, parse


@pytest.fixture
def configuration() -> Configuration:
    return parse(factory_text("sw1", "netops"))


def type_lines(configuration: Configuration, *lines: str) -> list[str]:
    """Types lines in configuration mode; gives the text afterwards, and insists that no line is refused."""
    editor = Editor(configuration)
    for line in lines:
        assert editor.apply(line) is None, line
    return configuration.render().splitlines()


def test_what_is_printed_can_be_read_again(configuration: Configuration) -> None:
    type_lines(configuration, "banner motd ^C", "keep out", "^C", "ip access-list extended IN", "permit ip any any")
    assert parse(configuration.render()).render() == configuration.render()


@pytest.mark.parametrize(
    ("lines", "present", "absent"),
    [
        (["hostname edge-1"], "hostname edge-1", "hostname sw1"),
        (
            ["ntp server 192.0.2.1", "ntp server 192.0.2.1 prefer"],
            "ntp server 192.0.2.1 prefer",
            "ntp server 192.0.2.1",
        ),
        (["logging 192.0.2.9"], "logging host 192.0.2.9", "logging 192.0.2.9"),
        (["no logging host 192.0.2.50"], "hostname sw1", "logging host 192.0.2.50"),
        (["snmp-server community x"], "snmp-server community x RO", "snmp-server community x"),
        (["snmp-server location a", "snmp-server location b"], "snmp-server location b", "snmp-server location a"),
        (["no snmp-server location"], "hostname sw1", "snmp-server location lab"),
        (["vlan 30", "name one", "no vlan 30"], "hostname sw1", "vlan 30"),
        (["interface gi1/0/3", "shutdown", "no shutdown"], "hostname sw1", " shutdown x"),
        (["no ip http server"], "no ip http server", "ip http server"),
        (["interface vlan 30"], "interface Vlan30", "interface vlan 30"),
        (["interface Vlan30", "ip address 10.0.0.1 255.0.0.0"], " ip address 10.0.0.1 255.0.0.0", "never"),
        (["line vty 0 4", "exec-timeout 5 0", "ntp server 192.0.2.7"], "ntp server 192.0.2.7", "never"),
        (["ip route 10.0.0.0 255.0.0.0 192.0.2.1"], "ip route 10.0.0.0 255.0.0.0 192.0.2.1", "never"),
    ],
)
def test_lines_replace_add_and_remove_as_on_ios(
    configuration: Configuration, lines: list[str], present: str, absent: str
) -> None:
    text = type_lines(configuration, *lines)
    assert present in text
    assert absent not in text


def test_vlans_of_a_trunk_are_added_and_removed(configuration: Configuration) -> None:
    text = type_lines(configuration, "interface gi1/0/1", "switchport trunk allowed vlan add 30-32,21")
    assert " switchport trunk allowed vlan 10,20,21,30-32" in text
    text = type_lines(configuration, "interface gi1/0/1", "switchport trunk allowed vlan remove 31")
    assert " switchport trunk allowed vlan 10,20,21,30,32" in text


def test_access_list_entries_keep_their_order_and_take_numbers(configuration: Configuration) -> None:
    text = type_lines(
        configuration,
        "ip access-list extended A",
        "permit tcp any any",
        "deny ip any any",
        "15 permit udp any any",
        "no 10",
    )
    start = text.index("ip access-list extended A")
    assert text[start + 1 : start + 3] == [" permit udp any any", " deny ip any any"]


def test_a_clear_text_secret_comes_back_hashed(configuration: Configuration) -> None:
    text = type_lines(configuration, "username eve privilege 15 secret hunter2")
    line = next(line for line in text if line.startswith("username eve"))
    assert line.startswith("username eve privilege 15 secret 5 $1$")
    assert "hunter2" not in line


def test_a_section_line_outside_its_section_is_invalid(configuration: Configuration) -> None:
    refusal = Editor(configuration).apply("switchport mode access")
    assert refusal is not None
    assert (refusal.kind, refusal.column) == ("invalid", 0)


def test_a_port_that_does_not_exist_is_invalid_at_its_name(configuration: Configuration) -> None:
    refusal = Editor(configuration).apply("interface gi1/0/99")
    assert refusal is not None
    assert (refusal.kind, refusal.column) == ("invalid", 10)


def test_vlan_lists_are_written_as_ios_writes_them() -> None:
    assert normal.vlan_list(normal.vlan_numbers("1-3,5,6,9")) == "1-3,5,6,9"
