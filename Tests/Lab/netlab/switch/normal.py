"""How IOS rewrites what was typed before it keeps it."""

import hashlib
import re
import secrets


def hash_secret(words: tuple[str, ...]) -> tuple[str, ...]:
    """Clear text after ``secret`` comes back hashed; a hash (``5 $1$…``) is kept as it is."""
    secret = words[-1]
    if re.fullmatch(r"[589] \$.+", secret):
        return words
    clear = secret.removeprefix("0 ")
    salt = secrets.token_hex(2)
    digest = hashlib.sha256((salt + clear).encode()).hexdigest()[:22]
    return (*words[:-1], f"5 $1${salt}${digest}")


def logging_host(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("logging", "host", words[-1])


def snmp_community(words: tuple[str, ...]) -> tuple[str, ...]:
    """A community without RO or RW is read-only."""
    if len(words) > 3 and words[3] in ("RO", "RW"):
        return words
    return (*words[:3], "RO", *words[3:])


def vlan_numbers(text: str) -> list[int]:
    """10,20-22 as numbers, sorted."""
    numbers: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return sorted(numbers)


def vlan_list(numbers: list[int]) -> str:
    """Numbers as IOS prints them: 10,20-22; two neighbours are written with a comma."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    texts = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs]
    return ",".join(texts)
