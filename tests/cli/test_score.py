"""Whole indices through the command, per area and at every level, and what it says to a user."""

import csv
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wijkwerk.cli.main import main

REFERENCE = Path(__file__).parents[1] / "reference"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by(rows: list[dict[str, str]], key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in rows}


def assert_equal_tables(ours: dict[str, dict[str, str]], theirs: dict[str, dict[str, str]], columns: list[str]) -> None:
    """Per area and column, to 1e-9 relative."""
    assert ours.keys() == theirs.keys()
    wrong = {
        (unit, column): (ours[unit][column], theirs[unit][column])
        for unit in theirs
        for column in columns
        if float(ours[unit][column]) != pytest.approx(float(theirs[unit][column]), rel=1e-9, abs=1e-12)
    }
    assert wrong == {}


@pytest.fixture(scope="module")
def asem(tmp_path_factory) -> Path:
    """What the command writes of ASEM; `shared` marks every test that asks for it."""
    from tests.conftest import SHARED

    folder = tmp_path_factory.mktemp("asem")
    given = SHARED / "coinr_asem" / "00_iData.csv"
    assert main(["score", str(REFERENCE / "asem.yaml"), str(given), "--unit", "uCode", "--out", str(folder)]) == 0
    return folder


def test_asem_is_treated_as_coinr_treats_it(asem, shared):
    theirs = by(table(shared / "coinr_asem" / "05_Treated.csv"), "uCode")
    columns = [name for name in next(iter(theirs.values())) if name != "uCode"]
    assert len(columns) == 49
    assert_equal_tables(by(table(asem / "behandeld.csv"), "gebied"), theirs, columns)


def test_asem_is_normalised_as_coinr_normalises_it(asem, shared):
    theirs = by(table(shared / "coinr_asem" / "06_Normalised.csv"), "uCode")
    columns = [name for name in next(iter(theirs.values())) if name != "uCode"]
    assert len(columns) == 49
    assert_equal_tables(by(table(asem / "genormaliseerd.csv"), "gebied"), theirs, columns)


def test_asem_is_aggregated_as_coinr_aggregates_it_at_every_level(asem, shared):
    ours = by(table(asem / "niveaus.csv"), "gebied")
    columns = [name for name in next(iter(ours.values())) if name != "gebied"]
    assert len(columns) == 11
    assert_equal_tables(ours, by(table(shared / "coinr_asem" / "07_Aggregated.csv"), "uCode"), columns)


def test_asem_has_the_ranks_of_coinr_at_every_level(asem, shared):
    ranks = by(table(asem / "plaatsen.csv"), "gebied")
    theirs = table(shared / "coinr_asem" / "90_variants_scores_ranks.csv")
    compared = [row for row in theirs if row["variant"] == "V01_default" and row["iCode"] in ranks["CHE"]]
    assert len(compared) == 11 * 51
    assert [row for row in compared if float(ranks[row["uCode"]][row["iCode"]]) != float(row["rank"])] == []


def test_the_parts_of_asem_sum_to_the_whole(asem, shared):
    scores, parts = by(table(asem / "scores.csv"), "gebied"), by(table(asem / "bijdragen.csv"), "gebied")
    indicators = [row["onderdeel"] for row in table(asem / "recept.csv") if row["methode"] == "indicator"]
    for unit, row in parts.items():
        assert sum(float(row[name]) for name in indicators) == pytest.approx(float(scores[unit]["score"]), rel=1e-9)


@pytest.mark.rehearsal
def test_imd_2019_has_the_published_ranks(shared, tmp_path):
    packed = shared / "imd2019" / "imd2019_lsoa_scores_ranks.csv.gz"
    given = tmp_path / "imd.csv"
    given.write_bytes(gzip.decompress(packed.read_bytes()))
    assert main(["score", str(REFERENCE / "imd2019.yaml"), str(given), "--out", str(tmp_path / "out")]) == 0
    published = by(table(given), "lsoa11_code")
    ours = by(table(tmp_path / "out" / "scores.csv"), "gebied")
    off = [abs(float(ours[code]["plaats"]) - float(row["IMD_rank"])) for code, row in published.items()]
    assert len(off) == 32_844
    assert sum(each == 0 for each in off) / len(off) >= 0.999
    assert max(off) <= 1
    same = [round(float(ours[code]["score"]), 3) == float(row["IMD_score"]) for code, row in published.items()]
    assert sum(same) / len(same) >= 0.9992


SMALL = """
id: klein
title: Klein recept
description: Twee cijfers van drie buurten.
version: "1"
dated: 2026-11-24
high_score_means: urgent
each_indicator: {normalise: goalposts}
groups:
  klein:
    title: Klein
    children: [bijstand, gezond]
indicators:
  bijstand: {polarity: low_is_favourable, reference: {low: 0, high: 100}}
  gezond: {polarity: high_is_favourable, reference: {low: 50, high: 100}}
"""


def given(folder: Path, figures: str, recipe: str = SMALL) -> list[str]:
    (folder / "recept.yaml").write_text(recipe, encoding="utf-8")
    (folder / "cijfers.csv").write_text(figures, encoding="utf-8")
    return ["score", str(folder / "recept.yaml"), str(folder / "cijfers.csv")]


def test_a_table_with_dutch_separators_gives_the_same_as_one_with_english_ones(tmp_path, capsys):
    dutch = given(tmp_path, "code;bijstand;gezond\na;12,5;80\nb;40;\nc;1;99,5\n")
    assert main([*dutch, "--out", str(tmp_path / "nl")]) == 0
    english = given(tmp_path, "code,bijstand,gezond\na,12.5,80\nb,40,\nc,1,99.5\n")
    assert main([*english, "--out", str(tmp_path / "en")]) == 0
    for name in ("scores.csv", "niveaus.csv", "genormaliseerd.csv"):
        assert (tmp_path / "nl" / name).read_bytes() == (tmp_path / "en" / name).read_bytes()
    ours = by(table(tmp_path / "nl" / "scores.csv"), "gebied")
    assert float(ours["a"]["score"]) == pytest.approx((12.5 + 40) / 2)
    assert (ours["b"]["score"], ours["b"]["volledig"], ours["b"]["van_cijfers"]) == ("40", "nee", "2")
    assert (ours["b"]["score_minstens"], ours["b"]["score_hoogstens"]) == ("20", "70")


def test_it_tells_the_first_places_and_what_a_reader_must_know(tmp_path, capsys):
    assert main(given(tmp_path, "code;bijstand;gezond\na;12,5;80\nb;40;\nc;1;99,5\n")) == 0
    told = capsys.readouterr().out
    assert "een hoge score is meest urgent" in told
    assert told.index(" b\n") < told.index(" a\n") < told.index(" c\n")
    assert "voorlopig" in told
    assert "1 gebied heeft een score op een deel van de cijfers" in told


def test_it_needs_no_database_no_settings_and_no_site(tmp_path):
    code = "import sys; from wijkwerk.cli.main import main; main(sys.argv[1:]); print('django' in sys.modules)"
    arguments = given(tmp_path, "code;bijstand;gezond\na;12,5;80\nb;40;60\n")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWERK", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ("code;bijstand\na;1\n", "indicator 'gezond': gevonden geen kolom met deze naam"),
        ("code;bijstand;gezond\na;veel;60\n", "regel 2, kolom 'bijstand': gevonden 'veel'"),
        ("code;bijstand;gezond\na;1;60\na;2;70\n", "regel 3, kolom 'code': gevonden 'a', ook op regel 2"),
        ("code;bijstand;gezond\n", "geen enkel gebied, alleen een kopregel"),
        ("", "een leeg bestand"),
        ("code;bijstand;gezond\na;1\n", "regel 2: gevonden 2 cellen; verwacht 3"),
        ("code;bijstand;gezond\na;1;\nb;2;\n", "indicator 'gezond': gevonden geen enkel cijfer"),
    ],
)
def test_a_table_that_does_not_fit_gets_its_own_message(tmp_path, capsys, figures, expected):
    assert main(given(tmp_path, figures)) == 1
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_recipe_with_errors_gives_all_of_them(tmp_path, capsys):
    wrong = SMALL.replace("goalposts}", "goalpost}").replace("high: 100}", "high: -1}", 1)
    assert main(given(tmp_path, "code;bijstand;gezond\na;1;2\n", wrong)) == 1
    told = capsys.readouterr().err
    assert "2 fouten" in told
    assert "onbekende methode 'goalpost'" in told
    assert "recept.yaml:14" in told


def test_recipe_table_and_calculation_are_told_in_one_run(tmp_path, capsys):
    wrong = SMALL.replace("high: 100}", "high: -1}", 1)
    assert main(given(tmp_path, "code;bijstand;gezond\na;veel;2\nTotaal;1;1\nb;1;3\n", wrong)) == 1
    told = capsys.readouterr().err
    assert "3 fouten" in told
    for where in ("recept.yaml:14", "regel 3: gevonden 'Totaal'", "regel 2, kolom 'bijstand': gevonden 'veel'"):
        assert where in told
    assert main(given(tmp_path, "code;bijstand;gezond\na;veel;2\nb;1;2\n")) == 1
    told = capsys.readouterr().err
    assert "2 fouten" in told
    assert "regel 2, kolom 'bijstand': gevonden 'veel'" in told
    assert "'gezond': gevonden dezelfde waarde (2) in alle 2 gebieden" in told


def test_what_may_be_no_figure_is_asked_and_answered_by_an_option(tmp_path, capsys):
    command = given(tmp_path, "code|bijstand|gezond\na|1.5|60\nb|-99997|70\nc|3|80\nNederland|2|75\n")
    assert main([*command, "--delimiter", "|"]) == 1
    told = capsys.readouterr().err
    assert "--missing-codes drop" in told
    assert "--totals drop" in told
    answers = ["--delimiter", "|", "--decimal", ".", "--missing-codes", "drop", "--totals", "drop"]
    assert main([*command, *answers, "--out", str(tmp_path / "out")]) == 0
    assert list(by(table(tmp_path / "out" / "scores.csv"), "gebied")) == ["a", "b", "c"]
    notes = (tmp_path / "out" / "aantekeningen.txt").read_text(encoding="utf-8")
    assert "1 rij van een totaal overgeslagen: 'Nederland' (regel 5)." in notes
    assert "Kolom 'bijstand': 1 keer geen cijfer, geschreven als \u221299997." in notes


@pytest.mark.parametrize(
    "spoiled",
    [
        ("bijstand", "herkomst_niet_westers_aandeel"),
        ("bijstand", "cbs_kwb.herkomst_turkije"),
        ("{polarity: low_is_favourable,", "{polarity: low_is_favourable, denominator: herkomst_westers,"),
        (
            "{polarity: low_is_favourable,",
            "{polarity: low_is_favourable, impute: {method: group_mean, by: Herkomst_Marokko},",
        ),
    ],
)
def test_origin_never_counts_also_not_on_a_bare_table(tmp_path, capsys, spoiled):
    figures = "code;bijstand;gezond\na;12,5;80\nb;40;\n".replace(*spoiled)
    assert main(given(tmp_path, figures, SMALL.replace(*spoiled))) == 1
    told = capsys.readouterr().err
    assert "een cijfer over herkomst" in told
    assert "Herkomst telt nooit mee in een score" in told
    assert "recept.yaml:" in told


URGENTIE = Path(__file__).parents[2] / "catalogue" / "recipes" / "earlier" / "urgentie-0.1.yaml"
DELIVERED = (
    "bijstand_per_1000",
    "uitkering_ao_per_1000",
    "inkomen_per_inwoner",
    "goed_ervaren_gezondheid",
    "misdrijven_per_1000",
    "woz_waarde",
    "afstand_huisarts",
    "afstand_supermarkt",
    "afstand_school",
)


def urgentie(folder: Path, *, recipe: str | None = None) -> list[str]:
    """A table with what has figures today: the first area worse on everything than the second."""
    rows = ["code;" + ";".join(DELIVERED), "a;60;80;26000;63;150;230000;4;4;2", "b;5;10;45000;82;10;700000;1;1;1"]
    (folder / "cijfers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "recept.yaml").write_text(recipe or URGENTIE.read_text(encoding="utf-8"), encoding="utf-8")
    return ["score", str(folder / "recept.yaml"), str(folder / "cijfers.csv")]


def test_a_shipped_recipe_runs_with_the_shipped_catalogue_and_says_so(tmp_path, capsys):
    assert main([*urgentie(tmp_path), "--out", str(tmp_path / "zonder")]) == 0
    told = capsys.readouterr().out
    assert "van 20 van de 21 indicatoren geen richting" in told
    assert "meegeleverde catalogus" in told
    assert told.count("meegeleverde catalogus") == 1
    notes = (tmp_path / "zonder" / "aantekeningen.txt").read_text(encoding="utf-8")
    assert "meegeleverde catalogus" in notes
    catalogue = str(URGENTIE.parents[2])
    assert main([*urgentie(tmp_path), "--catalogue", catalogue, "--out", str(tmp_path / "met")]) == 0
    assert "meegeleverde catalogus" not in capsys.readouterr().out
    for name in ("scores.csv", "niveaus.csv", "genormaliseerd.csv", "recept.csv"):
        assert (tmp_path / "met" / name).read_bytes() == (tmp_path / "zonder" / name).read_bytes()


def test_a_column_that_the_shipped_catalogue_does_not_know_may_stand_beside_those_it_knows(tmp_path, capsys):
    own = SMALL.replace("gezond", "goed_ervaren_gezondheid").replace("polarity: high_is_favourable, ", "")
    assert main(given(tmp_path, "code;bijstand;goed_ervaren_gezondheid\na;12,5;80\nb;40;60\n", own)) == 0
    assert "van 1 van de 2 indicatoren geen richting" in capsys.readouterr().out


def test_a_recipe_that_states_everything_takes_nothing_from_a_catalogue(tmp_path, capsys):
    own = SMALL.replace("gezond", "goed_ervaren_gezondheid")
    figures = "code;bijstand;goed_ervaren_gezondheid\na;12,5;80\nb;40;60\n"
    assert main([*given(tmp_path, figures, own), "--out", str(tmp_path)]) == 0
    assert "catalogus" not in capsys.readouterr().out
    assert "goed_ervaren_gezondheid,goed_ervaren_gezondheid," in (tmp_path / "recept.csv").read_text(encoding="utf-8")


def test_where_no_catalogue_lies_beside_the_program_the_message_names_the_option(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("wijkwerk.cli.score.SHIPPED", tmp_path / "weg")
    assert main(urgentie(tmp_path)) == 1
    assert "--catalogue MAP" in capsys.readouterr().err
    assert main(given(tmp_path, "code;bijstand;gezond\na;12,5;80\nb;40;60\n")) == 0
    assert "of dit recept cijfers over herkomst gebruikt, is niet nagegaan" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    figures = given(tmp_path, "code;bijstand;gezond\na;1;60\nb;2;70\n")
    assert main([*figures, "--out", str(tmp_path / "bezet")]) == 1
    assert f"--out {tmp_path / 'bezet'}: gevonden een bestand met die naam" in capsys.readouterr().err
    assert main([*figures, "--out", str(tmp_path / "bezet" / "map")]) == 1
    assert "een map binnen iets dat een bestand is" in capsys.readouterr().err


def test_a_folder_in_the_place_of_the_table_is_told(tmp_path, capsys):
    recipe, _ = given(tmp_path, "")[1:3]
    assert main(["score", recipe, str(tmp_path)]) == 1
    assert "gevonden iets dat niet te lezen is" in capsys.readouterr().err
