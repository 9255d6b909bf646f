"""A municipality's own file to observations: all of it or nothing, with everything that is wrong at once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path

from wijkwerk.data.ingestors.own_file.file_problems import (
    FileProblem,
    OwnFileError,
    ProblemKind,
    Question,
    problem,
    problem_log,
    problem_of,
)
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.lib.sheets import (
    HandedIn,
    OpenFile,
    Place,
    Refusal,
    RefusedFile,
    Row,
    SheetTraits,
    open_file,
    refusal,
)

from .areas import KnownArea, area_book
from .evidence import evidence_of
from .figure_reader import FigureReader
from .figures import Figure, shown
from .limits import DEFAULT_LIMITS, Limits
from .mapping import Mapping
from .matching import Matched, match_columns
from .observations import Observation
from .plan import Plan, PlannedColumn, make_plan
from .precision import Precision
from .profiles import year_of
from .questions import open_questions, questions_about, wrong_answers
from .renewing import renewed_mapping
from .repeats import Repeats
from .resolution import AreaResolver
from .rows import RowKind, RowSorter
from .sniffed import Sniffed
from .sniffing import sniff
from .structure import period_problems, remarks_on, structural_problems


@dataclass(frozen=True, slots=True)
class OwnFileResult:
    """A file that can be delivered.

    observations   ordered by variable, period, area, as a release has them
    mapping        with the lasting answers and the places of this year, to keep for the next
    remarks        what was noticed and stops nothing
    areas          how many different areas of each level have a row
    statuses       how many observations of each status
    """

    name: str
    sha256: str
    sniffed: Sniffed
    mapping: Mapping
    observations: tuple[Observation, ...]
    remarks: tuple[FileProblem, ...]
    periods: tuple[int, ...]
    division: int | None
    areas: dict[Level, int]
    statuses: dict[Status, int]


def read_own_file(
    path: Path,
    areas: Iterable[KnownArea],
    mapping: Mapping,
    *,
    name: str | None = None,
    period: int | None = None,
    division: int | None = None,
    answers: Dict[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> OwnFileResult:
    """Read a CSV or XLSX file with a mapping. A dry run and a load are the same: nothing is written here.

    areas      the divisions of the gemeente, several years where known (the other years explain what does not match)
    name       what the user called the file, where `path` is an upload under another name
    period     the year of every figure; figures of another year are then a problem. Left out: a column or the headers
    division   the year of the codes; the period's, or the latest known where left out
    answers    question id -> choice, beside those in the mapping
    Raises OwnFileError with all problems and open questions; then nothing may be loaded.
    """
    name = name or path.name
    try:
        file = open_file(HandedIn.on_disk(path, name), limits)
        return _Reading(
            file, tuple(areas), mapping, period, division, dict(mapping.answers) | dict(answers or {}), limits
        ).run(path)
    except RefusedFile as refused:
        raise OwnFileError(name, [problem_of(refused)]) from refused


class _Reading:
    """One reading of one file. Sniff, match, plan, ask, read; raise once at the end."""

    def __init__(
        self,
        file: OpenFile,
        areas: tuple[KnownArea, ...],
        mapping: Mapping,
        period: int | None,
        division: int | None,
        answers: dict[str, str],
        limits: Limits,
    ) -> None:
        self.file, self.mapping, self.answers, self.limits = file, mapping, answers, limits
        self.book = area_book(areas, division or period)
        sheet = answers.get("blad") or mapping.sheet
        self.sniffed = sniff(file, self.book, sheet, mapping.headers, mapping.area)
        self.period = period
        self.log = problem_log()
        self.remarks = problem_log()
        self.questions: list[Question] = []
        self.observations: list[Observation] = []
        self.repeats = Repeats()

    def run(self, path: Path) -> OwnFileResult:
        self.log.add_all(structural_problems(self.sniffed))
        matched = match_columns(self.sniffed, self.mapping, self.answers)
        self.log.add_all(matched.problems)
        self.remarks.add_all(matched.remarks)
        self.questions += matched.questions
        plan, doubts = make_plan(
            self.sniffed,
            self.mapping,
            matched,
            evidence_of(self.file, self.sniffed.sheet, self.mapping, matched),
            self.answers,
        )
        self.questions += doubts
        if plan is not None:
            self._read(plan)
        self.log.add_all(wrong_answers(self.questions, self.answers))
        unanswered = open_questions(self.questions, self.answers)
        if self.log or unanswered:
            raise OwnFileError(self.file.name, self.log, unanswered)
        return self._result(path, matched)

    def _read(self, plan: Plan) -> None:
        questions = questions_about(self.sniffed, self.mapping, plan, self.period)
        self.questions += questions
        if self.period is None and self.answers.get("jaar", "").isdigit():
            self.period = int(self.answers["jaar"])
        self.log.add_all(period_problems(self.sniffed, plan, self.period))
        self.remarks.add_all(remarks_on(self.sniffed, plan))
        resolver = self._resolver(plan)
        reader = FigureReader(plan, self.mapping, self.answers, self.sniffed.sheet, self.log)
        for kind, row in self._rows(plan):
            if kind is RowKind.DATA:
                self._read_row(row, plan, resolver, reader)
            elif kind is RowKind.NAMELESS:
                area = resolver.resolve(replace(row, cells={}))
                self.log.add_all([area] if isinstance(area, FileProblem) else [])
        self.log.add_all(resolver.problems())
        self.log.add_all(self.repeats.two_years(plan, self.sniffed.sheet))
        self.remarks.add_all(resolver.remarks())
        self.remarks.add_all(reader.unmapped())
        self.areas = {level: len(codes) for level, codes in resolver.seen.items()}

    def _resolver(self, plan: Plan) -> AreaResolver:
        answered = self.answers.get("niveau")
        return AreaResolver(
            book=self.book,
            sheet=self.sniffed.sheet,
            column=plan.area,
            header=self.sniffed.at(plan.area).header,
            name_column=plan.name,
            level_column=plan.level,
            level=self.mapping.level,
            chosen=Level(answered) if answered in set(Level) else None,
            names=dict(self.mapping.names),
        )

    def _rows(self, plan: Plan) -> Iterator[tuple[RowKind, Row]]:
        """Rows below the header with their kind, without the hidden ones where that was the choice."""
        headers = {column.index: column.header for column in self.sniffed.columns if column.header}
        written = frozenset(name for name, _ in self.mapping.names)
        sorter = RowSorter(self.book, plan.area, plan.name, headers, written, plan.level)
        rows = self.file.rows(self.sniffed.sheet, SheetTraits())
        below = dropwhile(lambda row: row.number <= (self.sniffed.header_row or 0), rows)
        begun = False
        for row in below:
            if row.hidden and self.answers.get("verborgen-rijen") == "overslaan":
                continue
            kind = sorter.kind_in_order(row, begun=begun)
            begun = begun or kind is RowKind.DATA
            yield kind, row

    def _read_row(self, row: Row, plan: Plan, resolver: AreaResolver, reader: FigureReader) -> None:
        area = resolver.resolve(row)
        if isinstance(area, FileProblem):
            self.log.add(area)
        period = self._period_of(row, plan)
        for column in reader.columns_of(row):
            figure = reader.read(row, column)
            when = period or column.period or self.period
            if figure is None or when is None or not isinstance(area, KnownArea):
                continue
            self._keep(row, area, when, column, figure, reader.read_precision(row, column, figure))
        if isinstance(area, KnownArea):
            place = Place(self.sniffed.sheet, row.number, plan.area, self.sniffed.at(plan.area).header)
            self.log.add_all(self.repeats.look_at(place, row.number, area, period, reader.thing_of(row)))

    def _period_of(self, row: Row, plan: Plan) -> int | None:
        if plan.period is None:
            return None
        cell = row.cells.get(plan.period)
        year = year_of(cell) if cell else None
        place = Place(self.sniffed.sheet, row.number, plan.period, self.sniffed.at(plan.period).header)
        if year is None:
            self.log.add(
                problem(
                    ProblemKind.PERIOD,
                    place,
                    shown(cell.text) if cell else "een lege cel",
                    "een jaar, zoals 2024",
                    "vul het jaar in; cijfers per kwartaal of maand kunnen niet geladen worden",
                )
            )
        elif self.period is not None and year != self.period:
            self.log.add(
                problem(
                    ProblemKind.PERIOD,
                    place,
                    f"een rij over {year}",
                    f"alleen cijfers over {self.period}",
                    "lever elk jaar apart, of geef geen jaar op zodat de kolom het zegt",
                )
            )
        return year

    def _keep(
        self, row: Row, area: KnownArea, period: int, column: PlannedColumn, figure: Figure, precision: Precision
    ) -> None:
        if len(self.observations) >= self.limits.observations:
            raise refusal(
                Refusal.TOO_LARGE,
                f"meer dan {self.limits.observations} cijfers",
                "een bestand van één gemeente",
                "splits het bestand per jaar of per onderwerp",
            )
        self.observations.append(
            Observation(
                area.code,
                area.year,
                period,
                column.variable,
                figure.value,
                figure.status,
                precision.low,
                precision.high,
                precision.n,
                0,
                row.number,
            )
        )

    def _result(self, path: Path, matched: Matched) -> OwnFileResult:
        filled = {(seen.variable, seen.period) for seen in self.observations if seen.status.carries_value}
        kept = [seen for seen in self.observations if (seen.variable, seen.period) in filled]
        kept.sort(key=lambda seen: (seen.variable, seen.period, seen.area))
        with path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        return OwnFileResult(
            name=self.file.name,
            sha256=digest,
            sniffed=self.sniffed,
            mapping=renewed_mapping(self.mapping, matched, self.sniffed, self.answers),
            observations=tuple(kept),
            remarks=tuple(self.remarks),
            periods=tuple(sorted({seen.period for seen in kept})),
            division=self.book.year,
            areas=self.areas,
            statuses=dict(Counter(seen.status for seen in kept)),
        )
