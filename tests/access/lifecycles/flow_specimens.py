"""Of every flow: a record in each of its states, who may make its moves, and by hand what each move should come to."""

import datetime
from typing import Any

from django.utils import timezone

from tests.access.lifecycles.specimens import Specimen, overwrites, person_with, sets
from tests.kinds import KINDS
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.log.audit import record
from wijkwerk.access.people.body_actions import add_body
from wijkwerk.access.people.models import Body, BodyKind, Person, RoleHolding
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.privacy.models import CorrectionRequest, RetentionRun, Tombstone
from wijkwerk.data.models import Release, Remark
from wijkwerk.governance.models import Decision, Document, Feedback, Goal, Kader, Note


def _note(state: str) -> Note:
    stamps = {"adopted_at": timezone.now()} if state == "vastgesteld" else {}
    return Note.objects.create(
        title="Indruk", text="Het groen is mooi.", confidentiality=Confidentiality.INTERN, state=state, **stamps
    )


def _edited_by(note: Note, person: Person) -> None:
    record(person=person, verb="edit", kind="note", key=str(note.pk), reason="tekst gewijzigd")


def _decision(state: str) -> Decision:
    stamps = {"adopted_at": timezone.now()} if state == "vastgelegd" else {}
    number = Decision.objects.count()
    return Decision.objects.create(body="Raad", date="2026-01-01", case_number=f"Z-{number}", subject="Kader", **stamps)


def _goal(state: str) -> Goal:
    ended = {"valid_to": timezone.localdate()} if state == "beeindigd" else {}
    return Goal.objects.create(code="groen", title="Elke wijk is groen", **ended)


def _goal_ends(goal: Goal, verb: str) -> None:
    if verb == "end":
        goal.valid_to = timezone.localdate()


def _kader(state: str) -> Kader:
    given: dict[str, Any] = {"example": state == "voorbeeld"}
    if state == "vastgesteld":
        given = {"status": state, "adopted_at": timezone.now(), "decision": _decision("vastgelegd")}
    return Kader.objects.create(name="Kader", version=7, valid_from="2026-01-01", horizon=2040, **given)


def _by_a_decision(kader: Kader, verb: str) -> None:
    kader.decision = _decision("vastgelegd")


def _request(state: str) -> CorrectionRequest:
    given: dict[str, Any] = {"name": "Anders"}
    if state != "open":
        given = {"handled_at": timezone.now(), "granted": state == "ingewilligd"}
    return CorrectionRequest.objects.create(person=person_with(None), **given)


def _answered(request: CorrectionRequest, verb: str) -> None:
    request.name, request.granted = "", verb == "grant"


def _person(state: str) -> Person:
    made = person_with(None)
    made.is_active = state == "open"
    made.save()
    if state == "gewist":
        _person_after(made, "erase")
    return made


def _person_after(person: Person, verb: str) -> None:
    if verb == "close":
        person.is_active = False
    if verb == "erase":
        Tombstone.objects.create(
            kind="person", key=str(person.pk), processing="aanmelden", afterwards="anonimiseren", day="2026-01-01"
        )


def _round(state: str) -> RetentionRun:
    kept = "approved" if state == "busy" else state
    job = Job.objects.create(kind="retention", state="running") if state == "busy" else None
    run = RetentionRun.objects.create(day="2026-01-01", state=kept, job=job, planned_by=person_with(None))
    run.tallies.create(processing="aanmelden", kind="person", afterwards="anonimiseren", planned=1, taken=1)
    return run


def _with_its_job(run: RetentionRun, verb: str) -> None:
    if verb == "run":
        run.job = Job.objects.create(kind="retention")
    if verb == "stop" and run.job is not None:
        Job.objects.filter(pk=run.job.pk).update(state="cancelled")
        run.job.refresh_from_db()


def _release(state: str) -> Release:
    deliverer, _ = Person.objects.get_or_create(account="aanleveraar", defaults={"name": "Onderzoeker"})
    key = f"cbs-{Release.objects.count()}"
    return Release.objects.create(key=key, source="cbs", table="T1", state=state, delivered_by=deliverer)


def _another_remark(release: Release) -> None:
    release.remarks.create(severity="warning", check_name="proef", message="Telt niet op.")


def _remark(state: str) -> Remark:
    release = _release("signed" if state == "vast" else "checked")
    text = "Nieuwbouw." if state == "verklaard" else ""
    return Remark.objects.create(
        release=release, severity="blocking", check_name="proef", message="Telt niet op.", explanation=text
    )


def _body(state: str) -> Body:
    body = add_body(by=None, name=f"Stuurgroep {Body.objects.count()}", kind=BodyKind.STEERING_GROUP)
    if state == "beeindigd":
        _body_ends(body, "end")
    return body


def _body_ends(body: Body, verb: str) -> None:
    if verb != "end":
        return
    body.scope.valid_to = timezone.localdate()
    body.scope.save()


def _holding(state: str) -> RoleHolding:
    holding = RoleHolding(role=Role.CONTROLLER, valid_from="2026-01-01")
    holding.person = None if state == "vacant" else person_with(None)
    holding.valid_to = datetime.date(2026, 2, 1) if state == "beeindigd" else None
    holding.save()
    holding.refresh_from_db()
    return holding


def _document(state: str) -> Document:
    return Document.objects.create(title="Nota", reference="N-1", date="2026-01-01", url="https://voorbeeld.example")


def _feedback(state: str) -> Feedback:
    handled = {} if state == "nieuw" else {"handled_at": timezone.now()}
    return Feedback.objects.create(kind="cijfer", text="Dit klopt niet.", about="de start", state=state, **handled)


SPECIMENS: dict[str, Specimen] = {
    "body": Specimen(
        make=_body,
        comes_to={"actief": {"change": "actief", "end": "beeindigd"}, "beeindigd": {}},
        owner=Role.SECRETARIAAT,
        body=_body_ends,
        changes=overwrites("name", "Kerngroep"),
    ),
    "document": Specimen(make=_document, comes_to={"opgenomen": {}}, owner=Role.ONDERZOEKER),
    "roleholding": Specimen(
        make=_holding,
        comes_to={"vervuld": {"end": "beeindigd"}, "vacant": {"end": "beeindigd"}, "beeindigd": {}},
        owner=Role.BEHEERDER,
        body=lambda holding, verb: setattr(holding, "valid_to", datetime.date(2026, 2, 1)),
    ),
    "correctionrequest": Specimen(
        make=_request,
        comes_to={"open": {"grant": "ingewilligd", "refuse": "afgewezen"}, "ingewilligd": {}, "afgewezen": {}},
        owner=Role.PRIVACY_OFFICER,
        hands={"grant": (sets("person"),), "refuse": (sets("person"),)},
        body=_answered,
    ),
    "feedback": Specimen(
        make=_feedback,
        comes_to={"nieuw": {"answer": "beantwoord", "close": "afgesloten"}, "beantwoord": {}, "afgesloten": {}},
        owner=Role.ONDERZOEKER,
        changes=overwrites("text", "Het klopt wel."),
    ),
    "decision": Specimen(
        make=_decision,
        comes_to={"ingevoerd": {"adopt": "vastgelegd"}, "vastgelegd": {}},
        owner=Role.SECRETARIAAT,
        hands={"adopt": (sets("written_by"),)},
    ),
    "goal": Specimen(
        make=_goal,
        comes_to={"geldt": {"change": "geldt", "end": "beeindigd"}, "beeindigd": {}},
        owner=Role.BELEIDSADVISEUR,
        changes=overwrites("title", "Elke wijk is stil"),
        body=_goal_ends,
    ),
    "kader": Specimen(
        make=_kader,
        comes_to={"voorlopig": {"adopt": "vastgesteld"}, "vastgesteld": {}, "voorbeeld": {}},
        owner=Role.ONDERZOEKER,
        hands={"adopt": (sets("made_by"),)},
        body=_by_a_decision,
    ),
    "note": Specimen(
        make=_note,
        comes_to={"concept": {"edit": "concept", "adopt": "vastgesteld"}, "vastgesteld": {}},
        owner=Role.BELEIDSADVISEUR,
        hands={"adopt": (sets("written_by"), _edited_by)},
        changes=overwrites("text", "Het groen is oud."),
        body=lambda note, verb: setattr(note, "text", f"{note.text} En nog iets.") if verb == "edit" else None,
    ),
    "person": Specimen(
        make=_person,
        comes_to={
            "open": {"close": "gesloten", "correct": "open", "erase": "gewist"},
            "gesloten": {"correct": "gesloten", "erase": "gewist"},
            "gewist": {},
        },
        owner=Role.PRIVACY_OFFICER,
        owners={"close": Role.BEHEERDER},
        own=("close", "erase"),
        body=_person_after,
    ),
    "release": Specimen(
        make=_release,
        comes_to={
            "loaded": {"check": "checked", "reject": "rejected"},
            "checked": {"check": "checked", "sign": "signed", "reject": "rejected"},
            "signed": {"reject": "rejected"},
            "rejected": {},
        },
        owner=Role.ONDERZOEKER,
        hands={"sign": (sets("delivered_by"),)},
        changes=_another_remark,
    ),
    "remark": Specimen(
        make=_remark,
        comes_to={"onverklaard": {"explain": "verklaard"}, "verklaard": {"explain": "verklaard"}, "vast": {}},
        owner=Role.ONDERZOEKER,
        beside=frozenset({"vast"}),
        body=lambda remark, verb: setattr(remark, "explanation", "De bron bevestigt dit."),
    ),
    "retention": Specimen(
        make=_round,
        comes_to={
            "planned": {"approve": "approved", "drop": "dropped"},
            "approved": {"run": "busy", "finish": "done", "drop": "dropped"},
            "busy": {"stop": "approved", "finish": "done"},
            "done": {},
            "dropped": {},
        },
        owner=Role.PRIVACY_OFFICER,
        owners={"run": Role.BEHEERDER},
        hands={"approve": (sets("planned_by"),)},
        body=_with_its_job,
    ),
    **{kind.name: kind.flow for kind in KINDS},
}
