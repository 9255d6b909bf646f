"""What people type, as it is kept: its blanks, its length, and how that is told."""

MOST_REASON = 300  # characters of a reason for the log
FIRST_YEAR, LAST_YEAR = 1900, 2999  # beyond, a day before or after cannot be reckoned


def as_kept(text: str) -> str:
    """A text without blanks around it, and with the line ends that a browser counts: of one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def too_long_words(text: str, longest: int) -> str:
    has, fits = (f"{count:,}".replace(",", ".") for count in (len(text), longest))
    return f"Deze tekst heeft {has} tekens; er passen er {fits} in. Maak hem korter; er is niets bewaard."
