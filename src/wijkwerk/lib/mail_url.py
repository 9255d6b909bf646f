"""Read `WIJKWERK_MAIL_URL`: `smtp://user:password@host:587` (STARTTLS), or `smtps://…:465` (TLS from the first word).

Strict, as `database_url` is: what is not understood is refused, and no message repeats the address, which may hold a
password.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import SplitResult, unquote, urlsplit

_PORT = re.compile(r"[1-9][0-9]{0,4}")
_LAST_PORT = 65535
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\]")
_EXAMPLE = "smtp://gebruiker:wachtwoord@mail.gemeente.example:587"
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_BARE = "tls=nee"


class MailUrlError(Exception):
    """A WIJKWERK_MAIL_URL that cannot be used; says in Dutch what is expected, and never repeats the address."""


class Security(Enum):
    """How the line to the mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # to a server on this machine alone


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `repr` leaves out the password."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail_url(url: str) -> MailServer:
    """Raises MailUrlError."""
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise _wrong("het adres is niet te lezen; schrijf vreemde tekens in het wachtwoord als %-code") from error
    if parts.scheme not in {"smtp", "smtps"}:
        raise _wrong("het begint niet met smtp:// of smtps://")
    if parts.path.strip("/") or parts.fragment:
        raise _wrong("schrijf #, / en @ in het wachtwoord als %23, %2F en %40; na de poort hoort niets meer")
    userinfo, at, place = parts.netloc.rpartition("@")
    user, colon, password = userinfo.partition(":")
    if "@" in userinfo or (at and not (user and colon and password)):
        raise _wrong("gebruiker en wachtwoord horen beide voor de @; schrijf vreemde tekens als %-code")
    host, port = _host_and_port(place)
    security = _security(parts, host)
    return MailServer(host, port or _PORTS[security], security, unquote(user), unquote(password))


def _host_and_port(place: str) -> tuple[str, int]:
    """The port is 0 where none is given."""
    host, colon, port = place.rpartition(":") if re.search(r":[^\]]*$", place) else (place, "", "")
    if not _HOST.fullmatch(host):
        raise _wrong("de naam van de mailserver ontbreekt of is niet te lezen")
    if colon and (not _PORT.fullmatch(port) or int(port) > _LAST_PORT):
        raise _wrong("de poort is geen getal van 1 tot en met 65535")
    return host.strip("[]"), int(port or 0)


def _security(parts: SplitResult, host: str) -> Security:
    if parts.query not in {"", _BARE}:
        raise _wrong(f"achter het vraagteken mag alleen {_BARE}")
    if parts.query != _BARE:
        return Security.TLS if parts.scheme == "smtps" else Security.STARTTLS
    if parts.scheme == "smtps" or host not in _THIS_MACHINE:
        raise _wrong(
            f"{_BARE} mag alleen met smtp:// naar deze machine zelf: anders gaat post onversleuteld het netwerk over"
        )
    return Security.NONE


def _wrong(why: str) -> MailUrlError:
    return MailUrlError(f"WIJKWERK_MAIL_URL: {why}. Verwacht bijvoorbeeld: {_EXAMPLE}")
