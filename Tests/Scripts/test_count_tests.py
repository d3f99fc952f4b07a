"""How `bin/test` counts."""

import importlib.machinery
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "count-tests"

SWIFT = """\
Test Suite 'All tests' passed at 2026-01-01 10:00:00.000
\t Executed {xctest} tests, with {xcfailed} failures (0 unexpected) in 0.1 (0.1) seconds
◇ Test run started.
✘ Test "a run that failed, the first" failed after 0.001 seconds with 2 issues.
✘ Test `one row per case`(x:) with 3 test cases failed after 0.001 seconds with 1 issue.
✘ Suite "Numbers" failed after 0.002 seconds with 3 issues.
✘ Test run with 12 tests in 3 suites failed after 0.004 seconds with 3 issues.
"""


@pytest.fixture(scope="module")
def counter() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("count_tests", str(SCRIPT))
    spec = importlib.util.spec_from_loader("count_tests", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "text", "status", "expected"),
    [
        ("swift", SWIFT.format(xctest=0, xcfailed=0), 1, (10, 2)),
        ("swift", SWIFT.format(xctest=5, xcfailed=1), 1, (14, 3)),
        ("swift", "✔ Test run with 7 tests in 2 suites passed after 0.1 seconds.", 0, (7, 0)),
        ("swift", "\x1b[92m✔\x1b[0m Test run with 1 test passed after 0.1 seconds with 1 known issue.", 0, (1, 0)),
        ("swift", "error: Exited with unexpected signal code 11", 1, (0, 1)),
        ("lab", "64 passed in 4.18s", 0, (64, 0)),
        ("lab", "== 2 failed, 62 passed, 1 skipped in 4.1s ==", 1, (62, 2)),
        ("lab", "1 passed, 2 errors in 0.10s", 1, (1, 2)),
        ("browser", "ImportError while loading conftest", 4, (0, 1)),
        ("format", "", 0, (1, 0)),
        ("build", "error: no such module", 1, (0, 1)),
    ],
)
def test_what_each_runner_prints(
    counter: ModuleType, name: str, text: str, status: int, expected: tuple[int, int]
) -> None:
    assert counter.counts(name, text, status) == expected


def test_the_last_line_is_the_sum(
    counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text, status in (("lab", "3 passed in 1.0s", 0), ("format", "", 1)):
        (tmp_path / f"{name}.log").write_text(text)
        (tmp_path / f"{name}.status").write_text(f"{status}\n")
    monkeypatch.setattr("sys.argv", ["count-tests", str(tmp_path)])
    assert counter.main() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 1 failed"


def test_what_failed_is_said_again_at_the_end(
    counter: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log of a run is long, and whoever reads only its end still learns which test failed."""
    complaint = '✘ Test "a stop" recorded an issue at StopTests.swift:4:2: Expectation failed: false'
    (tmp_path / "swift.log").write_text(f"\x1b[91m{complaint}\n" + "✔ Test another passed\n" * 500)
    (tmp_path / "swift.status").write_text("1\n")
    (tmp_path / "lab.log").write_text("the lab needs tmux\n")
    (tmp_path / "lab.status").write_text("1\n")
    monkeypatch.setattr("sys.argv", ["count-tests", str(tmp_path)])
    assert counter.main() == 1
    told = capsys.readouterr().out
    assert complaint in told and "the lab needs tmux" in told and "another" not in told
