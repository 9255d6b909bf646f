"""Ontwikkelingen in the browser: found by filter, taken along, changed, closed, and shown to who may read them."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.analysis.developments.specimen import an_area
from tests.web.staff_site import person, signed_in
from wijkwerk.access.models import Organisation, Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.analysis.developments.actions import DevelopmentText, add_development
from wijkwerk.analysis.developments.flow import DevelopmentFlow
from wijkwerk.analysis.developments.models import Certainty, Development, Party
from wijkwerk.lib.values import Amount, FuzzyDay
from wijkwerk.web.search.searching import hits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker() -> Client:
    return signed_in("maakt", Role.BELEIDSADVISEUR)


@pytest.fixture
def partner() -> Organisation:
    return Organisation.objects.create(code="wonen", name="Stichting Wonen")


def known(title: str, **more: Any) -> Development:
    given = {"party": Party.GEMEENTE, "certainty": Certainty.PLANNED, "scope": an_area()} | more
    return add_development(DevelopmentText(title, **given), by=Person.objects.get(account="maakt"))


def sent(**more: str) -> dict[str, str]:
    return {
        "title": "Nieuw plein", "scope": str(an_area().pk), "party": "gemeente", "certainty": "besloten",
        "confidentiality": "intern",
    } | more  # fmt: skip


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/ontwikkelingen/{query}").context["listing"]
    return [line.name.words for line in page.lines]


def test_an_empty_list_says_where_one_begins(maker: Client):
    text = maker.get("/ontwikkelingen/").content.decode()
    assert "Er zijn geen ontwikkelingen" in text
    assert 'href="/ontwikkelingen/nieuw/"' in text


def test_the_filters_go_together(maker: Client, partner: Organisation):
    known("Plein", certainty=Certainty.UNDER_WAY)
    known("Woningen", party=Party.PARTNER, organisation=partner)
    known("Brug", scope=an_area("WK016498", "De Overkant"), source="collegebesluit")
    assert names(maker, f"?gebied={an_area().pk}") == ["Plein", "Woningen"]
    assert names(maker, "?zekerheid=loopt") == ["Plein"]
    assert names(maker, "?zekerheid=gepland&van=partner") == ["Woningen"]
    assert names(maker, "?woord=collegebesluit") == ["Brug"]
    assert names(maker, "?woord=stichting") == ["Woningen"]
    assert names(maker, "?stand=vervallen") == []


def test_what_is_known_stands_first_and_amounts_are_sorted_as_money(maker: Client):
    for title, amount in (("veel", "1,2 mln"), ("weinig", "€ 9.000"), ("onbekend", "")):
        known(title, amount=Amount.parse(amount))
    shown = names(maker, "?volgorde=amount")
    assert shown.index("weinig") < shown.index("veel")


def test_what_is_shown_is_taken_along_with_the_period_as_typed_and_as_read(maker: Client):
    known("Plein", starts=FuzzyDay.parse("Q3? 2027"), amount=Amount.parse("118k"))
    known("=1+1")
    rows = list(csv.reader(io.StringIO(maker.get("/ontwikkelingen/ontwikkelingen.csv?stand=bekend").content.decode())))
    plein, harm = (dict(zip(rows[0], row, strict=True)) for row in rows[1:])
    assert (plein["starts"], plein["starts_first"], plein["starts_last"]) == ("Q3? 2027", "2027-07-01", "2027-09-30")
    assert (plein["ends"], plein["amount"]) == ("", "118k")
    assert (harm["what"], harm["amount"]) == ("'=1+1", "")


def test_from_new_to_finished(maker: Client, partner: Organisation):
    filled = sent(party="partner", organisation=str(partner.pk), starts="Q3? 2027", amount="1,2 mln")
    made = maker.post("/ontwikkelingen/nieuw/", filled, follow=True)
    development = Development.objects.get()
    assert made.redirect_chain[-1][0] == f"/ontwikkelingen/{development.pk}/"
    text = made.content.decode()
    assert "Q3? 2027 (gelezen als 1 juli 2027 tot en met 30 september 2027)" in text
    assert "Stichting Wonen" in text
    assert "<dt>Klaar</dt><dd>onbekend</dd>" in text
    finished = {"outcome": "Het plein ligt er.", "read": DevelopmentFlow.mark_of(development)}
    page = maker.post(f"/ontwikkelingen/{development.pk}/afgerond/", finished, follow=True).content.decode()
    assert "Het plein ligt er." in page
    assert "<del>bekend</del> <ins>afgerond</ins>" in page


def test_an_amount_that_nobody_knows_is_not_shown_as_zero(maker: Client):
    unknown, free = known("Plein"), known("Brug", amount=Amount.parse("0"))
    assert "<dt>Bedrag</dt><dd>onbekend</dd>" in maker.get(f"/ontwikkelingen/{unknown.pk}/").content.decode()
    assert "<dt>Bedrag</dt><dd>€ 0</dd>" in maker.get(f"/ontwikkelingen/{free.pk}/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("starts", "na de zomer", "‘na de zomer’ is niet te lezen"),
        ("amount", "1.25", "‘1.25’ is niet te lezen"),
        ("scope", "", "Kies een gebied uit de lijst."),
        ("party", "", "Dit moet ingevuld zijn."),
        ("certainty", "", "Dit moet ingevuld zijn."),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_the_rest_is_kept(
    maker: Client, field: str, typed: str, words: str
):
    answer = maker.post("/ontwikkelingen/nieuw/", sent(**{field: typed}))
    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert 'value="Nieuw plein"' in answer.content.decode()
    assert not Development.objects.exists()


def test_what_contradicts_itself_comes_back_with_what_was_typed(maker: Client):
    answer = maker.post("/ontwikkelingen/nieuw/", sent(starts="2028", ends="2027"))
    text = answer.content.decode()
    assert "Klaar (2027) ligt vóór het begin (2028)" in text
    assert 'value="Nieuw plein"' in text
    assert not Development.objects.exists()


def test_the_form_offers_areas_alone_and_partners_that_take_part(maker: Client, partner: Organisation):
    Organisation.objects.create(code="weg", name="Opgeheven stichting", is_active=False)
    development = known("Woningen", party=Party.PARTNER, organisation=partner)
    Organisation.objects.update(is_active=False)
    new = maker.get("/ontwikkelingen/nieuw/").context["form"]
    assert [words for _, words in new.fields["scope"].choices] == ["Kies een gebied", "De Proef"]
    assert [words for _, words in new.fields["organisation"].choices] == ["geen, of niet in de lijst"]
    change = maker.get(f"/ontwikkelingen/{development.pk}/wijzigen/").context["form"]
    assert "Stichting Wonen" in [words for _, words in change.fields["organisation"].choices]


def test_the_page_says_what_can_be_done_and_why_not(maker: Client):
    development = known("Plein")
    answers = {
        each.button.verb: each.status for each in maker.get(f"/ontwikkelingen/{development.pk}/").context["answers"]
    }
    assert answers == {"edit": "mag u", "finish": "mag u", "drop": "mag u", "reopen": "nu niet"}


def test_somebody_else_was_first_and_both_stand_there(maker: Client):
    development = known("Plein")
    before = DevelopmentFlow.mark_of(development)
    address = f"/ontwikkelingen/{development.pk}/wijzigen/"
    assert maker.post(address, sent(title="Groot plein", read=before)).status_code == 302
    second = maker.post(address, sent(title="Klein plein", read=before))
    assert second.status_code == 409
    assert "Iemand was u voor" in second.content.decode()
    assert "Klein plein" in second.content.decode()


def test_dropped_and_open_again_with_a_reason(maker: Client):
    development = known("Plein")
    address = f"/ontwikkelingen/{development.pk}"
    mark = DevelopmentFlow.mark_of(development)
    assert maker.post(f"{address}/vervalt/", {"reason": "", "read": mark}).status_code == 422
    maker.post(f"{address}/vervalt/", {"reason": "de subsidie kwam niet", "read": mark})
    assert names(maker) == []
    assert names(maker, "?stand=vervallen") == ["Plein"]
    maker.post(f"{address}/heropenen/", {"reason": "er is ander geld", "read": mark})
    assert names(maker) == ["Plein"]


def test_a_visitor_reads_what_is_openbaar_and_not_who_wrote_it_down(maker: Client):
    shown = known("Plein", confidentiality=Confidentiality.OPENBAAR)
    hidden = known("Brug")
    visitor = Client()
    assert names(visitor) == ["Plein"]
    assert visitor.get(f"/ontwikkelingen/{hidden.pk}/").status_code == 404
    by = Person.objects.get(account="maakt").name
    assert f"door {by}" in maker.get(f"/ontwikkelingen/{shown.pk}/").content.decode()
    assert by not in visitor.get(f"/ontwikkelingen/{shown.pk}/").content.decode()
    assert Client().post("/ontwikkelingen/nieuw/", sent()).status_code == 302, "a visitor is asked to sign in"
    assert Development.objects.count() == 2


@pytest.mark.parametrize("role", [Role.RAAD, Role.COLLEGE, Role.BEHEERDER])
def test_who_may_not_keep_them_is_refused(maker: Client, role: Role):
    an_area()
    assert signed_in("kijkt", role).post("/ontwikkelingen/nieuw/", sent()).status_code == 403
    assert not Development.objects.exists()


def test_files_hang_on_it(maker: Client):
    development = known("Plein")
    assert maker.get(f"/ontwikkelingen/{development.pk}/").context["files"] is not None


def test_a_search_finds_it_for_who_may_read_it(maker: Client):
    development = known("Plein naast de beek")
    (group,) = hits_for(Person.objects.get(account="maakt"), "beek", "/zoek/")
    assert [(hit.name, hit.href) for hit in group.hits] == [
        ("Plein naast de beek", f"/ontwikkelingen/{development.pk}/")
    ]
    assert hits_for(person("buiten", Role.RAAD), "beek", "/zoek/") == ()
