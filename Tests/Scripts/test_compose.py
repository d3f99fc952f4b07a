"""docker-compose.yml and the Dockerfile, checked without Docker."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PROGRAMS = ("migrate", "web", "worker")


def test_the_services_are_the_three_and_the_migration() -> None:
    assert set(SERVICES) == {"postgres", "migrate", "web", "worker"}


@pytest.mark.parametrize("name", ["postgres", "web", "worker"])
def test_what_stays_up_is_watched(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_nothing_starts_before_the_schema_fits(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["migrate"]["condition"] == "service_completed_successfully"
    assert waits["postgres"]["condition"] == "service_healthy"


def test_every_dependency_and_volume_is_declared() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"])


def test_no_password_is_written_down_and_a_missing_one_stops_the_start() -> None:
    for line in TEXT.splitlines():
        for value in re.findall(r"^\s*\w*(?:PASSWORD|SECRET|TOKEN)\w*:\s*(\S.*)", line):
            assert value.startswith("${") and ":?" in value, line
        for credential in re.findall(r"://[^:/]+:([^@]+)@", line):
            assert credential.startswith("${") and ":?" in credential, line
    assert not re.search(r"(?i)(password|secret|token)\s*=", DOCKERFILE)


def test_the_database_is_not_published_and_the_web_only_on_the_loopback() -> None:
    assert "ports" not in SERVICES["postgres"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_runs_without_privileges(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["read_only"] is True
    assert re.search(r"^USER netstacks$", DOCKERFILE, re.MULTILINE)


def test_the_web_leaves_the_work_to_the_worker() -> None:
    assert SERVICES["web"]["environment"]["NETSTACKS_RUN_WORKER"] == "false"
    assert SERVICES["worker"]["command"] == ["worker"]


def test_the_image_is_built_from_folders_that_exist() -> None:
    sources = re.findall(r"^COPY (?!--from)(\S+) \S+$", DOCKERFILE, re.MULTILINE)
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_image_builds_with_the_packages_that_the_scripts_install() -> None:
    script = (ROOT / "bin" / "environment.sh").read_text()
    packages = re.search(r'^build_packages="(.*)"$', script, re.MULTILINE)
    assert packages is not None
    assert packages[1] in DOCKERFILE


def test_every_setting_that_is_given_exists() -> None:
    known = (ROOT / "Sources" / "ProgramSettings" / "SettingList.swift").read_text()
    for name in re.findall(r"^ +NETSTACKS_(\w+):", TEXT, re.MULTILINE):
        assert f'"{name.lower()}"' in known, name
