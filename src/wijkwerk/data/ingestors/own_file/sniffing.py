"""Looking at a file without loading it: header, columns, areas, oddities. One pass, bounded memory."""

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from wijkwerk.data.ingestors.own_file.file_problems import OwnFileError, problem_of
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.sheets import HandedIn, OpenFile, RefusedFile, Row, SheetTraits, open_file

from .areas import AreaBook, KeyKind, KnownArea, area_book, looks_like_code
from .headers import find_header, told_apart, year_in, yearless
from .limits import DEFAULT_LIMITS, Limits
from .profiles import ColumnProfile
from .roles import Role, assign_roles, decimal_sign, find_area_column, find_level_column, find_name_column
from .rows import RowKind, RowSorter
from .sniffed import Layout, Sniffed, SniffedColumn

HEAD_ROWS = 200  # looked at to find the header and the areas
KEPT_ROWS = 20
_OF_A_YEAR = frozenset({Role.NUMBERS, Role.N, Role.LOW, Role.HIGH})


def sniff_own_file(
    path: Path,
    areas: Iterable[KnownArea],
    *,
    name: str | None = None,
    sheet: str | None = None,
    year: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Sniffed:
    """Look at a file without loading it.

    areas  the divisions to look codes and names up in
    name   what the user called it, where `path` is an upload under another name
    sheet  of a workbook; the first visible one with areas where left out
    year   of the division; the latest where left out
    Raises OwnFileError where the file cannot be opened.
    """
    name = name or path.name
    try:
        return sniff(open_file(HandedIn.on_disk(path, name), limits), area_book(areas, year), sheet)
    except RefusedFile as refused:
        raise OwnFileError(name, [problem_of(refused)]) from refused


def sniff(
    file: OpenFile, book: AreaBook, sheet: str | None = None, wanted: tuple[str, ...] = (), area: str | None = None
) -> Sniffed:
    """The same on an open file. `wanted` are headers that a mapping knows, `area` the one of the area column."""
    chosen = sheet if any(heading.name == sheet for heading in file.sheets) else _choose_sheet(file, book)
    traits = SheetTraits()
    rows = file.rows(chosen, traits)
    head = list(islice(rows, HEAD_ROWS))
    heading = find_header(head, book, wanted)
    header = head[heading.place] if heading.place is not None else None
    body = head[heading.place + 1 :] if heading.place is not None else head
    titles = head[: heading.place] if heading.place is not None else []
    scan = _Scan(book, header, body, area)
    for row in chain(body, rows):
        scan.add(row)
    return _sniffed(file, chosen, titles, header, scan, traits, book)


def _choose_sheet(file: OpenFile, book: AreaBook) -> str | None:
    """The first visible sheet whose first rows name an area; else the first visible one."""
    visible = [sheet.name for sheet in file.sheets if not sheet.hidden] or [sheet.name for sheet in file.sheets]
    for name in visible if len(visible) > 1 else ():
        with closing(file.rows(name, SheetTraits())) as rows:
            head = list(islice(rows, HEAD_ROWS))
        if find_header(head, book).first_data is not None:
            return name
    return visible[0] if visible else None


class _Scan:
    """Profiles of all columns over the rows of figures, and the rows that are something else."""

    def __init__(self, book: AreaBook, header: Row | None, body: list[Row], area: str | None) -> None:
        self._book = book
        self.headers = told_apart({column: cell.text for column, cell in header.cells.items()} if header else {})
        self.profiles = {column: ColumnProfile(column, text) for column, text in self.headers.items()}
        named = next((c for c, text in self.headers.items() if area and yearless(text) == yearless(area)), None)
        self.area = named if named is not None else find_area_column(body, self.headers, book)
        self.name = find_name_column(body, self.headers, book, self.area)
        level = find_level_column(self.headers, self.area)
        self._sorter = None if self.area is None else RowSorter(book, self.area, self.name, self.headers, level=level)
        self._begun = False
        self.data_rows = 0
        self.first: int | None = None
        self.last: int | None = None
        self.odd_rows: dict[RowKind, list[tuple[int, str]]] = {}
        self.odd_counts: Counter[RowKind] = Counter()

    def add(self, row: Row) -> None:
        kind = RowKind.DATA if self._sorter is None else self._sorter.kind_in_order(row, begun=self._begun)
        if kind is RowKind.DATA:
            self._begun = True
            self._add_data(row)
        else:
            self.odd_counts[kind] += 1
            kept = self.odd_rows.setdefault(kind, [])
            if len(kept) < KEPT_ROWS:
                kept.append((row.number, " · ".join(cell.text for cell in row.cells.values())[:200]))

    def _add_data(self, row: Row) -> None:
        self.data_rows += 1
        self.first = self.first or row.number
        self.last = row.number
        for column, cell in row.cells.items():
            profile = self.profiles.get(column)
            if profile is None:
                profile = self.profiles[column] = ColumnProfile(column, "")
            profile.watched = column == self.area
            profile.add(cell, row.number, self._book)


def _sniffed(
    file: OpenFile,
    sheet: str | None,
    titles: list[Row],
    header: Row | None,
    scan: _Scan,
    traits: SheetTraits,
    book: AreaBook,
) -> Sniffed:
    profiles = [scan.profiles[column] for column in sorted(scan.profiles)]
    roles = assign_roles(profiles, scan.area, scan.name, scan.data_rows)
    area = scan.profiles[scan.area] if scan.area is not None else None
    levels = Counter({level: count for level, count in area.levels.items() if level != "several"} if area else {})
    return Sniffed(
        name=file.name,
        kind=file.kind,
        encoding=file.text.encoding_title if file.text else None,
        delimiter=file.text.delimiter if file.text else None,
        sheets=tuple(each.name for each in file.sheets),
        hidden_sheets=tuple(each.name for each in file.sheets if each.hidden),
        sheet=sheet,
        header_row=header.number if header else None,
        data_rows=scan.data_rows,
        first_row=scan.first,
        last_row=scan.last,
        layout=Layout.LONG if Role.VARIABLE in roles.values() else Layout.WIDE,
        columns=tuple(_column(profile, roles[profile.index], traits) for profile in profiles),
        key_kind=area.keys.most_common(1)[0][0] if area and area.keys else None,
        levels=tuple((Level(level), count) for level, count in levels.most_common()),
        several_keys=area.levels["several"] if area else 0,
        division=book.year,
        title_years=_title_years(file.name, sheet, titles),
        odd_rows={kind: tuple(rows) for kind, rows in scan.odd_rows.items()},
        odd_counts=dict(scan.odd_counts),
        hidden_rows=traits.hidden_rows,
        merged=tuple(traits.merged),
        areas_in_header=_areas_in(header, book),
        group_rows=tuple(row.number for row in titles if len(row.cells) > 1),
    )


def _column(profile: ColumnProfile, role: Role, traits: SheetTraits) -> SniffedColumn:
    decimal, evidence = decimal_sign(profile)
    return SniffedColumn(
        index=profile.index,
        header=profile.header,
        role=role,
        filled=profile.filled,
        numbers=profile.numbers,
        dates=profile.dates,
        decimal=decimal,
        evidence=evidence,
        percent=profile.percent > 0,
        year=year_in(profile.header) if role in _OF_A_YEAR else None,
        hidden=traits.hides(profile.index),
        marks=tuple(profile.marks.most_common()),
        dashes=profile.dashes,
        texts=tuple(profile.texts.most_common()),
        examples=tuple(profile.examples),
        profile=profile,
    )


def _areas_in(header: Row | None, book: AreaBook) -> int:
    texts = [cell.text for cell in header.cells.values()] if header else []
    return sum(looks_like_code(text) or book.find(text).kind is KeyKind.NAME for text in texts)


def _title_years(name: str, sheet: str | None, titles: list[Row]) -> tuple[int, ...]:
    texts = [name, sheet or "", *(cell.text for row in titles for cell in row.cells.values())]
    years = {year for text in texts if (year := year_in(text[:300])) is not None}
    return tuple(sorted(years))
