"""The rights of a person: everything in the export, correction, and being forgotten as far as that can be."""

import json

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.access.log.test_words import words_used
from tests.access.privacy.builders import officer, person, role, session_of
from tests.kinds import KINDS
from wijkwerk.access.jobs.running import cancel
from wijkwerk.access.lifecycles.lifecycle import NoReasonGivenError, NotNowError, NotYouError
from wijkwerk.access.log.audit import first_broken_event, record
from wijkwerk.access.models import AuditEvent, CorrectionRequest, Job, Person, SignInLink, Tombstone
from wijkwerk.access.people.account_actions import close_account, end_role_at_once, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.substitution_actions import agree_substitution
from wijkwerk.access.privacy.coverage import is_history
from wijkwerk.access.privacy.events_about import ABOUT
from wijkwerk.access.privacy.person_actions import (
    PersonDataError,
    ask_correction,
    correct_person,
    erase_person,
    export_person,
    handle_correction,
)
from wijkwerk.access.privacy.person_data import erasure_answer, everything_about
from wijkwerk.access.privacy.person_erasure import sessions_of
from wijkwerk.access.privacy.personal_rows import name_of
from wijkwerk.access.signing_in.authenticators import take_away_second_factor
from wijkwerk.access.signing_in.passwords import issue_password_link
from wijkwerk.access.signing_in.sessions import end_sessions
from wijkwerk.data.models import Release, Remark
from wijkwerk.editions.models import Edition
from wijkwerk.governance.models import Decision, Document, Kader

from .builders import moment

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


NUMBER = 987654321  # stands for nothing else in any row


def busy(account: str = "janneke"):
    """Somebody who stands in every table of every package."""
    made = person(account, last_login="2026-01-01", pk=NUMBER)
    role(made, "2020-01-01", "2026-02-01")
    SignInLink.objects.create(person=made, token_hash="t", expires_at=moment("2026-01-01"))
    session_of(made)
    Job.objects.create(kind="publish", person=made, params={"note": "proef"})
    release = Release.objects.create(key="r-1", source="s", table="t", delivered_by=made)
    Remark.objects.create(release=release, severity="note", check_name="c", message="m", explained_by=made)
    Edition.objects.create(key="2026-1", sequence=1, published_at=moment("2026-01-01"), published_by=made)
    Document.objects.create(title="Nota", reference="1", date="2026-01-01", sha256="a" * 64, added_by=made)
    Decision.objects.create(body="raad", date="2026-01-01", case_number="1", subject="Kader", written_by=made)
    Kader.objects.create(name="Kader", version=1, valid_from="2026-01-01", horizon=2040, made_by=made)
    record(person=made, verb="sign", kind="release", key="r-1", reason="gezien")
    return made


def test_the_export_tells_everything_of_every_package():
    made = busy()
    parts = {part.kind: part for part in everything_about(made)}
    assert set(parts) == {
        *("person", "roleholding", "signinlink", "session", "job", "auditevent"),
        *("release", "remark", "edition", "document", "decision", "kader", "history"),
    }
    (account,) = parts["person"].rows
    assert account["naam"] == "Medewerker janneke"
    assert account["e-mailadres"] == "janneke@voorbeeld.nl"
    (release,) = parts["release"].rows
    assert (release["kenmerk"], release["rol"]) == ("r-1", "aangeleverd door")
    (event,) = parts["auditevent"].rows
    assert (event["handeling"], event["reden"]) == ("sign", "gezien")
    json.dumps([list(part.rows) for part in parts.values()])


def test_every_table_with_the_number_of_the_person_in_a_row_is_in_the_export():
    made = busy()
    end_role_at_once(give_role(made, Role.CONTROLLER, by=None), by=None, reason="vergissing")
    named = {
        "history" if is_history(model) else name_of(model)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        if str(NUMBER) in str(row)
    }
    assert {"person", "roleholding", "history", "auditevent", "release"} <= named, "the walk finds them"
    assert named - {part.kind for part in everything_about(made)} == set()


def about_them(found: Person) -> list[tuple[str, ...]]:
    (events,) = (part for part in everything_about(found) if part.kind == "auditevent")
    return [tuple(str(row[name]) for name in ("handeling", "soort", "reden", "rol")) for row in events.rows]


def test_what_others_did_to_the_roles_and_the_account_is_told_with_the_reason():
    made, by, other = officer("a"), officer("ben", Role.BEHEERDER), person("b")
    request = CorrectionRequest.objects.create(person=other, name="B")
    handle_correction(request, granted=False, answer="nee", by=made)
    for holder in (made, other):
        held = give_role(holder, Role.CONTROLLER, by=by, reason=f"besluit {holder.account}")
        end_role_at_once(held, by=by, reason=f"ontslag wegens fraude {holder.account}")
        take_away_second_factor(holder, by=by, reason=f"kwijt {holder.account}")
        issue_password_link(holder, by=by)
        close_account(holder, by=by, reason=f"uit dienst {holder.account}")
    cancel(Job.objects.create(kind="publish", person=made), by=by)
    assert about_them(made) == [
        ("refuse", "correctionrequest", "naam en e-mailadres; met uitleg aan de aanvrager", "zelf gedaan"),
        ("give", "roleholding", "besluit a", "door een ander gedaan"),
        ("end", "roleholding", "ontslag wegens fraude a", "door een ander gedaan"),
        ("remove_second_factor", "account", "kwijt a", "door een ander gedaan"),
        ("link", "account", "het oude wachtwoord werkt niet meer", "door een ander gedaan"),
        ("close", "person", "uit dienst a", "door een ander gedaan"),
        ("cancel", "job", "uit de wachtrij gehaald", "door een ander gedaan"),
    ]
    assert ("refuse", "correctionrequest") in {told[:2] for told in about_them(other)}


def test_what_became_of_an_own_request_is_told_also_when_the_request_is_gone():
    made, by = person("a"), officer()
    handle_correction(ask_correction(made, name="Anders", email=""), granted=True, by=by)
    CorrectionRequest.objects.all().delete()
    assert [told[:2] for told in about_them(made)] == [
        ("ask", "correctionrequest"),
        ("correct", "persondata"),
        ("grant", "correctionrequest"),
    ]


def test_that_somebody_stands_in_for_another_is_about_both():
    away, substitute = person("a"), person("b")
    holding = give_role(away, Role.CONTROLLER, by=None)
    give_role(substitute, Role.CONTROLLER, by=None)
    today = timezone.localdate()
    agree_substitution(holding, substitute, first_day=today, last_day=today, by=away)
    for each in (away, substitute):
        assert ("add", "substitution") in {told[:2] for told in about_them(each)}


# Events of these are about a thing, or about what somebody did who stands in the event itself.
NOT_ABOUT_A_PERSON = {
    *(kind.name for kind in KINDS),
    "area", "areatype", "auditevent", "body", "comment", "decision", "document", "edition", "feedback", "freetext",
    "function", "goal", "kader", "note", "organisation", "permission", "processing", "provider", "release", "remark",
    "retention", "scope", "score", "site", "storedfile",
}  # fmt: skip


def test_of_every_kind_of_event_is_said_whether_it_is_about_a_person():
    assert words_used("kind") == set(ABOUT) | NOT_ABOUT_A_PERSON
    assert set(ABOUT) & NOT_ABOUT_A_PERSON == set()


def test_a_session_that_waits_for_the_second_step_goes_too():
    made, other = person("a"), person("b")
    for holder in (made, other):
        half = SessionStore()
        half["account_login"] = {"user_pk": str(holder.pk), "email": holder.email}
        half.create()
    session_of(made)
    assert len(sessions_of(made)) == 2
    assert end_sessions(made) == 2
    (left,) = Session.objects.all()
    assert left.get_decoded()["account_login"]["user_pk"] == str(other.pk)


def test_the_export_names_nobody_else_and_no_secret():
    made, other = busy(), person("collega")
    Person.objects.update(password="geheim")
    Release.objects.update(signed_by=other)
    told = json.dumps([list(part.rows) for part in everything_about(made)], ensure_ascii=False)
    assert "collega" not in told.lower()
    assert "geheim" not in told


def test_a_person_who_did_nothing_has_an_account_and_nothing_more():
    assert [part.kind for part in everything_about(person("nieuw"))] == ["person"]


def test_taking_an_export_is_an_event_and_stands_in_it():
    made, by = person("a"), officer()
    parts = export_person(made, by=by)
    event = AuditEvent.objects.get()
    assert (event.person, event.verb, event.kind, event.key) == (by, "export", "persondata", str(made.pk))
    assert "auditevent" in {part.kind for part in parts}


def test_a_correction_changes_name_and_address_and_its_event_names_neither():
    made, by = person("a"), officer()
    correct_person(made, name=" Janneke ", email="nieuw@voorbeeld.nl", by=by)
    made.refresh_from_db()
    assert (made.name, made.email) == ("Janneke", "nieuw@voorbeeld.nl")
    event = AuditEvent.objects.get()
    assert (event.verb, event.reason) == ("correct", "naam en e-mailadres")
    with pytest.raises(PersonDataError, match="verandert niets"):
        correct_person(made, name="Janneke", email="nieuw@voorbeeld.nl", by=by)


@pytest.mark.parametrize(("name", "email", "told"), [("", "", "Naam:"), ("A", "geen adres", "E-mailadres:")])
def test_a_correction_that_cannot_be_is_refused_in_words(name, email, told):
    with pytest.raises(PersonDataError, match=told):
        correct_person(person("a"), name=name, email=email, by=officer())
    with pytest.raises(PersonDataError, match=told):
        ask_correction(person("b"), name=name, email=email)


def test_an_own_request_waits_for_another_and_keeps_no_values_afterwards():
    made, by = officer("a"), officer()
    request = ask_correction(made, name="Anders", email="")
    with pytest.raises(PersonDataError, match="nog niet afgehandeld"):
        ask_correction(made, name="Nog anders", email="")
    with pytest.raises(NotYouError, match="eigen verzoek"):
        handle_correction(request, granted=True, by=made)
    handle_correction(request, granted=True, by=by)
    made.refresh_from_db()
    request.refresh_from_db()
    assert (made.name, made.email) == ("Anders", "")
    assert (request.name, request.email, request.granted) == ("", "", True)
    with pytest.raises(NotNowError, match="al afgehandeld"):
        handle_correction(request, granted=True, by=by)
    told = [(event.verb, event.reason) for event in AuditEvent.objects.order_by("id")]
    assert told == [(verb, "naam en e-mailadres") for verb in ("ask", "correct", "grant")]


def test_a_request_that_is_refused_changes_nothing_and_keeps_no_values():
    made, by = person("a"), officer()
    request = ask_correction(made, name="Anders", email="")
    with pytest.raises(NoReasonGivenError, match="Zeg waarom"):
        handle_correction(request, granted=False, by=by, answer=" ")
    handle_correction(request, granted=False, by=by, answer="in het paspoort staat het anders")
    made.refresh_from_db()
    assert made.name == "Medewerker a"
    kept = CorrectionRequest.objects.get()
    assert (kept.name, kept.answer) == ("", "in het paspoort staat het anders")
    told = AuditEvent.objects.get(verb="refuse").reason
    assert told == "naam en e-mailadres; met uitleg aan de aanvrager", "the answer itself stays out of the log"


def test_the_answer_to_a_wish_to_be_forgotten_says_what_goes_what_stays_and_why():
    made = busy()
    answer = erasure_answer(made)
    assert answer.refusal == ""
    assert {part.kind for part in answer.goes} == {"person", "signinlink", "session"}
    stays = {part.title: part for part in answer.stays}
    assert stays["leveringen"].count == 1
    assert "twee mensen" in stays["leveringen"].reason
    assert stays["taken"].reason == "Verdwijnt vanzelf, zodra de bewaartermijn is verstreken."
    assert all(part.reason for part in answer.stays)


def test_being_forgotten_takes_the_name_and_leaves_the_signature():
    made, by = busy(), officer()
    erase_person(made, by=by)
    made.refresh_from_db()
    assert made.name == "voormalig medewerker"
    assert Release.objects.get().delivered_by == made
    (stone,) = Tombstone.objects.all()
    assert (stone.kind, stone.key, stone.run) == ("person", str(made.pk), None)
    assert not SignInLink.objects.exists()
    told = json.dumps([list(part.rows) for part in everything_about(made)], ensure_ascii=False)
    assert "janneke" not in told
    assert first_broken_event() is None
    with pytest.raises(NotNowError, match="al anoniem"):
        erase_person(made, by=by)


def test_who_was_erased_is_not_filled_in_again():
    made, by = person("a"), officer()
    erase_person(made, by=by)
    with pytest.raises(NotNowError, match="Deze persoon is gewist"):
        correct_person(made, name="Janneke", email="", by=by)
    with pytest.raises(NotNowError, match="Deze persoon is gewist"):
        ask_correction(made, name="Janneke", email="")
    made.refresh_from_db()
    assert made.name == "voormalig medewerker"
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize(("since", "until"), [("2020-01-01", None), ("2099-01-01", None)])
def test_who_holds_a_role_or_is_to_hold_one_is_not_forgotten_yet(since, until):
    made, by = person("a"), officer()
    role(made, since, until)
    with pytest.raises(PersonDataError, match="nog een rol"):
        erase_person(made, by=by)
    made.refresh_from_db()
    assert made.name == "Medewerker a"


def test_nobody_erases_the_own_account():
    privacy_officer = officer()
    with pytest.raises(NotYouError, match="eigen gegevens"):
        erase_person(privacy_officer, by=privacy_officer)
