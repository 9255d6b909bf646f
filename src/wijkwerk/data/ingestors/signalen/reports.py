"""Reading an export of Signalen: GeoJSON of its map, JSON of its API, or CSV. Only five fields are ever taken out.

No message holds what stands in a cell: it may be what somebody wrote.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.lib.sheets import DEFAULT_LIMITS, HandedIn, RefusedFile, Row, SheetTraits, open_file

_MONTH = re.compile(r"^((?:19|20)\d\d)-(\d\d)(?:-\d\d|$|[T ])")
_DUTCH_DAY = re.compile(r"^\d{1,2}-(\d{1,2})-((?:19|20)\d\d)(?:$|[T ])")
_LONGEST_SLUG = 80

# What is taken out of a CSV -> how exports call the column. The first that is there.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "when": ("created_at", "incident_date_start", "melddatum", "datum"),
    "main": ("main_slug", "category_main_slug", "hoofdcategorie", "category_main", "main"),
    "area": ("buurt_code", "buurtcode", "buurt"),
    "lon": ("lng", "lon", "longitude"),
    "lat": ("lat", "latitude"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """One report, with nothing of who made it.

    month   "2025-03"
    main    slug of its main category: "afval"
    area    what the export calls its buurt; empty where it does not say
    lon, lat   WGS 84; None where the export has no place
    """

    month: str
    main: str
    area: str
    lon: float | None
    lat: float | None


@dataclass
class Reports:
    """What was read, and the names of the fields that were left in the file, with how often each was filled."""

    reports: list[Report] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def read_reports(paths: Sequence[Path]) -> Reports:
    """Raises ReleaseError where a file is no export, or a report has no date or category: with its place alone."""
    found, problems = Reports(), []
    for path in paths:
        read = _read_json if _is_json(path) else _read_csv
        try:
            problems += [problem for report in read(path, found) if (problem := _kept(report, found))]
        except (ValueError, RecursionError):  # of JSON: its error holds the whole text
            raise ReleaseError([_no_export(path, "een bestand dat niet te lezen is")]) from None
        except RefusedFile as refused:
            told = refused.problem
            raise ReleaseError([DeliveryProblem(path.name, told.found, told.expected, told.remedy)]) from refused
    if problems:
        raise ReleaseError(problems)
    return found


def _kept(report: Report | DeliveryProblem, found: Reports) -> DeliveryProblem | None:
    if isinstance(report, DeliveryProblem):
        return report
    found.reports.append(report)
    return None


def _is_json(path: Path) -> bool:
    with path.open("rb") as opened:
        return opened.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _read_json(path: Path, found: Reports) -> Iterator[Report | DeliveryProblem]:
    if path.stat().st_size > DEFAULT_LIMITS.text_bytes:
        raise ReleaseError([_no_export(path, "een te groot bestand")])
    document = json.loads(path.read_text(encoding="utf-8-sig"))
    pages = document if isinstance(document, list) else [document]
    if not all(isinstance(page, dict) and ("features" in page or "results" in page) for page in pages):
        raise ReleaseError([_no_export(path, "JSON zonder ‘features’ of ‘results’")])
    items = [item for page in pages for item in page.get("features") or page.get("results") or ()]
    for number, item in enumerate(items, start=1):
        yield _of_item(path, number, item if isinstance(item, dict) else {}, found)


def _of_item(path: Path, number: int, item: dict[str, Any], found: Reports) -> Report | DeliveryProblem:
    properties = _part(item, "properties") or item
    category, location = _part(properties, "category"), _part(properties, "location")
    found.left.update(_left_in(properties, {"category", "created_at", "location", "geometry"}))
    found.left.update(f"location.{name}" for name in _left_in(location, {"buurt_code", "geometrie"}))
    main = category.get("main_slug") or _part(category, "parent").get("slug") or category.get("slug")
    geometry = _part(item, "geometry") or _part(location, "geometrie")
    return _report(
        path,
        number,
        when=properties.get("created_at"),
        main=main,
        area=location.get("buurt_code"),
        point=geometry.get("coordinates"),
    )


def _part(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _left_in(item: Mapping[str, Any], taken: set[str]) -> list[str]:
    return [str(name)[:_LONGEST_SLUG] for name, value in item.items() if name not in taken and value not in (None, "")]


def _read_csv(path: Path, found: Reports) -> Iterator[Report | DeliveryProblem]:
    file = open_file(HandedIn.on_disk(path, path.name))
    sheet = next((each.name for each in file.sheets if not each.hidden), None)
    rows = file.rows(sheet, SheetTraits())
    header = next(rows, None)
    names = {} if header is None else {cell.text.strip().lower(): place for place, cell in header.cells.items()}
    places = {key: next((names[name] for name in known if name in names), None) for key, known in COLUMNS.items()}
    _refuse_columns(path, places)
    others = {place: name for name, place in names.items() if place not in places.values()}
    for row in rows:
        found.left.update(others[place][:_LONGEST_SLUG] for place in row.cells if place in others)
        yield _report(
            path,
            row.number,
            when=row.text(places["when"]),
            main=row.text(places["main"]),
            area=row.text(places["area"]),
            point=[_degrees(row, places["lon"]), _degrees(row, places["lat"])],
        )


def _degrees(row: Row, place: int | None) -> float | None:
    text = row.text(place).replace(",", ".")
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _refuse_columns(path: Path, places: Mapping[str, int | None]) -> None:
    lacking = [key for key in ("when", "main") if places[key] is None]
    if places["area"] is None and None in (places["lon"], places["lat"]):
        lacking.append("area")
    if lacking:
        expected = "; ".join(" of ".join(COLUMNS[key]) for key in lacking)
        raise ReleaseError(
            [
                DeliveryProblem(
                    file=path.name,
                    row=1,
                    found="een bestand zonder de kolommen die een melding plaatsen en dateren",
                    expected=f"een kolom {expected}",
                    remedy="Lever de export van Signalen met deze kolommen. Andere kolommen mogen wegblijven.",
                )
            ]
        )


def _report(path: Path, row: int, *, when: Any, main: Any, area: Any, point: Any) -> Report | DeliveryProblem:
    month = _month(str(when or ""))
    if month is None:
        return _faulty(path, row, "created_at", "geen datum", "een datum, zoals 2025-03-01T12:00:00")
    slug = "-".join(str(main or "").strip().lower().split())[:_LONGEST_SLUG]
    if not slug:
        return _faulty(path, row, "category", "geen hoofdcategorie", "een hoofdcategorie, zoals afval")
    lon, lat = _point(point)
    return Report(month, slug, str(area or "").strip(), lon, lat)


def _month(text: str) -> str | None:
    match = _MONTH.match(text)
    if match:
        return f"{match[1]}-{match[2]}" if 1 <= int(match[2]) <= 12 else None
    dutch = _DUTCH_DAY.match(text)
    return f"{dutch[2]}-{int(dutch[1]):02}" if dutch and 1 <= int(dutch[1]) <= 12 else None


def _point(point: Any) -> tuple[float | None, float | None]:
    if not isinstance(point, Iterable) or isinstance(point, str):
        return None, None
    numbers = [value for value in point if isinstance(value, int | float)][:2]
    return (float(numbers[0]), float(numbers[1])) if len(numbers) == 2 else (None, None)


def _faulty(path: Path, row: int, column: str, found: str, expected: str) -> DeliveryProblem:
    remedy = "Haal de melding eruit, of exporteer opnieuw."
    return DeliveryProblem(path.name, found, expected, remedy, row=row, column=column)


def _no_export(path: Path, found: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=path.name,
        found=found,
        expected="een export van Signalen: GeoJSON, JSON van de API, of CSV",
        remedy="Exporteer de meldingen opnieuw uit Signalen.",
    )
