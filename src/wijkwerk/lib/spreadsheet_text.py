"""Text that no spreadsheet runs: a cell of data may say "=HYPERLINK(…)", and whoever opens the file is not asked.

Also in a CSV for machines: people open that in a spreadsheet all the same. JSON needs none of it.
"""

import re

# How a formula begins, in Excel and LibreOffice; the wide forms are what East Asian settings take for the same.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)*([eE][-+]?\d+)?")


def harmless(text: str) -> str:
    """The text with an apostrophe in front where it would be run; a number, such as -3,4, stays a number."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def guarded(text: str) -> str:
    """Text of a file that is read back: one apostrophe more where it would run, or was guarded before."""
    return f"'{text}" if _looks_run(text) else text


def unguarded(text: str) -> str:
    """What `guarded` made of it before, or what a person typed."""
    return text[1:] if text.startswith("'") and _looks_run(text) else text


def _looks_run(text: str) -> bool:
    return text.lstrip("'").startswith(FORMULA_STARTS)
