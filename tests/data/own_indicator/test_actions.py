"""An indicator of the site: written, adopted by another, followed by a new version, ended; held to the files' rules."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.web.staff_site import make_staff_site, person
from wijkwerk.access.lifecycles.lifecycle import ChangedError
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.data.own_indicator.actions import (
    OwnIndicatorError,
    adopt_indicator,
    begin_version,
    change_indicator,
    code_of,
    drop_indicator,
    end_indicator,
    return_indicator,
    submit_indicator,
    write_indicator,
)
from wijkwerk.data.own_indicator.catalogue import site_catalogue
from wijkwerk.data.own_indicator.export import files_of
from wijkwerk.data.own_indicator.models import OwnIndicator
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.problems import DefinitionError

from .described import NO_SOURCE, OF_FILE_SOURCE, adopted, description, mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue(tmp_path: Path, settings: Any, db: None) -> Path:
    make_staff_site(tmp_path, settings)
    return tmp_path / "catalogue"


@pytest.fixture
def writer(catalogue: Path) -> Person:
    return person("schrijft", Role.ONDERZOEKER)


@pytest.fixture
def other(catalogue: Path) -> Person:
    return person("ander", Role.ONDERZOEKER)


def renewed(row: OwnIndicator, writer: Person, other: Person, **changes: Any) -> OwnIndicator:
    fresh = begin_version(row, by=writer, read=mark(row), reason="Beter gezegd.")
    change_indicator(fresh, description(**changes), by=writer, read=mark(fresh))
    submit_indicator(fresh, by=writer, read=mark(fresh))
    adopt_indicator(fresh, by=other, read=mark(fresh))
    return fresh


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Zwerfvuil per 1.000 inwoners", "zwerfvuil_per_1000_inwoners"),
        ("2 of meer auto’s: één huishouden", "of_meer_autos_een_huishouden"),
        ("!!", ""),
        ("a" * 120, "a" * 48),
    ],
)
def test_the_name_in_the_catalogue_follows_from_the_title(title: str, code: str) -> None:
    assert code_of(title) == code


def test_it_counts_from_the_moment_that_another_adopts_it(writer: Person, other: Person) -> None:
    row = write_indicator(description(), by=writer)
    submit_indicator(row, by=writer, read=mark(row))
    assert "bankjes" not in site_catalogue().indicators
    adopt_indicator(row, by=other, read=mark(row))
    indicator = site_catalogue().indicators["bankjes"]
    assert (indicator.title, indicator.theme, indicator.decimals) == ("Bankjes", "omgeving", 0)
    assert indicator.reviewed is not None
    assert site_catalogue().waits_for_own_file(indicator)
    assert list(site_catalogue().sources["telling_openbare_ruimte"].variables) == ["bankjes"]


def test_neither_who_wrote_it_nor_who_changed_it_adopts_it(writer: Person, other: Person) -> None:
    row = write_indicator(description(), by=writer)
    change_indicator(row, description(decimals=1), by=other, read=mark(row))
    submit_indicator(row, by=writer, read=mark(row))
    for somebody in (writer, other):
        with pytest.raises(RefusedError):
            adopt_indicator(row, by=somebody, read=mark(row))
    assert "bankjes" not in site_catalogue().indicators


def test_nobody_agrees_to_what_was_not_read(writer: Person, other: Person) -> None:
    row = write_indicator(description(), by=writer)
    before = mark(row)
    change_indicator(row, description(unit="zitbanken"), by=writer, read=before)
    submit_indicator(row, by=writer, read=mark(row))
    with pytest.raises(ChangedError):
        adopt_indicator(row, by=other, read=before)


def test_it_is_given_back_with_what_must_be_otherwise(writer: Person, other: Person) -> None:
    row = write_indicator(description(), by=writer)
    submit_indicator(row, by=writer, read=mark(row))
    return_indicator(row, by=other, read=mark(row), reason="Zeg erbij of picknicktafels meetellen.")
    assert (row.state, row.returned_because) == ("concept", "Zeg erbij of picknicktafels meetellen.")
    submit_indicator(row, by=writer, read=mark(row))
    assert row.returned_because == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"theme": "tuinen"}, "onbekend thema 'tuinen'"),
        ({"domain": "sociaal"}, "het domein van thema 'omgeving'"),
        ({"aggregation": "ratio_of_sums"}, "'sum' of 'never'"),
        ({"aggregation": "never"}, "'wijk', een niveau dat de bron niet heeft"),
        ({"definition": "nog invullen"}, "een ingevulde waarde"),
        ({"share_of": "parken"}, "een deel bij eenheid 'bankjes'"),
        ({"source": "groentelling", "table": "bomen", "source_title": ""}, "tabel 'bomen'"),
        ({"source": "nergens", "source_title": ""}, "sources/nergens.yaml"),
    ],
)
def test_the_rules_of_the_files_refuse_what_is_not_sound(writer: Person, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(OwnIndicatorError, match="Zo kan de indicator niet in de catalogus") as refused:
        write_indicator(description(**changes), by=writer)
    assert words in str(refused.value)
    assert not OwnIndicator.objects.exists()


def test_a_name_that_is_taken_is_refused(writer: Person, other: Person) -> None:
    with pytest.raises(OwnIndicatorError, match="‘inwoners’ is al van de indicator"):
        write_indicator(description(title="Inwoners"), by=writer)
    row = write_indicator(description(), by=writer)
    with pytest.raises(OwnIndicatorError, match="het concept ‘Bankjes’"):
        write_indicator(description(), by=other)
    drop_indicator(row, by=writer, read=mark(row), reason="Dubbel.")
    assert write_indicator(description(), by=other).version == 2, "what was dropped left its name"


def test_a_new_version_says_why_and_takes_the_place_of_the_one_before(writer: Person, other: Person) -> None:
    first = adopted(writer, other)
    second = renewed(first, writer, other, definition="Bankjes met een rugleuning.")
    first.refresh_from_db()
    assert (first.state, second.state) == ("vervangen", "vastgesteld")
    assert (second.code, second.version, second.changed_because) == ("bankjes", 2, "Beter gezegd.")
    assert site_catalogue().indicators["bankjes"].definition == "Bankjes met een rugleuning."
    assert first.definition.startswith("Bankjes in de openbare ruimte")


def test_one_new_version_at_a_time(writer: Person, other: Person) -> None:
    row = adopted(writer, other)
    begin_version(row, by=writer, read=mark(row), reason="Beter gezegd.")
    with pytest.raises(OwnIndicatorError, match="Versie 2 is al in de maak"):
        begin_version(row, by=other, read=mark(row), reason="Nog beter.")


def test_what_ends_stays_in_the_catalogue_as_retired(writer: Person, other: Person) -> None:
    row = adopted(writer, other)
    end_indicator(row, by=writer, read=mark(row), reason="Wordt niet meer geteld.")
    retired = site_catalogue().indicators["bankjes"].retired
    assert retired is not None
    assert retired.reason == "Wordt niet meer geteld."


def test_a_concept_that_was_dropped_never_counts(writer: Person) -> None:
    row = write_indicator(description(), by=writer)
    drop_indicator(row, by=writer, read=mark(row), reason="Toch niet.")
    assert "bankjes" not in site_catalogue().indicators


def test_indicators_share_a_source_of_a_file_and_one_of_the_site(writer: Person, other: Person) -> None:
    adopted(writer, other)
    adopted(writer, other, title="Picknicktafels", **NO_SOURCE | {"source": "telling_openbare_ruimte"})
    adopted(writer, other, title="Bloembakken", **OF_FILE_SOURCE)
    sources = site_catalogue().sources
    assert set(sources["telling_openbare_ruimte"].variables) == {"bankjes", "picknicktafels"}
    assert set(sources["groentelling"].variables) == {"groenpunten", "bomen", "bloembakken"}
    assert sources["groentelling"].tables[0].columns["bloembakken"] == "bloembakken"


@pytest.mark.parametrize("figure", ["aandeel", "enquete", "gemiddelde"])
def test_a_minimum_asks_the_file_for_the_number_behind_the_figure(writer: Person, other: Person, figure: str) -> None:
    unit = "uur" if figure == "gemiddelde" else "%"
    adopted(writer, other, figure=figure, unit=unit, minimum=50, aggregation="population_weighted")
    catalogue = site_catalogue()
    indicator = catalogue.indicators["bankjes"]
    assert indicator.disclosure is not None
    assert indicator.disclosure.variable == "telling_openbare_ruimte.bankjes_aantal"
    assert catalogue.variable(indicator.disclosure.variable).kind == "count"
    assert indicator.weight == "cbs_kwb.inwoners"


def test_what_is_exported_says_the_same_and_takes_its_place(writer: Person, other: Person, catalogue: Path) -> None:
    adopted(writer, other)
    row = adopted(writer, other, title="Bloembakken", **OF_FILE_SOURCE)
    with_site = site_catalogue()
    for each in OwnIndicator.objects.all():
        for path, text in files_of(each).items():
            (catalogue / path).write_text(text, encoding="utf-8")
    assert load_catalogue(catalogue).hash == with_site.hash, "the files alone"
    assert site_catalogue().hash == with_site.hash, "the files, with what they were exported from"
    assert set(files_of(row)) == {"sources/groentelling.yaml", "indicators/bloembakken.yaml"}


def test_a_file_with_the_same_name_later_is_said_with_what_to_do(
    writer: Person, other: Person, catalogue: Path
) -> None:
    row = adopted(writer, other)
    path = catalogue / "indicators" / "bankjes.yaml"
    path.write_text(files_of(row)["indicators/bankjes.yaml"].replace("title: Bankjes", "title: Zitjes"))
    with pytest.raises(DefinitionError) as refused:
        site_catalogue()
    (problem,) = refused.value.problems
    assert problem.file == "indicators/bankjes.yaml"
    assert "op de site is vastgesteld, met een andere inhoud" in problem.found
    assert "laat de indicator op de site vervallen" in problem.remedy
    end_indicator(row, by=writer, read=mark(row), reason="Staat nu in een bestand.")
    assert site_catalogue().indicators["bankjes"].title == "Zitjes"


def test_a_source_that_went_with_its_file_is_said(writer: Person, other: Person, catalogue: Path) -> None:
    adopted(writer, other, **OF_FILE_SOURCE)
    (catalogue / "sources" / "groentelling.yaml").unlink()
    with pytest.raises(DefinitionError, match="Zet het bestand van de bron terug"):
        site_catalogue()


def test_what_stopped_being_sound_is_not_adopted(writer: Person, other: Person, catalogue: Path) -> None:
    row = write_indicator(description(), by=writer)
    submit_indicator(row, by=writer, read=mark(row))
    shutil.copy(catalogue / "sources" / "groentelling.yaml", catalogue / "sources" / "telling_openbare_ruimte.yaml")
    with pytest.raises(OwnIndicatorError, match="telling_openbare_ruimte"):
        adopt_indicator(row, by=other, read=mark(row))
    row.refresh_from_db()
    assert row.state == "voorgelegd"
