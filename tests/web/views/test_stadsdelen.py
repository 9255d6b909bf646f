"""The municipality's own grouping of its wijken, on a page."""

import datetime

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent
from wijkwerk.access.roles import Role
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.data.stadsdelen import stadsdeel_of_wijken
from wijkwerk.definitions.vocabulary import Level

DAY = "2026-01-01"


def make(client: Client, name: str = "Noord-Oost") -> Area:
    client.post("/stadsdelen/nieuw/", {"name": name, "day": DAY, "reason": "Besluit 12"})
    return Area.objects.get(level=Level.STADSDEEL, name=name)


def test_a_stadsdeel_is_made_filled_renamed_and_ended(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    page = f"/stadsdelen/{part.code}/"
    text = text_of(onderzoeker.post(page, {"do": "assign", "wijk": ["WK016402"], "day": DAY}, follow=True))
    assert "De wijken zijn vanaf 1 januari 2026 ingedeeld bij Noord-Oost" in text
    assert stadsdeel_of_wijken(datetime.date(2026, 6, 1)) == {"WK016402": part.code}
    onderzoeker.post(page, {"do": "rename", "name": "Oost", "day": DAY, "reason": "Besluit 13"})
    assert "Oost" in text_of(onderzoeker.get("/stadsdelen/"))
    text = text_of(onderzoeker.post(page, {"do": "end", "day": "2026-06-30", "reason": "Besluit 14"}, follow=True))
    assert "tot en met 30 juni 2026" in text
    assert StadsdeelMembership.objects.get().valid_to == datetime.date(2026, 6, 30)
    assert [event.verb for event in AuditEvent.objects.filter(kind="area")] == ["create", "assign", "rename", "end"]


def test_wijken_outside_every_stadsdeel_are_named(onderzoeker: Client) -> None:
    text = text_of(onderzoeker.get("/stadsdelen/"))
    assert "Nog niet ingedeeld Noord" in text


def test_a_move_in_the_future_is_announced(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    onderzoeker.post(f"/stadsdelen/{part.code}/", {"do": "assign", "wijk": ["WK016402"], "day": "2199-01-01"})
    assert "Noord hoort vanaf 1 januari 2199 bij Noord-Oost" in text_of(onderzoeker.get("/stadsdelen/"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"do": "assign", "day": DAY}, "Kies minstens één wijk."),
        ({"do": "assign", "wijk": "WK999999", "day": DAY}, "Geen wijk van deze gemeente: WK999999."),
        ({"do": "rename", "name": " ", "day": DAY}, "heeft een naam nodig"),
        ({"do": "end", "day": DAY}, "Zeg waarom het stadsdeel eindigt."),
        ({"do": "end", "day": "2020-01-01", "reason": "x"}, "De laatste dag ligt vóór de eerste"),
        ({"do": "assign", "wijk": "WK016402", "day": "2026-02-31"}, "geldige datum"),
        ({"do": "assign", "wijk": "WK016402", "day": "morgen"}, "geldige datum"),
        ({"do": "end", "day": "9999-12-31", "reason": "x"}, "van 1900 tot en met 2999"),
        ({"do": "end", "day": "0001-01-01", "reason": "x"}, "van 1900 tot en met 2999"),
        ({"day": DAY}, "Kies wat u met het stadsdeel wilt doen."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(onderzoeker: Client, form: dict[str, str], said: str) -> None:
    part = make(onderzoeker)
    response = onderzoeker.post(f"/stadsdelen/{part.code}/", form)
    assert response.status_code == 409
    assert said in text_of(response)
    part.refresh_from_db()
    assert (part.name, part.valid_to) == ("Noord-Oost", None)
    assert not StadsdeelMembership.objects.exists()


def test_a_name_is_given_once(onderzoeker: Client) -> None:
    make(onderzoeker)
    response = onderzoeker.post("/stadsdelen/nieuw/", {"name": "noord-oost", "day": DAY})
    assert "Er is al een stadsdeel noord-oost" in text_of(response)


def test_whoever_works_with_content_reads_the_division_and_changes_nothing(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    onderzoeker.post(f"/stadsdelen/{part.code}/", {"do": "assign", "wijk": ["WK016402"], "day": DAY})
    reader = signed_in("regisseur", Role.PROCESREGISSEUR)
    page = reader.get("/stadsdelen/")
    assert "Noord-Oost" in text_of(page)
    forms = [each for each in page.content.decode().split("<form")[1:] if "stadsdelen" in each.partition(">")[0]]
    assert forms == []
    assert 'href="/stadsdelen/"' in reader.get("/account/mijn-gegevens/").content.decode(), "it stands in the menu"
    for address in ("/stadsdelen/nieuw/", f"/stadsdelen/{part.code}/"):
        assert reader.post(address, {"do": "rename", "name": "X", "day": DAY}).status_code == 403


def test_only_who_may_edit_areas_changes_them(beheerder: Client, site: Client) -> None:
    assert beheerder.get("/stadsdelen/").status_code == 403
    assert beheerder.post("/stadsdelen/nieuw/", {"name": "X", "day": DAY}).status_code == 403
    assert site.get("/stadsdelen/").status_code == 302
    assert not Area.objects.filter(level=Level.STADSDEEL).exists()


def test_a_stadsdeel_that_is_not_there_is_said(onderzoeker: Client) -> None:
    assert onderzoeker.post("/stadsdelen/SD016499/", {"do": "end", "day": DAY}).status_code == 404
