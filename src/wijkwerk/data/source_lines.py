"""Where a figure came from, to the line: the cell of a source file as its release keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.release.folders import ReleaseFolder, read_release
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.lib.in_memory import connect_in_memory


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One cell. `line` is the line of the file or the number of the record, the header is line 1; `value` as there.

    variable  with its source, as the catalogue says it: "cbs_kwb.inwoners"
    """

    release: str
    table: str
    variable: str
    period: int
    value: float | None
    status: Status
    file: str
    sha256: str
    line: int
    loaded: str  # the day on which the release was made, as 2026-11-24


def source_lines(
    releases: Path, keys: Sequence[str], area: str, cells: Sequence[tuple[str, int]]
) -> tuple[SourceLine, ...]:
    """The cells (variable with its source, period) of one area in some releases, in the order of the cells.

    A release that is no longer on disk gives nothing: the edition's own figures still name it.
    """
    by_cell = {}
    for key in keys:
        try:
            release = read_release(releases / key)
        except ReleaseError:
            continue
        for each in _lines(release, area, cells):
            by_cell[each.variable, each.period] = each
    return tuple(by_cell[cell] for cell in cells if cell in by_cell)


def _lines(release: ReleaseFolder, area: str, cells: Sequence[tuple[str, int]]) -> list[SourceLine]:
    record = release.record
    short = [name.partition(".")[2] for name, period in cells if _may_hold(release, name, period)]
    if not short:
        return []
    with connect_in_memory() as con:
        rows = con.execute(
            "SELECT variable, period, value, status, file, line FROM read_parquet(?) "
            "WHERE area = ? AND variable IN (SELECT unnest(?))",
            [str(release.observations), area, short],
        ).fetchall()
    lines = []
    for variable, period, value, status, file, line in rows:
        name = f"{record.source}.{variable}"
        if (name, period) in cells and line is not None and file < len(record.files):
            raw = record.files[file]
            lines.append(
                SourceLine(
                    record.key, record.table, name, period, value, Status(status), raw.name, raw.sha256, line,
                    record.created[:10],
                )
            )  # fmt: skip
    return lines


def _may_hold(release: ReleaseFolder, variable: str, period: int) -> bool:
    return variable.partition(".")[0] == release.record.source and period in release.record.periods
