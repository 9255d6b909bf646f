"""Everything about one person, over all packages, and what of it can go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from wijkwerk.access.people.functions import FunctionHolding
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.privacy.personal_rows import PersonFile, Row, beside, erasers, exporters, files_exporter, model_of
from wijkwerk.access.privacy.processings import claims
from wijkwerk.definitions.processings import Afterwards

from .person_erasure import own_rows, sessions_of
from .person_flow import is_anonymous


@dataclass(frozen=True)
class DataPart:
    """What one kind of row says about the person, with the files that go along."""

    kind: str
    title: str  # in Dutch, as on the page: "leveringen"
    rows: Sequence[Row]
    files: Sequence[PersonFile] = ()


@dataclass(frozen=True)
class GoingPart:
    kind: str
    title: str
    count: int


@dataclass(frozen=True)
class StayingPart:
    title: str
    count: int
    reason: str


@dataclass(frozen=True)
class ErasureAnswer:
    """What would happen at a request to be forgotten. `refusal` is empty where it can be done now."""

    refusal: str
    goes: Sequence[GoingPart]
    stays: Sequence[StayingPart]


def everything_about(person: Person) -> list[DataPart]:
    """What every package exports about a person, by title; kinds without a row are left out."""
    parts = []
    for kind, export in exporters().items():
        rows = list(export(person))
        if rows:
            parts.append(DataPart(kind, _OWN_TITLES.get(kind) or title_of(kind), rows))
    return sorted(parts, key=lambda part: part.title)


def everything_to_take_along(person: Person, *, by: Person) -> list[DataPart]:
    """The same with the files that this person and whoever takes them along may both read."""
    return [_with_files(part, person, by) for part in everything_about(person)]


def _with_files(part: DataPart, person: Person, by: Person) -> DataPart:
    export = files_exporter(part.kind)
    if export is None:
        return part
    files: dict[Any, PersonFile] = {file.number: file for file in export(person, by)}
    rows = [{**row, "bestand": _name(files.get(row["nummer"]))} for row in part.rows]
    return replace(part, rows=rows, files=tuple(files.values()))


def _name(file: PersonFile | None) -> str:
    return _NOT_ALONG if file is None else file.name


_NOT_ALONG = "niet meegegeven; wie het mag lezen, haalt het op de site bij het stuk"


def erasure_answer(person: Person) -> ErasureAnswer:
    """What can be erased now, what must stay, and why; nothing changes."""
    parts = everything_about(person)
    kept = {
        claim.holding.kind: claim.holding.reason or ""
        for claim in claims()
        if claim.holding.afterwards is Afterwards.KEEP
    }
    goes = _going(person)
    gone = {part.kind for part in goes}
    stays = [
        StayingPart(part.title, len(part.rows), kept.get(part.kind) or _why_beside(part.kind) or _WAITS)
        for part in parts
        if part.kind not in gone
    ]
    return ErasureAnswer(_refusal(person), goes, stays)


_WAITS = "Verdwijnt vanzelf, zodra de bewaartermijn is verstreken."


def _why_beside(kind: str) -> str:
    known = beside(kind)
    return known.stays if known is not None else ""


def _going(person: Person) -> list[GoingPart]:
    """What `anonymise_person` takes away."""
    counts = {str(rows.model._meta.model_name): rows.count() for rows in own_rows(person)}
    counts["session"] = len(sessions_of(person))
    counts |= {kind: len(list(exporters()[kind](person))) for kind in erasers()}
    own = [GoingPart(kind, title_of(kind), count) for kind, count in sorted(counts.items()) if count]
    return [GoingPart("person", "naam, account en e-mailadres", 1), *own]


def _refusal(person: Person) -> str:
    if is_anonymous(person):
        return "Deze persoon is al anoniem."
    today = timezone.localdate()
    open_roles = RoleHolding.objects.filter(person=person).exclude(valid_to__lt=today)
    if open_roles.exists():
        return (
            "Deze persoon heeft nog een rol. Zolang die loopt, zijn naam en account nodig om te weten wie mag "
            "aanmelden. Laat de beheerder eerst de rol beëindigen."
        )
    if FunctionHolding.objects.filter(person=person).exclude(valid_to__lt=today).exists():
        return (
            "Deze persoon vervult nog een functie, en wordt daarvoor met naam genoemd. Laat de beheerder of het "
            "secretariaat dat eerst beëindigen."
        )
    return ""


_OWN_TITLES = {"person": "account"}  # there is only one
# Where the library's own word is not in Dutch, or not the one that our pages use.
_TITLES = {
    "authenticator": "tweede stappen bij het aanmelden",
    "retentionrun": "opruimrondes",
    "session": "open aanmeldingen (sessies)",
    "socialaccount": "koppelingen met een aanmelddienst",
}


def title_of(kind: str) -> str:
    """How a kind is called on a page, in the plural."""
    model, known = model_of(kind), beside(kind)
    if known is not None:
        return known.title
    if kind in _TITLES or model is None:
        return _TITLES.get(kind, kind)
    return str(model._meta.verbose_name_plural)
