"""Which columns say how sure the figure of another column is: its n, and the limits of its interval."""

from dataclasses import dataclass, replace

from .headers import bare_header, plain_header
from .mapping import Mapping
from .roles import Role, beside_role
from .sniffed import Sniffed, SniffedColumn

BESIDE = (Role.N, Role.LOW, Role.HIGH)


@dataclass(frozen=True, slots=True)
class Besides:
    """Headers of the columns beside one figure."""

    n: str | None = None
    low: str | None = None
    high: str | None = None


def besides_of(sniffed: Sniffed, header: str) -> Besides:
    """A proposal for the column of figures (of a long file: the thing counted) with this header.

    First the one that names the figure ("Onveilig n"); then the bare one that follows it; for n, and in a long file,
    also the only one of its kind: one n of everybody who was asked.
    """
    figure = next((column for column in sniffed.columns if column.header == header and column.role not in BESIDE), None)
    if figure is not None and figure.role not in (Role.NUMBERS, Role.VALUE):
        figure = None
    columns = {role: _column(sniffed, figure, role) for role in BESIDE}
    return Besides(*(column.header if column else None for column in columns.values()))


def with_besides(mapping: Mapping, sniffed: Sniffed) -> Mapping:
    """The mapping with the columns that `besides_of` proposes, for figures that have none of their own."""
    headers = {plain_header(column.header): column.header for column in sniffed.columns if column.header}
    columns = []
    for column in mapping.columns:
        besides = besides_of(sniffed, headers.get(plain_header(column.header), column.header))
        columns.append(column if column.beside else replace(column, n=besides.n, low=besides.low, high=besides.high))
    return replace(mapping, columns=tuple(columns))


def _column(sniffed: Sniffed, figure: SniffedColumn | None, role: Role) -> SniffedColumn | None:
    columns = [column for column in sniffed.columns if column.role is role]
    if figure is None:
        return columns[0] if len(columns) == 1 else None
    for column in columns:
        role_and_stem = beside_role(plain_header(bare_header(column.header)))
        if role_and_stem and role_and_stem[1] == plain_header(figure.header):
            return column
    following = next((other.index for other in sniffed.columns if _is_next(other, figure)), None)
    bare = [column for column in columns if _is_bare(column, sniffed)]
    near = [c for c in bare if c.index > figure.index and (following is None or c.index < following)]
    if near:
        return near[0]
    return bare[0] if role is Role.N and len(bare) == 1 else None


def _is_next(column: SniffedColumn, figure: SniffedColumn) -> bool:
    return column.role is Role.NUMBERS and column.index > figure.index


def _is_bare(column: SniffedColumn, sniffed: Sniffed) -> bool:
    """Names no figure of this file."""
    role_and_stem = beside_role(plain_header(bare_header(column.header)))
    figures = {plain_header(other.header) for other in sniffed.columns if other.role is Role.NUMBERS}
    return role_and_stem is not None and role_and_stem[1] not in figures
