"""Facts of devices over every protocol, and a device that suddenly proves to be another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from api import JSON, Refused
from house import House, editable
from pages import Visitor
from tellers import NETCONF_USER, PASSWORD, SNMP, USER, certificate, https_switches, netconf_router, snmp_agent
from waiting import until


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


@pytest.fixture(scope="module")
def ports(folder: Path) -> Iterator[dict[str, int]]:
    """The port of each protocol's device."""
    tellers = [https_switches(certificate(folder)), netconf_router(), snmp_agent(folder / "agent")]
    https, netconf, snmp = (teller.port for teller in tellers)
    yield {"eapi": https, "nxapi": https, "restconf": https, "netconf": netconf, "snmp": snmp}
    for teller in tellers:
        teller.stop()


def add(house: House, name: str, **more: object) -> JSON:
    credentials: dict[str, object] = {"name": name, "username": USER, "password": PASSWORD}
    for key in [key for key in more if key.startswith("snmp") or key == "username"]:
        credentials[key] = more.pop(key)
    made = house.author.post("/credentials", credentials)
    body = {"name": name, "host": "127.0.0.1", "port": 9, "platform": "arista_eos", "credential_set_id": made["id"], **more}
    return house.author.post("/devices", body)


def read(house: House, device: JSON) -> JSON:
    job = house.author.post(f"/devices/{device['id']}/fact-reads")["job_id"]
    until("the reading ends", lambda: house.author.get(f"/jobs/{job}")["finished_at"])
    return house.author.get(f"/jobs/{job}")


def told(house: House, device: JSON) -> JSON:
    for _ in range(20):
        job = read(house, device)
        # An SNMP agent does not say when it has started.
        if job["state"] == "succeeded" or "nothing listens" not in job["failures"][-1]["message"]:
            break
    assert job["state"] == "succeeded", job["failures"]
    return house.author.get(f"/devices/{device['id']}/facts")


@pytest.mark.parametrize("way", ["eapi", "nxapi", "restconf", "netconf"])
def test_a_device_tells_by_the_protocol_that_is_chosen_for_it(way: str, house: House, ports: dict[str, int]) -> None:
    user = NETCONF_USER if way == "netconf" else USER
    device = add(house, f"tells-{way}", username=user, fact_protocol=way, fact_port=ports[way])
    with pytest.raises(Refused) as refused:
        house.author.get(f"/devices/{device['id']}/facts")
    assert refused.value.problem["code"] == "facts_not_read"
    facts = told(house, device)
    assert facts["protocol"] == way
    assert facts["hostname"]
    assert facts["interfaces"]


def test_a_device_tells_on_its_command_line_when_nothing_else_is_chosen(house: House) -> None:
    device = house.author.get(f"/devices/{house.ids['sw1']}")
    assert (device["fact_protocol"], device["fact_port"]) == ("cli", None)
    facts = told(house, device)
    assert facts["hostname"]
    assert facts["version"]


def test_an_agent_is_asked_by_community_or_user(house: House, ports: dict[str, int]) -> None:
    snmp = {"fact_protocol": "snmp", "fact_port": ports["snmp"]}
    first = add(house, "tells-2c", snmp={"version": "2c"}, snmp_secret=SNMP["community"], **snmp)
    user = {"version": "3", "username": SNMP["user"], "authentication": "sha256", "privacy": "aes128"}
    words = {"snmp_secret": SNMP["password"], "snmp_privacy_secret": SNMP["privacy_password"]}
    second = add(house, "tells-3", snmp=user, **words, **snmp)
    facts = told(house, first)
    assert facts["vendor"] == "Arista"
    assert told(house, second)["serial"] == facts["serial"]
    stored = house.author.get(f"/credentials/{second['credential_set_id']}")
    assert stored["snmp"] == user
    assert not any(word in str(stored) for word in SNMP.values() if " " in word)
    # Its secrets stay when they are left out, and go when its version is another one.
    body = {"name": "tells-3", "username": USER, "snmp": {"version": "2c"}}
    with pytest.raises(Refused) as refused:
        house.author.ask("PUT", f"/credentials/{stored['id']}", body)
    assert "Give the community" in str(refused.value.problem)


def test_without_what_it_takes_a_question_is_refused_in_words(house: House, ports: dict[str, int]) -> None:
    device = add(house, "tells-nothing", fact_protocol="snmp", fact_port=ports["snmp"])
    job = read(house, device)
    assert "says nothing of SNMP" in job["failures"][-1]["message"]
    hop = house.author.get(f"/devices/{house.ids['r1']}")
    with pytest.raises(Refused) as refused:
        house.author.ask(
            "PUT", f"/devices/{device['id']}", {**editable(device), "fact_protocol": "eapi", "jump_host_id": hop["id"]}
        )
    assert "carries no eAPI" in str(refused.value.problem)


def test_a_wrong_password_is_told_and_counted(house: House, ports: dict[str, int]) -> None:
    device = add(house, "tells-wrong", username="admin", fact_protocol="nxapi", fact_port=ports["nxapi"])
    credentials = {"name": "tells-wrong", "username": "admin", "password": "not the word"}
    house.author.ask("PUT", f"/credentials/{device['credential_set_id']}", credentials)
    job = read(house, device)
    assert job["state"] == "failed"
    assert "refused the login" in job["failures"][-1]["message"]
    assert "not the word" not in str(job)


def test_a_device_that_proves_to_be_another_gets_no_password_until_somebody_looks(house: House, folder: Path) -> None:
    first = https_switches(certificate(folder, "first"))
    device = add(house, "tells-twice", fact_protocol="eapi", fact_port=first.port)
    told(house, device)
    first.stop()
    second = https_switches(certificate(folder, "second"), first.port)
    job = read(house, device)
    assert "is not the pinned device" in job["failures"][-1]["message"]
    person = Visitor(house.port, "admin", house.password)
    path = f"/devices/{device['id']}"
    page = person.get(f"{path}/facts")
    assert "Identity for HTTPS has changed" in page
    shown = person.field(page, "shown")
    assert person.send(f"{path}/identity", shown=shown, reason="")[0] == 422
    assert person.send(f"{path}/identity", shown="public-key:00", reason="seen on the console")[0] == 409
    assert person.send(f"{path}/identity", shown=shown, reason="replaced, seen on the console")[0] == 303
    assert told(house, device)["hostname"]
    second.stop()
