"""A published forecast is read, says what it is wherever it shows, and is never taken for a figure of now."""

import csv
import io
from pathlib import Path

import pytest
from django.test import Client

from tests.pages.projection.forecast_site import PEOPLE, SOURCE, forecast_catalogue, read_forecast
from tests.web.small_site import HENGELO, NOORK
from wijkwerk.data.checks.release_views import open_release
from wijkwerk.data.checks.remarks import Severity
from wijkwerk.data.checks.run import run_checks
from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.web.figures.fact_texts import facts_of
from wijkwerk.web.frame.links import Links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forecasted")]
PAGE = Links().projection(NOORK)


def test_the_page_of_what_is_carried_on_shows_it_apart_as_a_forecast(client: Client):
    block = client.get(PAGE).context["page"].block("prognose")
    assert [(row.item.indicator.id, row.figure.period, row.words) for row in block.table.rows] == [
        ("inwoners_prognose", 2030, "2.300 inwoners, prognose"),
        ("inwoners_prognose", 2035, "2.450 inwoners, prognose"),
        ("inwoners_65_plus_prognose", 2030, "22,6 %, prognose".replace(" %", "\u00a0%")),
        ("inwoners_65_plus_prognose", 2035, "24,9 %, prognose".replace(" %", "\u00a0%")),
    ]
    assert block.lead == "Prognose: een verwachting, geen waarneming."
    assert block.notes == ("Met de woningbouwplannen van 2025.",)


def test_years_to_come_are_no_known_moments(client: Client):
    page = client.get(PAGE).context["page"]
    assert "inwoners_2024" in {column.key for column in page.block("leeftijd").table.columns}
    assert "2040" not in page.block("leeftijd").title


@pytest.mark.parametrize("indicator", ["inwoners_prognose", "inwoners_65_plus_prognose"])
def test_its_own_page_says_so_in_its_title_beside_every_value_and_in_the_source(client: Client, indicator: str):
    answer = client.get(Links().indicator(indicator, level="wijk"))
    page = answer.context["page"]
    assert "prognose" in page.title
    assert "prognose" in page.source
    assert all("prognose" in row.note for row in page.table if row.value)
    assert page.table
    assert page.dots is None or all(row.verdict is None or "prognose" in row.verdict.text for row in page.dots.rows)


def test_nothing_on_it_is_judged(client: Client):
    text = client.get(Links().indicator("inwoners_65_plus_prognose", level="wijk")).content.decode()
    for word in ("duidelijk hoger", "duidelijk lager", "gunstiger", "signaal:"):
        assert word not in text.partition("<main")[2]


def test_a_profile_shows_it_among_all_figures_and_not_at_its_head(client: Client):
    head = client.get(Links().area(NOORK)).content.decode()
    assert "Inwoners, prognose" not in head
    page = client.get(Links().area_figures(NOORK)).context["page"]
    rows = [row for group in page.groups for row in group.rows if row.indicator.endswith("prognose")]
    assert [row.sub for row in rows] == ["inwoners, 2035, prognose", "%, 2035, prognose"]
    assert all(row.verdict is None or row.verdict.text == "geen oordeel: prognose" for row in rows)


def test_the_theme_says_so_too(client: Client):
    rows = {row.indicator: row for row in client.get(Links().theme("bewoners")).context["page"].rows}
    assert rows["inwoners_prognose"].sub == "inwoners, 2035, prognose"
    assert rows["inwoners_65_plus_prognose"].verdict.text == "geen oordeel: prognose"


def test_its_files_name_the_kind_of_source(client: Client):
    text = client.get("/indicator/inwoners_prognose/tabel.csv?niveau=wijk").content.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert {row["source_type"] for row in rows} == {"prognose"}


def test_a_text_that_names_it_says_for_which_year(client: Client):
    (fact,) = facts_of("Er komen {inwoners_prognose.nu} mensen.", None)
    assert fact.words == "13.300 (prognose voor 2035)"


def test_the_page_about_years_does_not_take_it_for_fresh(client: Client):
    page = client.get("/data/jaren/").context["page"]
    years = {row.described.indicator.id: row.years for row in page.block("jaren").table.rows}
    assert years["inwoners_prognose"] == (2030, 2035)
    assert "2035" not in page.lead


@pytest.mark.parametrize(("kind", "checks"), [(SourceType.FORECAST, []), (SourceType.REGISTER, ["jaar_dat_nog_komt"])])
def test_only_a_forecast_may_be_of_a_year_to_come(tmp_path: Path, kind: SourceType, checks: list[str]):
    catalogue = forecast_catalogue(tmp_path / "catalogue")
    release = read_forecast(catalogue, tmp_path, said_to_be=kind)
    source = catalogue.sources["proefprognose"]
    with open_release(release.observations, [], [], []) as connection:
        remarks = run_checks(connection, type(source)(**{**vars(source), "type": kind}), "P1")
    blocking = {remark.check for remark in remarks if remark.severity is Severity.BLOCKING}
    assert sorted(blocking - {"onbekend_gebied"}) == checks  # there are no areas beside this one release


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: Inwoners volgens de prognose\nshort", "title: Inwoners van straks\nshort", "een naam met het woord"),
        ("short_title: Inwoners, prognose", "short_title: Inwoners straks", "een naam met het woord 'prognose'"),
        ("polarity: neutral", "polarity: high_is_favourable", "oordelen wij niet"),
        ("position: 200", "key_figure: 8", "bij de kerncijfers"),
    ],
)
def test_a_figure_of_a_forecast_must_say_so_and_judges_nothing(tmp_path: Path, old: str, new: str, words: str):
    assert PEOPLE.count(old) == 1
    with pytest.raises(DefinitionError, match=words):
        forecast_catalogue(tmp_path / "catalogue", people=PEOPLE.replace(old, new))


def test_the_areas_of_a_forecast_are_those_of_a_named_year(tmp_path: Path):
    with pytest.raises(DefinitionError, match="zonder 'area_year'"):
        forecast_catalogue(tmp_path / "catalogue", source=SOURCE.replace("    area_year: 2024\n", ""))


def test_what_was_counted_is_not_divided_by_what_is_expected(tmp_path: Path):
    folder = tmp_path / "catalogue"
    forecast_catalogue(folder)
    path = folder / "indicators" / "bijstand_per_1000.yaml"
    path.write_text(path.read_text().replace("denominator: cbs_kwb.inwoners", "denominator: proefprognose.inwoners"))
    with pytest.raises(DefinitionError, match="gaan niet samen in één cijfer"):
        load_catalogue(folder)


def test_the_gemeente_of_the_site_has_it_as_well(client: Client):
    assert client.get(Links().projection(HENGELO)).context["page"].block("prognose") is not None
