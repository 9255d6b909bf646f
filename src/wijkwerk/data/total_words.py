"""By what words a row of a table calls itself a total or a mean, and no area."""

import re

_TOTAL = re.compile(r"^(?:sub)?totaal\b|\b(?:sub)?totaal$|^total\b|^gemiddelde?\b|^som\b|^eindtotaal\b", re.I)


def says_total(text: str) -> bool:
    return _TOTAL.search(text) is not None
