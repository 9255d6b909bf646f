"""Define an indicator on the site: write, change, submit, return, adopt, begin a new version, drop, end."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from wijkwerk.access.models import Person
from wijkwerk.definitions.problems import DefinitionProblem
from wijkwerk.lib.problems import all_told
from wijkwerk.lib.user_errors import UserError

from .catalogue import problems_of, site_catalogue
from .flow import OwnIndicatorFlow
from .models import DESCRIBED, OwnIndicator, OwnIndicatorState

_LONGEST = 48  # room for what stands behind a code in the names of its columns
_UNDER_WAY = (OwnIndicatorState.DRAFT, OwnIndicatorState.SUBMITTED)


class OwnIndicatorError(UserError):
    """This definition cannot be kept or adopted; the message says why and what to do."""


def code_of(title: str) -> str:
    """ "Zwerfvuil per straat" -> "zwerfvuil_per_straat"; empty where a title has no letter to begin with."""
    return slugify(title).replace("-", "_").lstrip("0123456789_")[:_LONGEST].rstrip("_")


def write_indicator(description: Mapping[str, Any], *, by: Person) -> OwnIndicator:
    """Begin one, as a concept, under a name that follows from its title.

    description   a value for each of `DESCRIBED`

    Raises OwnIndicatorError where the definition is not sound, and as `begin` does.
    """
    if why := why_not_named(description["title"]):
        raise OwnIndicatorError(why)
    row = _with(OwnIndicator(written_by=by, code=code_of(description["title"])), description)
    row.version = _next_version(row.code)
    _refuse_unsound(row)
    return OwnIndicatorFlow.begin(row, by=by, reason=row.code)


def change_indicator(row: OwnIndicator, description: Mapping[str, Any], *, by: Person, read: str) -> None:
    """Say a concept otherwise; its name stays. Raises OwnIndicatorError as above, and what `move` raises."""
    with OwnIndicatorFlow.move(row, "edit", by=by, read=read):
        _refuse_unsound(_with(row, description))


def submit_indicator(row: OwnIndicator, *, by: Person, read: str, reason: str = "") -> None:
    """Ask another to adopt it."""
    with OwnIndicatorFlow.move(row, "submit", by=by, read=read, reason=reason):
        row.returned_because = ""


def return_indicator(row: OwnIndicator, *, by: Person, read: str, reason: str) -> None:
    with OwnIndicatorFlow.move(row, "return", by=by, read=read, reason=reason):
        row.returned_because, row.submitted_at = reason.strip(), None


def adopt_indicator(row: OwnIndicator, *, by: Person, read: str, reason: str = "") -> None:
    """Make it a part of the catalogue; the version before it ends with that.

    Raises OwnIndicatorError where the catalogue changed so that it is not sound any more, and what `move` raises.
    """
    OwnIndicatorFlow.ask_first(row, "adopt", by=by)
    with transaction.atomic():
        before = OwnIndicator.objects.filter(code=row.code, state=OwnIndicatorState.IN_FORCE).first()
        if before is not None:
            with OwnIndicatorFlow.move(before, "replace", by=by):
                pass
        with OwnIndicatorFlow.move(row, "adopt", by=by, read=read, reason=reason):
            _refuse_unsound(row)


@transaction.atomic
def begin_version(row: OwnIndicator, *, by: Person, read: str, reason: str) -> OwnIndicator:
    """A concept that begins as a copy of what is in force, and says why it is to be another.

    Raises OwnIndicatorError where one is under way already, and what `move` and `begin` raise.
    """
    with OwnIndicatorFlow.move(row, "renew", by=by, read=read, reason=reason):
        return _begin_version(row, by, reason)


def _begin_version(row: OwnIndicator, by: Person, reason: str) -> OwnIndicator:
    under_way = OwnIndicator.objects.filter(code=row.code, state__in=_UNDER_WAY).first()
    if under_way is not None:
        raise OwnIndicatorError(f"Versie {under_way.version} is al in de maak. Wijzig die.")
    fresh = OwnIndicator(code=row.code, version=_next_version(row.code), written_by=by, changed_because=reason.strip())
    return OwnIndicatorFlow.begin(_with(fresh, {name: getattr(row, name) for name in DESCRIBED}), by=by, reason=reason)


def drop_indicator(row: OwnIndicator, *, by: Person, read: str, reason: str) -> None:
    """Take back a concept that is not to be."""
    with OwnIndicatorFlow.move(row, "drop", by=by, read=read, reason=reason):
        row.ended_because = reason.strip()


def end_indicator(row: OwnIndicator, *, by: Person, read: str, reason: str) -> None:
    """Retire it: its figures stay to be read, and no new ones are shown without saying so."""
    with OwnIndicatorFlow.move(row, "end", by=by, read=read, reason=reason):
        row.ended_because = reason.strip()


def why_not_named(title: str) -> str:
    """Why no new indicator can have this title; empty where it can. A concept that was dropped left its name."""
    code = code_of(title)
    if not code:
        return "Uit deze titel volgt geen naam voor de catalogus. Begin met een woord."
    known = site_catalogue().indicators.get(code)
    row = OwnIndicator.objects.filter(code=code, state__in=_UNDER_WAY).first()
    if known is None and row is None:
        return ""
    what = f"het concept ‘{row.title}’" if row else f"de indicator ‘{known.title if known else code}’"
    return f"De naam ‘{code}’ is al van {what}. Kies een andere titel, of maak van wat er al is een nieuwe versie."


def source_code_of(title: str, row: OwnIndicator | None) -> str:
    """What the catalogue calls a source that is described here; it stays where this version describes one already."""
    return row.source if row is not None and row.describes_source else code_of(title)


def why_no_source(title: str, row: OwnIndicator | None) -> str:
    """Why no new source can have this title; empty where it can.

    row   the version that describes it, where there is one
    """
    code = source_code_of(title, row)
    if not code:
        return "Uit deze titel volgt geen naam voor de catalogus. Begin met een woord."
    if row is not None and row.describes_source:
        return ""
    known = site_catalogue().sources.get(code)
    concept = OwnIndicator.objects.filter(source=code, state__in=_UNDER_WAY).exclude(source_title="").first()
    if known is not None:
        return f"De bron ‘{known.title}’ is er al. Kies haar uit de lijst, of geef deze een andere titel."
    if concept is not None:
        return f"Deze bron staat beschreven bij het concept ‘{concept.title}’. Kies haar als dat is vastgesteld."
    return ""


def problems_in_words(problems: list[DefinitionProblem]) -> str:
    return f"Zo kan de indicator niet in de catalogus:\n{all_told(problems)}"


def _refuse_unsound(row: OwnIndicator) -> None:
    problems = problems_of(row)
    if problems:
        raise OwnIndicatorError(problems_in_words(problems))


def _next_version(code: str) -> int:
    last = OwnIndicator.objects.filter(code=code).aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _with(row: OwnIndicator, description: Mapping[str, Any]) -> OwnIndicator:
    for name in DESCRIBED:
        setattr(row, name, description[name])
    return row
