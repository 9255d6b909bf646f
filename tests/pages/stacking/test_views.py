"""Stapeling on the site: which themes go together where, beside what chance would do."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.published_once import published_once
from tests.web import scored_site as scored_site_builder
from tests.web.reading import get_text, text_of
from tests.web.scored_site import PROEF, VITAAL, publish_scored_site
from tests.web.small_site import HENGELO
from wijkwerk.editions.reading import shelf

PAGE = "/stapeling/"
STACKED = (
    PROEF + "stapeling: {themes: [veiligheid, sociaal, duurzaamheid], threshold: 40, minimum: 2}\n"
    "awaited: {energiearmoede: Nog geen cijfers.}\n"
)


@pytest.fixture(scope="module")
def stacked_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def publish(data: Path) -> None:
        publish_scored_site(data, proef=STACKED, vitaal=VITAAL)

    target = tmp_path_factory.mktemp("stacked-site") / "data"
    return published_once("stacked-site", publish, target, Path(__file__), Path(scored_site_builder.__file__))


@pytest.fixture
def stacked_site(stacked_data: Path, settings: Any) -> Iterator[Client]:
    settings.WIJKWERK_DATA = stacked_data
    settings.WIJKWERK_GEMEENTE = HENGELO
    settings.WIJKWERK_OPEN_SCORES = True
    yield Client()
    shelf().close()


def rows_of(site: Client, address: str) -> list[dict[str, str]]:
    response = site.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_every_buurt_stands_there_by_name_with_a_word_and_a_shape_in_every_cell(stacked_site: Client):
    page = stacked_site.get(PAGE, {"niveau": "buurt"}).content.decode()
    body = page[page.index('class="kader stacking"') : page.index("Is dit meer dan toeval?")]
    rows = [body.index(f">{name}</a></th>") for name in ("De Noork", "Elsbeek", "Klein Driene")]
    assert rows == sorted(rows)  # De Noork stands under D
    cells = body.count('<td class="k-')
    assert cells == body.count("telt mee</span>") + body.count("telt niet mee</span>") + body.count("hatch geen")
    assert "#i-worse" in body
    assert "#i-same" in body


def test_a_theme_without_any_figure_is_named_and_not_a_column(stacked_site: Client):
    text = get_text(stacked_site, PAGE, niveau="buurt")
    assert "Duurzaamheid: nog geen cijfers" in text
    assert " van 2 " in text


def test_found_stands_beside_expected_and_says_whether_it_is_more_than_chance(stacked_site: Client):
    text = get_text(stacked_site, PAGE, niveau="buurt")
    assert "1 thema of meer" in text
    assert "bij toeval" in text
    found = rows_of(stacked_site, "/stapeling/toeval.csv?niveau=buurt")
    first = found[0]
    assert float(first["found"]) >= 1
    # One theme or more, expected: what the buurten with a figure would have if themes fell apart from each other.
    assert 0 < float(first["expected"]) <= 8
    assert 0 < float(first["p"]) <= 1
    assert {row["beyond_chance"] for row in found} <= {"ja", "nee"}


def test_the_grid_as_a_table_counts_what_it_shows(stacked_site: Client):
    rows = rows_of(stacked_site, "/stapeling/tabel.csv?niveau=buurt")
    for area in {row["area"] for row in rows}:
        own = [row for row in rows if row["area"] == area]
        assert sum(row["beyond"] == "ja" for row in own) == int(own[0]["count"] or 0)
        assert all((float(row["score"]) >= 40) == (row["beyond"] == "ja") for row in own if row["score"])


def test_borders_outside_the_gemeente_that_are_not_loaded_are_told(stacked_site: Client):
    text = get_text(stacked_site, PAGE, niveau="buurt")
    assert "Grenzen van buurten buiten Hengelo zijn niet geladen" in text


def test_the_chart_can_be_taken_away_as_a_picture_and_the_grid_cannot(stacked_site: Client):
    assert stacked_site.get("/stapeling/toeval.svg").content.startswith(b"<svg")
    assert stacked_site.get("/stapeling/toeval.png").content.startswith(b"\x89PNG")
    assert stacked_site.get("/stapeling/tabel.svg").status_code == 404
    assert stacked_site.get("/stapeling/niets.csv").status_code == 404


def test_a_recipe_that_counts_no_stapeling_says_so(stacked_site: Client):
    assert "telt geen stapeling" in get_text(stacked_site, PAGE, recept="vitaal")
    assert stacked_site.get("/stapeling/tabel.csv", {"recept": "vitaal"}).status_code == 404


def test_an_unknown_recipe_or_level_is_refused_with_what_is_possible(stacked_site: Client):
    for query in ({"recept": "niets"}, {"niveau": "land"}):
        response = stacked_site.get(PAGE, query)
        assert response.status_code == 400
        assert "Kies een van deze" in text_of(response)


def test_an_edition_without_recipes_says_so(site: Client, settings: Any):
    settings.WIJKWERK_OPEN_SCORES = True
    assert "geen rekenrecept" in get_text(site, PAGE)


def test_scores_that_are_not_open_stay_inside(stacked_site: Client, settings: Any):
    settings.WIJKWERK_OPEN_SCORES = False
    assert stacked_site.get(PAGE).status_code == 403
    assert stacked_site.get("/stapeling/tabel.csv").status_code == 403
