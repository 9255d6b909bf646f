"""What somebody reads whose network lets nothing out: which hosts, for which sources, and what to do about it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from wijkwerk.data.fetchers.errors import FetchError

from .fetch import FetchRequest
from .reaching import UNTRUSTED, proxy_for

_GUIDE = "docs/bronnen-ophalen.md"


def no_connection(requests: Sequence[FetchRequest], unreachable: Mapping[str, str]) -> str:
    """The message of a round for which hosts cannot be reached (host -> why), with a remedy for each cause."""
    waiting = [request for request in requests if request.host in unreachable]
    return "\n".join(
        [
            f"Geen verbinding met {len(unreachable)} van de {len({request.host for request in requests})} servers:",
            *(_host_line(host, why, waiting) for host, why in unreachable.items()),
            "Wat u kunt doen:",
            "- DNS: vertaalt uw netwerk deze namen niet, vraag dan uw netwerkbeheerder, of gebruik de proxy.",
            *_about_the_proxy(next(iter(unreachable))),
            *_about_the_certificate(unreachable),
            f"- Firewall: laat https (poort 443) toe naar {', '.join(unreachable)}.",
            *_by_hand(waiting),
            "Daarna dezelfde opdracht opnieuw: wat al binnen is, blijft staan en wordt niet nog eens opgehaald.",
        ]
    )


def unreachable_error(host: str, why: str) -> FetchError:
    """The same for one table of a round whose other tables can be fetched."""
    return FetchError(host, why, "een verbinding met deze server", f"Zie onder aan deze uitvoer, of {_GUIDE}.")


def _host_line(host: str, why: str, waiting: Sequence[FetchRequest]) -> str:
    sources = dict.fromkeys(request.source.id for request in waiting if request.host == host)
    return f"  {host}: {why}. Nodig voor {', '.join(sources)}."


def _about_the_proxy(host: str) -> list[str]:
    proxy = proxy_for("https", host)
    if proxy is None:
        return [
            "- Proxy: er is er geen ingesteld. Gaat het internet bij u via een proxy, geef haar dan mee, bijvoorbeeld",
            "    HTTPS_PROXY=http://proxy.gemeente.example:3128 ./wijkwerk fetch --all",
            "  of zet HTTPS_PROXY in het bestand met de omgeving van de dienst.",
        ]
    parts = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    return [
        f"- Proxy: HTTPS_PROXY wijst naar {parts.hostname}:{parts.port or 80}. Klopt dat, en mag die bij deze servers?",
        "    Vraagt zij een gebruiker: HTTPS_PROXY=http://GEBRUIKER:WACHTWOORD@proxy.gemeente.example:3128",
        "    Moet een server buiten de proxy om: zet haar naam in NO_PROXY.",
    ]


def _about_the_certificate(unreachable: Mapping[str, str]) -> list[str]:
    if not any(why.startswith(UNTRUSTED) for why in unreachable.values()):
        return []
    return [
        "- Certificaat: maakt uw proxy het verkeer open, noem dan het bestand met haar uitgever, bijvoorbeeld",
        "    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt ./wijkwerk fetch --all",
        "  of zet SSL_CERT_FILE in het bestand met de omgeving van de dienst. Klopt de klok van deze machine?",
    ]


def _by_hand(waiting: Sequence[FetchRequest]) -> list[str]:
    first = next((request for request in waiting if request.source.workbook), waiting[0])
    return [
        "- Met de hand: haal het bestand van de tabel op een andere computer op, breng het hierheen, en lees het in:",
        f"    {first.source.homepage}",
        f"    ./wijkwerk import {first.source.id} BESTAND --table {first.table.table}",
        f"  {_GUIDE} zegt van elke tabel waar zij staat en in welke vorm wij haar lezen.",
    ]
