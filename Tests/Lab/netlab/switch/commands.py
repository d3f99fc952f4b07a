"""The commands of user and privileged mode: a pattern and the name of what it does."""

from .grammar import Grammar

USER = {
    "show version": "version",
    "show clock": "clock",
    "show privilege": "privilege",
    "show vlan [brief]": "vlans",
    "show ip interface brief": "addresses",
    "show interfaces status": "status",
    "show ntp associations": "associations",
    "terminal length <0-512>": "length",
    "terminal width <0-512>": "width",
    "terminal monitor": "nothing",
    "terminal no monitor": "nothing",
    "enable": "enable",
    "disable": "disable",
    "exit": "logout",
    "logout": "logout",
    "quit": "logout",
}

PRIVILEGED = {
    "show running-config": "running",
    "show running-config interface <interface>": "interface",
    "show running-config all": "running",
    "show startup-config": "startup",
    "configure terminal": "configure",
    "configure": "ask_configure",
    "configure terminal revert timer <1-120>": "revert_timer",
    "configure confirm": "confirm",
    "configure revert now": "revert_now",
    "configure replace <word> [force]": "replace",
    "archive config": "archive",
    "show archive": "show_archive",
    "copy running-config <word>": "copy_to_file",
    "copy running-config startup-config": "ask_copy",
    "write [memory]": "write",
    "write terminal": "running",
    "write erase": "nothing",
    "clear counters": "nothing",
}


def grammar(*tables: dict[str, str]) -> Grammar[str]:
    result: Grammar[str] = Grammar()
    for table in tables:
        for pattern, name in table.items():
            result.add(pattern, name)
    return result


GRAMMARS = {"user": grammar(USER), "privileged": grammar(USER, PRIVILEGED)}
