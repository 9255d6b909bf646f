"""Tell a filled text from one that somebody meant to fill in later."""

import re

_WORDS = re.compile(
    r"\b(TODO|TBD|FIXME|XXX+)\b|\blorem ipsum\b|\bnog (in te vullen|invullen|te bepalen)\b", re.IGNORECASE
)
_WHOLE = re.compile(r"[.…?_*\-–—\s]*|lorem|n\.?t\.?b\.?|tekst|placeholder", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Whether a text is empty, only dots or dashes, or holds a word such as TODO or "nog invullen"."""
    stripped = text.strip()
    return _WHOLE.fullmatch(stripped) is not None or _WORDS.search(stripped) is not None
