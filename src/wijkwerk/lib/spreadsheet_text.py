"""Text that no spreadsheet runs: a cell of data may say "=HYPERLINK(…)", and whoever opens the file is not asked."""

import re

# How a formula begins, in Excel and LibreOffice; the wide forms are what East Asian settings take for the same.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*([eE][-+]?\d+)?")


def harmless(text: str) -> str:
    """The text with an apostrophe in front where it would be run; a number, such as -3,4, stays a number."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text
