"""The configurations both are given: a switch with many ports, and the same after some lines were changed."""

import random

# What may be changed, by the beginning of the line: changes that both must answer with the same commands.
CHANGES = {
    " description ": lambda line, n: f" description moved to {n}",
    " switchport access vlan ": lambda line, n: f" switchport access vlan {4000 + n % 90}",
    " ip address ": lambda line, n: f" ip address 10.200.{n // 250}.{n % 250 + 1} 255.255.255.0",
    " name ": lambda line, n: f" name renamed-{n}",
    "ip route ": lambda line, n: line.rsplit(" ", 1)[0] + f" 192.0.2.{n % 250 + 2}",
}


def configuration(count: int) -> list[str]:
    """So many lines of ports, vlans, addresses, routes and access lists, as IOS prints them."""
    lines = ["hostname sw1"]
    number = 0
    while len(lines) < count:
        number += 1
        unit, port = number // 480, number % 480
        match number % 10:
            case 0 | 1 | 2 | 3 | 4:
                lines += [
                    f"interface GigabitEthernet{unit}/{port}",
                    f" description port {number}",
                    f" switchport access vlan {number % 4000 + 1}",
                    " switchport mode access",
                    " spanning-tree portfast",
                    " ip access-group EDGE in",
                ]
            case 5:
                address = f"10.{number // 250 % 200}.{number % 250}.1"
                lines += [f"interface Vlan{number}", f" ip address {address} 255.255.255.0"]
            case 6 | 7:
                lines += [f"vlan {number}", f" name v{number}"]
            case 8:
                lines += [f"ip route 10.{number // 250 % 250}.{number % 250}.0 255.255.255.0 192.0.2.1"]
            case _:
                lines += [
                    f"ip access-list extended A{number}",
                    " permit tcp any any eq 22",
                    f" permit udp host 10.0.0.{number % 250} any",
                    " deny ip any any",
                ]
    return lines[:count]


def changed(lines: list[str], count: int) -> list[str]:
    """The same with exactly so many lines changed, always the same ones."""
    able = [place for place, line in enumerate(lines) if line.startswith(tuple(CHANGES))]
    result = list(lines)
    for number, place in enumerate(random.Random(1).sample(able, count)):
        change = next(change for start, change in CHANGES.items() if lines[place].startswith(start))
        result[place] = change(lines[place], number)
    differing = sum(old != new for old, new in zip(lines, result, strict=True))
    if differing != count:
        raise SystemExit(f"{differing} lines differ, not {count}")
    return result


def text(lines: list[str]) -> str:
    return "".join(line + "\n" for line in lines)
