"""*Klopt dit niet?* as a visitor meets it: from a figure to the form, and from the form to thanks and back."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.reading import text_of
from tests.web.small_site import NOORD, NOORK
from tests.web.staff_site import signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.models import Feedback, FeedbackAddress
from wijkwerk.web.doors.public import PAGES

pytestmark = pytest.mark.django_db

ADDRESS = f"/klopt-dit-niet/?over=/indicator/woz_waarde/%3Fgebied%3D{NOORD}&editie=2026-1&deel=kaart"
FILLED = {"kind": "cijfer", "text": "Dit getal is te hoog voor onze straat.", "email": "", "website": ""}


def doubts_on(site: Client, address: str) -> list[tuple[str, str]]:
    """Address and name of every link *Klopt dit niet?* beside a figure."""
    page = site.get(address).content.decode()
    found = re.findall(r'<a class="doubt" href="([^"]+)" rel="nofollow">(.*?)</a>', page)
    return [(href.replace("&amp;", "&"), re.sub(r"<[^>]+>", "", words)) for href, words in found]


def form_of_page(response: HttpResponse) -> str:
    return re.search(r"<form method=\"post\".*?</form>", response.content.decode(), re.DOTALL)[0]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (f"/gebied/{NOORD}/", {"Over de kerncijfers: Noord", "Over de vergelijking: Noord"}),
        (
            "/indicator/woz_waarde/",
            {"Over de kaart: Gemiddelde WOZ-waarde van woningen", "Over de tabel: Gemiddelde WOZ-waarde van woningen"},
        ),
        ("/vergelijken/", {"Over de tabel: Wijken naast elkaar"}),
        ("/thema/veiligheid/", {"Over de tabel: Veiligheid"}),
        (f"/gebied/{NOORD}/cijfers/", {"Over alle cijfers: Noord"}),
        (f"/gebied/{NOORD}/samengevat/", {"Over deze bladzijde: Noord in het kort"}),
        ("/", {"Over de kaart"}),
    ],
)
def test_beside_every_figure_stands_a_link_that_says_which_figure(site: Client, address: str, names: set[str]):
    found = {words.removeprefix("Klopt dit niet? ") for _, words in doubts_on(site, address)}
    assert names <= found, found


def test_the_links_beside_figures_lead_to_a_form_about_that_figure(site: Client):
    for href, _ in doubts_on(site, f"/gebied/{NOORD}/"):
        response = site.get(href)
        assert response.status_code == 200
        assert "wijk Noord" in text_of(response)
    (course,) = [href for href, words in doubts_on(site, f"/gebied/{NOORD}/") if "per 1.000 inwoners" in words][:1]
    assert "Misdrijven per 1.000 inwoners, op het profiel van wijk Noord" in text_of(site.get(course))


@pytest.mark.parametrize("address", ["/", "/bronnen/", "/privacy/", "/edities/", "/wie-mag-wat/", "/nergens/"])
def test_at_the_foot_of_every_page_one_can_let_us_know(site: Client, address: str):
    page = site.get(address).content.decode()
    (href,) = re.findall(r'<a href="([^"]+)" rel="nofollow">Klopt er iets niet\? Laat het weten</a>', page)
    assert site.get(href.replace("&amp;", "&")).status_code == 200


def test_a_public_page_is_kept_as_before_and_sets_no_cookie(site: Client):
    first = site.get(f"/gebied/{NOORD}/")
    assert not first.cookies
    assert len(PAGES) == 1
    assert "csrf" not in first.content.decode()
    assert site.get(f"/gebied/{NOORD}/", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_form_is_never_kept_and_has_a_token_of_its_own(site: Client):
    response = site.get(ADDRESS)
    assert len(PAGES) == 0
    assert response["Cache-Control"] == "private, no-cache"
    assert "csrfmiddlewaretoken" in form_of_page(response)
    assert set(response.cookies) == {"csrftoken"}
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_form_says_what_it_is_about_and_what_happens(site: Client):
    words = text_of(site.get(ADDRESS))
    assert "Het gaat over Gemiddelde WOZ-waarde van woningen, wijk Noord, de kaart, 2024" in words
    assert "U hebt er geen account voor nodig." in words
    assert "Wat gebeurt ermee?" in words


def test_what_is_sent_comes_in_with_what_it_is_about(site: Client):
    response = site.post(ADDRESS, FILLED)
    assert response.status_code == 302
    kept = Feedback.objects.get()
    assert (kept.kind, kept.text) == ("cijfer", FILLED["text"])
    assert (kept.indicator, kept.area, kept.period, kept.edition) == ("woz_waarde", NOORD, 2024, "2026-1")
    assert (kept.part, kept.path) == ("kaart", f"/indicator/woz_waarde/?gebied={NOORD}")
    assert not FeedbackAddress.objects.exists()
    assert [event.person for event in AuditEvent.objects.all()] == [None]


def test_thanks_say_what_follows_and_lead_back(site: Client):
    response = site.post(ADDRESS, FILLED, follow=True)
    words = text_of(response)
    assert "Uw bericht is aangekomen." in words
    assert "U krijgt geen antwoord, want u liet geen adres achter." in words
    assert f'href="/indicator/woz_waarde/?gebied={NOORD}"' in response.content.decode()
    assert set(response.cookies) <= {"csrftoken"}, "no session for a visitor"
    with_address = site.post(ADDRESS, FILLED | {"email": "bewoner@post.example"}, follow=True)
    assert "U krijgt antwoord per e-mail." in text_of(with_address)
    assert FeedbackAddress.objects.get().email == "bewoner@post.example"


@pytest.mark.parametrize("over", ["https://elders.example/", "//elders.example", "/leveringen/", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_site(site: Client, over: str):
    for address in ("/klopt-dit-niet/", "/klopt-dit-niet/bedankt/"):
        page = site.get(address, {"over": over}).content.decode()
        assert "elders.example" not in re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL)
        assert "javascript:" not in re.sub(r"<form.*?>", "", page)
    response = site.post(f"/klopt-dit-niet/?over={over}", FILLED)
    assert parse_qs(urlsplit(response["Location"]).query)["over"] == ["/"]
    assert Feedback.objects.get().path == ""


def test_a_page_with_many_figures_asks_which_one(site: Client):
    address = f"/klopt-dit-niet/?over=/gebied/{NOORK}/&deel=naast"
    assert "Om welk cijfer gaat het?" in text_of(site.get(address))
    assert "Om welk cijfer gaat het?" not in text_of(site.get(ADDRESS))
    site.post(address, FILLED | {"figure": "woz_waarde"})
    kept = Feedback.objects.get()
    assert (kept.indicator, kept.area) == ("woz_waarde", NOORK)
    assert site.post(address, FILLED | {"figure": "geluk"}).status_code == 422


def test_without_a_kind_or_a_text_nothing_comes_in_and_what_was_typed_stays(site: Client):
    response = site.post(ADDRESS, FILLED | {"kind": ""})
    assert response.status_code == 422
    assert FILLED["text"] in text_of(response)
    assert site.post(ADDRESS, FILLED | {"text": " "}).status_code == 422
    assert site.post(ADDRESS, FILLED | {"email": "geen adres"}).status_code == 422
    assert not Feedback.objects.exists()


def test_a_program_that_fills_the_trap_gets_nothing_in_and_a_person_loses_nothing(site: Client):
    response = site.post(ADDRESS, FILLED | {"website": "https://reclame.example"})
    assert response.status_code == 422
    assert not Feedback.objects.exists()
    assert "verstuur het formulier nog een keer" in text_of(response)
    form = form_of_page(response)
    assert FILLED["text"] in form
    assert "reclame.example" not in form, "sent again as it came back, it goes through"


def test_the_trap_is_hidden_from_everybody_and_says_that_it_is_to_stay_empty(site: Client):
    form = form_of_page(site.get(ADDRESS))
    trap = re.search(r'<div class="trap" aria-hidden="true">.*?</div>', form, re.DOTALL)[0]
    assert "Laat dit veld leeg" in trap
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


@pytest.mark.parametrize(
    ("text", "word"),
    [("Mijn rekening is NL91ABNA0417164300", "rekeningnummer"), ("BSN 111222333", "burgerservicenummer")],
)
def test_numbers_of_accounts_and_citizens_are_never_kept(site: Client, text: str, word: str):
    response = site.post(ADDRESS, FILLED | {"text": text})
    assert response.status_code == 422
    assert f"Er staat een {word}" in text_of(response)
    assert not Feedback.objects.exists()


def test_what_may_be_about_a_person_is_shown_as_others_would_read_it_and_asked_about(site: Client):
    text = "Bel mij op 06-12345678, dan leg ik het uit."
    response = site.post(ADDRESS, FILLED | {"text": text})
    assert response.status_code == 422
    assert "Bel mij op [telefoonnummer], dan leg ik het uit." in text_of(response)
    taken_out = site.post(ADDRESS, FILLED | {"text": text, "weghalen": "text"})
    assert "Bel mij op [telefoonnummer], dan leg ik het uit." in form_of_page(taken_out)
    seen = re.findall(r'name="text-gezien" value="([^"]+)"', response.content.decode())
    kept = site.post(ADDRESS, FILLED | {"text": text, "text-blijft": "zelf", "text-gezien": seen})
    assert kept.status_code == 302
    assert Feedback.objects.get().text == text
    event = AuditEvent.objects.get(kind="freetext")
    assert (event.person, "12345678" in event.reason) == (None, False)
    assert "het gaat over mijzelf" in event.reason


def test_a_form_sent_twice_is_done_once():
    browser = Client(enforce_csrf_checks=True)
    page = form_of_page(browser.get(ADDRESS))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    sent = FILLED | {"csrfmiddlewaretoken": token}
    first, second = browser.post(ADDRESS, sent), browser.post(ADDRESS, sent)
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1
    assert set(second.cookies) <= {"csrftoken"}, "no session for a visitor"
    assert browser.post(ADDRESS, FILLED).status_code == 403, "nobody else's page sends it"


def test_who_is_signed_in_can_let_us_know_too():
    assert signed_in("onderzoeker", Role.ONDERZOEKER).post(ADDRESS, FILLED).status_code == 302
    assert Feedback.objects.count() == 1


def test_where_the_site_sends_no_mail_nobody_is_asked_for_an_address(site: Client, settings: Any):
    settings.WIJKWERK_SENDS_MAIL = False
    assert "e-mail" not in form_of_page(site.get(ADDRESS))
    site.post(ADDRESS, FILLED | {"email": "bewoner@post.example"})
    assert Feedback.objects.exists()
    assert not FeedbackAddress.objects.exists()


def test_more_comes_in_than_people_write_and_the_text_stays(site: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("wijkwerk.governance.feedback.actions.MOST_PER_HOUR", 0)
    response = site.post(ADDRESS, FILLED)
    assert response.status_code == 409
    assert FILLED["text"] in form_of_page(response)


def test_nothing_tells_who_sent_it(site: Client):
    site.post(ADDRESS, FILLED, headers={"user-agent": "Bijzondere browser"}, REMOTE_ADDR="203.0.113.77")
    told = "\n".join(str(vars(each)) for each in (*Feedback.objects.all(), *AuditEvent.objects.all()))
    assert "203.0.113.77" not in told
    assert "Bijzondere browser" not in told
