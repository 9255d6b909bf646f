"""Documents and notes: each sees what the table lets them see, and what is not theirs does not even exist for them."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.reading import text_of
from tests.web.staff_site import person, signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.governance.document.actions import add_document
from wijkwerk.governance.models import Document, Note, NoteState
from wijkwerk.governance.note.actions import MOST_TEXT
from wijkwerk.governance.note.flow import NoteFlow

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def area(key: str, name: str, parent: Scope | None = None) -> Scope:
    return Scope.objects.create(
        kind=ScopeKind.AREA, key=key, name=name, parent=parent, valid_from=datetime.date(2024, 1, 1)
    )


@pytest.fixture
def north() -> Scope:
    return area("SD000101", "Noord")


@pytest.fixture
def south() -> Scope:
    return area("SD000102", "Zuid")


def regisseur(account: str, scope: Scope) -> Client:
    client = signed_in(account)
    give_role(Person.objects.get(account=account), Role.STADSDEELREGISSEUR, by=None, scope=scope)
    return client


def note(title: str, level: str, scope: Scope | None, *, state: NoteState = NoteState.DRAFT) -> Note:
    return Note.objects.create(
        title=title, text="Een tekst", confidentiality=level, scope=scope, state=state, adopted_at=timezone.now()
    )


def read(made: Note) -> dict[str, str]:
    """What the form on the page carries of the note that was read."""
    return {"read": NoteFlow.mark_of(Note.objects.get(pk=made.pk))}


def paper(title: str, level: str, scope: Scope | None = None) -> Document:
    return add_document(
        title=title, reference="K-1", date=TODAY, url="https://voorbeeld.example/1", by=None, confidentiality=level,
        scope=scope,
    )  # fmt: skip


def test_a_regisseur_sees_vertrouwelijk_of_the_own_stadsdeel_only(north: Scope, south: Scope):
    client = regisseur("reg", north)
    mine, inside = (
        note("Van Noord", "vertrouwelijk", north),
        note("Uit de buurt", "vertrouwelijk", area("BU1", "B", north)),
    )
    theirs, strict = note("Van Zuid", "vertrouwelijk", south), note("Strikt", "strikt", north)
    text = text_of(client.get("/notities/"))
    assert "Van Noord" in text
    assert "Uit de buurt" in text
    assert "Van Zuid" not in text
    assert "Strikt" not in text
    assert client.get(f"/notities/{mine.pk}/").status_code == 200
    assert client.get(f"/notities/{inside.pk}/").status_code == 200
    for hidden in (theirs, strict):
        for address in ("", "wijzigen/"):
            assert client.get(f"/notities/{hidden.pk}/{address}").status_code == 404
        assert client.post(f"/notities/{hidden.pk}/wijzigen/", {"title": "x"}).status_code == 404
        assert client.post(f"/notities/{hidden.pk}/vaststellen/").status_code == 404
    assert client.get("/notities/99999/").status_code == 404, "what is not there looks the same"


def test_looking_at_something_vertrouwelijk_is_kept_and_a_refusal_too(north: Scope, south: Scope):
    client = regisseur("reg", north)
    own, secret, theirs = note("a", "intern", north), note("b", "vertrouwelijk", north), note("c", "strikt", south)
    for each in (own, secret, theirs):
        client.get(f"/notities/{each.pk}/")
    client.get(f"/notities/{secret.pk}/wijzigen/")
    client.get("/notities/")
    told = AuditEvent.objects.filter(kind="note").values_list("verb", "key", "reason")
    assert list(told) == [
        ("view", str(secret.pk), ""),
        ("refused", str(theirs.pk), "read"),
        ("view", str(secret.pk), ""),
        ("view", "-", f"in een lijst: {secret.pk}"),
    ]
    paper("Gesprek", "vertrouwelijk", north)
    client.get("/documenten/")
    assert AuditEvent.objects.filter(kind="document", verb="view", key="-").count() == 1


def test_a_visitor_reads_what_is_openbaar(client: Client):
    paper("Open stuk", "openbaar")
    hidden = paper("Stuk van binnen", "intern")
    text = text_of(client.get("/documenten/"))
    assert "Open stuk" in text
    assert "Stuk van binnen" not in text
    assert "Document toevoegen" not in text
    assert client.get(f"/documenten/{hidden.pk}/").status_code == 404
    assert client.post("/documenten/nieuw/", {}).status_code == 302
    note("Verslag", "openbaar", None, state=NoteState.ADOPTED)
    note("Voorstel", "openbaar", None)
    text = text_of(client.get("/notities/"))
    assert "Verslag" in text
    assert "Voorstel" not in text, "a draft is for those who work on it"


def test_a_document_is_added_where_the_role_reaches_and_nowhere_else(north: Scope, south: Scope):
    client = regisseur("reg", north)
    sent = {
        "title": "Wijkplan", "reference": "K-2", "day": TODAY.isoformat(), "url": "https://voorbeeld.example/plan",
        "confidentiality": "vertrouwelijk", "scope": north.pk,
    }  # fmt: skip
    assert "staat in het register" in text_of(client.post("/documenten/nieuw/", sent, follow=True))
    for changes in ({"scope": south.pk}, {"confidentiality": "strikt"}, {"scope": ""}):
        refused = client.post("/documenten/nieuw/", sent | changes)
        assert refused.status_code == 403, changes
        assert 'value="Wijkplan"' in refused.content.decode(), "what was typed comes back"
    assert AuditEvent.objects.filter(verb="refused", kind="document", key="-", reason="add").count() == 3
    for changes, status, words in (
        ({"scope": "x"}, 422, "uit de lijst"),
        ({"confidentiality": "geheim"}, 422, "Kies hoe"),
        ({"title": ""}, 422, "Titel: dit moet ingevuld zijn"),
        ({"url": ""}, 409, "Kies het bestand, zeg waar het staat"),
        ({"day": "2999-01-01"}, 409, "nog moet komen"),
        ({"day": "2999-01-01", "scope": ""}, 403, "Over de hele gemeente mag u dit niet vastleggen"),
    ):
        answer = client.post("/documenten/nieuw/", sent | changes)
        assert answer.status_code == status, changes
        assert words in text_of(answer)
        assert 'value="K-2"' in answer.content.decode(), "what was typed comes back"
    assert Document.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "reference"])
def test_a_document_that_anybody_may_read_is_asked_about_first(north: Scope, field: str):
    client = regisseur("rno", north)
    sent = {"title": "Brief", "reference": "Z-1", "day": "2026-01-01", "url": "https://voorbeeld.nl/1"}
    sent |= {"confidentiality": "openbaar", "scope": str(north.pk), field: "mevrouw Jansen 0612345678"}
    answer = client.post("/documenten/nieuw/", sent)
    assert answer.status_code == 422
    assert "Let op: dit lijkt over een persoon te gaan" in text_of(answer)
    assert 'value="mevrouw Jansen 0612345678"' in answer.content.decode()
    assert not Document.objects.exists()


def test_whoever_wrote_a_note_anew_does_not_adopt_it_either(north: Scope):
    writer, editor, third = (regisseur(name, north) for name in ("reg", "collega", "derde"))
    sent = {"title": "Indruk", "text": "Groen.", "confidentiality": "intern", "scope": north.pk}
    writer.post("/notities/nieuw/", sent)
    made = Note.objects.get()
    editor.post(f"/notities/{made.pk}/wijzigen/", sent | {"text": "Heel iets anders."} | read(made))
    assert "anderen hebben de notitie gewijzigd" in text_of(editor.post(f"/notities/{made.pk}/vaststellen/"))
    assert not Note.objects.get().is_adopted
    third.post(f"/notities/{made.pk}/vaststellen/", read(made))
    assert Note.objects.get().is_adopted


def test_a_note_is_written_changed_and_adopted_by_another(north: Scope):
    writer, other = regisseur("reg", north), regisseur("collega", north)
    sent = {"title": "Indruk", "text": "Het groen is\nmooi.", "confidentiality": "intern", "scope": north.pk}
    page = writer.post("/notities/nieuw/", sent, follow=True)
    assert "bewaard als concept" in text_of(page)
    made = Note.objects.get()
    assert "niet u U hebt deze notitie zelf geschreven. Een ander moet haar nalezen." in text_of(page)
    assert "een ander heeft de notitie geschreven" in text_of(writer.post(f"/notities/{made.pk}/vaststellen/"))
    writer.post(f"/notities/{made.pk}/wijzigen/", sent | {"title": "Tweede indruk"} | read(made))
    made.refresh_from_db()
    assert made.title == "Tweede indruk"
    assert made.history.count() == 2
    page = other.post(
        f"/notities/{made.pk}/vaststellen/", {"reason": "met het team besproken"} | read(made), follow=True
    )
    assert "verandert niet meer" in text_of(page)
    assert AuditEvent.objects.filter(kind="note", verb="adopt").get().reason == "met het team besproken"
    assert writer.get(f"/notities/{made.pk}/wijzigen/").status_code == 404
    assert writer.post(f"/notities/{made.pk}/wijzigen/", sent).status_code == 404
    made.refresh_from_db()
    assert (made.title, made.state) == ("Tweede indruk", "vastgesteld")


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"title": " "}, 422, "Titel: dit moet ingevuld zijn"),
        ({"text": "x" * (MOST_TEXT + 1)}, 422, "Deze tekst heeft 10.001 tekens; er passen er 10.000 in"),
        ({"confidentiality": ""}, 422, "Kies hoe vertrouwelijk"),
        ({"confidentiality": "strikt"}, 403, "Over Noord mag u dit niet vastleggen als ‘strikt vertrouwelijk’"),
        ({"scope": ""}, 403, "Over de hele gemeente mag u dit niet vastleggen als ‘intern’"),
    ],
)
def test_a_note_that_cannot_be_is_told_and_what_was_written_stays(north, changes, status, words):
    client = regisseur("reg", north)
    sent = {"title": "Indruk", "text": "Het groen", "confidentiality": "intern", "scope": north.pk} | changes
    answer = client.post("/notities/nieuw/", sent)
    assert answer.status_code == status
    assert words in text_of(answer)
    page = answer.content.decode()
    assert sent["text"][:40] in page, "what was typed comes back"
    assert ("/wie-mag-wat/waarom/?handeling=add&amp;soort=note" in page) == (status == 403)
    assert not Note.objects.exists()


def test_a_form_offers_what_may_be_said_and_begins_at_the_own_area(north: Scope, south: Scope):
    quarter = area("WK016403", "Wijk Noord-West", north)
    page = regisseur("reg", north).get("/notities/nieuw/").content.decode()
    offered = re.findall(r'<option value="(\w*)"( selected)?>', page)
    assert offered == [
        ("openbaar", ""), ("intern", " selected"), ("vertrouwelijk", ""),
        (str(north.pk), " selected"), (str(quarter.pk), ""),
    ]  # fmt: skip
    page = signed_in("bel", Role.BELEIDSADVISEUR).get("/notities/nieuw/").content.decode()
    offered = [value for value, _ in re.findall(r'<option value="(\w*)"( selected)?>', page)]
    assert offered == ["openbaar", "intern", "", str(north.pk), str(quarter.pk), str(south.pk)]


def test_whoever_lowers_the_level_of_a_note_leaves_a_trace_of_it(north: Scope):
    client = regisseur("reg", north)
    made = note("Indruk", "vertrouwelijk", north)
    sent = {"title": "Indruk", "text": "x", "confidentiality": "openbaar", "scope": north.pk}
    client.post(f"/notities/{made.pk}/wijzigen/", sent | read(made))
    client.post(f"/notities/{made.pk}/wijzigen/", sent | {"text": "y"} | read(made))
    reasons = AuditEvent.objects.filter(kind="note", verb="edit").values_list("reason", flat=True)
    assert list(reasons) == ["van vertrouwelijk naar openbaar", "tekst gewijzigd"]


def test_a_note_says_why_its_writer_does_not_adopt_it_and_so_does_the_page_behind_it(north: Scope):
    client = regisseur("reg", north)
    client.post("/notities/nieuw/", {"title": "A", "text": "b", "confidentiality": "intern", "scope": north.pk})
    made = Note.objects.get()
    answer = client.get(f"/notities/{made.pk}/")
    assert "U hebt deze notitie zelf geschreven. Een ander moet haar nalezen." in text_of(answer)
    why = f"/wie-mag-wat/waarom/?handeling=adopt&soort=note&nummer={made.pk}"
    assert why.replace("&", "&amp;") in answer.content.decode()
    text = text_of(client.get(why))
    assert "Dit mag u niet" in text
    assert "Het gaat om: A" in text
    assert "dat is hier niet zo: een ander heeft de notitie geschreven" in text
    stranger = text_of(signed_in("par", Role.PARTNER).get(why))
    assert "Het gaat om" not in stranger, "who may not read it does not learn that there is one"


def test_more_fields_than_the_form_has_change_nothing(north: Scope):
    client, other = regisseur("reg", north), person("ander")
    sent = {
        "title": "Indruk", "text": "Het groen", "confidentiality": "intern", "scope": north.pk,
        "state": "vastgesteld", "written_by": other.pk, "adopted_by": other.pk, "id": 77,
    }  # fmt: skip
    client.post("/notities/nieuw/", sent)
    made = Note.objects.get()
    assert (made.state, made.written_by.account, made.adopted_by) == ("concept", "reg", None)
    assert made.pk != 77


def test_text_is_shown_as_it_was_typed_and_never_as_markup(north: Scope):
    made = note("<b>vet</b>", "intern", north)
    Note.objects.filter(pk=made.pk).update(text="<script>alert(1)</script>")
    page = regisseur("reg", north).get(f"/notities/{made.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;vet" in page


def test_nothing_of_a_note_stays_in_the_browser_of_somebody_who_signed_out(north: Scope):
    browser = regisseur("noord", north)
    made = note("Noord", "vertrouwelijk", north)
    for address in ("/notities/", f"/notities/{made.pk}/", "/documenten/"):
        assert browser.get(address)["Cache-Control"] == "private, no-store", address
