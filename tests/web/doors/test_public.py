"""The door of every public page: permission, cache, ETag, cookies."""

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client

from tests.web.small_site import NOORK, publish_small_site
from wijkwerk.access.models import Person
from wijkwerk.pages.area import views as area
from wijkwerk.web.doors import public
from wijkwerk.web.doors.public import PAGES

PROFILE = f"/gebied/{NOORK}/"


def test_a_page_of_an_edition_is_made_once(site: Client, monkeypatch: pytest.MonkeyPatch):
    made = []
    real = area.present_profile
    monkeypatch.setattr(area, "present_profile", lambda *given: made.append(1) or real(*given))
    first, second = site.get(PROFILE), site.get(PROFILE)
    assert first.content == second.content
    assert len(made) == 1


def test_permission_is_asked_before_a_kept_page_is_given(site: Client, monkeypatch: pytest.MonkeyPatch):
    assert site.get(PROFILE).status_code == 200
    monkeypatch.setattr(public, "may", lambda *given: False)
    response = site.get(PROFILE)
    assert response.status_code == 403
    assert "Hier hebt u geen toegang" in response.content.decode()


def test_a_browser_that_has_the_page_gets_304_without_a_body(site: Client):
    tag = site.get(PROFILE)["ETag"]
    again = site.get(PROFILE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag


def test_a_new_edition_gives_a_new_page_and_a_new_tag(site: Client, own_copy: Path):
    tag = site.get(PROFILE)["ETag"]
    publish_small_site(own_copy, inwoners={NOORK: 2300})
    fresh = site.get(PROFILE, headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "2.300" in fresh.content.decode()


def test_the_current_page_is_always_asked_again_and_a_permalink_may_be_kept(site: Client):
    assert site.get(PROFILE)["Cache-Control"] == "public, no-cache"
    assert site.get(f"/editie/2026-1{PROFILE}")["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(("accepted", "unpack"), [("br", brotli.decompress), ("gzip, deflate", gzip.decompress)])
def test_pages_travel_packed(site: Client, accepted: str, unpack: Any):
    plain = site.get(PROFILE)
    packed = site.get(PROFILE, headers={"Accept-Encoding": accepted})
    assert unpack(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 4
    assert "Accept-Encoding" in packed["Vary"]


def test_public_pages_set_no_cookie(site: Client):
    for address in ("/", PROFILE, "/zoek/?q=noor", "/vergelijken/", "/methode/", "/edities/"):
        assert not site.get(address).cookies, address


def test_unknown_parameters_and_their_order_make_no_other_page(site: Client):
    site.get("/indicator/misdrijven_per_1000/?jaar=2024&niveau=wijk")
    kept = len(PAGES)
    site.get("/indicator/misdrijven_per_1000/?utm_source=brief&niveau=wijk&jaar=2024&leeg=")
    assert len(PAGES) == kept


def test_answers_that_went_wrong_are_not_kept(site: Client):
    site.get("/gebied/BU99999999/")
    site.get("/vergelijken/?wat=onzin")
    assert len(PAGES) == 0


@pytest.mark.django_db
def test_somebody_who_signed_in_gets_a_page_of_their_own(site: Client):
    person = Person.objects.create(account="ana", name="Onderzoeker 1")
    site.force_login(person)
    response = site.get(PROFILE)
    assert "Afmelden" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"
    assert len(PAGES) == 0
    assert "Afmelden" not in Client().get(PROFILE).content.decode()


def test_a_page_is_never_changed_by_a_form(site: Client):
    response = site.post(PROFILE)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_every_page_forbids_what_we_did_not_write(site: Client):
    response = site.get(PROFILE)
    page = response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]
    assert " style=" not in page
    assert "<style" not in page
    assert "<script" not in page


def test_without_an_edition_the_site_says_how_to_publish_one(site: Client, settings: Any, tmp_path: Path):
    settings.WIJKWERK_DATA = tmp_path
    response = site.get("/")
    assert response.status_code == 503
    assert "wijkwerk publish" in response.content.decode()


def test_a_gemeente_that_the_edition_does_not_hold_is_explained(site: Client, settings: Any):
    settings.WIJKWERK_GEMEENTE = "GM9999"
    response = site.get("/")
    assert response.status_code == 404
    assert "WIJKWERK_GEMEENTE" in response.content.decode()


def test_a_parameter_with_a_star_stands_for_every_name_that_begins_so():
    query = QueryDict("b=2&gewicht-x=1&gewicht-a=3&gewichtig=4&gewicht-a=5&c=6&gewicht-leeg=")
    assert public.normalised_query(query, ("gewicht-*", "b")).urlencode() == "b=2&gewicht-a=3&gewicht-a=5&gewicht-x=1"


def test_a_page_that_says_itself_how_long_it_may_be_kept_is_made_each_time(site: Client, monkeypatch: Any):
    made = []
    real = area.present_profile
    monkeypatch.setattr(area, "present_profile", lambda *given: made.append(1) or real(*given))
    rendered = area.render

    def told(*given: Any, **more: Any) -> HttpResponse:
        response = rendered(*given, **more)
        response["Cache-Control"] = "no-cache"
        return response

    monkeypatch.setattr(area, "render", told)
    assert site.get(PROFILE)["Cache-Control"] == "no-cache"
    site.get(PROFILE)
    assert len(made) == 2
