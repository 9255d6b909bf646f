"""Write docs/methods/*.md and the pages of the site from the spec tables: `python -m tests.spec.write_methods`."""

import importlib
import json
from collections.abc import Iterable
from pathlib import Path

from .method_pages import method_page
from .method_table import Method, MethodTable
from .written_cells import given_cell, is_word, written_cell

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
# One `METHOD` per module, found by name: a new method is a new module and nothing else.
METHODS: tuple[Method, ...] = tuple(
    importlib.import_module(f"{__package__}.{path.stem}").METHOD
    for path in sorted(Path(__file__).parent.glob("*_tables.py"))
)
# The same methods as the package carries them: a fragment each, and their titles.
PAGES = Path(__file__).parents[2] / "src" / "wijkwerk" / "pages" / "methods" / "templates" / "methods" / "rules"
TITLES = PAGES / "titles.json"
_GENERATED = "<!-- Gemaakt uit tests/spec met `python -m tests.spec.write_methods`; niet met de hand veranderen. -->"


def main() -> None:
    for folder in (FOLDER, PAGES):
        folder.mkdir(parents=True, exist_ok=True)
    for method in METHODS:
        (FOLDER / f"{method.slug}.md").write_text(page(method), encoding="utf-8")
        (PAGES / f"{method.slug}.html").write_text(method_page(method), encoding="utf-8")
    TITLES.write_text(titles(), encoding="utf-8")
    print(f"{len(METHODS)} pagina’s geschreven in {FOLDER}")


def titles() -> str:
    """Slug -> title, in the order of the slugs."""
    found = {method.slug: method.title for method in sorted(METHODS, key=lambda method: method.slug)}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def page(method: Method) -> str:
    parts = [_GENERATED, f"# {method.title}", method.introduction, *map(_section, method.tables), method.closing]
    return "\n\n".join(parts) + "\n"


def _section(table: MethodTable) -> str:
    headings = (*table.inputs, *table.outputs)
    lines = [_line(headings), _line("---" if is_word(table, i) else "--:" for i in range(len(headings)))]
    for given, expected in table.cases():
        lines.append(
            _line([given_cell(cell) for cell in given] + [written_cell(cell, table.decimals) for cell in expected])
        )
    return f"## {table.title}\n\n{table.text}\n\n" + "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
