"""What packages tell about their own rows: which are due, how one goes, and what is exported about a person.

    @retains(SignInLink, StartRule.EXPIRED)
    def expired_links(starts, last_start): return SignInLink.objects.filter(expires_at__lt=end_of(last_start))

    @anonymises(Person)
    def anonymise(person): ...

    @exports(Release)
    def releases_of(person): return rows(Release.objects.filter(delivered_by=person), "key", "source", of=person)

    @exports_files(StoredFile)                               # the bytes that belong to such rows
    def files_added_by(person, to): return [PersonFile(number, "12.pdf", path)]

    @exports("upload", beside=Beside("aangeleverde bestanden"))  # in files: `erases` takes them away with the person
    def uploads_of(person): ...
    @erases("upload")
    def throw_away_of(person): ...

A package does so in its module `personal_data`, which `access` finds by itself. How long, and what then happens, is
said in `catalogue/processings/`; a row that is erased is simply deleted.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.definitions.processings import StartRule

M = TypeVar("M", bound=Model)
Value = str | int | float | bool | None
Row = Mapping[str, Value]
Due = Callable[[StartRule, datetime.date], QuerySet[Any]]
Anonymise = Callable[[Any], None]
Export = Callable[[Person], Iterable[Row]]
Erase = Callable[[Person], object]


@dataclass(frozen=True)
class Retained:
    """`due` gives the rows whose period began on a day or before."""

    model: type[Model]
    starts: frozenset[StartRule]
    due: Due


@dataclass(frozen=True)
class Beside:
    """What names a person and is no row of a model of its own: a file, the history of rows.

    stays   why it is there after the person was erased; empty for what `erases` takes away
    """

    title: str  # in Dutch, the plural
    stays: str = ""


@dataclass(frozen=True)
class PersonFile:
    """A file that goes along with the exported row of this number, under a name that says nothing."""

    number: int
    name: str
    path: Path


# Of whom, and who takes it along: the privacy-officer, or the person.
ExportFiles = Callable[[Person, Person], Iterable[PersonFile]]
_RETAINED: dict[str, Retained] = {}
_ANONYMISES: dict[str, Anonymise] = {}
_EXPORTS: dict[str, Export] = {}
_EXPORTS_FILES: dict[str, ExportFiles] = {}
_BESIDE: dict[str, Beside] = {}
_ERASES: dict[str, Erase] = {}
_NOT_EXPORTED: dict[str, str] = {}
_WITHHELD: dict[str, Mapping[str, str]] = {}
# What a library calls its fields in English, and what we gave no name: by kind and field, for pages and exports.
_FIELD_WORDS = {
    ("auditevent", "digest"): "hash van de gebeurtenis",
    ("auditevent", "previous_digest"): "hash van de gebeurtenis ervoor",
    ("authenticator", "user"): "persoon",
    ("authenticator", "type"): "soort",
    ("authenticator", "data"): "geheim van de tweede stap",
    ("authenticator", "created_at"): "gemaakt op",
    ("authenticator", "last_used_at"): "laatst gebruikt op",
    ("session", "expire_date"): "geldig tot",
    ("signinlink", "token_hash"): "hash van de link",
    ("socialaccount", "user"): "persoon",
    ("socialaccount", "provider"): "aanmelddienst",
    ("socialaccount", "uid"): "kenmerk bij de aanmelddienst",
    ("socialaccount", "date_joined"): "gekoppeld op",
    ("socialaccount", "extra_data"): "overige gegevens van de aanmelddienst",
}


def retains(model: type[Model], *starts: StartRule) -> Callable[[Due], Due]:
    """Register which rows of a kind are due: `due(starts, last_start)`, for each start rule that it knows."""

    def register(due: Due) -> Due:
        _put(_RETAINED, name_of(model), Retained(model, frozenset(starts), due))
        return due

    return register


def anonymises(model: type[Model]) -> Callable[[Anonymise], Anonymise]:
    """Register how one row of a kind loses what is personal and stays, for rows that others point at."""

    def register(anonymise: Anonymise) -> Anonymise:
        _put(_ANONYMISES, name_of(model), anonymise)
        return anonymise

    return register


def exports(
    model: type[Model] | str, *, without: Mapping[str, str] | None = None, beside: Beside | None = None
) -> Callable[[Export], Export]:
    """Register what is exported about a person from one kind; the Dutch plural of the model is its heading.

    without   the fields that are left out, each with the reason: a secret, or nothing about the person
    beside    what is no model says itself how it is called, and why it stays
    """

    def register(export: Export) -> Export:
        _put(_EXPORTS, name_of(model), export)
        if beside is not None:
            _BESIDE[name_of(model)] = beside
        _WITHHELD[name_of(model)] = without or {}
        return export

    return register


def exports_files(model: type[Model]) -> Callable[[ExportFiles], ExportFiles]:
    """Register which files go along with the exported rows of a kind: those that both may read, of whom and by whom."""

    def register(export: ExportFiles) -> ExportFiles:
        _put(_EXPORTS_FILES, name_of(model), export)
        return export

    return register


def erases(kind: str) -> Callable[[Erase], Erase]:
    """Register how what is beside the tables goes with its person. It raises where that cannot be: then nobody is told
    that the person was erased.
    """

    def register(erase: Erase) -> Erase:
        _put(_ERASES, kind, erase)
        return erase

    return register


def not_exported(model: type[Model] | str, reason: str) -> None:
    """Say why a kind that points at a person is not in the export."""
    _put(_NOT_EXPORTED, name_of(model), reason)


def _put(register: dict[str, Any], kind: str, value: Any) -> None:
    assert kind not in register, f"{kind} is registered twice"
    register[kind] = value


def retained(kind: str) -> Retained | None:
    return _RETAINED.get(kind)


def anonymiser(kind: str) -> Anonymise | None:
    return _ANONYMISES.get(kind)


def exporters() -> Mapping[str, Export]:
    return dict(sorted(_EXPORTS.items()))


def files_exporter(kind: str) -> ExportFiles | None:
    return _EXPORTS_FILES.get(kind)


def erasers() -> Mapping[str, Erase]:
    return dict(sorted(_ERASES.items()))


def beside(kind: str) -> Beside | None:
    return _BESIDE.get(kind)


def not_exported_reasons() -> Mapping[str, str]:
    return dict(_NOT_EXPORTED)


def withheld_reasons(kind: str) -> Mapping[str, str]:
    """The fields of an exported kind that are left out, with the reason."""
    return dict(_WITHHELD[kind])


def name_of(model: type[Model] | str) -> str:
    """How the register names a kind: every model by its own name, also where the permission table has it as a part."""
    return model if isinstance(model, str) else str(model._meta.model_name)


@cache
def model_of(kind: str) -> type[Model] | None:
    """The installed model of a kind; None where there is no such model."""
    return next((model for model in apps.get_models(include_auto_created=True) if name_of(model) == kind), None)


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment after a day, on the clocks of the gemeente."""
    following = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(following)


def rows(queryset: QuerySet[M], *fields: str, of: Person | None = None) -> list[Row]:
    """The rows of an export, with the Dutch names of the fields.

    of   the person that the export is about: each row then tells in which roles the person stands in it, and does not
         name the others
    """
    return [
        {_title(each, field): _shown(each, field) for field in ("pk", *fields)}
        | ({"rol": ", ".join(_roles_in(each, of))} if of is not None else {})
        for each in queryset
    ]


def _roles_in(row: Model, person: Person) -> list[str]:
    return [
        str(field.verbose_name)
        for field in row._meta.concrete_fields
        if field.related_model is Person and getattr(row, field.attname) == person.pk
    ]


def _title(row: Model, field: str) -> str:
    return "nummer" if field == "pk" else field_words(type(row), field)


def field_words(model: type[Model], name: str) -> str:
    """What a field is called in Dutch."""
    own = _FIELD_WORDS.get((name_of(model), name))
    return own or str(getattr(model._meta.get_field(name), "verbose_name", name))


def _shown(row: Model, field: str) -> Value:
    display = getattr(row, f"get_{field}_display", None)
    value = display() if display is not None else getattr(row, field)
    match value:
        case datetime.datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case datetime.date():
            return value.isoformat()
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
        case str() | int() | float() | bool() | None:
            return value
        case _:
            return str(value)
