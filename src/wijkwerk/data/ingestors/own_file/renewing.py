"""The mapping that is kept after a reading: with the headers and places of this year's file."""

from dataclasses import replace

from .mapping import Mapping
from .matching import Matched
from .sniffed import Sniffed


def renewed_mapping(mapping: Mapping, matched: Matched, sniffed: Sniffed, answers: dict[str, str]) -> Mapping:
    """This year's headers and places, so that the next file is compared with the last one."""

    def renewed(header: str) -> tuple[str, int | None]:
        columns = matched.places.get(header, ())
        return (columns[0].header, columns[0].index) if len(columns) == 1 else (header, None)

    def beside(header: str | None) -> str | None:
        return renewed(header)[0] if header else None

    columns = tuple(replace(c, n=beside(c.n), low=beside(c.low), high=beside(c.high)) for c in mapping.columns)
    if not mapping.is_long:
        columns = tuple(replace(c, header=renewed(c.header)[0], place=renewed(c.header)[1]) for c in columns)
    lasting = {key: choice for key, choice in answers.items() if not key.startswith("kolom:")}
    several = len([name for name in sniffed.sheets if name not in sniffed.hidden_sheets]) > 1
    kept = replace(mapping, columns=columns, sheet=sniffed.sheet if several else mapping.sheet)
    return kept.with_answers(lasting)
