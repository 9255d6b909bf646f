"""The tables of the rooms: how a cell is read, what a file may not say, and that each room speaks of its own kinds."""

import csv
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from tests.access.permission.truth_table import ROLES, WITHOUT_MODEL
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.table import (
    Grant,
    TableError,
    permission_table,
    read_grant,
    read_tables,
    table_files,
    written_grant,
)


@pytest.mark.parametrize(
    ("cell", "grant"),
    [
        ("nee", Grant()),
        ("ja", Grant("strikt")),
        ("openbaar", Grant("openbaar")),
        ("eigen", Grant(None, "strikt")),
        ("eigen intern", Grant(None, "intern")),
        ("intern + eigen vertrouwelijk", Grant("intern", "vertrouwelijk")),
        ("openbaar + eigen", Grant("openbaar", "strikt")),
    ],
)
def test_a_cell_says_up_to_which_level_and_where(cell, grant):
    assert read_grant(cell) == grant
    assert read_grant(written_grant(grant)) == grant


BAD = ["", "misschien", "JA", "eigen + intern", "intern + nee", "intern +eigen", "ja + eigen", "eigen geheim"]


@pytest.mark.parametrize("answer", BAD)
def test_a_cell_that_is_no_answer_is_refused_with_its_place(tmp_path, answer):
    with pytest.raises(TableError, match=r"access/permissions\.csv, read job \*, onderzoeker"):
        read_tables([table(tmp_path / "access", {"onderzoeker": answer})])


@pytest.mark.parametrize("states", [("*", "*"), ("*", "concept"), ("concept", "concept")])
def test_a_deed_that_stands_in_the_table_twice_is_refused(tmp_path, states):
    with pytest.raises(TableError, match=r"access/permissions\.csv names read job .* twice"):
        read_tables([table(tmp_path / "access", *({"toestand": state} for state in states))])


def test_a_row_without_a_state_is_refused(tmp_path):
    with pytest.raises(TableError, match="no state"):
        read_tables([table(tmp_path / "access", {"toestand": ""})])


def test_what_the_rooms_say_is_one_table(tmp_path):
    access = table(tmp_path / "access", {}, {"handeling": "cancel"})
    data = table(tmp_path / "data", {"soort": "release", "onderzoeker": "ja"})
    merged = read_tables([access, data])
    assert set(merged) == {("read", "job"), ("cancel", "job"), ("read", "release")}
    assert merged["read", "release"][0].grants[Role.ONDERZOEKER] == read_grant("ja")


def test_a_kind_stands_in_the_table_of_one_room(tmp_path):
    """Also with another verb: else a room could widen what another says of its own."""
    access = table(tmp_path / "access", {})
    data = table(tmp_path / "data", {"handeling": "cancel"})
    with pytest.raises(TableError, match=r"job stands in access/permissions\.csv and in data/permissions\.csv"):
        read_tables([access, data])


def test_each_room_names_only_kinds_of_its_own():
    rooms = {file.parent.name: read_tables([file]) for file in table_files()}
    assert set(rooms) >= {"access", "data", "governance", "editions"}
    named = {(kind, room) for room, deeds in rooms.items() for _, kind in deeds}
    models = {(kind_of(model), model.__module__.split(".")[1]) for model in ours() if is_own_kind(model)}
    assert named - models == set(WITHOUT_MODEL.items()), "a kind stands in the room of its model, or here"
    assert {kind for kind, _ in models} <= {kind for kind, _ in named}


def ours() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("wijkwerk.")]


def is_own_kind(model: type[Model]) -> bool:
    """Not a part or the history of something else."""
    return kind_of(model) == model._meta.model_name


def table(room: Path, *rows: dict[str, str]) -> Path:
    """The file of a room, with one row about jobs for each of these changes."""
    room.mkdir()
    row = {"onderwerp": "Beheer", "handeling": "read", "soort": "job", "toestand": "*", "uitleg": "x"}
    row |= dict.fromkeys(ROLES, "nee")
    with (room / "permissions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), delimiter=";")
        writer.writeheader()
        writer.writerows(row | changes for changes in rows)
    return room / "permissions.csv"


def test_every_line_of_the_table_is_explained_in_a_sentence_under_a_heading():
    for rows in permission_table().values():
        for row in rows:
            assert len(row.explanation.split()) >= 2, row
            assert row.subject, row
