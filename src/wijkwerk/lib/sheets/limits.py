"""How much of a stranger's file we are prepared to look at."""

from dataclasses import dataclass

from wijkwerk.lib.zip_archive import ZipLimits


@dataclass(frozen=True, slots=True)
class Limits(ZipLimits):
    """Everything beyond is refused before it is held in memory. A reader may narrow them; a file cannot widen them.

    A municipality's file is seldom above 5 MB: 233 subbuurten × 100 columns × 12 years is 280,000 cells. The
    numbers leave a factor 20 and keep the reading process far below 500 MB.

    to_shrink  what somebody can do about a file that is too large
    """

    text_bytes: int = 200_000_000
    workbook_bytes: int = 50_000_000  # compressed, as received
    line_characters: int = 1_000_000
    cell_characters: int = 32_767  # Excel's own limit
    rows: int = 1_048_576  # Excel's own limit
    columns: int = 2_000
    shared_strings: int = 1_000_000
    shared_characters: int = 60_000_000
    to_shrink: str = "splits het bestand"


DEFAULT_LIMITS = Limits()
