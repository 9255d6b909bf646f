"""The norms of the edition in the charts of a profile, for the own gemeente only."""

from pathlib import Path

from django.test import Client

from tests.governance.builders import kader, norm
from tests.present.builders import at_most
from tests.web.kader_site import NORMS, publish_norms
from tests.web.reading import get_text
from tests.web.small_site import AALTEN_BUURT, BINNENSTAD, CENTRUM, NOORD, NOORK, OOST
from wijkwerk.definitions.kaders import NormScope
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import current_edition
from wijkwerk.web.figures.norms_beside import shared


def lines(site: Client, address: str) -> int:
    response = site.get(address)
    assert response.status_code == 200
    return response.content.decode().count("c-norm")


def test_a_profile_draws_the_norms_that_hold_there_on_the_page_and_in_its_pictures(site: Client, own_copy: Path):
    publish_norms(own_copy, kader(*NORMS, example=True))
    text = get_text(site, f"/gebied/{NOORK}/")
    assert "Dikke stippellijn: norm, bij elk cijfer onder zijn naam (voorlopig)." in text
    assert "norm 45" in text
    assert "per 1.000 inwoners, 2020, norm 35" in text
    assert lines(site, f"/gebied/{NOORK}/") >= 4
    for picture in ("naast", "buurten", "jaren-misdrijven_per_1000"):
        drawn = site.get(f"/gebied/{NOORK}/{picture}.svg").content.decode()
        assert 'stroke-dasharray="2 3"' in drawn, picture


def test_without_a_kader_and_for_another_gemeente_nothing_is_drawn(site: Client, own_copy: Path):
    assert lines(site, f"/gebied/{NOORK}/") == 0
    publish_norms(own_copy, kader(*NORMS, example=True))
    assert lines(site, f"/gebied/{AALTEN_BUURT}/") == 0


def test_buurten_with_norms_of_their_own_have_no_line_together(site: Client, own_copy: Path):
    own = norm(indicator="misdrijven_per_1000", value=500, scope=NormScope.AREA, area=CENTRUM)
    publish_norms(own_copy, kader(*NORMS, own, example=True))
    text = get_text(site, f"/gebied/{BINNENSTAD}/")
    assert "norm 400" in text
    # In the strip of the buurten Centrum has another limit than Oost, so that no one line stands for both.
    strip = site.get(f"/gebied/{BINNENSTAD}/").content.decode().partition('<section class="section" id="buurten">')[2]
    assert "norm 35" in strip
    assert "norm 400" not in strip
    assert "norm 500" not in strip


def test_one_line_stands_for_areas_only_where_all_have_the_same(site: Client):
    edition = current_edition()
    assert edition is not None
    both = [area for area in edition.store.areas(Level.BUURT, BINNENSTAD) if area.code in {CENTRUM, OOST}]
    same, other = at_most(45), at_most(60)
    assert shared({"a": {CENTRUM: same, OOST: same}}, both) == {"a": same}
    assert shared({"a": {CENTRUM: same, OOST: other}, "b": {CENTRUM: same}}, both) == {}
    assert shared({"a": {NOORD: same}}, []) == {}
