"""Whether a host can be reached, with servers and proxies on loopback; of names alone the test says where they lead."""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from wijkwerk.data.fetchers.reaching import proxy_for, unreachable_hosts

ABROAD = "https://bron.example.com/odata"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What DNS knows: names on .invalid not, and one name of our own network."""
    look_up = socket.getaddrinfo

    def known(host: str, port: int, *given: Any, **named: Any) -> list[Any]:
        if host.endswith(".invalid"):
            raise socket.gaierror("unknown")
        return look_up(host, port, *given, **named) if host[0].isdigit() else [(2, 1, 6, "", ("10.0.0.5", port))]

    monkeypatch.setattr(socket, "getaddrinfo", known)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on loopback that does this with each connection; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    answer(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


def proxy_that_says(status: str) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())

    return answer


def opening_proxy(certificate: Path) -> Callable[[socket.socket], None]:
    """Opens what is encrypted, as the proxies of many municipalities do, with a certificate of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def answer(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with suppress(OSError):
            context.wrap_socket(connection, server_side=True).close()

    return answer


def certificate_for(host: str, file: Path) -> Path:
    """Of a host, issued by itself; with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    began = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, began, began + datetime.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_host_that_answers_is_not_told() -> None:
    with listening(lambda connection: None) as port:
        assert unreachable_hosts([f"http://127.0.0.1:{port}/odata"]) == {}


def test_a_name_that_nobody_knows_is_a_matter_of_dns() -> None:
    assert "DNS" in unreachable_hosts(["https://bron.invalid/odata"])["bron.invalid"]


def test_a_name_that_leads_into_the_own_network_is_told() -> None:
    assert unreachable_hosts([ABROAD]) == {
        "bron.example.com": "de naam wijst hier naar deze machine of haar netwerk (DNS)"
    }


def test_a_port_where_nobody_listens_is_a_matter_of_the_firewall() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    why = unreachable_hosts([f"http://127.0.0.1:{port}/odata"])["127.0.0.1"]
    assert why == f"de naam is bekend, maar er komt geen verbinding op poort {port} (firewall)"


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("407 Proxy Authentication Required", "vraagt een gebruiker en wachtwoord"),
        ("403 Forbidden", "laat deze host niet toe (antwoord 403)"),
    ],
)
def test_a_proxy_that_refuses_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch, status: str, why: str) -> None:
    with listening(proxy_that_says(status)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        assert unreachable_hosts([ABROAD]) == {"bron.example.com": f"de proxy 127.0.0.1:{port} {why}"}


def test_through_a_proxy_the_name_is_not_looked_up_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(proxy_that_says("200 Connection established")) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        assert unreachable_hosts(["https://bron.invalid/odata"]) == {}


def test_a_proxy_gets_its_user_and_password(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answer(connection: socket.socket) -> None:
        asked.append(connection.recv(4096).decode())
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with listening(answer) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://piet:a%40b@127.0.0.1:{port}")
        assert unreachable_hosts([ABROAD]) == {}
    assert "Proxy-Authorization: Basic cGlldDphQGI=" in asked[0]


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    why = unreachable_hosts([ABROAD])["bron.example.com"]
    assert why == "de naam van de proxy proxy.invalid:3128 is hier niet te vinden (DNS)"


def test_a_proxy_that_opens_what_is_encrypted_is_told_until_its_issuer_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    certificate = certificate_for("bron.example.com", tmp_path / "proxy.pem")
    with listening(opening_proxy(certificate)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        why = unreachable_hosts([ABROAD])["bron.example.com"]
        assert why == "het certificaat dat hier binnenkomt is niet te vertrouwen (self-signed certificate)"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert unreachable_hosts([ABROAD]) == {}


def test_many_hosts_that_keep_silent_are_known_within_the_time_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(lambda connection: time.sleep(1)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        began = time.monotonic()
        found = unreachable_hosts([f"https://bron-{number}.example.com/" for number in range(8)], seconds=0.3)
        assert time.monotonic() - began < 0.9
    assert set(found.values()) == {"geen antwoord binnen 6 seconden (DNS of een firewall)"}


def test_a_host_that_goes_past_the_proxy_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "opendata.cbs.nl")
    assert proxy_for("https", "opendata.cbs.nl") is None
    assert proxy_for("https", "api.pdok.nl") == "http://proxy.example:3128"
