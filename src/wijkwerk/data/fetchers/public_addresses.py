"""Connect to the internet only: a name that leads to this machine or its network is refused, whatever DNS says."""

import socket
import urllib.request
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any

import httpcore
import httpx

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class PrivateAddressError(Exception):
    """A host's name leads to an address that is not on the internet."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


def guarded_transport(hosts: Iterable[str]) -> httpx.BaseTransport | None:
    """A transport that connects to public addresses only; None where a proxy of the gemeente makes the connection.

    The proxy looks up the name and decides what may be reached. Hosts on loopback (a test's) are let through.
    """
    proxies = urllib.request.getproxies()
    if any(kind in proxies for kind in ("https", "all")):
        return None
    transport = httpx.HTTPTransport()
    transport._pool.close()
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(), network_backend=_PublicAddresses(frozenset(hosts) & LOOPBACK)
    )
    return transport


class _PublicAddresses(httpcore.SyncBackend):
    """Looks a name up once, and connects to what it found: a second answer of DNS cannot lead elsewhere.

    TLS still asks for a certificate of the name itself.
    """

    def __init__(self, here: frozenset[str]) -> None:
        self._here = here

    def connect_tcp(self, host: str, port: int, *given: Any, **named: Any) -> httpcore.NetworkStream:
        if host in self._here:
            return super().connect_tcp(host, port, *given, **named)
        addresses = _addresses(host, port)
        if not all(map(is_public, addresses)):
            raise PrivateAddressError(host)
        problem: Exception | None = None
        for address in addresses:
            try:
                return super().connect_tcp(address, port, *given, **named)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem or httpcore.ConnectError(f"no address for {host}")


def is_public(address: str) -> bool:
    """Whether an address is on the internet; also one that is hidden in an IPv6 address."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


def _addresses(host: str, port: int) -> list[str]:
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))
