"""`wijkwerk check`: what it prints, and the exit code that a script can go by."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from tests.data.release.test_actions import person

from wijkwerk.cli.check import EVERYTHING
from wijkwerk.cli.main import main
from wijkwerk.data.models import Release, Remark
from wijkwerk.data.release.actions import explain, reject
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.catalogue import load_catalogue

pytestmark = pytest.mark.django_db

SOUND, BLOCKED, MISUSED = 0, 1, 2
KWB_HEADER = (
    "code,niveau,naam,wijkcode,gemeentecode,gemeentenaam,provinciecode,inwoners,inwoners65plus,inwoners0tot15,dichtheid,"
    "huishoudensgrootte,huishoudens,wozWaarde,koopwoningen,eengezinswoning,inkomenPerInwoner,stedelijkheid,"
    "adressendichtheid,oppervlakteLandHa,afstandHuisarts,afstandSupermarkt,afstandSchool,scholenBinnen3km,postcode"
)
FIGURES = "40,30,500,2.0,100,250,50,60,25,3,900,20,0.5,0.5,0.5,5,7551"


@pytest.fixture
def sound() -> Release:
    return key_figures("0001")


@pytest.fixture
def blocked(sound: Release) -> Release:
    return crimes("0001")


def key_figures(number: str) -> Release:
    """Key figures of a gemeente with one wijk and two buurten, which add up."""
    rows = [
        f"GM{number},gemeente,Ons Dorp,,GM{number},Ons Dorp,PV23,200,{FIGURES}",
        f"WK{number}01,wijk,Noord,,GM{number},Ons Dorp,PV23,200,{FIGURES}",
        f"BU{number}0101,buurt,De Bleek,WK{number}01,GM{number},Ons Dorp,PV23,100,{FIGURES}",
        f"BU{number}0102,buurt,De Brink,WK{number}01,GM{number},Ons Dorp,PV23,100,{FIGURES}",
    ]
    # Totals of the other counts: twice those of a buurt.
    double = FIGURES.replace("40,30,500,2.0,100", "80,60,500,2.0,200").replace("900,20", "900,40")
    rows[:2] = [row.replace(FIGURES, double) for row in rows[:2]]
    return delivered("cbs_kwb", "85984NED", "\n".join([KWB_HEADER, *rows]))


def crimes(number: str) -> Release:
    """Crimes of the same gemeente, most of which no buurt has."""
    return delivered(
        "politie_misdrijven",
        "47022NED",
        f"code,niveau,jaar,misdrijven_totaal\nGM{number},gemeente,2024,1176\n"
        f"BU{number}0101,buurt,2024,12\nBU{number}0102,buurt,2024,8",
    )


def delivered(source: str, table: str, text: str) -> Release:
    path = Path(settings.WIJKWERK_DATA) / f"{source}.csv"
    path.write_text(text + "\n", encoding="utf-8")
    catalogue = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return import_files(catalogue, source, table, [path], None, moment=moment).release


def test_a_release_without_faults_says_so_and_ends_well(sound: Release, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", sound.key]) == SOUND
    out = capsys.readouterr().out
    assert f"{sound.key} (gecontroleerd): de controles hebben niets op te merken." in out
    assert "gebieden     4 nieuw\n  Dit verandert pas als een ander de levering ondertekent." in out


def test_a_blocking_remark_is_told_in_a_table_and_in_the_exit_code(
    blocked: Release, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["check", blocked.key]) == BLOCKED
    heading, labels, rule, first, *rest = capsys.readouterr().out.splitlines()
    assert heading == f"{blocked.key} (gecontroleerd): 1 × blokkerend"
    assert labels.split() == ["ernst", "controle", "opmerking"]
    assert set(rule) == {"─", " "}
    assert first.startswith("blokkerend  telt_op   Ons Dorp (GM0001), Geregistreerde misdrijven, totaal,")
    assert "98 % ontbreekt" in " ".join([first, *rest])
    column = labels.index("opmerking")
    assert all(line[:column].strip() == "" for line in rest)
    assert all(len(line) <= 80 for line in (labels, rule, first, *rest))


def test_an_explained_remark_no_longer_blocks(blocked: Release, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", blocked.key])
    remark = Remark.objects.get(release=blocked, severity="blocking")
    explain(remark, "De politie levert deze buurten niet.", by=person("onderzoeker"))
    capsys.readouterr()
    assert main(["check", blocked.key]) == SOUND
    assert "[Verklaard: De politie levert deze buurten niet.]" in " ".join(capsys.readouterr().out.split())


def test_what_a_correction_of_the_catalogue_answers_does_not_block(capsys: pytest.CaptureFixture[str]) -> None:
    """GM0285 is one of the gemeenten whose buurten the police table lacks."""
    key_figures("0285")
    release = crimes("0285")
    assert main(["check", release.key]) == SOUND
    told = " ".join(capsys.readouterr().out.split())
    assert "1 × blokkerend" in told
    assert "[Verklaard: Correctie ‘politie_buurten_onvolledig’:" in told


@pytest.mark.rehearsal
def test_all_releases_are_checked_and_one_that_blocks_decides(
    sound: Release, blocked: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", EVERYTHING]) == BLOCKED
    told = capsys.readouterr().out
    assert sound.key in told
    assert blocked.key in told


@pytest.mark.rehearsal
def test_the_beginning_of_a_key_is_enough_when_it_fits_one(sound: Release, blocked: Release) -> None:
    assert main(["check", "cbs"]) == SOUND
    assert main(["check", "politie"]) == BLOCKED


def test_a_rejected_release_is_left_out_of_all_and_its_remarks_are_only_shown(
    blocked: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    reject(
        blocked,
        Path(settings.WIJKWERK_DATA) / "releases",
        by=person("onderzoeker"),
        reason="De buurten ontbreken.",
    )
    assert main(["check", EVERYTHING]) == SOUND
    assert blocked.key not in capsys.readouterr().out
    assert main(["check", blocked.key]) == BLOCKED
    assert Release.objects.get(key=blocked.key).state == "rejected"


@pytest.mark.rehearsal
def test_an_unknown_release_is_answered_with_those_there_are(
    sound: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "kwb"]) == MISUSED
    assert capsys.readouterr().out == f"Er is geen levering ‘kwb’. Kies uit:\n  {sound.key}\n"


@pytest.mark.rehearsal
def test_a_beginning_that_fits_two_releases_is_no_choice(sound: Release, capsys: pytest.CaptureFixture[str]) -> None:
    Release.objects.create(key=f"{sound.key}0", source="cbs_kwb", table="85984NED", hash="0" * 64)
    assert main(["check", "cbs_kwb"]) == MISUSED
    assert "past op meer dan één levering" in capsys.readouterr().out
    assert main(["check", sound.key]) == SOUND  # the whole key of one always does


def test_without_releases_the_way_on_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", EVERYTHING]) == MISUSED
    assert "‘wijkwerk import’" in capsys.readouterr().out
