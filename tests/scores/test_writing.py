"""The files of a score: whole columns at once, to the last digit, whatever the names."""

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Scored
from wijkwerk.scores.writing import spell, write_scored

from .small_figures import figures

NAMES = ("bijstand", "gezond", "afstand")


def many(rows: int, **other: tuple[str, ...]) -> Scored:
    """Random figures with gaps, of as many areas as asked."""
    rng = np.random.default_rng(7)
    columns = {name: np.where(rng.random(rows) < 0.05, np.nan, rng.random(rows) * 100) for name in NAMES}
    return run(small_recipe(), Figures(tuple(f"u{row}" for row in range(rows)), columns, **other))


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_number_is_written_with_all_its_digits(tmp_path):
    scored = many(500)
    write_scored(scored, tmp_path)
    header, *rows = cells(tmp_path / "bijdragen.csv")
    assert header == ["gebied", *scored.nodes]
    assert [row[0] for row in rows] == list(scored.units)
    assert [row[1:] for row in rows] == [list(map(spell, row)) for row in scored.contributions.tolist()]


@pytest.mark.parametrize("value", [0.0, -0.0, 40.0, 1e15, 1e16, 1e22, 0.0001, 1e-5, 1.5e-7, -3.5, 1 / 3, 5e-324])
def test_a_number_of_any_size_is_spelled_as_everywhere(tmp_path, value):
    recipe = recipe_from(SOUND.replace("{normalise: goalposts}", "{normalise: none}"))
    scored = run(recipe, figures({"bijstand": [value, 1], "gezond": [1, 2], "afstand": [1, 2]}))
    write_scored(scored, tmp_path)
    assert cells(tmp_path / "behandeld.csv")[1][1] == spell(value)


def test_names_are_written_as_they_are_and_run_in_no_spreadsheet(tmp_path):
    names = ("Noord, oud", 'De "Es"', "", "=1+1")
    write_scored(many(4, names=names, levels=("buurt",) * 4), tmp_path)
    header, *rows = cells(tmp_path / "scores.csv")
    assert header[:3] == ["gebied", "naam", "niveau"]
    assert [row[1] for row in rows] == ["Noord, oud", 'De "Es"', "", "'=1+1"]
    assert '""' not in (tmp_path / "niveaus.csv").read_text(encoding="utf-8").replace('""Es""', "")


def test_names_that_differ_in_capitals_alone_keep_their_columns_apart(tmp_path):
    recipe = recipe_from(SOUND.replace("afstand", "BIJSTAND"))
    scored = run(recipe, figures({"bijstand": [10, 20], "gezond": [90, 75], "BIJSTAND": [1, 2]}))
    write_scored(scored, tmp_path)
    header, first, _ = cells(tmp_path / "behandeld.csv")
    assert dict(zip(header, first, strict=True)) == {"gebied": "a", "bijstand": "10", "gezond": "90", "BIJSTAND": "1"}


def test_a_place_says_among_how_many_of_its_own_level(tmp_path):
    scored = many(5, levels=("wijk", "buurt", "buurt", "wijk", "buurt"))
    write_scored(scored, tmp_path)
    header, *rows = cells(tmp_path / "scores.csv")
    assert [row[header.index("van")] for row in rows] == ["2", "3", "3", "2", "3"]


def test_a_file_that_is_in_the_way_is_an_error_of_the_system(tmp_path):
    (tmp_path / "niveaus.csv").mkdir()
    with pytest.raises(IsADirectoryError):
        write_scored(many(3), tmp_path)
