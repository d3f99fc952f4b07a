"""How long the server took for each page, for the report at the end; nothing is asserted."""

from playwright.sync_api import Page

LIMIT = 50.0  # milliseconds; slower pages are named

TIMES: dict[str, list[float]] = {}


def note(page: Page, name: str) -> None:
    """Keeps the time from the request to the first byte of the page that is open."""
    TIMES.setdefault(name, []).append(
        page.evaluate(
            "(() => { const [n] = performance.getEntriesByType('navigation'); return n.responseStart - n.requestStart })()"
        )
    )


def report() -> list[str]:
    """One line for all, and one for each page that took longer than the limit."""
    if not TIMES:
        return []
    fastest = {name: min(times) for name, times in TIMES.items()}
    slow = sorted((time, name) for name, time in fastest.items() if time > LIMIT)
    middle = sorted(fastest.values())[len(fastest) // 2]
    lines = [f"server time of {len(fastest)} pages: median {middle:.0f} ms, slowest {max(fastest.values()):.0f} ms"]
    return lines + [f"  over {LIMIT:.0f} ms: {name}, {time:.0f} ms" for time, name in reversed(slow)]
