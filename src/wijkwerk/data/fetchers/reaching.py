"""Whether the hosts of public sources can be reached from here: known within seconds, and why not.

A fetch itself is patient, for servers that are busy. Where a municipality's network lets nothing out, patience only
hides that; so this is asked first.
"""

import http.client
import re
import socket
import ssl
import threading
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

import httpx

from .public_addresses import LOOPBACK, is_public

SECONDS = 6.0  # for all hosts together, which are asked at the same time
_CONNECT_SECONDS = 5.0
_TUNNEL_REFUSED = re.compile(r"Tunnel connection failed: (\d{3})")
_PORTS = {"http": 80, "https": 443}
UNTRUSTED = "het certificaat dat hier binnenkomt is niet te vertrouwen"
_TOO_SLOW = f"geen antwoord binnen {SECONDS:.0f} seconden (DNS of een firewall)"


class _NoWayError(Exception):
    """Why a host cannot be reached, as a Dutch clause."""


def unreachable_hosts(addresses: Iterable[str], seconds: float = SECONDS) -> dict[str, str]:
    """Host -> why it cannot be reached, of the hosts of these addresses; hosts that can be reached are left out.

    Only a connection is made, to the host or through the proxy of this machine (`HTTPS_PROXY`), and the certificate
    is looked at; nothing is asked.
    """
    hosts = {_host(parts): parts for parts in map(urlsplit, addresses)}
    found: dict[str, str | None] = dict.fromkeys(hosts, _TOO_SLOW)
    threads = [threading.Thread(target=_note, args=(found, *item), daemon=True) for item in hosts.items()]
    for thread in threads:
        thread.start()
    # A resolver that hangs cannot be stopped: its thread is left behind, and what it finds later is not read.
    deadline = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return {host: why for host, why in dict(found).items() if why is not None}


def proxy_for(scheme: str, host: str) -> str | None:
    """The address of the proxy that requests to a host go through, as the environment says; None without one."""
    proxies = urllib.request.getproxies()
    address = proxies.get(scheme) or proxies.get("all")
    return None if address is None or urllib.request.proxy_bypass(host) else address


def _host(parts: SplitResult) -> str:
    return parts.hostname or ""


def _note(found: dict[str, str | None], host: str, parts: SplitResult) -> None:
    try:
        _connect(host, parts.port or _PORTS.get(parts.scheme, 443), parts.scheme)
        found[host] = None
    except _NoWayError as problem:
        found[host] = str(problem)


def _connect(host: str, port: int, scheme: str) -> None:
    proxy = proxy_for(scheme, host)
    if proxy is None or host in LOOPBACK:
        connection = _connect_directly(host, port)
    else:
        connection = _connect_through(urlsplit(proxy if "//" in proxy else f"//{proxy}"), host, port)
    with connection:
        if scheme == "https":
            _look_at_certificate(connection, host)


def _look_at_certificate(connection: socket.socket, host: str) -> None:
    """With the issuers that a fetch trusts. That a server hangs up or speaks no TLS is for the fetch itself to say."""
    try:
        httpx.create_ssl_context().wrap_socket(connection, server_hostname=host).close()
    except ssl.SSLCertVerificationError as error:
        raise _NoWayError(f"{UNTRUSTED} ({error.verify_message})") from error
    except OSError:
        return


def _connect_directly(host: str, port: int) -> socket.socket:
    try:
        addresses = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise _NoWayError("de naam is hier niet te vinden (DNS)") from error
    if host not in LOOPBACK and not all(map(is_public, addresses)):
        raise _NoWayError("de naam wijst hier naar deze machine of haar netwerk (DNS)")
    try:
        return socket.create_connection((host, port), timeout=_CONNECT_SECONDS)
    except OSError as error:
        raise _NoWayError(f"de naam is bekend, maar er komt geen verbinding op poort {port} (firewall)") from error


def _connect_through(proxy: SplitResult, host: str, port: int) -> socket.socket:
    """A tunnel to the host through the proxy."""
    name = f"proxy {proxy.hostname}:{proxy.port or 80}"
    connection = http.client.HTTPConnection(proxy.hostname or "", proxy.port or 80, timeout=_CONNECT_SECONDS)
    connection.set_tunnel(host, port, headers=_authorization(proxy))
    try:
        connection.connect()
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise _NoWayError(_refusal_of(name, error)) from error
    return connection.sock


def _authorization(proxy: SplitResult) -> Mapping[str, str]:
    if proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _refusal_of(name: str, error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return f"de naam van de {name} is hier niet te vinden (DNS)"
    refused = _TUNNEL_REFUSED.search(str(error))
    if refused is None:
        return f"er komt geen verbinding met of door de {name}"
    if refused[1] == "407":
        return f"de {name} vraagt een gebruiker en wachtwoord"
    return f"de {name} laat deze host niet toe (antwoord {refused[1]})"
