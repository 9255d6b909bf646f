"""How much of a stranger's file of figures we are prepared to look at."""

from dataclasses import dataclass

from wijkwerk.lib.sheets import limits


@dataclass(frozen=True, slots=True)
class Limits(limits.Limits):
    """Those of any spreadsheet, and how many figures come out of one."""

    to_shrink: str = "splits het bestand per jaar"
    observations: int = 1_000_000


DEFAULT_LIMITS = Limits()
