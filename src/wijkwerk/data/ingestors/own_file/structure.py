"""What is wrong with a table as a whole, seen before its figures are read."""

import re
from collections.abc import Iterable

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.lib.sheets import Place

from .plan import Plan
from .roles import Role
from .rows import RowKind
from .sniffed import Sniffed

_MERGED = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")


def structural_problems(sniffed: Sniffed) -> list[FileProblem]:
    """Whatever the mapping: header row, area column, merged cells, a second table below the first."""
    return [
        *_no_header(sniffed),
        *_areas_across(sniffed),
        *_merged(sniffed),
        *_headless_columns(sniffed),
        *_second_table(sniffed),
    ]


def without_rows(sniffed: Sniffed) -> FileProblem:
    return problem(
        ProblemKind.STRUCTURE,
        Place(sniffed.sheet, sniffed.header_row),
        "alleen koppen, en geen rijen met cijfers eronder" if sniffed.header_row else "geen rijen met cijfers",
        "een rij per gebied",
        "vul de rijen in en lever het bestand opnieuw, of kies een ander blad",
    )


def period_problems(sniffed: Sniffed, plan: Plan, period: int | None) -> list[FileProblem]:
    """No year at all, or columns of another year than the one that was given."""
    planned = (*plan.columns, *plan.things.values())
    if period is None and plan.period is None and not sniffed.title_years and any(c.period is None for c in planned):
        return [_no_year(sniffed)]
    return [
        problem(
            ProblemKind.PERIOD,
            Place(sniffed.sheet, sniffed.header_row, column.index, column.header),
            f"een kolom over {column.period}",
            f"alleen cijfers over {period}",
            "lever elk jaar apart, of geef geen jaar op zodat de koppen het zeggen",
        )
        for column in planned
        if period is not None and column.period not in (None, period)
    ]


def remarks_on(sniffed: Sniffed, plan: Plan) -> list[FileProblem]:
    """What a reader should know and what stops nothing."""
    remarks = []
    for column in plan.columns:
        sniffed_column = sniffed.at(column.index)
        place = Place(sniffed.sheet, sniffed.header_row, column.index, column.header)
        if not sniffed_column.filled:
            remarks.append(_remark(place, "de kolom is leeg", "cijfers", "controleer of dit klopt"))
        if sniffed_column.decimal == "mixed":
            remarks.append(
                _remark(
                    place,
                    f"decimale punten en komma's door elkaar: {sniffed_column.evidence}",
                    "één schrijfwijze",
                    "vraag de bron om één schrijfwijze; elke cel is nu op zichzelf gelezen",
                )
            )
    for number, text in sniffed.odd_rows.get(RowKind.UNITS, ()):
        remarks.append(
            _remark(
                Place(sniffed.sheet, number),
                f"‘{text[:80]}’ onder de kop is overgeslagen",
                "een gebied",
                "controleer of dit een rij met eenheden is",
            )
        )
    return remarks + _of_other_levels(sniffed)


def _of_other_levels(sniffed: Sniffed) -> list[FileProblem]:
    """Each row that is left out for its level, by name: nobody may think that its figures are there."""
    rows = sniffed.odd_rows.get(RowKind.OTHER_LEVEL, ())
    if not rows:
        return []
    count = sniffed.odd_counts[RowKind.OTHER_LEVEL]
    names = "; ".join(f"‘{text[:40]}’ in rij {number}" for number, text in rows[:10])
    more = f" en nog {count - 10}" if count > 10 else ""
    return [
        _remark(
            Place(sniffed.sheet, rows[0][0]),
            f"{count} × een niveau dat hier niet bestaat, niet geladen: {names}{more}",
            "gebieden van de gemeente, haar stadsdelen, wijken of buurten",
            "lever deze cijfers per wijk of buurt, of bewaar ze buiten de monitor",
        )
    ]


def _remark(place: Place, found: str, expected: str, remedy: str) -> FileProblem:
    return problem(ProblemKind.REMARK, place, found, expected, remedy)


def _no_header(sniffed: Sniffed) -> Iterable[FileProblem]:
    if sniffed.header_row is None:
        yield problem(
            ProblemKind.STRUCTURE,
            Place(sniffed.sheet, 1),
            "geen koprij boven de cijfers",
            "één rij met de namen van de kolommen",
            "zet boven elke kolom een kop",
        )
    elif not sniffed.data_rows:
        yield without_rows(sniffed)
    elif sniffed.column(Role.AREA) is None:
        yield problem(
            ProblemKind.AREA,
            Place(sniffed.sheet, sniffed.header_row),
            "geen kolom met codes of namen van gebieden",
            "een kolom met bijvoorbeeld BU01640202, 1640202 of De Noork",
            "voeg de gebiedscode toe, of kies de gemeente waar het bestand over gaat",
        )


def _areas_across(sniffed: Sniffed) -> Iterable[FileProblem]:
    if sniffed.areas_in_header >= 3:
        yield problem(
            ProblemKind.STRUCTURE,
            Place(sniffed.sheet, sniffed.header_row),
            f"{sniffed.areas_in_header} gebieden naast elkaar in de kop",
            "een rij per gebied",
            "draai de tabel (kopiëren, plakken speciaal, transponeren)",
        )


def _merged(sniffed: Sniffed) -> Iterable[FileProblem]:
    """A title merged over its own row harms nothing; merged headers and areas leave cells empty that mean something."""
    for reference in sniffed.merged:
        match = _MERGED.match(reference)
        if (
            match
            and sniffed.header_row
            and int(match[4]) >= sniffed.header_row - 1
            and _touches(sniffed, match[1], int(match[2]), int(match[4]))
        ):
            yield problem(
                ProblemKind.STRUCTURE,
                Place(sniffed.sheet, int(match[2])),
                f"samengevoegde cellen {reference}",
                "elke kop en elk gebied in een eigen cel",
                "maak de samenvoeging ongedaan en vul elke cel",
            )


def _touches(sniffed: Sniffed, begins: str, first: int, last: int) -> bool:
    """In the header, in the row right above it (a group header) or among the figures; not in a footnote below.

    What stands alone right above the header is a title when it begins where the table does, else a group header.
    """
    assert sniffed.header_row is not None, "asked only of a table with a header"
    above = first == last == sniffed.header_row - 1
    group = above and (first in sniffed.group_rows or begins != sniffed.columns[0].letter)
    return group or (last >= sniffed.header_row and first <= (sniffed.last_row or sniffed.header_row))


def _headless_columns(sniffed: Sniffed) -> Iterable[FileProblem]:
    if sniffed.header_row is None:
        return
    for column in sniffed.columns:
        if not column.header and column.numbers:
            yield problem(
                ProblemKind.STRUCTURE,
                Place(sniffed.sheet, sniffed.header_row, column.index),
                f"een kolom met {column.numbers} getallen en geen kop",
                "een kop boven elke kolom met cijfers",
                "geef de kolom een kop of haal haar weg",
            )


def _second_table(sniffed: Sniffed) -> Iterable[FileProblem]:
    for kind, what in ((RowKind.HEADER, "de koprij nog een keer"), (RowKind.YEAR, "een rij met alleen een jaar")):
        for number, text in sniffed.odd_rows.get(kind, ()):
            yield problem(
                ProblemKind.STRUCTURE,
                Place(sniffed.sheet, number),
                f"{what}: ‘{text[:80]}’; hier begint een tweede tabel",
                "één tabel per blad, met een kolom voor het jaar",
                "zet de tabellen op eigen bladen, of onder één kop met een kolom ‘jaar’",
            )


def _no_year(sniffed: Sniffed) -> FileProblem:
    return problem(
        ProblemKind.PERIOD,
        Place(sniffed.sheet, sniffed.header_row),
        "nergens een jaar",
        "een kolom ‘jaar’, een jaar in de koppen, of een opgegeven jaar",
        "geef op over welk jaar de cijfers gaan",
    )
