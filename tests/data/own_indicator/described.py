"""What somebody fills in of an indicator that the rules of the catalogue have nothing against."""

from typing import Any

SAID: dict[str, Any] = {
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


def said(**changes: Any) -> dict[str, Any]:
    return SAID | changes
