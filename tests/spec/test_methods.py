"""The engine does what the published method pages say, and the pages say what the tables say."""

import re

import pytest

from .method_pages import method_page
from .method_table import Cell, Method, MethodTable
from .write_methods import FOLDER, METHODS, PAGES, TITLES, page, titles

TABLES = [pytest.param(table, id=f"{method.slug}: {table.title}") for method in METHODS for table in method.tables]


@pytest.mark.parametrize("table", TABLES)
def test_the_engine_gives_every_row_of_the_table(table: MethodTable) -> None:
    for given, expected in table.cases():
        found = table.compute(*given)
        assert len(found) == len(expected) == len(table.outputs)
        for cell, wanted in zip(found, expected, strict=True):
            assert _agree(cell, wanted, table.decimals), f"{given}: {found} instead of {expected}"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_shows_what_happens_to_a_missing_value(table: MethodTable) -> None:
    assert any(None in given for given, _ in table.cases())


@pytest.mark.parametrize("method", METHODS, ids=[method.slug for method in METHODS])
def test_the_published_page_is_up_to_date(method: Method) -> None:
    written = (FOLDER / f"{method.slug}.md").read_text(encoding="utf-8")
    assert written == page(method), "stale: run python -m tests.spec.write_methods"


@pytest.mark.parametrize("method", METHODS, ids=[method.slug for method in METHODS])
def test_the_page_of_the_site_is_up_to_date(method: Method) -> None:
    written = (PAGES / f"{method.slug}.html").read_text(encoding="utf-8")
    assert written == method_page(method), "stale: run python -m tests.spec.write_methods"


def test_the_site_knows_the_title_of_every_method() -> None:
    assert TITLES.read_text(encoding="utf-8") == titles()


def test_every_mark_of_a_method_became_html() -> None:
    for method in METHODS:
        written = re.sub(r"<[^>]+>", "", method_page(method))
        assert not re.search(r"\*\*|`[^ ]|\]\(", written.split("#}")[1]), method.slug


def test_no_page_is_left_over_from_a_method_that_is_gone() -> None:
    slugs = {method.slug for method in METHODS}
    assert {path.stem for path in FOLDER.glob("*.md")} == slugs
    assert {path.stem for path in PAGES.glob("*.html")} == slugs


def _agree(found: Cell, expected: Cell, decimals: int) -> bool:
    if isinstance(found, str) or isinstance(expected, str) or found is None or expected is None:
        return found == expected
    return abs(found - expected) <= 0.5 * 10**-decimals + 1e-9
