"""The addresses that are read: every url pattern of the site with what really exists, and the usual questions."""

from collections.abc import Iterator, Mapping
from itertools import product

from django.apps import apps
from django.db.models import Model

from tests.addresses import Address, addresses
from tests.journeys.pages import PAGE_TYPES, PAGES_OF, STAFF_PAGES

# Of each kind of thing that is kept in the database; what comes after is like those before.
_MOST_ROWS = 4
_TABLES = ("excel.csv", "csv")
_PICTURES = ("svg", "png")
_BOTH = (*_TABLES, *_PICTURES)
# The places in the addresses of the public pages, and for one page others than for the rest.
_VALUES: Mapping[str, tuple[str, ...]] = {
    "code": ("BU01640202",),
    "edition": ("2026-1",),
    "form": _BOTH,
    "indicator": ("misdrijven_per_1000",),
    "name": ("manifest.json",),
    "provider_id": ("gemeente",),
    "recipe": ("urgentie",),
    "rule": ("normaliseren",),
    "source": ("cbs_kwb",),
    "theme": ("veiligheid",),
    "token": ("A" * 22,),
    "url": ("onbekend",),
}
_OF_PAGE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "add_file": {"kind": ("document",), "number": ("1",)},
    "area_file": {"part": ("cijfers", "naast", "buurten", "jaren"), "code": ("BU01640202", "WK016402")},
    "certainty_file": {"part": ("tabel", "rangen", "kaart")},
    "edition": {"key": ("2026-1",)},
    "edition_file": {"key": ("2026-1",)},
    "difference": {"key": ("2026-1",)},
    "score_difference": {"key": ("2026-1",)},
    "indicator_file": {"part": ("kaart", "stippen", "jaren", "wijken", "tabel", "cijfers")},
    "kader_norm": {"indicator": ("bijstand_per_1000",)},
    "kader_norm_file": {"part": ("norm", "tabel"), "indicator": ("bijstand_per_1000",)},
    "kader_norms": {"form": ("csv", "xlsx")},
    "method_recipe_file": {"form": ("json", "csv")},
    "norm_file": {"form": ("csv", "xlsx")},
    "processing": {"name": ("aanmelden",)},
    "stacking_file": {"part": ("tabel", "kaart")},
    "urgency_file": {"part": ("tabel", "kaart")},
    "what_if_file": {"part": ("tabel", "kaart")},
}
# The rows that a number (or a key) in an address stands for, by how the address begins; the longest that fits.
_ROWS: Mapping[str, tuple[str, str]] = {
    "aanmelden/wachtwoord/": ("access.Person", "pk"),
    "account/sleutels/": ("mfa.Authenticator", "pk"),
    "bestanden/": ("access.StoredFile", "pk"),
    "documenten/": ("governance.Document", "pk"),
    "leveringen/": ("data.Release", "key"),
    "mensen/": ("access.Person", "pk"),
    "mensen/functies/": ("access.Function", "code"),
    "mensen/gremia/": ("access.Body", "code"),
    "mensen/invullingen/": ("access.FunctionHolding", "pk"),
    "mensen/rollen/": ("access.RoleHolding", "pk"),
    "normen/": ("governance.Kader", "pk"),
    "normen/besluiten/": ("governance.Decision", "pk"),
    "normen/doelen/": ("governance.Goal", "code"),
    "notities/": ("governance.Note", "pk"),
    "privacy/bewaartermijnen/": ("access.RetentionRun", "pk"),
    "privacy/personen/": ("access.Person", "pk"),
    "privacy/verzoeken/": ("access.CorrectionRequest", "pk"),
    "reacties/": ("governance.Feedback", "pk"),
    "stadsdelen/": ("access.Scope", "key"),
    "taken/": ("access.Job", "pk"),
}
_ADMIN = "beheer/"
# Of the technical pages a few kinds suffice; the others are the same page of another table.
_ADMIN_TABLES = ("access/person/", "access/roleholding/", "access/auditevent/")


def page_addresses() -> list[str]:
    """In a fixed order, each once."""
    found = [*_asked(), *(filled for each in addresses() for filled in _filled(each)), *_of_administration()]
    return list(dict.fromkeys(found))


def _asked() -> Iterator[str]:
    yield from PAGE_TYPES.values()
    yield from STAFF_PAGES.values()
    yield from (address for _, address in PAGES_OF.values())


def _filled(address: Address) -> Iterator[str]:
    if address.route.startswith(_ADMIN):
        return
    places = address.places
    choices = [_choices(address, place) for place in places]
    for values in product(*choices):
        yield address.filled(dict(zip(places, values, strict=True)))


def _choices(address: Address, place: str) -> tuple[str, ...]:
    page = address.name.rpartition(":")[2]
    known = _OF_PAGE.get(page, {}).get(place)
    if known is None and (place in {"number", "key", "pk", "code"}):
        known = _rows(address.route, is_plain=place in {"key", "code"})
    return known or _VALUES.get(place) or ("1",)


def _rows(route: str, *, is_plain: bool) -> tuple[str, ...]:
    """The first rows that there are; none where the address is not about rows."""
    begins = [begin for begin in _ROWS if route.startswith(begin)]
    if not begins:
        return ()
    label, field = _ROWS[max(begins, key=len)]
    if is_plain is (field == "pk"):
        return ()
    rows = _model(label)._default_manager.order_by("pk").values_list(field, flat=True)
    if label == "access.Scope":
        rows = rows.filter(kind="area", key__startswith="SD")
    return tuple(str(each) for each in rows[:_MOST_ROWS])


def _model(label: str) -> type[Model]:
    return apps.get_model(label)


def _of_administration() -> Iterator[str]:
    yield from ("/beheer/", "/beheer/login/", "/beheer/logout/", "/beheer/access/", "/beheer/onbekend/")
    for table in _ADMIN_TABLES:
        yield f"/{_ADMIN}{table}"
        yield from (f"/{_ADMIN}{table}1/{deed}/" for deed in ("history", "delete", "change"))
        yield f"/{_ADMIN}{table}add/"
