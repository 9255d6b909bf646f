"""Files that may not be kept as they come: what is left of them is made before anything is written to disk."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import shapely

from wijkwerk.data.ingestors.signalen import Buurten, Counts, Reports, count_reports, read_reports, write_counts
from wijkwerk.data.models import Area
from wijkwerk.data.own_files import default_gemeente, known_areas
from wijkwerk.data.raw import RECORD, files_of
from wijkwerk.data.recognition import Recognised
from wijkwerk.definitions.vocabulary import Level, Protocol

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Reduced:
    """The files to keep, and what was done, in words for who delivers; empty where the files are kept as they came."""

    paths: Sequence[Path]
    words: str = ""


@contextmanager
def reduced(recognised: Recognised, paths: Sequence[Path]) -> Iterator[Reduced]:
    """Of reports (Signalen) the counts alone; any other files as they are.

    A raw folder holds what was kept before. Raises ReleaseError where an export cannot be counted.
    """
    is_kept = len(paths) == 1 and (paths[0] / RECORD).is_file()
    if recognised.protocol is not Protocol.SIGNALEN or is_kept:
        yield Reduced(paths)
        return
    read = read_reports(files_of(paths))
    counts = count_reports(read.reports, _buurten(default_gemeente()))
    with tempfile.TemporaryDirectory() as folder:
        yield Reduced([write_counts(counts, recognised.table, Path(folder))], _words(read, counts))


def _buurten(gemeente: str) -> Buurten:
    """Those of the newest division."""
    areas = known_areas(gemeente)
    newest = max((area.year for area in areas), default=0)
    rows = Area.objects.filter(year=newest, gemeente_code=gemeente, level=Level.BUURT, geometry__isnull=False)
    borders = {code: shapely.from_wkb(bytes(border or b"")) for code, border in rows.values_list("code", "geometry")}
    return Buurten([area for area in areas if area.year == newest], borders)


def _words(read: Reports, counts: Counts) -> str:
    """ "1.204 meldingen geteld over 2024 en 2025. Niet bewaard: reporter, text …"."""
    parts = [f"{sum(counts.cells.values())} meldingen geteld over {', '.join(map(str, counts.years))}"]
    if counts.partial:
        parts.append(f"niet geteld, want geen heel jaar: {', '.join(map(str, counts.partial))}")
    if placeless := sum(counts.placeless.values()):
        parts.append(f"{placeless} meldingen liggen in geen buurt van de gemeente en tellen nergens mee")
    if read.left:
        named = [name for name, _ in read.left.most_common(_MOST_NAMED)]
        more = f" en nog {len(read.left) - _MOST_NAMED}" if len(read.left) > _MOST_NAMED else ""
        parts.append(f"niet bewaard: {', '.join(sorted(named))}{more}")
    return ". ".join(parts)
