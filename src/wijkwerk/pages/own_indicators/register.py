"""Own indicators as a register: what they are called, where they stand, and who adopted them."""

import datetime

from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.data.own_indicator.choices import LEVELS
from wijkwerk.data.own_indicator.models import OwnIndicator, OwnIndicatorState
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.staff import live_catalogue
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.registers import Column, Register, day_words, state_filter, word_filter

OWN_INDICATORS = Register(
    OwnIndicator,
    route="own_indicators",
    section="own_indicators",
    title="Eigen indicatoren",
    rows_are=("eigen indicator", "eigen indicatoren"),
    lead="Cijfers die de gemeente zelf beschrijft en met een eigen bestand vult. Een tweede persoon stelt de "
    "beschrijving vast; vanaf dat moment kan er een bestand voor worden aangeleverd.",
    empty="Er zijn nog geen eigen indicatoren. Maak er een met ‘Een nieuwe indicator’, of lever een bestand aan voor "
    "een bron die er al is.",
    related=("written_by", "adopted_by"),
    order=("title", "-version"),
    columns=(
        Column("title", "Indicator", lambda row: str(row), order=("title", "version"), under=lambda row: row.code),
        Column("source", "Bron", lambda row: row.source_title or _source_title(row.source), order=("source",)),
        Column("unit", "Eenheid", lambda row: row.unit),
        Column("state", "Stand", lambda row: row.get_state_display(), order=("state",)),
        Column("written", "Geschreven", lambda row: day_words(row.written_at), order=("written_at",)),
        Column(
            "adopted", "Vastgesteld", lambda row: day_words(row.adopted_at), order=("adopted_at",),
            under=lambda row: row.adopted_by.name if row.adopted_by else "",
        ),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        state_filter(OwnIndicatorState.choices),
        word_filter("title", "code", "definition"),
    ),
    facts=("De indicatoren uit de bestanden van de catalogus staan hier niet: zie Thema’s, of Bronnen en methode.",),
)  # fmt: skip
record_page("ownindicator", "own_indicators:record")
menu_item("own_indicators", "Eigen indicatoren", "own_indicators:list", deed=("read", "ownindicator"), place=15)


def facts(row: OwnIndicator) -> list[tuple[str, str]]:
    """What was filled in, in the order of the form; what has no words is left out."""
    return [
        ("Teruggegeven omdat", row.returned_because),
        ("Naam in de catalogus", row.code),
        ("Versie", f"{row.version}, omdat: {row.changed_because}" if row.changed_because else ""),
        ("Definitie", row.definition),
        ("Soort cijfer", row.get_figure_display()),
        ("Eenheid", f"{row.unit} van {row.share_of}" if row.share_of else row.unit),
        ("Decimalen", str(row.decimals)),
        ("Richting", row.get_polarity_display()),
        ("Thema", _theme_title(row.theme)),
        ("Domein", row.domain or "geen: een achtergrondcijfer"),
        ("Gebieden", _level_words(row.levels)),
        ("Eerste jaar", str(row.first_year)),
        ("Verhouding", _ratio_words(row)),
        ("Grotere gebieden", row.get_aggregation_display()),
        ("Niet tonen onder", "" if row.minimum is None else str(row.minimum)),
        ("Voorbehoud", ". ".join(filter(None, (row.caveat_title, row.caveat_text)))),
        ("Bron", _source_words(row)),
        ("Geschreven", _on_and_by(row.written_at, row.written_by)),
        ("Vastgesteld", _on_and_by(row.adopted_at, row.adopted_by)),
        ("Vervallen", f"{day_words(row.ended_at)}: {row.ended_because}" if row.ended_at else ""),
    ]


def _catalogue() -> Catalogue | None:
    """None where a file has a fault: these pages go on then, for one of them may be where it is mended."""
    try:
        return live_catalogue()
    except DefinitionError:
        return None


def _source_title(name: str) -> str:
    catalogue = _catalogue()
    known = catalogue.sources.get(name) if catalogue else None
    return known.title if known else name


def _theme_title(name: str) -> str:
    catalogue = _catalogue()
    known = catalogue.themes.get(name) if catalogue else None
    return known.title if known else name


def _level_words(levels: list[str]) -> str:
    words = dict(LEVELS)
    return ", ".join(words.get(each, each).lower() for each in levels)


def _ratio_words(row: OwnIndicator) -> str:
    if not row.numerator_title:
        return ""
    fixed = f", van {row.denominator_period}" if row.denominator_period else ""
    return f"{row.numerator_title} per {row.per} {row.denominator_title} ({row.denominator or 'eigen kolom'}{fixed})"


def _source_words(row: OwnIndicator) -> str:
    if not row.describes_source:
        return f"{_source_title(row.source)} ({row.source}), tabel {row.table}"
    words = (
        f"{row.source_title} ({row.source})",
        f"eigenaar {row.source_owner}",
        f"licentie {row.source_licence}",
        row.get_source_type_display(),
        f"peildatum {row.source_peildatum}",
        row.source_rhythm,
        f"met cijfers van: {_level_words(row.source_levels)}",
        row.source_homepage,
    )
    return "\n".join(words)


def _on_and_by(moment: datetime.datetime | None, person: Person | None) -> str:
    if moment is None:
        return ""
    words = date(timezone.localdate(moment))
    return f"{words}, {person.name}" if person else words
