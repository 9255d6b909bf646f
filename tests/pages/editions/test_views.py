"""What was published when."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.reading import get_text, links_of
from tests.web.small_site import FIRST_DAY, NOORK, publish_small_site
from wijkwerk.editions.reading import shelf
from wijkwerk.web.doors.public import PAGES

NEXT_DAY = FIRST_DAY + datetime.timedelta(days=30)


def test_an_edition_shows_its_releases_files_and_hashes(site: Client):
    text = get_text(site, "/edities/2026-1/")
    assert "Gepubliceerd op 1 november 2026" in text
    assert "47022NED" in text
    assert "figures.parquet" in text
    assert "eerste editie" in text


@pytest.mark.django_db  # the end of an answer that streams a file also ends the request's database work
def test_its_manifest_and_files_can_be_taken_away(site: Client):
    manifest = json.loads(site.get("/edities/2026-1/bestanden/manifest.json").content)
    assert manifest["key"] == "2026-1"
    response = site.get("/edities/2026-1/bestanden/areas.parquet")
    assert b"".join(response.streaming_content).startswith(b"PAR1")
    response.close()


def test_only_files_that_the_manifest_names_are_served(site: Client):
    for name in ("cache.duckdb", "..%2f..%2fwijkwerk.sqlite3", "onzin"):
        assert site.get(f"/edities/2026-1/bestanden/{name}").status_code == 404


def test_files_with_scores_are_closed_and_unlisted_while_scores_are_intern(scored_site: Client, settings: Any):
    key = shelf().current_key()
    for name in ("scores.parquet", "certainty.json"):
        address = f"/edities/{key}/bestanden/{name}"
        settings.WIJKWERK_OPEN_SCORES = True
        found = scored_site.get(address)
        assert len(b"".join(found.streaming_content)) > 0
        settings.WIJKWERK_OPEN_SCORES = False
        PAGES.clear()
        assert scored_site.get(address).status_code == 403
        assert name not in get_text(scored_site, f"/edities/{key}/")
        assert name not in get_text(scored_site, "/data/")
    PAGES.clear()


def test_a_recipe_can_be_taken_away_as_it_was(scored_site: Client):
    key = shelf().current_key()
    found = scored_site.get(f"/edities/{key}/bestanden/recipes/proef.yaml")
    assert found.status_code == 200
    assert b"id: proef" in b"".join(found.streaming_content)


def test_an_unknown_edition_is_answered_with_all_of_them(site: Client):
    for address in ("/edities/2020-9/", "/editie/2020-9/", f"/editie/2020-9/gebied/{NOORK}/"):
        response = site.get(address)
        assert response.status_code == 404
        assert "/edities/" in links_of(response)


def test_the_footer_says_edition_date_and_permalink(site: Client):
    page = site.get(f"/gebied/{NOORK}/")
    assert "Editie 2026-1, gepubliceerd op 1 november 2026." in page.content.decode()
    assert f"/editie/2026-1/gebied/{NOORK}/" in links_of(page)


@pytest.mark.parametrize("address", ["/edities/", "/edities/2026-1/", "/aanmelden/", "/bestaat/niet/"])
def test_a_page_that_no_edition_holds_offers_no_permalink(site: Client, address: str):
    assert "Vaste link naar deze pagina" not in site.get(address).content.decode()


def test_a_permalink_keeps_its_figures_when_a_new_edition_comes(site: Client, own_copy: Path):
    address = f"/editie/2026-1/gebied/{NOORK}/"
    before = get_text(site, address)
    publish_small_site(own_copy, day=NEXT_DAY, inwoners={NOORK: 2300})
    assert "2.300" in get_text(site, f"/gebied/{NOORK}/")
    after = site.get(address)
    assert get_text(site, address) == before
    assert "Er is een nieuwere" in after.content.decode()


def test_links_under_a_permalink_stay_in_the_edition(site: Client):
    links = [link for link in links_of(site.get(f"/editie/2026-1/gebied/{NOORK}/")) if link.startswith("/")]
    outside = [link for link in links if not link.startswith("/editie/2026-1/")]
    of_no_edition = {"edities", "aanmelden", "documenten", "klopt-dit-niet", "wie-mag-wat"}
    assert {link.split("/")[1] for link in outside} <= of_no_edition


def test_a_new_edition_says_what_differs_from_the_one_before(site: Client, own_copy: Path):
    publish_small_site(own_copy, day=NEXT_DAY, inwoners={NOORK: 2300})
    text = get_text(site, "/edities/2026-2/")
    assert "Nieuwe leveringen" in text
    assert "nu op de site" in get_text(site, "/edities/")
