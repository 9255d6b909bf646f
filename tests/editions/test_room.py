"""Whatever number of editions is asked, a process holds those it has room for, and breaks off nobody's reading."""

import ast
import datetime
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editions.small_country import A, cells
from tests.editions.small_edition import MOMENT, publish_small
from wijkwerk.data.queries.room import ROOM
from wijkwerk.editions.kept import kept
from wijkwerk.editions.shelf import PublishedEdition, Shelf

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "wijkwerk"
HOLDS_AN_EDITION = {"PublishedEdition", "DuckDBStore", "ObservationStore", "PublishedScores", "Site"}
NINE = 9
"""As many editions as the fault was found with."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nine")
    for number in range(NINE):
        given = cells("cbs_kwb.inwoners", {A: 100 + number})
        publish_small(folder, given, moment=MOMENT + datetime.timedelta(minutes=number))
    return folder / "editions"


@pytest.fixture
def shelf(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """With room for two editions of this size, and nothing kept of other tests."""
    ROOM.forget(lambda key: True)
    monkeypatch.setattr(ROOM, "most", 7_000_000)
    opened = Shelf(root)
    yield opened
    opened.close()


def read(edition: PublishedEdition) -> float | None:
    return edition.store.trend("inwoners", [A])[0].value


def test_nine_editions_are_read_in_the_room_of_two(shelf: Shelf):
    watched = []
    for key in (*shelf.published_keys(), *shelf.published_keys()):
        edition = shelf.open(key)
        assert read(edition) == 99 + int(key.split("-")[1])
        watched.append(weakref.ref(edition))
        assert ROOM.used <= ROOM.most
        del edition
    gc.collect()
    assert sum(each() is not None for each in watched) == 2


def test_the_one_that_is_read_most_stays_open(shelf: Shelf):
    newest = shelf.open()
    for key in shelf.published_keys()[:-1]:
        shelf.open(key)
        assert shelf.open() is newest


def test_who_reads_an_edition_that_was_put_away_reads_on(shelf: Shelf):
    first = shelf.published_keys()[0]
    reading = shelf.open(first)
    assert read(reading) == 100
    for key in shelf.published_keys()[1:]:
        read(shelf.open(key))
    assert shelf.open(first) is not reading
    assert read(reading) == 100
    assert reading.catalogue.indicators["inwoners"]


def test_what_is_kept_of_an_edition_does_not_hold_it_open(shelf: Shelf):
    asked = []

    @kept
    def answer(edition: PublishedEdition, other: PublishedEdition, word: str) -> str:
        asked.append(word)
        return f"{edition.key} {other.key} {word}"

    first, second = (shelf.open(key) for key in shelf.published_keys()[:2])
    assert [answer(first, second, "a"), answer(first, second, "a"), answer(second, first, "a")] == [
        "2026-1 2026-2 a",
        "2026-1 2026-2 a",
        "2026-2 2026-1 a",
    ]
    assert asked == ["a", "a"]
    watched = [weakref.ref(first), weakref.ref(second)]
    del first, second
    for key in shelf.published_keys()[2:]:
        shelf.open(key)
    gc.collect()
    assert [each() for each in watched] == [None, None]


def test_an_edition_that_was_opened_again_is_asked_again(shelf: Shelf):
    """A shelf that was closed may have another edition under the same key."""

    @kept
    def answer(edition: PublishedEdition) -> object:
        return object()

    before = answer(shelf.open())
    shelf.close()
    assert answer(shelf.open()) is not before


def test_no_cache_of_the_language_itself_holds_an_edition():
    """It counts answers and not bytes, and knows of no other: two pages with one each held thirteen editions."""
    kept_elsewhere = [
        f"{path.relative_to(PACKAGE)}:{function.name}"
        for path in PACKAGE.rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and is_cached(function) and asks_of_an_edition(function)
    ]
    assert kept_elsewhere == [], "use `kept` (editions/kept.py)"


def is_cached(function: ast.FunctionDef) -> bool:
    names = {ast.unparse(each).split("(")[0].rpartition(".")[2] for each in function.decorator_list}
    return not names.isdisjoint({"lru_cache", "cache"})


def asks_of_an_edition(function: ast.FunctionDef) -> bool:
    annotations = [ast.unparse(each.annotation) for each in function.args.args if each.annotation is not None]
    return any(name in HOLDS_AN_EDITION for each in annotations for name in each.replace('"', "").split(" | "))
