"""What the catalogue's own rules find in a definition, at the field of the form that it is about and in its words."""

import re
from collections.abc import Mapping

from wijkwerk.data.own_indicator.choices import AGGREGATIONS, POLARITIES
from wijkwerk.definitions.problems import DefinitionProblem

# The beginning of a path in the definition -> the field; a longer beginning goes before a shorter.
_INDICATOR: Mapping[str, str] = {
    "id": "title",
    "formula": "figure",
    "formula.per": "per",
    "formula.denominator": "denominator",
    "formula.denominator_period": "denominator_period",
    "formula.variable": "source_choice",
    "formula.numerator": "source_choice",
    "weight": "aggregation",
    "interval": "figure",
    "disclosure": "minimum",
    "caveats": "caveat_text",
}
_SOURCE: Mapping[str, str] = {
    "id": "source_title",
    "title": "source_title",
    "owner": "source_owner",
    "licence": "source_licence",
    "attribution": "source_owner",
    "type": "source_type",
    "rhythm": "source_rhythm",
    "peildatum": "source_peildatum",
    "homepage": "source_homepage",
    "levels": "source_levels",
    "variables": "title",
    "tables": "source_choice",
}
# Words of the files -> what the form calls them.
_WORDS: Mapping[str, str] = {
    **dict(AGGREGATIONS),
    **dict(POLARITIES),
    "aggregation": "Grotere gebieden",
    "levels": "Gebieden",
    "per": "Per hoeveel",
    "denominator_period": "Jaar van de noemer",
    "numerator_title": "Wat er geteld is",
    "denominator_title": "Waardoor er gedeeld wordt",
    "weight": "het aantal inwoners",
    "domain": "Domein",
    "share_of": "Aandeel van",
}
_QUOTED = re.compile(r"'([^']+)'")
_INDEX = re.compile(r"\[\d+\]")


def field_of(problem: DefinitionProblem, fields: Mapping[str, object]) -> str | None:
    """The name of the field; None where the form has none for it."""
    keys = _INDEX.sub("", problem.path).split(".")
    known = _SOURCE if problem.file.startswith("sources/") else _INDICATOR
    for length in range(len(keys), 0, -1):
        path = ".".join(keys[:length])
        name = known.get(path, path)
        if name in fields:
            return name
    return None


def words_of(problem: DefinitionProblem) -> str:
    """Without the file and the line, which nobody sees here."""
    words = f"Gevonden {problem.found}; verwacht {problem.expected}. {problem.remedy}"
    return _QUOTED.sub(lambda match: f"‘{_WORDS.get(match[1], match[1])}’", words)
