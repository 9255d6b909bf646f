"""A round of tables: what falls away in the middle is told once, and not waited for again."""

import dataclasses
from pathlib import Path

import pytest

from wijkwerk.data.fetchers import FetchRequest, FetchRound
from wijkwerk.lib.progress import no_progress

from . import tables
from .reading import V3
from .replay import replay

COLUMNS = {"AantalInwoners_5": "inwoners"}


def requests(base: str, *names: str) -> list[FetchRequest]:
    source = tables.source(V3, f"{base}/odata/{{table}}", COLUMNS)
    return [FetchRequest(source, dataclasses.replace(source.tables[0], table=name)) for name in names]


def test_a_server_that_falls_away_is_given_up_once_and_the_tables_after_it_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkwerk.data.fetchers.client.PATIENCE", ())
    begun: list[str] = []
    with replay(tables.v3_route(tables.typed_rows(5), page_size=10)) as server:
        round_ = FetchRound(requests(server.base, "1NED", "2NED", "3NED"), tmp_path)
        outcomes = round_(no_progress, lambda place, request: begun.append(f"{place} {request.table.table}"))
        first = next(outcomes)
    second, third = outcomes
    assert first.fetched is not None
    assert first.fetched.rows == 5
    assert second.problem is not None
    assert "de verbinding brak af" in second.problem.found
    assert third.problem is not None
    assert "er komt geen verbinding op poort" in third.problem.found, "nothing was asked of it any more"
    assert "Geen verbinding met 1 van de 1 servers" in round_.advice()
    assert begun == ["1 1NED", "2 2NED", "3 3NED"]


def test_of_a_round_without_trouble_there_is_nothing_to_advise(tmp_path: Path) -> None:
    with replay(tables.v3_route(tables.typed_rows(5), page_size=10)) as server:
        round_ = FetchRound(requests(server.base, "1NED"), tmp_path)
        assert all(outcome.fetched for outcome in round_(no_progress, lambda place, request: None))
    assert round_.advice() == ""
    assert list(FetchRound([], tmp_path)(no_progress, lambda place, request: None)) == []
