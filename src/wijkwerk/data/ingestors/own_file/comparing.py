"""The same source and period delivered again: the same figures do nothing, other figures are refused."""

from collections.abc import Iterable

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem, problem_log
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.lib.sheets import Place

from .figures import shown
from .headers import yearless
from .observations import Observation
from .reading import OwnFileResult
from .roles import Role

SPOKEN = {
    Status.SUPPRESSED: "geheim",
    Status.TOO_FEW: "te weinig personen",
    Status.UNKNOWN: "onbekend",
    Status.NOT_APPLICABLE: "niet van toepassing",
    Status.NOT_DELIVERED: "niet geleverd",
}
REMEDY = (
    "een levering verandert niet stilzwijgend; is het een correctie van de bron, lever haar dan als vervanging van de "
    "eerdere levering, met de reden"
)


def differences_with(result: OwnFileResult, previous: Iterable[Observation]) -> tuple[FileProblem, ...]:
    """A problem for each cell that an earlier delivery of the same source already gave otherwise.

    previous   observations of earlier releases of the same source and table, any periods
    Only periods that both have are compared: another year is news. A cell that one of them lacks is a difference too,
    where the other delivered that variable for that period.
    """
    earlier = {(cell.variable, cell.period, cell.area): cell for cell in previous}
    known = {(variable, period) for variable, period, _ in earlier}
    log = problem_log()
    covered = set()
    for cell in result.observations:
        if (cell.variable, cell.period) not in known:
            continue
        covered.add((cell.variable, cell.period))
        before = earlier.pop((cell.variable, cell.period, cell.area), None)
        if before is None or (before.value, before.status) != (cell.value, cell.status):
            place = _place(result, cell, cell.line)
            log.add(_difference(place, cell, _spoken(cell), _spoken(before) if before else "geen cijfer"))
    for gone in earlier.values():
        if (gone.variable, gone.period) in covered:
            where = f"(in de eerdere levering, rij {gone.line})"
            place = _place(result, gone, row=None)
            log.add(_difference(place, gone, "geen cijfer", f"{_spoken(gone)} {where}"))
    return tuple(log)


def _place(result: OwnFileResult, cell: Observation, row: int | None) -> Place:
    """Where the file that is read now has the cell, or would have it; `row` is None where it has no such cell."""
    mapping, sniffed = result.mapping, result.sniffed
    header = next(column.header for column in mapping.columns if column.variable == cell.variable)
    if mapping.is_long:
        value = sniffed.column(Role.VALUE)
        return Place(sniffed.sheet, row, value.index if value else None, mapping.value)
    same = [column for column in sniffed.columns if yearless(column.header) == yearless(header)]
    match = next((column for column in same if column.year in (None, cell.period)), None)
    return Place(sniffed.sheet, row, match.index if match else None, match.header if match else header)


def _difference(place: Place, cell: Observation, now: str, before: str) -> FileProblem:
    return problem(
        ProblemKind.REDELIVERED,
        place,
        f"{shown(cell.area)}, {cell.period}: nu {now}, eerder geleverd {before}",
        "dezelfde cijfers als in de eerdere levering van deze bron en periode",
        REMEDY,
    )


def _spoken(cell: Observation) -> str:
    if cell.value is not None:
        return f"{cell.value:.15g}".replace(".", ",")
    return SPOKEN[cell.status]
