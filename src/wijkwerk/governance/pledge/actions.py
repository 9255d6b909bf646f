"""Make a pledge, change it, tell people of it, and close it. Each writes the event it causes, in one transaction."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.note.models import Note
from wijkwerk.lib.values import FuzzyDay

from .flow import PledgeFlow
from .letters import tell_of_postponing
from .models import About, Audience, Notice, Pledge
from .rhythm import Rhythm, next_report


@dataclass(frozen=True, slots=True)
class PledgeText:
    """What was promised, to whom, and where it was said.

    audience_words  who exactly, without names: "bezoekers van de koffie-inloop"
    owner           None: nobody yet
    scope           None: about the whole gemeente
    """

    title: str
    audience: Audience
    promised_on: datetime.date
    audience_words: str = ""
    owner: Person | None = None
    rhythm: Rhythm = Rhythm.NONE
    decision: Decision | None = None
    document: Document | None = None
    note: Note | None = None
    case_number: str = ""
    explanation: str = ""
    confidentiality: Confidentiality = Confidentiality.INTERN
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """That people were told something.

    how_many  None: nobody counted
    """

    on: datetime.date
    how: str
    how_many: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that it was done: in words, and in a document where there is one."""

    text: str
    on: datetime.date
    document: Document | None = None


def make_pledge(text: PledgeText, *, by: Person, due: FuzzyDay | None = None) -> Pledge:
    """Raises GovernanceError where the text says nothing or a day is to come, and what `PledgeFlow.begin` raises."""
    pledge = _with_text(Pledge(made_by=by), text)
    pledge.plan(due, _report_due(pledge))
    reason = f"{pledge.confidentiality}, over {pledge.scope or 'de hele gemeente'}"
    return PledgeFlow.begin(pledge, by=by, reason=reason)


def change_pledge(pledge: Pledge, text: PledgeText, *, by: Person, read: str) -> None:
    """All but its day, which `postpone_pledge` moves. Raises as `make_pledge`, and what `PledgeFlow.move` raises."""
    with PledgeFlow.move(pledge, "edit", by=by, read=read):
        before = (pledge.rhythm, pledge.promised_on)
        _with_text(pledge, text)
        if before != (pledge.rhythm, pledge.promised_on):
            pledge.plan(pledge.due, _report_due(pledge))


@transaction.atomic
def postpone_pledge(pledge: Pledge, due: FuzzyDay | None, *, reason: str, by: Person, read: str) -> None:
    """Another day to be done by; the one before it stays in the history. From the second time on others are told.

    Raises GovernanceError where it is the same day, and what `PledgeFlow.move` raises.
    """
    with PledgeFlow.move(pledge, "postpone", by=by, read=read, reason=reason):
        if due == pledge.due:
            raise GovernanceError("Dit is de dag die er al staat. Kies een andere.")
        pledge.plan(due, pledge.report_due)
    tell_of_postponing(pledge)


def report_on_pledge(pledge: Pledge, told: Told, *, by: Person, read: str) -> None:
    """People were told how it gets on: the next report is due one time later. Raises as `tell_outcome` does."""
    with PledgeFlow.move(pledge, "report", by=by, read=read):
        _keep_notice(pledge, told, About.PROGRESS, by)
        pledge.plan(pledge.due, _report_due(pledge))


def tell_outcome(pledge: Pledge, told: Told, *, by: Person, read: str) -> None:
    """Raises GovernanceError for what nobody can have been told yet, and what `PledgeFlow.move` raises."""
    with PledgeFlow.move(pledge, "tell", by=by, read=read):
        _keep_notice(pledge, told, About.OUTCOME, by)


def prove_pledge(pledge: Pledge, evidence: Evidence, *, by: Person, read: str) -> None:
    """Raises GovernanceError for evidence of nothing or of a day to come, and what `PledgeFlow.move` raises."""
    with PledgeFlow.move(pledge, "prove", by=by, read=read):
        if not evidence.text.strip():
            raise GovernanceError("Zeg waaruit blijkt dat het gedaan is.")
        _refuse_to_come(evidence.on)
        pledge.evidence, pledge.evidence_on = evidence.text.strip(), evidence.on
        pledge.evidence_document = evidence.document


def finish_pledge(pledge: Pledge, *, by: Person, read: str) -> None:
    """Raises what `PledgeFlow.move` raises: without evidence, or while nobody knows it, it is not the time."""
    with PledgeFlow.move(pledge, "finish", by=by, read=read):
        pass


def give_up_pledge(pledge: Pledge, told: Told, *, reason: str, by: Person, read: str) -> None:
    """It cannot be, and whoever was promised it was told so. Raises as `tell_outcome` does."""
    with PledgeFlow.move(pledge, "give_up", by=by, read=read, reason=reason):
        _keep_notice(pledge, told, About.OUTCOME, by)
        pledge.outcome = reason.strip()


def reopen_pledge(pledge: Pledge, *, reason: str, by: Person, read: str) -> None:
    """What was told stays told. Raises what `PledgeFlow.move` raises."""
    with PledgeFlow.move(pledge, "reopen", by=by, read=read, reason=reason):
        pledge.outcome, pledge.closed_by, pledge.closed_at = "", None, None


def _with_text(pledge: Pledge, text: PledgeText) -> Pledge:
    if not text.title.strip():
        raise GovernanceError("Zeg wat er is toegezegd.")
    _refuse_to_come(text.promised_on)
    pledge.title, pledge.explanation = text.title.strip(), text.explanation.strip()
    pledge.audience, pledge.audience_words = text.audience, text.audience_words.strip()
    pledge.owner, pledge.promised_on, pledge.rhythm = text.owner, text.promised_on, text.rhythm
    pledge.decision, pledge.document, pledge.note = text.decision, text.document, text.note
    pledge.case_number = text.case_number.strip()
    pledge.confidentiality, pledge.scope = text.confidentiality, text.scope
    return pledge


def _report_due(pledge: Pledge) -> datetime.date | None:
    """One time after people were last told how it gets on; at first, after it was promised."""
    last = pledge.notices.filter(about=About.PROGRESS).aggregate(last=Max("told_on"))["last"] if pledge.pk else None
    return next_report(Rhythm(pledge.rhythm), max(last or pledge.promised_on, pledge.promised_on))


def _keep_notice(pledge: Pledge, notice: Told, about: About, by: Person) -> None:
    if not notice.how.strip():
        raise GovernanceError("Zeg hoe het verteld is.")
    _refuse_to_come(notice.on)
    if notice.on < pledge.promised_on:
        raise GovernanceError("Dit ligt vóór de dag van de toezegging. Kies een latere dag.")
    Notice.objects.create(
        pledge=pledge, about=about, told_on=notice.on, how=notice.how.strip(), how_many=notice.how_many, written_by=by
    )


def _refuse_to_come(day: datetime.date) -> None:
    if day > timezone.localdate():
        raise GovernanceError("Deze dag moet nog komen. Kies vandaag of eerder.")
