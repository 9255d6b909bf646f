"""Numbers as people type them in an address or a form."""

_MOST_DIGITS = 18  # what a column of the database still holds


def whole_number(text: str) -> int | None:
    """The number that plain digits spell; None for anything else, and for one that no row can have."""
    if not (text.isascii() and text.isdecimal()) or len(text) > _MOST_DIGITS:
        return None
    return int(text)
