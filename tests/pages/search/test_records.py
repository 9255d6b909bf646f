"""Searching as somebody who is signed in: records beside areas and indicators, as far as they may read them."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.note_site import MAY_READ, area_scopes, note, one_of_each, titles, with_role
from tests.web.reading import links_of, text_of
from tests.web.small_site import HENGELO, NOORD, NOORK
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Scope
from wijkwerk.access.people.roles import Role
from wijkwerk.governance.decision.actions import adopt_decision, write_decision
from wijkwerk.governance.document.actions import add_document
from wijkwerk.governance.models import Decision, Document, Note
from wijkwerk.web.doors.public import PAGES
from wijkwerk.web.search import searching
from wijkwerk.web.search.searching import MOST_OF_A_KIND, searched, searched_kinds

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 10, 1)
# Who reads decisions: who works inside the gemeente with content.
READS_DECISIONS = {
    Role.COLLEGE, Role.OPDRACHTGEVER, Role.PROGRAMMAMANAGER, Role.PROCESREGISSEUR, Role.STADSDEELREGISSEUR,
    Role.BELEIDSADVISEUR, Role.PROJECTLEIDER, Role.AFDELINGSMANAGER, Role.CONTROLLER, Role.ONDERZOEKER,
    Role.COMMUNICATIEADVISEUR, Role.SECRETARIAAT,
}  # fmt: skip


@pytest.fixture
def scopes() -> dict[str, Scope]:
    return area_scopes()


def browser_of(role: Role, scope: Scope | None = None, account: str = "iemand") -> Client:
    client = Client()
    client.force_login(with_role(account, role, scope))
    return client


def document(title: str, reference: str, level: str = "intern", scope: Scope | None = None) -> Document:
    return add_document(
        title=title, reference=reference, date=DAY, url="https://voorbeeld.nl/1", by=None, confidentiality=level,
        scope=scope,
    )  # fmt: skip


def decision(subject: str, case_number: str, day: datetime.date = DAY) -> Decision:
    papers = [document("Raadsvoorstel", "R-1")]
    return write_decision(
        body="Gemeenteraad", date=day, case_number=case_number, subject=subject, documents=papers, by=None
    )


def groups_of(client: Client, text: str, **query: str) -> list[str]:
    """The headings of the page, with their counts."""
    page = client.get("/zoek/", {"q": text, **query}).content.decode().partition("</main>")[0]
    return [text_of_heading(each) for each in page.split("<h2>")[1:]]


def text_of_heading(after: str) -> str:
    heading = after.partition("</h2>")[0]
    return heading.replace('<small class="muted">', "").replace("</small>", "")


def test_each_kind_stands_under_its_own_heading_with_what_it_is_and_its_day(scopes: dict[str, Scope]):
    note("Speeltuin in Noord", "intern", scopes[NOORD])
    document("Plan voor de speeltuin", "K-7", scope=scopes[NOORD])
    decision("Geld voor de speeltuin", "Z-2026-12")
    client = browser_of(Role.BELEIDSADVISEUR)
    text = text_of(client.get("/zoek/", {"q": "speeltuin"}))
    assert groups_of(client, "speeltuin") == ["Besluiten (1)", "Documenten (1)", "Notities (1)"]
    assert (
        "Geld voor de speeltuin besluit van Gemeenteraad, zaaknummer Z-2026-12, nog niet vastgelegd, 1 oktober" in text
    )
    assert "Plan voor de speeltuin document, kenmerk K-7, over Noord, intern, 1 oktober 2026" in text
    assert "Speeltuin in Noord notitie, vastgesteld, over Noord, intern, " in text


def test_each_hit_leads_to_its_page(scopes: dict[str, Scope]):
    client = browser_of(Role.BELEIDSADVISEUR)
    written, added = note("Speeltuin", "intern", None), document("Speeltuin", "K-1")
    decided = decision("Speeltuin", "Z-1")
    links = links_of(client.get("/zoek/", {"q": "speeltuin"}))
    assert {f"/notities/{written.pk}/", f"/documenten/{added.pk}/"} <= set(links)
    assert f"/normen/besluiten/{decided.pk}/" in links


@pytest.mark.parametrize("role", MAY_READ)
def test_each_role_finds_what_it_may_read(scopes: dict[str, Scope], role: Role):
    own_adopted, own_draft, adopted, draft = MAY_READ[role]
    client = browser_of(role, scopes[NOORD])
    decision("Besluit dat telt", "Z-1")
    for scope, expected in ((scopes[NOORD], titles(own_adopted, own_draft)), (scopes[HENGELO], titles(adopted, draft))):
        Note.objects.all().delete()
        one_of_each(scope)
        page = client.get("/zoek/", {"q": "t"}).content.decode()
        assert {each for each in titles("strikt", "strikt") if f">{each}</a>" in page} == set(expected)
        assert ("Besluit dat telt" in page) == (role in READS_DECISIONS)


def test_a_visitor_searches_as_before_and_finds_no_record(site: Client, scopes: dict[str, Scope]):
    note("Noord en wat er gebeurt", "openbaar", scopes[NOORD])
    browser_of(Role.BELEIDSADVISEUR).get("/zoek/", {"q": "noord"})
    with CaptureQueriesContext(connection) as asked:
        answer = site.get("/zoek/", {"q": "noord"})
    assert len(asked) == 0
    assert "wat er gebeurt" not in answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert "zaaknummer" not in answer.content.decode()
    PAGES.clear()
    assert site.get("/zoek/", {"q": "noord", "soort": "notities"}).content == answer.content


def test_what_staff_find_is_kept_by_no_browser_and_no_cache(site: Client, scopes: dict[str, Scope]):
    note("Noord en wat er gebeurt", "intern", scopes[NOORD])
    client = browser_of(Role.BELEIDSADVISEUR)
    for query in ({"q": "noord"}, {"q": "noord", "soort": "notities"}, {}):
        answer = client.get("/zoek/", query)
        assert answer["Cache-Control"] == "private, no-store"
        assert "Cookie" in answer["Vary"]


def test_a_permalink_finds_what_its_edition_held(scopes: dict[str, Scope]):
    note("Noord en wat er gebeurt", "intern", scopes[NOORD])
    answer = browser_of(Role.BELEIDSADVISEUR).get("/editie/2026-1/zoek/", {"q": "noord"})
    assert "wat er gebeurt" not in answer.content.decode()


@pytest.mark.postgresql
@pytest.mark.parametrize("text", ["SPEELTUIN", "speeltuín", "noord speel", "  tuin   noord ", "Noord: speel"])
def test_capitals_accents_and_the_order_of_words_do_not_matter(scopes: dict[str, Scope], text: str):
    note("Speeltüin in Noord: speelt het hier?", "intern", None)
    assert "Notities (1)" in groups_of(browser_of(Role.BELEIDSADVISEUR), text)


@pytest.mark.postgresql
@pytest.mark.parametrize("text", ["speeltuin zuid", "%", "speel_uin", "\\", "'", "<b>"])
def test_every_word_counts_and_no_sign_stands_for_others(scopes: dict[str, Scope], text: str):
    note("Speeltuin in Noord", "intern", None)
    assert not any(each.startswith("Notities") for each in groups_of(browser_of(Role.BELEIDSADVISEUR), text))


def test_words_of_two_fields_do_not_make_one(scopes: dict[str, Scope]):
    decision("Plan speel", "tuin-1")
    assert not any(each.startswith("Besluiten") for each in groups_of(browser_of(Role.BELEIDSADVISEUR), "speeltuin"))


@pytest.mark.postgresql
def test_a_case_number_that_is_typed_whole_goes_before_everything_else(scopes: dict[str, Scope]):
    """Before newer ones that hold it, and before the areas and indicators."""
    decision("Woningen", "Z-2026-12", day=datetime.date(2025, 1, 1))
    decision("Noord, over Z-2026-12", "Z-2026-123")
    client = browser_of(Role.BELEIDSADVISEUR)
    text = text_of(client.get("/zoek/", {"q": "z-2026-12"}))
    assert text.index("Woningen") < text.index("Noord, over Z-2026-12")
    decision("Wonen in het noorden", "Noord", day=datetime.date(2025, 1, 2))
    assert groups_of(client, "noord")[:2] == ["Besluiten (2)", "In Hengelo"]


def test_records_stand_behind_the_own_areas_and_before_those_of_others(scopes: dict[str, Scope]):
    decision("Werkbezoek aan Aalten, Noord", "Z-1")
    client = browser_of(Role.BELEIDSADVISEUR)
    assert groups_of(client, "noord") == ["In Hengelo", "Besluiten (1)"]
    assert groups_of(client, "aalte") == ["Besluiten (1)", "Elders in Nederland"]


def test_ten_of_a_kind_stand_there_with_the_way_to_all(scopes: dict[str, Scope]):
    for number in range(MOST_OF_A_KIND + 45):
        note(f"Gesprek {number}", "intern", None)
    client = browser_of(Role.BELEIDSADVISEUR)
    answer = client.get("/zoek/", {"q": "gesprek"})
    assert groups_of(client, "gesprek") == ["Notities (55)"]
    assert answer.content.decode().count(">Gesprek ") == MOST_OF_A_KIND
    assert "Alle 55 notities" in text_of(answer)
    whole = "/zoek/?q=gesprek&soort=notities"
    assert whole in links_of(answer)
    first = client.get(whole)
    assert "55 gevonden" in text_of(first)
    assert "?q=gesprek&soort=notities&page=2" in links_of(first)
    assert "Gesprek 0 " in text_of(client.get(f"{whole}&page=2"))


def test_just_as_many_as_fit_have_no_way_to_more(scopes: dict[str, Scope]):
    for number in range(MOST_OF_A_KIND):
        note(f"Gesprek {number}", "intern", None)
    answer = browser_of(Role.BELEIDSADVISEUR).get("/zoek/", {"q": "gesprek"})
    assert f"Notities ({MOST_OF_A_KIND})" in answer.content.decode().replace('<small class="muted">', "")
    assert "soort=" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["onzin", "", "NOTITIES"])
def test_a_kind_that_there_is_not_shows_all_kinds(scopes: dict[str, Scope], kind: str):
    note("Gesprek", "intern", None)
    assert groups_of(browser_of(Role.BELEIDSADVISEUR), "gesprek", soort=kind) == ["Notities (1)"]


def test_all_of_a_kind_without_any_leads_back_to_everything(scopes: dict[str, Scope]):
    answer = browser_of(Role.BELEIDSADVISEUR).get("/zoek/", {"q": "noord", "soort": "notities"})
    assert "Er is niets van deze soort dat u mag lezen." in text_of(answer)
    assert "/zoek/?q=noord" in links_of(answer)


def test_the_titles_of_what_is_vertrouwelijk_are_kept_in_the_log_as_a_list(scopes: dict[str, Scope]):
    secret = note("Gesprek a", "vertrouwelijk", scopes[NOORD])
    note("Gesprek b", "intern", scopes[NOORD])
    note("Iets anders", "vertrouwelijk", scopes[NOORD])
    hidden = document("Gesprek c", "K-1", "vertrouwelijk", scopes[NOORK])
    client = browser_of(Role.STADSDEELREGISSEUR, scopes[NOORD])
    client.get("/zoek/", {"q": "gesprek"})
    client.get("/zoek/", {"q": "gesprek", "soort": "notities"})
    viewed = AuditEvent.objects.filter(verb="view").values_list("kind", "key", "reason")
    assert list(viewed) == [
        ("document", "-", f"in een lijst: {hidden.pk}"),
        ("note", "-", f"in een lijst: {secret.pk}"),
        ("note", "-", f"in een lijst: {secret.pk}"),
    ]


def test_a_name_that_is_just_an_area_leads_there_unless_a_record_holds_it(scopes: dict[str, Scope]):
    client = browser_of(Role.BELEIDSADVISEUR)
    assert client.get("/zoek/", {"q": "De Noork"})["Location"] == f"/gebied/{NOORK}/"
    note("Gesprek in De Noork", "intern", None)
    answer = client.get("/zoek/", {"q": "De Noork"})
    assert answer.status_code == 200
    assert f"/gebied/{NOORK}/" in links_of(answer)


def test_what_is_typed_is_never_markup_and_an_empty_question_finds_nothing(scopes: dict[str, Scope]):
    note("<script>alert(1)</script>", "intern", None)
    client = browser_of(Role.BELEIDSADVISEUR)
    assert "<script>alert" not in client.get("/zoek/", {"q": "script"}).content.decode()
    for text in ("", "  ", "\u0301"):
        assert groups_of(client, text, soort="notities") in ([], ["Bedoelt u misschien …"])
    assert "op titel en zaaknummer" in text_of(client.get("/zoek/"))


def test_the_number_of_questions_does_not_grow_with_what_there_is(scopes: dict[str, Scope]):
    client = browser_of(Role.STADSDEELREGISSEUR, scopes[HENGELO])

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/zoek/", {"q": "gesprek"})
        return len(asked)

    def fill(count: int) -> None:
        for number in range(count):
            note(f"Gesprek {number}", "vertrouwelijk", scopes[NOORD])
            document(f"Gesprek {number}", f"K-{number}", "vertrouwelijk", scopes[NOORD])

    fill(MOST_OF_A_KIND + 1)
    questions()  # the first one also opens the log
    few = questions()
    fill(20)
    assert questions() == few
    assert few <= 45


@pytest.fixture
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_KINDS", dict(searching._KINDS))


def test_another_kind_takes_one_registration(scopes: dict[str, Scope], own_registry: None):
    @searched("teksten", "Teksten", fields=("text",), newest="written_at", order=5, rows=Note.objects.all)
    def text_hit(found: Note) -> searching.Hit:
        return searching.Hit(found.text, "tekst", f"/notities/{found.pk}/")

    note("Titel", "intern", None)
    slugs = [each.slug for each in searched_kinds()]
    assert slugs.index("teksten") < slugs.index("besluiten") < slugs.index("notities"), "in the order that each says"
    orders = [each.order for each in searched_kinds()]
    assert sorted(orders) == sorted(set(orders)), "give `searched` an order between two others"
    assert groups_of(browser_of(Role.BELEIDSADVISEUR), "een tekst") == ["Teksten (1)"]


def test_a_decision_that_was_adopted_says_no_more_than_what_it_is(scopes: dict[str, Scope]):
    made = decision("Speeltuin", "Z-1")
    adopt_decision(made, by=with_role("raad", Role.SECRETARIAAT))
    text = text_of(browser_of(Role.BELEIDSADVISEUR).get("/zoek/", {"q": "speeltuin"}))
    assert "zaaknummer Z-1, 1 oktober 2026" in text
