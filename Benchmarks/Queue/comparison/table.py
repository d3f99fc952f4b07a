"""The table of figures, with ours divided by each peer's, and whether the goals are met."""

from comparison.ours import Figures

BATCH_GOAL = 10_000
ONE_BY_ONE_GOAL = 5_000
IDLE_P99_GOAL_MS = 10
PROCRASTINATE_GOAL = 10
REDIS_GOAL = 5

HEADER = ("", "jobs/s", "ours/peer", "one by one", "ours/peer", "p50 ms", "p99 ms", "CPU µs/job", "configuration")


def row_of_ours(ours: dict[str, Figures]) -> Figures:
    """Our measurements in the form of a peer's."""
    return {
        "name": "NetStacks",
        "jobs_per_second": ours["batch"]["jobs_per_second"],
        "one_by_one_jobs_per_second": ours["one_by_one"]["jobs_per_second"],
        "p50_ms": ours["idle"]["p50_ms"],
        "p99_ms": ours["idle"]["p99_ms"],
        "processor_us_per_job": ours["batch"].get("processor_us_per_job"),
        "configuration": ours["batch"].get("configuration", ""),
    }


def ratio(ours: Figures | None, peer: Figures, key: str) -> float | None:
    return None if ours is None or ours is peer else ours[key] / peer[key]


def number(value: float | None, pattern: str) -> str:
    return "" if value is None else format(value, pattern)


def text(rows: list[Figures], ours: Figures | None) -> str:
    """The rows under their header, in columns."""
    cells = [list(HEADER)]
    for row in rows:
        cells.append(
            [
                row["name"],
                number(row["jobs_per_second"], ",.0f"),
                number(ratio(ours, row, "jobs_per_second"), ".1f"),
                number(row["one_by_one_jobs_per_second"], ",.0f"),
                number(ratio(ours, row, "one_by_one_jobs_per_second"), ".1f"),
                number(row["p50_ms"], ".2f"),
                number(row["p99_ms"], ".2f"),
                number(row["processor_us_per_job"], ",.0f"),
                row["configuration"],
            ]
        )
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADER))]
    last = len(HEADER) - 1
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, last) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )


def goals(ours: Figures, peers: list[Figures]) -> str:
    """A line for each goal: what is, what should be, and whether it is met."""
    rates = {peer["name"]: peer["jobs_per_second"] for peer in peers}
    best = max(rate for name, rate in rates.items() if name != "Procrastinate")
    rate = ours["jobs_per_second"]
    lines = [
        goal("jobs/s in batches", rate, BATCH_GOAL),
        goal("jobs/s one by one", ours["one_by_one_jobs_per_second"], ONE_BY_ONE_GOAL),
        goal("times Procrastinate", rate / rates["Procrastinate"], PROCRASTINATE_GOAL),
        goal("times the best of RQ, SAQ and Celery", rate / best, REDIS_GOAL),
        goal("ms p99 from enqueue to start", ours["p99_ms"], IDLE_P99_GOAL_MS, at_most=True),
    ]
    return "\n".join(lines)


def goal(what: str, value: float, bound: float, at_most: bool = False) -> str:
    met = value <= bound if at_most else value >= bound
    words = "at most" if at_most else "at least"
    return f"{'met' if met else 'NOT MET':8}{value:,.1f} {what} ({words} {bound:,})"
