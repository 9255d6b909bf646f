"""A catalogued name that leads to our own network: by DNS, by a literal, now or at a second look."""

import socket
from pathlib import Path
from typing import Any

import httpcore
import pytest

from wijkwerk.data.fetchers.client import PoliteClient
from wijkwerk.data.fetchers.errors import FetchError
from wijkwerk.data.fetchers.public_addresses import guarded_transport, is_public


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


def dns(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """What DNS says, one answer per look; returns the list of what was connected to."""
    left = list(answers)
    connected: list[str] = []

    def look(host: str, port: int, **more: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def connect(self: object, host: str, port: int, *given: Any, **named: Any) -> Any:
        connected.append(host)
        raise httpcore.ConnectError("in a test nobody is called")

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return connected


def fetch(folder: Path, host: str, url: str | None = None) -> str:
    with (
        PoliteClient(frozenset({host}), sleep=lambda seconds: None) as client,
        pytest.raises(FetchError) as refused,
    ):
        client.download(url or f"https://{host}/odata", folder / "x.json", lambda path, answer: None)
    assert list(folder.iterdir()) == []
    return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.3.4", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::",
        "fe80::1", "fd00::1", "::ffff:10.0.0.5", "2002:a00:5::1", "224.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_a_name_that_leads_to_our_own_network_is_refused_and_nothing_is_asked(monkeypatch, tmp_path, address):
    connected = dns(monkeypatch, [address])
    told = fetch(tmp_path, "bron.example")
    assert "bron.example wijst naar een adres op deze machine of haar netwerk" in told
    assert connected == []
    assert address not in told.replace("bron.example", "")
    assert not is_public(address)


def test_one_private_address_among_public_ones_is_enough(monkeypatch, tmp_path):
    connected = dns(monkeypatch, ["93.184.215.14", "10.0.0.5"])
    assert "wijst naar een adres op deze machine" in fetch(tmp_path, "bron.example")
    assert connected == []


def test_a_second_answer_of_dns_cannot_lead_elsewhere(monkeypatch, tmp_path):
    """Each connection goes to the address that was checked, never to the name again."""
    connected = dns(monkeypatch, ["93.184.215.14"], ["10.0.0.5"])
    told = fetch(tmp_path, "bron.example")
    assert connected == ["93.184.215.14"]  # the next try looked again, and was refused
    assert "wijst naar een adres op deze machine" in told


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_on_the_internet_is_asked(monkeypatch, tmp_path, address):
    connected = dns(monkeypatch, [address])
    assert "de verbinding brak af" in fetch(tmp_path, "bron.example")
    assert set(connected) == {address}
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://bron.example/odata",
        "https://elders.example/odata",
        "https://bron.example.elders.example/odata",
        "https://naam@bron.example/odata",
        "https://bron.example@elders.example/",
        "file:///etc/passwd",
        "ftp://bron.example/odata",
        "https://127.0.0.1/odata",
        "https://[::1]/odata",
        "//bron.example/odata",
        "https://2130706433/",
        "",
    ],
)
def test_an_address_that_is_not_https_on_a_catalogued_host_is_not_asked(monkeypatch, tmp_path, url):
    connected = dns(monkeypatch, ["93.184.215.14"])
    assert "https op een host uit de catalogus: bron.example" in fetch(tmp_path, "bron.example", url or "x")
    assert connected == []


def test_a_catalogued_address_that_is_a_literal_of_our_network_is_refused(monkeypatch, tmp_path):
    connected = dns(monkeypatch, ["169.254.169.254"])
    assert "wijst naar een adres op deze machine" in fetch(tmp_path, "169.254.169.254")
    assert connected == []


def test_behind_a_proxy_of_the_gemeente_the_proxy_decides(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.gemeente.example:3128")
    assert guarded_transport({"bron.example"}) is None


def test_a_name_that_nobody_knows_is_told_as_a_broken_connection(monkeypatch, tmp_path):
    def unknown(*given: Any, **named: Any) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "de verbinding brak af" in fetch(tmp_path, "bron.example")
