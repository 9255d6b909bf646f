"""What the numbers of a long file show, before they are read."""

from wijkwerk.lib.sheets import OpenFile, SheetTraits

from .figure_reader import LONGEST_THING
from .headers import plain_header
from .mapping import Mapping
from .matching import Matched
from .numbers import NumberEvidence, take_apart


def evidence_of(file: OpenFile, sheet: str | None, mapping: Mapping, matched: Matched) -> dict[str, NumberEvidence]:
    """Of a long file: per thing counted what its own numbers show. "1.234" beside "12.5" may be two things."""
    variable = matched.places.get(mapping.variable or "", ())
    value = matched.places.get(mapping.value or "", ())
    evidence: dict[str, NumberEvidence] = {}
    if not variable or not value:
        return evidence
    wanted = {plain_header(column.header) for column in mapping.columns}
    for row in file.rows(sheet, SheetTraits()):
        key = plain_header(row.text(variable[0].index)[:LONGEST_THING])
        text = row.text(value[0].index)
        number = take_apart(text) if key in wanted and text else None
        if number:
            evidence.setdefault(key, NumberEvidence()).add(number, text, row.number)
    return evidence
