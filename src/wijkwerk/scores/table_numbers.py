"""Numbers of a bare table as people write them: which mark is the decimal one, what is a number and what is none."""

import math
import re
from collections.abc import Iterable

import numpy as np

from .errors import ScoreError
from .table_file import whole

MISSING = {"", ".", "-", "x", "na", "n/a", "nan", "null", "none", "geheim"}
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def decimal_mark(cells: Iterable[str], separator: str, file: str) -> str:
    """The mark of the whole file; a file with both writes thousands with the first of them. Raises ScoreError where
    numbers such as 1.000 (in a file parted by commas: 1,000) are all there is to tell by."""
    numbers = [cell.strip('"') for cell in cells if any(sign.isdigit() for sign in cell)]
    both = next((cell for cell in numbers if "," in cell and "." in cell), None)
    if both is not None:
        return max(",.", key=both.rindex)
    for thousands, decimal in (",.", ".,"):
        if any(cell.count(thousands) > 1 for cell in numbers):
            return decimal
    pointed, comma = ([cell for cell in numbers if mark in cell] for mark in ".,")
    if separator == ",":  # numbers with a comma stand between quotes there; a decimal one is as likely as not
        if comma and all(_may_part_thousands(cell, ",") for cell in comma):
            if not pointed or all(_may_part_thousands(cell, ".") for cell in pointed):
                raise _unclear(comma[0], ",", file)
            return "."
    elif pointed and not comma and all(_may_part_thousands(cell, ".") for cell in pointed):
        raise _unclear(pointed[0], ".", file)
    return "," if comma else "."


def number(cell: str, decimal: str) -> float | None:
    """The number, NaN where the cell says that there is none; None for what is no number, also for 1.5 in a file with
    decimal commas, which could be anything."""
    plain, thousands = cell.strip('"').replace("\u00a0", "").replace(" ", ""), "," if decimal == "." else "."
    if plain.lower() in MISSING:
        return np.nan
    if thousands in plain:
        grouped = rf"[-+]?\d{{1,3}}({re.escape(thousands)}\d{{3}})+({re.escape(decimal)}\d+)?"
        if not re.fullmatch(grouped, plain):
            return None
        plain = plain.replace(thousands, "")
    plain = plain.replace(decimal, ".")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def _may_part_thousands(cell: str, mark: str) -> bool:
    return re.fullmatch(rf"[-+]?[1-9]\d{{0,2}}({re.escape(mark)}\d{{3}})+", cell) is not None


def _unclear(cell: str, mark: str, file: str) -> ScoreError:
    this, other = ("de punt", "een komma") if mark == "." else ("de komma", "een punt")
    return whole(
        file,
        f"'{cell}', en nergens {other}: {this} kan duizendtallen scheiden of decimalen",
        f"getallen waaraan te zien is wat {this} betekent",
        "Zeg met --decimal wat de decimalen scheidt, of sla het bestand op zonder scheiding van duizendtallen.",
    )
