"""What platforms say and know, word by word: first configurations, tables of statements, answers to show commands."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data"


def data(name: str) -> str:
    """The text of a file in ``data``, named ``PLATFORM.KIND``."""
    return (FOLDER / name).read_text()
