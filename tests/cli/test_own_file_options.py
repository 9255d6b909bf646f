"""`wijkwerk import` of a municipality's own file."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from wijkwerk.cli import import_
from wijkwerk.cli.own_file_options import prepared_paths
from wijkwerk.data.ingestors.own_file import OwnFileError, dump_mapping, read_settings

from ..data import deliveries
from ..data.own_deliveries import CONTENT, divided, reading, source, written

pytestmark = pytest.mark.django_db


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    import_.add_arguments(parser)
    return parser.parse_args([*arguments, "--by", "anna"])


def test_an_own_file_gets_its_mapping_and_areas_beside_it(tmp_path: Path) -> None:
    divided()
    path = written(tmp_path)
    asked = options("groentelling", str(path), "--year", "2024", "--gemeente", "GM0164", "--answer", "streepje=nul")
    with prepared_paths(deliveries.catalogue(source()), asked) as paths:
        assert [each.name for each in paths] == ["groen.csv", "koppeling.json", "gebieden.json"]
        settings = read_settings(paths[1])
    assert (settings.period, dict(settings.answers)) == (2024, {"streepje": "nul"})
    assert not paths[1].exists()


def test_a_mapping_of_ones_own_is_used(tmp_path: Path) -> None:
    divided()
    mapping = tmp_path / "koppeling.yaml"
    mapping.write_text(dump_mapping(reading(2024, {"Groen": "groenpunten"}).mapping), encoding="utf-8")
    path = written(tmp_path, CONTENT.replace("Groenpunten", "Groen"))
    asked = options("groentelling", str(path), "--year", "2024", "--gemeente", "GM0164", "--mapping", str(mapping))
    with prepared_paths(deliveries.catalogue(source()), asked) as paths:
        assert read_settings(paths[1]).mapping.columns[0].header == "Groen"


def test_a_bad_file_is_refused_before_anything_is_kept(tmp_path: Path) -> None:
    divided()
    path = written(tmp_path, CONTENT.replace("12,5", "twaalf").replace("7\n", "1.234\n"))
    asked = options("groentelling", str(path), "--year", "2024", "--gemeente", "GM0164")
    with pytest.raises(OwnFileError) as caught, prepared_paths(deliveries.catalogue(source()), asked):
        pass
    assert "‘twaalf’" in str(caught.value)
    assert "duizendtal" in str(caught.value)


def test_other_sources_pass_through(tmp_path: Path) -> None:
    path = written(tmp_path)
    with prepared_paths(deliveries.catalogue(), options("bron", str(path))) as paths:
        assert paths == [path.resolve()]
    with prepared_paths(deliveries.catalogue(source()), options("groentelling", str(tmp_path))) as paths:
        assert paths == [tmp_path.resolve()]


def test_an_answer_needs_a_question_and_a_choice() -> None:
    with pytest.raises(SystemExit):
        options("groentelling", "x.csv", "--answer", "streepje")


WITH_N = "Gebied;Groenpunten;n;ondergrens;bovengrens\nBU01640200;12,5;80;10;15\nBU01640202;7;60;5;9\nBU01640203;x;;;\n"


def test_columns_that_say_how_sure_a_figure_is_are_taken_as_the_wizard_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    divided()
    path = written(tmp_path, WITH_N)
    asked = options("groentelling", str(path), "--year", "2024", "--gemeente", "GM0164")
    with prepared_paths(deliveries.catalogue(source()), asked) as paths:
        [column] = read_settings(paths[1]).mapping.columns
    assert (column.n, column.low, column.high) == ("n", "ondergrens", "bovengrens")
    assert "Bij ‘Groenpunten’ horen de kolommen n, ondergrens, bovengrens." in capsys.readouterr().err


def test_a_mapping_that_somebody_chose_is_left_as_it_is(tmp_path: Path) -> None:
    divided()
    mapping = tmp_path / "koppeling.yaml"
    chosen = replace(reading(2024).mapping, ignored=("n", "ondergrens", "bovengrens"))
    mapping.write_text(dump_mapping(chosen), encoding="utf-8")
    path = written(tmp_path, WITH_N)
    asked = options("groentelling", str(path), "--year", "2024", "--gemeente", "GM0164", "--mapping", str(mapping))
    with prepared_paths(deliveries.catalogue(source()), asked) as paths:
        assert read_settings(paths[1]).mapping.columns[0].beside == ()
