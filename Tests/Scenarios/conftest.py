"""Fixtures: one house for all tests; each test finds it at rest and leaves it so."""

from collections.abc import Iterator

import pytest
from house import House
from lab import LabDevice
from program import PROGRAM


@pytest.fixture(scope="session")
def whole_house() -> Iterator[House]:
    assert PROGRAM.exists(), f"{PROGRAM} is missing; build it with `swift build --product netstacks`"
    house = House()
    yield house
    house.stop()


@pytest.fixture
def house(whole_house: House) -> Iterator[House]:
    yield whole_house
    whole_house.rest()


@pytest.fixture
def switch(house: House) -> LabDevice:
    return house.lab.device("sw1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks for secrets comes last, when there is most to look at."""
    items.sort(key=lambda item: item.path.name == "test_secrets.py")
