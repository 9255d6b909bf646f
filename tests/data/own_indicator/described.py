"""What somebody fills in of an indicator that the rules of the catalogue have nothing against."""

from typing import Any

from wijkwerk.access.people.models import Person
from wijkwerk.data.own_indicator.actions import adopt_indicator, submit_indicator, write_indicator
from wijkwerk.data.own_indicator.flow import OwnIndicatorFlow
from wijkwerk.data.own_indicator.models import OwnIndicator

DESCRIBED: dict[str, Any] = {
    "title": "Bankjes",
    "short_title": "Bankjes",
    "definition": "Bankjes in de openbare ruimte, geteld door de gemeente.",
    "figure": "aantal",
    "unit": "bankjes",
    "share_of": "",
    "decimals": 0,
    "polarity": "neutral",
    "theme": "omgeving",
    "domain": "",
    "levels": ["wijk", "buurt"],
    "first_year": 2024,
    "numerator_title": "",
    "denominator_title": "",
    "denominator": "",
    "denominator_period": None,
    "per": None,
    "aggregation": "sum",
    "minimum": None,
    "caveat_title": "",
    "caveat_text": "",
    "source": "telling_openbare_ruimte",
    "table": "bestand",
    "source_title": "Telling openbare ruimte",
    "source_owner": "De gemeente, afdeling Beheer",
    "source_licence": "CC BY 4.0",
    "source_type": "register",
    "source_rhythm": "elk jaar",
    "source_peildatum": "1 oktober {year}",
    "source_homepage": "https://www.voorbeeld.nl/telling",
    "source_levels": ["buurt"],
}


def description(**changes: Any) -> dict[str, Any]:
    return DESCRIBED | changes


# Of an indicator whose source stands elsewhere; and that source, of a file.
NO_SOURCE: dict[str, Any] = {name: "" for name in DESCRIBED if name.startswith("source_")} | {"source_levels": []}
OF_FILE_SOURCE: dict[str, Any] = NO_SOURCE | {"source": "groentelling", "table": "groen"}


def mark(row: OwnIndicator) -> str:
    return OwnIndicatorFlow.mark_of(row)


def adopted(writer: Person, other: Person, **changes: Any) -> OwnIndicator:
    row = write_indicator(description(**changes), by=writer)
    submit_indicator(row, by=writer, read=mark(row))
    adopt_indicator(row, by=other, read=mark(row))
    return row
