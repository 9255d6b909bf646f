"""Besluiten: entered by one with the document that they stand in, confirmed by another."""

from django.db import transaction

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.governance.decision.actions import adopt_decision, write_decision
from wijkwerk.governance.document.actions import UnfindableError, add_document
from wijkwerk.governance.models import Decision
from wijkwerk.present.numbers import date
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import DecisionForm
from .register import DECISIONS, state_words


def _shown(decision: Decision, visitor: Visitor) -> Shown:
    facts = [
        ("Gremium", decision.body),
        ("Datum", date(decision.date)),
        ("Zaaknummer", decision.case_number),
        ("Hierop rust", "\n".join(str(kader) for kader in decision.kaders.all())),
        ("Ingevoerd door", decision.written_by.name if decision.written_by else ""),
        ("Vastgelegd door", decision.adopted_by.name if decision.adopted_by else ""),
    ]
    resting = decision.actions.order_by("-pk")
    return Shown(facts, state_words(decision), rests_on=decision.documents.all(), resting=resting)


PAGES = RecordPages(
    DECISIONS,
    Decision.objects.select_related("written_by", "adopted_by").prefetch_related("documents", "kaders"),
    _shown,
    (Button("adopt", "Vastleggen", "decisions:adopt", StaffForm, "Het besluit verandert daarna niet meer."),),
    new="Besluit invoeren",
    changed="",
    lead="Met het document waar het in staat. Een ander legt het besluit daarna vast.",
    save="Invoeren",
    hidden=("adopted_by", "adopted_at"),
)


def _confirmable(person: Person, number: int) -> Decision:
    decision = Decision.objects.filter(pk=number).first()
    if decision is None:
        raise NotHereError("Dit besluit is er niet.", (Way("Alle besluiten", DECISIONS.address("list")),))
    return decision


@deed("edit", "decision", form=DecisionForm, page=PAGES.form_page, opens=True)
@transaction.atomic
def add(sent: Sent[None, DecisionForm]) -> Outcome:
    try:
        document = add_document(**sent.form.document(), by=sent.person)
    except UnfindableError as error:
        raise UnfindableError(
            "Kies het bestand, zeg waar het document staat, of geef de hash (SHA-256) van het bestand."
        ) from error
    new_decision = write_decision(**sent.form.decision(), documents=[document], by=sent.person)
    words = f"Het besluit {new_decision.case_number} is ingevoerd. Een ander moet het nog vastleggen."
    return done(words, "decisions:record", number=new_decision.pk)


@deed("adopt", "decision", page=PAGES.page, find=_confirmable)
def adopt(sent: Sent[Decision, StaffForm]) -> Outcome:
    adopt_decision(sent.row, by=sent.person)
    words = f"Het besluit {sent.row.case_number} is vastgelegd en verandert niet meer."
    return done(words, "decisions:record", number=sent.row.pk)
