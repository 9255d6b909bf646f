"""Names as a visitor types them: without capitals, accents or stray spaces."""

import unicodedata


def plain(text: str) -> str:
    """ "  Hasseler ÉS " and "hasseler es" are one."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
