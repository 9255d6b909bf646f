"""Reports to counts per buurt, year and main category: what is left of an export when it is kept."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.ingestors.own_file.areas import AreaBook, KnownArea, area_book
from wijkwerk.definitions.sources import SourceTable
from wijkwerk.definitions.vocabulary import Level

from .reports import Report

COUNTS = "meldingen-per-buurt.csv"
TOTAL = "meldingen"
_MONTHS = 12


@dataclass(frozen=True)
class Buurten:
    """The buurten of the gemeente in one division.

    borders   code -> border in RD, of those that have one
    """

    areas: Sequence[KnownArea]
    borders: Mapping[str, BaseGeometry] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        book = self.book
        return sorted(area.code for area in book.areas if area.level is Level.BUURT)

    @property
    def book(self) -> AreaBook:
        return area_book(self.areas, None)


@dataclass(frozen=True, slots=True)
class Counts:
    """
    cells      (buurt, year, slug) -> reports
    years      those with reports in each of the twelve months, ascending
    partial    the other years, ascending: not counted
    placeless  year -> reports that lie in no buurt of the gemeente, of the whole years
    """

    cells: Mapping[tuple[str, int, str], int]
    codes: tuple[str, ...]
    years: tuple[int, ...]
    partial: tuple[int, ...]
    placeless: Mapping[int, int]

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(sorted({slug for _, _, slug in self.cells}))


def count_reports(reports: Sequence[Report], buurten: Buurten) -> Counts:
    """Each report in the buurt that the export names, else the one that its point lies in.

    A year counts when every month has a report: of half a year nobody can say how much was reported in it.
    """
    months = {report.month for report in reports}
    years = sorted({int(month[:4]) for month in months})
    whole = [year for year in years if sum(month.startswith(f"{year}-") for month in months) == _MONTHS]
    cells: Counter[tuple[str, int, str]] = Counter()
    placeless: Counter[int] = Counter()
    for report, code in zip(reports, _places(reports, buurten), strict=True):
        year = int(report.month[:4])
        if year not in whole:
            continue
        if code is None:
            placeless[year] += 1
        else:
            cells[code, year, report.main] += 1
    partial = tuple(year for year in years if year not in whole)
    return Counts(cells, tuple(buurten.codes), tuple(whole), partial, placeless)


def write_counts(counts: Counts, table: SourceTable, folder: Path) -> Path:
    """A row per buurt and year: all reports, and those of each main category that the table knows. A buurt without
    reports has a zero; raises ReleaseError without any whole year.
    """
    if not counts.years:
        raise ReleaseError([_no_whole_year(counts)])
    slugs = [column for column in table.columns if column != TOTAL]
    path = folder / COUNTS
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow([table.area_column, table.period_column, TOTAL, *slugs])
        for year in counts.years:
            for code in counts.codes:
                of_slug = [counts.cells.get((code, year, slug), 0) for slug in slugs]
                everything = sum(counts.cells.get((code, year, slug), 0) for slug in counts.slugs)
                writer.writerow([code, year, everything, *of_slug])
    return path


def _places(reports: Sequence[Report], buurten: Buurten) -> list[str | None]:
    book, known = buurten.book, set(buurten.codes)
    by_point = _by_point(reports, buurten.borders)
    return [
        _named(book, report.area) or (code if code in known else None)
        for report, code in zip(reports, by_point, strict=True)
    ]


def _named(book: AreaBook, text: str) -> str | None:
    fitting = book.find(text).at(Level.BUURT).areas if text else ()
    return fitting[0].code if len(fitting) == 1 else None


def _by_point(reports: Sequence[Report], borders: Mapping[str, BaseGeometry]) -> list[str | None]:
    places: list[str | None] = [None] * len(reports)
    placed = [index for index, report in enumerate(reports) if report.lon is not None and report.lat is not None]
    codes = sorted(borders)
    if not placed or not codes:
        return places
    points = shapely.points(_in_metres(reports[index] for index in placed))
    tree = shapely.STRtree([borders[code] for code in codes])
    for point, border in sorted(zip(*tree.query(points, predicate="intersects"), strict=True), reverse=True):
        places[placed[point]] = codes[border]  # on a line: the first code, always the same
    return places


def _in_metres(reports: Iterable[Report]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    degrees = np.array([(report.lon, report.lat) for report in reports], dtype=np.float64)
    metres = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True).transform(degrees[:, 0], degrees[:, 1])
    places: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.column_stack(metres)
    places[~np.isfinite(places)] = -1.0  # nowhere in the country
    return places


def _no_whole_year(counts: Counts) -> DeliveryProblem:
    years = ", ".join(map(str, counts.partial))
    return DeliveryProblem(
        file="(de export)",
        found=f"alleen delen van jaren: {years}" if years else "geen enkele melding",
        expected="minstens één jaar met meldingen in alle twaalf maanden",
        remedy="Exporteer een heel kalenderjaar, met alle toestanden: ook wat is afgehandeld.",
    )
