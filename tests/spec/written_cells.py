"""The cells of a spec as a Dutch reader sees them; the same in docs/methods and on the site."""

from .method_table import Cell, MethodTable


def is_word(table: MethodTable, column: int) -> bool:
    return any(isinstance(row[column], str) for row in table.rows)


def given_cell(cell: Cell) -> str:
    """An input as precise as it was given."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    decimals = len(repr(cell).partition(".")[2]) if cell != int(cell) else 0
    return written_cell(cell, decimals)


def written_cell(cell: Cell, decimals: int) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    return f"{cell:,.{decimals}f}".replace("-", "−").translate(str.maketrans(",.", ".,"))
