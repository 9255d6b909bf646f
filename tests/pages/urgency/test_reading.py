"""What moved since an earlier year: only what two years can tell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.published_once import published_once
from tests.web import scored_site
from tests.web.reading import get_text
from tests.web.small_site import HENGELO, NOORK
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.pages.urgency.reading import moves_of
from wijkwerk.scores.developing import Direction
from wijkwerk.web.doors.public import PAGES


@pytest.fixture(scope="module")
def developing_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scored site with a recipe that asks for the development of four years."""

    def publish(data: Path) -> None:
        asked = f"{scored_site.PROEF}development: {{years: 4, unchanged_within: 2}}\n"
        scored_site.publish_scored_site(data, proef=asked, vitaal=scored_site.VITAAL)

    target = tmp_path_factory.mktemp("developing") / "data"
    return published_once("developing", publish, target, Path(__file__), Path(scored_site.__file__))


@pytest.fixture
def developing(developing_data: Path, settings: Any) -> Iterator[Client]:
    settings.WIJKWERK_DATA = developing_data
    settings.WIJKWERK_OPEN_SCORES = True
    PAGES.clear()
    yield Client()
    shelf().close()


def test_a_part_moved_where_it_has_another_figure_of_then(developing: Client):
    edition = current_edition()
    assert edition is not None
    moves, since = moves_of(edition, "proef", HENGELO, Level.BUURT)
    assert since == 2021
    # 130 of 2.140 inhabitants then, 104 now: 60,7 and 48,6 of 200.
    moved = moves["veiligheid"][NOORK]
    assert moved.before == pytest.approx(30.37, abs=0.01)
    assert moved.now == pytest.approx(24.30, abs=0.01)
    assert moved.direction is Direction.BETTER


def test_a_figure_of_one_year_never_looks_like_standing_still(developing: Client):
    edition = current_edition()
    assert edition is not None
    moves, _ = moves_of(edition, "proef", HENGELO, Level.BUURT)
    assert moves["sociaal"][NOORK].direction is Direction.CANNOT_TELL  # bijstand is of 2020, then and now
    assert moves["totaal"][NOORK].direction is Direction.CANNOT_TELL


def test_a_model_figure_says_nothing_of_what_happened(developing: Client):
    edition = current_edition()
    assert edition is not None
    moves, _ = moves_of(edition, "proef", HENGELO, Level.BUURT)
    leaf_groups = [group for group in edition.scores.recipes["proef"].groups if group not in {"totaal", "veiligheid"}]
    assert leaf_groups
    for group in leaf_groups:
        assert {moved.direction for moved in moves[group].values()} <= {Direction.CANNOT_TELL}


def test_the_page_says_of_which_part_the_movement_is(developing: Client):
    text = get_text(developing, "/urgentie/", niveau="buurt")
    assert "Sinds 2021" in text
    assert "Veiligheid minder urgent" in text
    assert "De ontwikkeling van de hele score sinds 2021 is niet te zeggen" in text


def test_a_recipe_that_asks_for_no_development_moves_nothing(developing: Client):
    edition = current_edition()
    assert edition is not None
    assert moves_of(edition, "vitaal", HENGELO, Level.BUURT) == ({}, None)
