"""How `bin/bench` finds its benches."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "bin" / "bench", *arguments], capture_output=True, text=True, timeout=30)


def test_the_help_names_every_bench() -> None:
    answer = bench("--help")
    assert answer.returncode == 0
    for folder in (ROOT / "Benchmarks").glob("*/bench.sh"):
        assert folder.parent.name.lower() in answer.stdout


def test_a_bench_that_does_not_exist_is_an_error() -> None:
    for name in ("nothing", "../Queue", "Queue"):
        answer = bench(name)
        assert answer.returncode == 1
        assert f"there is no bench {name}" in answer.stderr


def test_without_a_name_it_says_how_it_is_used() -> None:
    answer = bench()
    assert answer.returncode == 1
    assert "usage: bin/bench" in answer.stderr
