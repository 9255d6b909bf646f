"""`wijkwerk catalogue` checks the definitions and shows them."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.data.own_indicator.described import OF_FILE_SOURCE, adopted
from tests.definitions.small_catalogue import SHARE, spoiled, write_catalogue
from tests.web.staff_site import make_staff_site, person

from wijkwerk.access.people.roles import Role
from wijkwerk.cli.main import DONE, FAILED, MISUSED, main
from wijkwerk.data.own_indicator.catalogue import site_catalogue
from wijkwerk.definitions.catalogue import load_catalogue

SHIPPED = Path(__file__).parents[2] / "catalogue"


def test_the_catalogue_of_this_installation_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == DONE
    shown = capsys.readouterr().out
    assert "De catalogus is in orde: " in shown
    assert "misdrijven_per_1000" in shown
    assert "politie_buurten_best" in shown


def test_recipes_and_kaders_are_checked_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == DONE
    out = capsys.readouterr().out
    assert "Rekenrecepten: gelijk-gewicht, urgentie, vitaliteit. Kaders: Kwaliteits" in out
    assert "Uitspraken: de_noork. Regels van de rookmelder: niveau, trend, stapeling, zwakke_buurt, bewoners." in out
    for place, sound, wrong, said in (
        ("recipes/urgentie.yaml", "fysiek: 0.25,", "fysiek: -0.25,", "recipes/urgentie.yaml:36"),
        (
            "kaders/voorbeeld.yaml",
            "indicator: bijstand_per_1000",
            "indicator: bijstand_per_10",
            "kaders/voorbeeld.yaml:36, indicator: gevonden ‘bijstand_per_10’",
        ),
        (
            "signal_rules.yaml",
            "indicators: [misdrijven]",
            "indicators: [misdrijf]",
            "signal_rules.yaml:21: rules[2].indicators[1]: gevonden 'misdrijf'",
        ),
    ):
        folder = tmp_path / Path(place).stem
        copytree(SHIPPED, folder)
        text = (folder / place).read_text(encoding="utf-8")
        assert sound in text
        (folder / place).write_text(text.replace(sound, wrong, 1), encoding="utf-8")
        assert main(["catalogue", "--folder", str(folder)]) == FAILED
        told = capsys.readouterr()
        assert said in told.err
        assert told.out == ""


def test_it_counts_what_has_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "--folder", str(write_catalogue(tmp_path))]) == DONE
    shown = capsys.readouterr().out
    assert "5 indicatoren, waarvan 4 met cijfers, uit 1 bronnen." in shown
    assert "geluk                                    nog geen cijfers" in shown


def test_what_waits_for_a_file_of_the_gemeente_has_no_figures_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == DONE
    assert "ervaren_overlast                         nog geen cijfers " in capsys.readouterr().out


def test_every_problem_is_told_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogue(tmp_path, spoiled(SHARE, "per: 100", "per: 1000"))
    assert main(["catalogue", "--folder", str(tmp_path)]) == FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "De catalogus heeft 1 fout:\n"
        "indicators/ouderen.yaml:15: formula.per: gevonden 1000 bij eenheid '%'; verwacht 100 bij '%', en een ander "
        "getal bij een andere eenheid. Maak eenheid en 'per' gelijk.\n"
    )


def test_one_indicator_is_shown_with_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "misdrijven_per_1000"]) == DONE
    shown = capsys.readouterr().out
    assert "kolom      47022NED 2025: misdrijven_totaal" in shown
    assert "kolom      85984NED 2024: inwoners" in shown
    assert "Let op: Kan door aangifte of door beleid komen." in shown


def test_an_unknown_indicator_gets_the_nearest_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "misdrijven_per_100"]) == MISUSED
    assert capsys.readouterr().out.startswith(
        "De catalogus kent geen indicator 'misdrijven_per_100'. Bedoelt u misdrijven_per_1000"
    )


def test_a_name_like_no_other_gets_the_way_to_all_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "qqqqq"]) == MISUSED
    assert "`wijkwerk catalogue` toont alle namen." in capsys.readouterr().out


def test_the_list_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_catalogue(tmp_path / "catalogue")
    page = tmp_path / "docs" / "indicatoren.md"
    assert main(["catalogue", "--folder", str(folder), "--write-docs"]) == DONE
    assert "# Indicatoren" in page.read_text(encoding="utf-8")
    assert main(["catalogue", "--folder", str(folder), "--write-docs"]) == DONE
    assert capsys.readouterr().out == f"{page} is geschreven.\n{page} was al bij.\n"


def test_the_register_of_processings_is_looked_at_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogue(tmp_path)
    (tmp_path / "processings").mkdir()
    (tmp_path / "processings" / "leeg.yaml").write_text("id: leeg\n", encoding="utf-8")
    assert main(["catalogue", "--folder", str(tmp_path)]) == FAILED
    assert "processings/leeg.yaml:1: purpose: gevonden niets" in capsys.readouterr().err


@pytest.mark.django_db
def test_what_was_adopted_on_the_site_is_written_as_files(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    make_staff_site(tmp_path / "site", settings)
    target = tmp_path / "out"
    assert main(["catalogue", "--export", str(target)]) == MISUSED
    assert "Op de site is nog geen indicator vastgesteld." in capsys.readouterr().out
    writer, other = person("schrijft", Role.ONDERZOEKER), person("ander", Role.ONDERZOEKER)
    adopted(writer, other)
    adopted(writer, other, title="Bloembakken", **OF_FILE_SOURCE)
    assert main(["catalogue", "bankjes", "--export", str(target)]) == DONE
    assert sorted(path.name for path in target.rglob("*.yaml")) == ["bankjes.yaml", "telling_openbare_ruimte.yaml"]
    assert main(["catalogue", "--export", str(target)]) == DONE
    copytree(target, settings.WIJKWERK_CATALOGUE, dirs_exist_ok=True)
    assert load_catalogue(settings.WIJKWERK_CATALOGUE).hash == site_catalogue().hash
    assert main(["catalogue", "inwoners", "--export", str(target)]) == MISUSED
    assert "Op de site is geen indicator ‘inwoners’ vastgesteld." in capsys.readouterr().out
