import argparse
from pathlib import Path

import pytest
from tests.data.deliveries import ROWS, catalogue, csv_file
from tests.data.divisions import boundaries, delivered, key_figures, signed
from tests.lib.sheets.builders import save, workbook

from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.cli.area_lines import area_lines
from wijkwerk.cli.import_ import add_arguments, run
from wijkwerk.data.area.changes import AreaChanges, ChangedArea, changes_of
from wijkwerk.data.delivery_problems import MissingReasonError, ReleaseError
from wijkwerk.data.models import Release
from wijkwerk.definitions.catalogue import load_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch):
    monkeypatch.setattr("wijkwerk.data.own_indicator.catalogue.site_catalogue", catalogue)


@pytest.fixture(autouse=True)
def bo():
    person = add_person(by=None, account="bo", name="Onderzoeker bo")
    give_role(person, Role.ONDERZOEKER, by=None)
    return person


def command(*arguments, by="bo"):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    named = ["--by", by] if by else []
    return run(parser.parse_args([str(argument) for argument in (*arguments, *named)]))


def test_what_was_read_is_told_in_dutch(tmp_path, capsys):
    assert command("bron", csv_file(tmp_path)) == 0
    out, err = capsys.readouterr()
    key = Release.objects.get().key
    assert f"Levering {key}\n" in out
    assert "cijfers      10, waarvan 7 definitief" in out
    assert "gebieden     6 nieuw\n" in out
    assert "[6/6] Klaar" in err


def test_the_workbook_of_the_source_is_read_without_any_description(tmp_path, capsys, settings, monkeypatch):
    shipped = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    monkeypatch.setattr("wijkwerk.data.own_indicator.catalogue.site_catalogue", lambda: shipped)
    heads = ["gwb_code_10", "regio", "a_inw", "a_man", "g_hhgro", "a_bedv", "a_nieuw"]
    rows = [heads, ["GM0164", "Hengelo (O.)", 82500, 41000, "2,1", 5000, 1]]
    assert command("cbs_kwb", save(tmp_path, workbook(rows), "kwb-2023.xlsx")) == 0
    told = capsys.readouterr().out
    assert Release.objects.get().table == "85618NED"
    assert "jaren        2023" in told
    assert "gevonden     3 kolommen, aan hun onderwerp" in told
    assert "niet gebruikt  a_nieuw" in told


def test_a_second_time_says_that_nothing_changed(tmp_path, capsys):
    command("bron", csv_file(tmp_path))
    capsys.readouterr()
    command("bron", csv_file(tmp_path))
    assert "was er al; er is niets veranderd" in capsys.readouterr().out


def test_remarks_of_the_checks_are_printed_with_their_severity(tmp_path, capsys):
    command("bron", csv_file(tmp_path, [*ROWS, "BU01640204,Te veel,2024,90000,"]))
    out = capsys.readouterr().out
    assert "Opmerkingen van de controles:" in out
    assert "- blokkerend: " in out or "- waarschuwing: " in out


def test_the_account_of_who_delivers_must_exist_and_be_allowed(tmp_path):
    path = csv_file(tmp_path)
    with pytest.raises(Exception, match="geen actief account ‘niemand’"):
        command("bron", path, by="niemand")
    anna = add_person(by=None, account="anna", name="Onderzoeker")
    with pytest.raises(Exception, match="mag geen leveringen aanleveren"):
        command("bron", path, by="anna")
    give_role(anna, Role.ONDERZOEKER, by=None)
    assert command("bron", path, by="anna") == 0
    assert Release.objects.get().delivered_by == anna


def test_a_file_with_problems_is_refused_with_all_of_them(tmp_path):
    with pytest.raises(ReleaseError) as error:
        command("bron", csv_file(tmp_path, ["GM0164,Hengelo,2024,veel,2", "GM0165,X,2024,weinig,2"]))
    assert len(error.value.problems) == 2


def test_a_new_version_needs_its_reason_before_anything_is_read(tmp_path):
    with pytest.raises(MissingReasonError, match="--reason"):
        command("bron", tmp_path / "er-is-niets.csv", "--new-version")


def test_the_reason_is_kept_with_the_release(tmp_path):
    command("bron", csv_file(tmp_path))
    command("bron", csv_file(tmp_path, ROWS[:-1]), "--new-version", "--reason", "Een buurt te veel.")
    assert Release.objects.get(reason="Een buurt te veel.").replaces


def test_what_a_signature_will_change_is_told_also_what_stays_without_a_border(tmp_path):
    signed(key_figures(tmp_path))
    older = boundaries(tmp_path, 2016, names=("De Noork", "Iets anders"))
    assert area_lines(changes_of(delivered(older))) == [
        "  gebieden     2 nieuw",
        "  grenzen      2 van gebieden die er geen hadden",
        "  ook in 2024  1 gebieden zonder grens krijgen deze, tot zij een eigen hebben",
        "  Dit verandert pas als een ander de levering ondertekent.",
    ]
    assert area_lines(AreaChanges()) == []
    many = [ChangedArea(f"WK{number:06}", 2016, "wijk", "Wijk") for number in range(12)]
    [without] = area_lines(AreaChanges(undrawn=many))
    assert without.startswith("  geen grens   in het bestand, of helemaal onder hun buren: WK000000, ")
    assert without.endswith("WK000009 en nog 2")


def test_nobody_imports_without_saying_who_delivers(tmp_path, capsys):
    """Else whoever did so signs it on the site, as if somebody else had delivered it."""
    with pytest.raises(SystemExit):
        command("bron", csv_file(tmp_path), by=None)
    assert "--by" in capsys.readouterr().err
    assert not Release.objects.exists()
