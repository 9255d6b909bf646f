"""The municipality's own grouping of its wijken, on a page."""

import datetime
import re

import pytest
from django.test import Client

from tests.web.reading import text_of
from tests.web.staff_site import signed_in
from wijkwerk.access.models import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.data.area.stadsdelen import stadsdeel_of_wijken
from wijkwerk.data.models import Area, StadsdeelMembership
from wijkwerk.definitions.vocabulary import Level

DAY = "2026-01-01"


def make(client: Client, name: str = "Noord-Oost") -> Area:
    client.post("/stadsdelen/nieuw/", {"name": name, "day": DAY, "reason": "Besluit 12"})
    return Area.objects.get(level=Level.STADSDEEL, name=name)


def test_a_stadsdeel_is_made_filled_renamed_and_ended(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    page = f"/stadsdelen/{part.code}/"
    text = text_of(onderzoeker.post(f"{page}indelen/", {"wijk": ["WK016402"], "day": DAY}, follow=True))
    assert "De wijken zijn vanaf 1 januari 2026 ingedeeld bij Noord-Oost" in text
    assert stadsdeel_of_wijken(datetime.date(2026, 6, 1)) == {"WK016402": part.code}
    text = text_of(onderzoeker.post(f"{page}naam/", {"name": "Oost", "reason": "Besluit 13"}, follow=True))
    assert "Het stadsdeel heet nu Oost." in text
    assert "Oost" in text_of(onderzoeker.get("/stadsdelen/"))
    sent = {"day": "2026-06-30", "reason": "Besluit 14"}
    text = text_of(onderzoeker.post(f"{page}beeindigen/", sent, follow=True))
    assert "tot en met 30 juni 2026" in text
    assert StadsdeelMembership.objects.get().valid_to == datetime.date(2026, 6, 30)
    assert [event.verb for event in AuditEvent.objects.filter(kind="area")] == ["create", "assign", "rename", "end"]


def test_wijken_outside_every_stadsdeel_are_named(onderzoeker: Client) -> None:
    text = text_of(onderzoeker.get("/stadsdelen/"))
    assert "Nog niet ingedeeld Noord" in text


def test_a_move_in_the_future_is_announced(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    onderzoeker.post(f"/stadsdelen/{part.code}/indelen/", {"wijk": ["WK016402"], "day": "2199-01-01"})
    assert "Noord hoort vanaf 1 januari 2199 bij Noord-Oost" in text_of(onderzoeker.get("/stadsdelen/"))


@pytest.mark.parametrize(
    ("deed", "form", "status", "said"),
    [
        ("indelen", {"day": DAY}, 422, "Wijken die erbij komen: kies er minstens één"),
        ("indelen", {"wijk": "WK999999", "day": DAY}, 422, "Wijken die erbij komen: kies uit de lijst"),
        ("naam", {"name": " ", "reason": "x"}, 422, "Naam: dit moet ingevuld zijn"),
        ("beeindigen", {"day": DAY}, 422, "Reden of besluit: dit moet ingevuld zijn"),
        ("beeindigen", {"day": "2020-01-01", "reason": "x"}, 409, "De laatste dag ligt vóór de eerste"),
        ("indelen", {"wijk": "WK016402", "day": "2026-02-31"}, 422, "geldige datum"),
        ("indelen", {"wijk": "WK016402", "day": "morgen"}, 422, "geldige datum"),
        ("beeindigen", {"day": "9999-12-31", "reason": "x"}, 422, "van 1900 tot en met 2999"),
        ("beeindigen", {"day": "0001-01-01", "reason": "x"}, 422, "van 1900 tot en met 2999"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    onderzoeker: Client, deed: str, form: dict[str, str], status: int, said: str
) -> None:
    part = make(onderzoeker)
    response = onderzoeker.post(f"/stadsdelen/{part.code}/{deed}/", form)
    assert response.status_code == status
    assert said in text_of(response)
    [opened] = re.findall(r"<details open>(.*?)</details>", response.content.decode(), re.DOTALL)
    for name in {"day", "reason"} & set(form):
        assert f'name="{name}" value="{form[name]}"' in opened, "what was typed stays"
    assert ("checked" in opened) == (form.get("wijk") == "WK016402"), "and what was ticked"
    part.refresh_from_db()
    assert (part.name, part.valid_to) == ("Noord-Oost", None)
    assert not StadsdeelMembership.objects.exists()


def test_each_deed_has_an_address_of_its_own_and_the_stadsdeel_itself_has_none(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    sent = {"wijk": "WK016402", "name": "Oost", "day": DAY, "reason": "x"}
    assert onderzoeker.post(f"/stadsdelen/{part.code}/", sent).status_code == 404
    part.refresh_from_db()
    assert (part.name, part.valid_to) == ("Noord-Oost", None)
    assert not StadsdeelMembership.objects.exists()


def test_a_name_is_given_once(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    response = onderzoeker.post("/stadsdelen/nieuw/", {"name": "noord-oost", "day": DAY})
    assert response.status_code == 409
    assert "Er is al een stadsdeel noord-oost" in text_of(response)
    assert 'name="name" value="noord-oost"' in response.content.decode(), "what was typed stays"
    other = make(onderzoeker, "Zuid")
    response = onderzoeker.post(f"/stadsdelen/{other.code}/naam/", {"name": part.name})
    assert (response.status_code, "Er is al een stadsdeel Noord-Oost" in text_of(response)) == (409, True)
    other.refresh_from_db()
    assert other.name == "Zuid"


def test_what_is_wrong_leads_to_the_field_of_the_form_that_was_sent(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    make(onderzoeker, "Zuid")
    page = onderzoeker.get("/stadsdelen/").content.decode()
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids)), "many forms on one page, and each field is one"
    assert set(re.findall(r'<label for="([^"]*)"', page)) <= set(ids)
    for deed, name in (("indelen", "day"), ("naam", "name"), ("beeindigen", "reason")):
        sent = {"wijk": "WK016402", "name": "Oost", "day": DAY, "reason": "x", name: ""}
        refused = onderzoeker.post(f"/stadsdelen/{part.code}/{deed}/", sent).content.decode()
        [target] = re.findall(r'<a href="#([^"]*)">[^<]*: dit moet ingevuld zijn</a>', refused)
        [opened] = re.findall(r"<details open>(.*?)</details>", refused, re.DOTALL)
        assert re.search(rf'name="{name}"[^>]* id="{target}"', opened)


def test_what_was_typed_stays_where_somebody_else_ended_it_in_the_meantime(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    end = f"/stadsdelen/{part.code}/beeindigen/"
    onderzoeker.post(end, {"day": "2026-06-30", "reason": "Besluit 14"})
    response = onderzoeker.post(end, {"day": "2026-07-31", "reason": "Besluit 15"})
    assert response.status_code == 409
    assert "Noord-Oost is al beëindigd op 30-06-2026." in text_of(response)
    assert 'name="reason" value="Besluit 15"' in response.content.decode()
    assert 'name="reason" value="Besluit 15"' not in onderzoeker.get("/stadsdelen/").content.decode()


@pytest.mark.parametrize("name", ["Mevrouw Jansen", "Bel 06-12345678"])
def test_a_name_that_points_at_a_person_does_not_come_into_the_log(onderzoeker: Client, name: str) -> None:
    part = make(onderzoeker)
    for address in ("/stadsdelen/nieuw/", f"/stadsdelen/{part.code}/naam/"):
        response = onderzoeker.post(address, {"name": name, "day": DAY})
        assert response.status_code == 422
        assert "Let op: dit lijkt over een persoon te gaan" in text_of(response)
        assert f'name="name" value="{name}"' in response.content.decode()
    assert Area.objects.get(level=Level.STADSDEEL).name == "Noord-Oost"
    assert not AuditEvent.objects.filter(kind="area").exclude(verb="create").exists()


def test_whoever_works_with_content_reads_the_division_and_changes_nothing(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    onderzoeker.post(f"/stadsdelen/{part.code}/indelen/", {"wijk": ["WK016402"], "day": DAY})
    reader = signed_in("regisseur", Role.PROCESREGISSEUR)
    page = reader.get("/stadsdelen/")
    assert "Noord-Oost" in text_of(page)
    forms = [each for each in page.content.decode().split("<form")[1:] if "stadsdelen" in each.partition(">")[0]]
    assert forms == []
    assert 'href="/stadsdelen/"' in reader.get("/account/mijn-gegevens/").content.decode(), "it stands in the menu"
    for address in ("nieuw/", *(f"{part.code}/{deed}/" for deed in ("indelen", "naam", "beeindigen"))):
        sent = {"wijk": "WK016402", "name": "X", "day": DAY, "reason": "x"}
        assert reader.post(f"/stadsdelen/{address}", sent).status_code == 403
    part.refresh_from_db()
    assert (part.name, part.valid_to) == ("Noord-Oost", None)


def test_only_who_may_edit_areas_changes_them(beheerder: Client, site: Client) -> None:
    assert beheerder.get("/stadsdelen/").status_code == 403
    assert beheerder.post("/stadsdelen/nieuw/", {"name": "X", "day": DAY}).status_code == 403
    assert site.get("/stadsdelen/").status_code == 302
    assert not Area.objects.filter(level=Level.STADSDEEL).exists()


def test_a_stadsdeel_that_is_not_there_is_said(onderzoeker: Client) -> None:
    part = make(onderzoeker)
    onderzoeker.post(f"/stadsdelen/{part.code}/indelen/", {"wijk": ["WK016402"], "day": DAY})
    for deed in ("indelen", "naam", "beeindigen"):
        response = onderzoeker.post(f"/stadsdelen/SD016499/{deed}/")
        assert response.status_code == 404
        assert "Er is geen stadsdeel ‘SD016499’." in text_of(response)
        typed = onderzoeker.post(f"/stadsdelen/SD016499/{deed}/", {"day": DAY, "reason": "Besluit 12"})
        assert (typed.status_code, "Besluit 12" in text_of(typed)) == (404, True)
