"""The tables of figures, and whether the goals are met."""

from dataclasses import dataclass, field

from comparison.clients import Result

# Logging in types three lines of setup besides the command.
COMMANDS_A_LOGIN = 4


@dataclass
class Part:
    """One table, and the processor time of a command of each client, in microseconds."""

    text: str
    processor: dict[str, float] = field(default_factory=dict)


def lines(title: str, header: tuple[str, ...], rows: list[tuple[str, ...]], goals: list[str]) -> str:
    cells = [header, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
    shown = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return "\n".join([title, *shown, *(f"  {goal}" for goal in goals)])


def goal(words: str, value: float, limit: float, unit: str, *, at_most: bool = True) -> str:
    met = value <= limit if at_most else value >= limit
    sign = "at most" if at_most else "at least"
    return f"{'met   ' if met else 'MISSED'}  {words}: {value:,.2f}{unit} ({sign} {limit:g}{unit})"


def each(result: Result) -> float:
    """Milliseconds of a command."""
    return result.commanding / max(1, result.commands) * 1000


def processor_each(result: Result) -> float:
    """Processor time of a command, in microseconds."""
    return result.processor / max(1, result.commands) * 1e6


def one_device(ours: Result, floor: Result, peers: dict[str, Result], connect: float) -> Part:
    everybody = {"NetStacks": ours, "bare C loop": floor, **peers}
    rows = [
        (name, f"{each(r):,.3f}", f"{each(r) / each(floor):.2f}", f"{processor_each(r):,.0f}")
        for name, r in everybody.items()
    ]
    goals = [
        goal("a command against the bare loop", each(ours) / each(floor), 1.1, " x"),
        goal("connect and first command more than ssh", connect * 1000, 20, " ms"),
    ]
    if "netmiko" in peers:
        goals.append(goal("a command against Netmiko", each(peers["netmiko"]) / each(ours), 3, " x", at_most=False))
    header = ("One device, one session", "ms a command", "to the floor", "CPU µs a command")
    return Part(lines("", header, rows, goals), {name: processor_each(r) for name, r in everybody.items()})


def all_cold(ours: Result, floor: Result, peers: dict[str, Result], count: int) -> Part:
    everybody = {"NetStacks": ours, "bare C client": floor, **peers}
    rows = [
        (
            name,
            f"{r.seconds:,.2f}",
            f"{r.seconds / floor.seconds:.2f}",
            f"{r.processor / count * 1000:,.2f}",
            str(r.failures),
        )
        for name, r in everybody.items()
    ]
    goals = [
        goal("the whole against the bare client", ours.seconds / floor.seconds, 1.2, " x"),
        goal(
            f"CPU of a login with {COMMANDS_A_LOGIN} commands",
            ours.processor / count * 1000,
            1 + COMMANDS_A_LOGIN * 0.06,
            " ms",
        ),
    ]
    if "netmiko" in peers:
        share = peers["netmiko"].processor / ours.processor
        goals.append(goal("CPU of a login against Netmiko", share, 6, " x", at_most=False))
    header = (f"{count:,} devices, cold", "seconds", "to the floor", "CPU ms a login", "failures")
    return Part(lines("", header, rows, goals))


def all_warm(ours: Result, count: int, netmiko: float | None) -> Part:
    processor = processor_each(ours)
    rows = [
        (
            "NetStacks",
            f"{ours.commands / ours.commanding:,.0f}",
            f"{processor:,.0f}",
            f"{ours.more['bytesPerSession'] / 1000:,.0f}",
            f"{ours.more['bytes'] / 1e6:,.0f}",
            f"{ours.more['idleShare'] * 100:.2f}",
            str(ours.failures),
        )
    ]
    goals = [
        goal("CPU of a command, pool included", processor, 60, " µs"),
        goal("memory of a session", ours.more["bytesPerSession"] / 1000, 100, " kB"),
        goal("memory of the process", ours.more["bytes"] / 1e6, 300, " MB"),
        goal("CPU while idle", ours.more["idleShare"] * 100, 1, " %"),
    ]
    if netmiko:
        goals.append(goal("CPU of a command against Netmiko", netmiko / processor, 20, " x", at_most=False))
    header = (f"{count:,} sessions, warm", "commands/s", "CPU µs", "kB each", "MB in all", "idle CPU %", "failures")
    return Part(lines("", header, rows, goals))
