"""An opened score says what it was by the version of the recipe before, on the same figures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.published_once import published_once
from tests.web import scored_site
from tests.web.reading import get_text
from tests.web.small_site import NOORK, OOSTERVELD
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.editions.scoring import RECIPES
from wijkwerk.editions.shelf import Shelf
from wijkwerk.present.scores.words import place_number, points
from wijkwerk.web.doors.public import PAGES

# In the second version only the crimes are left of what the first one counted.
SECOND = scored_site.PROEF.replace(
    'version: "1"',
    'version: "2"\nreplaces: {version: "1", changes: [Alleen veiligheid telt nog.]}',
).replace(
    "weights: {veiligheid: 0.25, sociaal: 0.5, duurzaamheid: 0.25}",
    "weights: {veiligheid: 1, sociaal: 0, duurzaamheid: 0}\n    because: Om te proberen.",
)


@pytest.fixture(scope="module")
def replaced_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def publish(data: Path) -> None:
        earlier = data / "catalogue" / RECIPES / "earlier"
        earlier.mkdir(parents=True)
        (earlier / "proef-1.yaml").write_text(scored_site.PROEF, encoding="utf-8")
        scored_site.publish_scored_site(data, proef=SECOND)

    target = tmp_path_factory.mktemp("replaced") / "data"
    return published_once("replaced-recipe", publish, target, Path(__file__), Path(scored_site.__file__))


@pytest.fixture
def site(replaced_data: Path, settings: Any) -> Iterator[Client]:
    settings.WIJKWERK_DATA = replaced_data
    settings.WIJKWERK_OPEN_SCORES = True
    PAGES.clear()
    yield Client()
    shelf().close()


def test_the_score_of_the_version_before_is_that_of_a_site_that_published_it(site: Client, scored_data: Path):
    published = Shelf(scored_data / "editions")
    edition = published.open()
    area = edition.store.area(NOORK)
    assert area is not None
    tree = edition.scores.tree("proef", area)
    assert tree is not None
    score, place, placed = tree["totaal"].value, tree["totaal"].place, tree["totaal"].placed
    assert score is not None
    assert place is not None
    text = get_text(site, f"/urgentie/proef/{NOORK}/")
    assert f"op dezelfde cijfers {points(score)}, plaats {place_number(place)} van {placed} buurten." in text
    assert "Wat er anders is sinds versie 1 van het recept" in text
    assert "Alleen veiligheid telt nog." in text
    published.close()


def test_an_area_without_a_score_then_says_so(site: Client):
    assert "Met die versie had dit gebied op deze cijfers geen score." in get_text(
        site, f"/urgentie/proef/{OOSTERVELD}/"
    )


def test_the_edition_keeps_the_recipe_that_was_replaced(site: Client):
    edition = current_edition()
    assert edition is not None
    earlier = edition.scores.earlier("proef")
    assert earlier is not None
    assert earlier.version == "1"
    assert f"{RECIPES}/earlier/proef-1.yaml" in {file.name for file in edition.manifest.files}
    response = site.get(f"/edities/{edition.key}/bestanden/{RECIPES}/earlier/proef-1.yaml")
    assert b"".join(response.streaming_content).decode() == scored_site.PROEF


def test_the_page_of_the_method_says_what_is_otherwise_and_why_a_group_is_as_it_is(site: Client):
    text = get_text(site, "/methode/proef/")
    assert "Wat er anders is sinds versie 1" in text
    assert "Om te proberen." in text
