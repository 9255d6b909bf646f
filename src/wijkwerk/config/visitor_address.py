"""From which address a visitor comes, also behind the web server that ends TLS: for limits, never for the log."""

from ipaddress import ip_address, ip_network

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

_HEADER = "HTTP_X_FORWARDED_FOR"


class VisitorAddressMiddleware(MiddlewareMixin):
    """Put the address that our own proxy saw in REMOTE_ADDR, and take the header away: nothing after this believes it.

    Only the last address in the header was written by our proxy; those before it, anybody can make up. A visitor who
    comes from the internet without a proxy in between is believed nothing at all.
    """

    def process_request(self, request: HttpRequest) -> None:
        told = str(request.META.pop(_HEADER, "")).rpartition(",")[2].strip()
        if told and _is_ours(request.META.get("REMOTE_ADDR", "")) and _is_address(told):
            request.META["REMOTE_ADDR"] = told


def counted_as(address: str) -> str:
    """One name for whoever can change their address at will: of IPv6 the network, as one subscriber has it."""
    if not _is_address(address):
        return "onbekend"
    found = ip_address(address)
    return str(found) if found.version == 4 else str(ip_network(f"{found}/64", strict=False))


def _is_ours(peer: str) -> bool:
    """A proxy on this machine or network; an empty address is a Unix socket."""
    return not peer or (_is_address(peer) and ip_address(peer).is_private)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
