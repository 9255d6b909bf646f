"""The same source and period delivered again: the same figures do nothing, other figures are refused."""

from collections.abc import Iterable

from wijkwerk.definitions.vocabulary import Status

from .figures import shown
from .observations import Observation
from .problems import FileProblem, Place, ProblemKind, ProblemLog, problem

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


def differences_with(observations: Iterable[Observation], previous: Iterable[Observation]) -> tuple[FileProblem, ...]:
    """A problem for each cell that an earlier delivery of the same source already gave otherwise.

    previous   observations of earlier releases of the same source and table, any periods
    Only periods that both have are compared: another year is news. A cell that one of them lacks is a difference too,
    where the other delivered that variable for that period.
    """
    earlier = {(cell.variable, cell.period, cell.area): cell for cell in previous}
    known = {(variable, period) for variable, period, _ in earlier}
    log = ProblemLog()
    covered = set()
    for cell in observations:
        if (cell.variable, cell.period) not in known:
            continue
        covered.add((cell.variable, cell.period))
        before = earlier.pop((cell.variable, cell.period, cell.area), None)
        if before is None or (before.value, before.status) != (cell.value, cell.status):
            log.add(_difference(cell, _spoken(cell), _spoken(before) if before else "geen cijfer", cell.line))
    for gone in earlier.values():
        if (gone.variable, gone.period) in covered:
            where = f"(in de eerdere levering, rij {gone.line})"
            log.add(_difference(gone, "geen cijfer", f"{_spoken(gone)} {where}", row=None))
    return tuple(log)


def _difference(cell: Observation, now: str, before: str, row: int | None) -> FileProblem:
    """`row` of the file that is read now; None where it has no such cell."""
    return problem(
        ProblemKind.REDELIVERED,
        Place(row=row, header=cell.variable),
        f"{shown(cell.area)}, {cell.period}: nu {now}, eerder geleverd {before}",
        "dezelfde cijfers als in de eerdere levering van deze bron en periode",
        REMEDY,
    )


def _spoken(cell: Observation) -> str:
    if cell.value is not None:
        return f"{cell.value:.15g}".replace(".", ",")
    return SPOKEN[cell.status]
