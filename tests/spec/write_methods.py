"""Write docs/methods/*.md from the spec tables: `python -m tests.spec.write_methods`."""

import importlib
from collections.abc import Iterable
from pathlib import Path

from .method_table import Cell, Method, MethodTable

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
# One `METHOD` per module, found by name: a new method is a new module and nothing else.
METHODS: tuple[Method, ...] = tuple(
    importlib.import_module(f"{__package__}.{path.stem}").METHOD
    for path in sorted(Path(__file__).parent.glob("*_tables.py"))
)
_GENERATED = "<!-- Gemaakt uit tests/spec met `python -m tests.spec.write_methods`; niet met de hand veranderen. -->"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for method in METHODS:
        (FOLDER / f"{method.slug}.md").write_text(page(method), encoding="utf-8")
    print(f"{len(METHODS)} pagina’s geschreven in {FOLDER}")


def page(method: Method) -> str:
    parts = [_GENERATED, f"# {method.title}", method.introduction, *map(_section, method.tables), method.closing]
    return "\n\n".join(parts) + "\n"


def _section(table: MethodTable) -> str:
    headings = (*table.inputs, *table.outputs)
    lines = [_line(headings), _line("---" if _is_word(table, i) else "--:" for i in range(len(headings)))]
    for given, expected in table.cases():
        lines.append(_line([_given(cell) for cell in given] + [_written(cell, table.decimals) for cell in expected]))
    return f"## {table.title}\n\n{table.text}\n\n" + "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _is_word(table: MethodTable, column: int) -> bool:
    return any(isinstance(row[column], str) for row in table.rows)


def _given(cell: Cell) -> str:
    """An input as precise as it was given."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    decimals = len(repr(cell).partition(".")[2]) if cell != int(cell) else 0
    return _written(cell, decimals)


def _written(cell: Cell, decimals: int) -> str:
    if cell is None or isinstance(cell, str):
        return cell or ""
    return f"{cell:,.{decimals}f}".replace("-", "−").translate(str.maketrans(",.", ".,"))


if __name__ == "__main__":
    main()
