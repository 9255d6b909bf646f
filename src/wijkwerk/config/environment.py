"""Read `WIJKWERK_*` from the environment. A value that cannot be right is refused at once, in Dutch."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.lib.database_url import DatabaseAddress, read_database_url, sqlite_address
from wijkwerk.lib.mail_url import MailServer, MailUrlError, read_mail_url

from .setting_error import SettingError

THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
_PAGE = re.compile(r"https://[^\s/<>\"]+(/[^\s<>\"]*)?")
# No "*" and no ".gemeente.example": a name that anybody can choose is no check.
_HOST = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9])*(\.[A-Za-z0-9](-?[A-Za-z0-9])*)*|[0-9.]+|\[[0-9a-fA-F:.]+\]")
_GEMEENTE = re.compile(r"GM[0-9]{4}")
_TRUE = {"1", "ja", "true", "on"}
_FALSE = {"0", "nee", "false", "off", ""}


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise SettingError(f"{name}: '{value}' gevonden, verwacht 'ja' of 'nee'.")


def choice(name: str, allowed: Sequence[str]) -> str:
    """One of a few words; the first where nothing is given."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise SettingError(f"{name}: '{value}' gevonden, verwacht {' of '.join(allowed)}.")
    return value


def email(name: str) -> str:
    """An e-mail address; "" where nothing is given."""
    value = text(name, "")
    if value and not _EMAIL.fullmatch(value):
        raise SettingError(f"{name}: '{value}' gevonden, verwacht een e-mailadres, zoals wijken@gemeente.example.")
    return value


def email_or_page(name: str) -> str:
    """An e-mail address or the https address of a page; "" where nothing is given."""
    value = text(name, "")
    if value and not _EMAIL.fullmatch(value) and not _PAGE.fullmatch(value):
        raise SettingError(
            f"{name}: '{value}' gevonden, verwacht een e-mailadres of een pagina, zoals "
            "https://www.gemeente.example/kwetsbaarheid-melden."
        )
    return value


def mail_server(name: str, *, sender: str, demo: bool) -> MailServer | None:
    """What an address of a mail server says; None where nothing is given.

    sender   from whom letters come: without it a server refuses them, one by one and too late
    """
    url = text(name, "")
    if not url:
        return None
    if demo:
        raise SettingError(f"{name}: de demonstratie verstuurt geen e-mail naar echte mensen. Haal deze variabele weg.")
    if not sender:
        raise SettingError(
            f"{name}: zet ook WIJKWERK_MAIL_FROM, het e-mailadres waar de berichten vandaan komen, zoals "
            "wijken@gemeente.example."
        )
    try:
        return read_mail_url(url)
    except MailUrlError as error:
        raise SettingError(str(error)) from error


def number(name: str, *, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
        raise SettingError(f"{name}: '{value}' gevonden, verwacht een getal van {least} tot en met {most}.")
    return int(value)


def sign_in_file(name: str, *, demo: bool) -> str:
    """The path of a file; "" where nothing is given. The demo lets anybody in, and knows no real people."""
    value = text(name, "")
    if value and demo:
        raise SettingError(f"{name}: de demonstratie start niet met een echte inlogdienst. Haal deze variabele weg.")
    return str(Path(value).expanduser().resolve()) if value else ""


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def folder_that_is_there(name: str, default: Path) -> Path:
    """As `folder`, of one that nobody makes for us: what is given must be there."""
    found = folder(name, default)
    if text(name, "") and not found.is_dir():
        raise SettingError(f"{name}: de map {found} is er niet. Verbeter het pad, of haal deze variabele weg.")
    return found


def gemeente(name: str) -> str:
    """The code of a gemeente; "" where nothing is given."""
    value = text(name, "")
    if value and not _GEMEENTE.fullmatch(value):
        raise SettingError(f"{name}: '{value}' gevonden, verwacht GM en vier cijfers, zoals GM0363.")
    return value


def database(*, data: Path) -> DatabaseAddress:
    """What DATABASE_URL says; a SQLite file in the data folder where it says nothing."""
    url = os.environ.get("DATABASE_URL", "").strip()
    return read_database_url(url) if url else sqlite_address(data / "wijkwerk.sqlite3")


def host_names(name: str) -> list[str]:
    """Names under which the site may be asked; always this machine itself."""
    hosts = _listed(name)
    wrong = [host for host in hosts if not _HOST.fullmatch(host)]
    if wrong:
        raise SettingError(
            f"{name}: '{wrong[0]}' gevonden, verwacht de volledige naam van de site, zoals monitor.gemeente.example."
        )
    return [*THIS_MACHINE, *hosts]


def is_production() -> bool:
    """Whether this is a site that others come to: it has a name of its own, or TLS in front of it."""
    return has_a_name() or flag("WIJKWERK_HTTPS", default=False)


def has_a_name() -> bool:
    return any(host not in THIS_MACHINE for host in _listed("WIJKWERK_HOSTS"))


def https() -> bool:
    """WIJKWERK_HTTPS. A site with a name has TLS in front of it: else passwords and sessions cross the network bare."""
    given = flag("WIJKWERK_HTTPS", default=False)
    if has_a_name() and not given:
        raise SettingError(
            "WIJKWERK_HTTPS: een site met een naam in WIJKWERK_HOSTS start alleen achter TLS, want anders gaan "
            "wachtwoorden en sessies onversleuteld over het netwerk. Zet WIJKWERK_HTTPS=ja, met een webserver ervoor "
            "die TLS afhandelt (docs/in-een-gemeente-draaien.md), of haal WIJKWERK_HOSTS weg."
        )
    return given


def demo(*, production: bool) -> bool:
    """WIJKWERK_DEMO. The demonstration signs anybody in by a link, without a second factor."""
    wanted = flag("WIJKWERK_DEMO", default=False)
    if wanted and production:
        raise SettingError(
            "WIJKWERK_DEMO: de demonstratie start niet op een site met WIJKWERK_HOSTS of WIJKWERK_HTTPS, want zij laat "
            "iedereen zonder wachtwoord en zonder tweede stap binnen. Haal die variabelen weg, of gebruik "
            "'./wijkwerk serve'."
        )
    return wanted


def origins(name: str) -> list[str]:
    return [f"https://{host}" for host in _listed(name)]


def has_own_domain(hosts: Sequence[str]) -> bool:
    """Whether the site's names are its own: below "monitor.gemeente.example" nobody else has one."""
    named = [host for host in hosts if host not in THIS_MACHINE]
    return bool(named) and all(host.strip(".").count(".") >= 2 for host in named)


def debugging(*, production: bool) -> bool:
    """WIJKWERK_DEBUG. A page of the debugger shows settings and data to whoever makes a mistake happen."""
    wanted = flag("WIJKWERK_DEBUG", default=False)
    if wanted and production:
        raise SettingError(
            "WIJKWERK_DEBUG: een site met WIJKWERK_HOSTS of WIJKWERK_HTTPS start niet in de ontwikkelstand, want die "
            "laat bezoekers instellingen en gegevens zien. Haal WIJKWERK_DEBUG weg."
        )
    return wanted


def _listed(name: str) -> list[str]:
    return [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
