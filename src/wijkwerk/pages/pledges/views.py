"""Toezeggingen: a list, a page each, and what is done to them."""

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.governance.pledge.actions import (
    change_pledge,
    finish_pledge,
    give_up_pledge,
    make_pledge,
    postpone_pledge,
    prove_pledge,
    reopen_pledge,
    report_on_pledge,
    tell_outcome,
)
from wijkwerk.governance.pledge.models import Pledge
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .facts import facts, notice_lines
from .forms import (
    EvidenceForm,
    GiveUpForm,
    NewPledgeForm,
    PledgeForm,
    PostponeForm,
    ReopenForm,
    ReportForm,
    ToldForm,
)
from .register import PLEDGES, state_words

_ROWS = Pledge.objects.select_related("scope", "owner", "decision", "document", "note", "evidence_document", "made_by")
_BUTTONS = (
    Button("edit", "Wijzigen", "pledges:change", None, "Iemand anders, een ander ritme of andere woorden."),
    Button(
        "postpone",
        "Een andere dag",
        "pledges:postpone",
        PostponeForm,
        "Met een reden. De oude dag blijft te lezen; vanaf de tweede keer krijgt de programmamanager bericht.",
    ),
    Button(
        "report", "Bericht gedaan", "pledges:report", ReportForm, "Verteld hoe het staat; het volgende bericht schuift."
    ),
    Button("prove", "Bewijs", "pledges:prove", EvidenceForm, "Waaruit blijkt dat het gedaan is."),
    Button("tell", "Verteld", "pledges:tell", ToldForm, "Wie hoorde wat het werd: hoeveel mensen, hoe en wanneer."),
    Button("finish", "Gedaan en verteld", "pledges:finish", StaffForm, "Het is gedaan, en men weet het."),
    Button("give_up", "Kan niet", "pledges:give_up", GiveUpForm, "Met een uitleg aan dezelfde mensen."),
    Button("reopen", "Loopt weer", "pledges:reopen", ReopenForm, "Toch niet klaar, of toch mogelijk."),
)


def _shown(pledge: Pledge, visitor: Visitor) -> Shown:
    return Shown(
        facts(pledge, visitor),
        state_words(pledge),
        rests_on=(pledge.decision, pledge.document, pledge.note),
        resting=pledge.actions.order_by("-pk"),
        more={"notices": notice_lines(pledge), "may_add_action": may(visitor, "add", "action")},
    )


PAGES = RecordPages(
    PLEDGES,
    _ROWS,
    _shown,
    _BUTTONS,
    new="Nieuwe toezegging",
    changed="Toezegging wijzigen",
    hidden=("due_last", "next_day", "closed_by", "closed_at"),
    template="pledges/pledge.html",
)


@deed("add", "pledge", form=NewPledgeForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, NewPledgeForm]) -> Outcome:
    new_pledge = make_pledge(sent.form.pledge_text(), due=sent.form.cleaned_data["due"], by=sent.person)
    return done("De toezegging loopt.", "pledges:record", number=new_pledge.pk)


@deed("edit", "pledge", form=PledgeForm, page=PAGES.form_page, find=PAGES.readable, opens=True)
def change(sent: Sent[Pledge, PledgeForm]) -> Outcome:
    change_pledge(sent.row, sent.form.pledge_text(), by=sent.person, read=sent.read)
    return done("De toezegging is gewijzigd.", "pledges:record", number=sent.row.pk)


@deed("postpone", "pledge", form=PostponeForm, page=PAGES.page, find=PAGES.readable)
def postpone(sent: Sent[Pledge, PostponeForm]) -> Outcome:
    due = sent.form.cleaned_data["due"]
    postpone_pledge(sent.row, due, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging heeft een andere dag. De oude blijft te lezen.", "pledges:record", number=sent.row.pk)


@deed("report", "pledge", form=ReportForm, page=PAGES.page, find=PAGES.readable)
def report(sent: Sent[Pledge, ReportForm]) -> Outcome:
    report_on_pledge(sent.row, sent.form.told(), by=sent.person, read=sent.read)
    return done("Het bericht staat erbij.", "pledges:record", number=sent.row.pk)


@deed("tell", "pledge", form=ToldForm, page=PAGES.page, find=PAGES.readable)
def tell(sent: Sent[Pledge, ToldForm]) -> Outcome:
    tell_outcome(sent.row, sent.form.told(), by=sent.person, read=sent.read)
    return done("Het staat erbij: men weet wat het werd.", "pledges:record", number=sent.row.pk)


@deed("prove", "pledge", form=EvidenceForm, page=PAGES.page, find=PAGES.readable)
def prove(sent: Sent[Pledge, EvidenceForm]) -> Outcome:
    prove_pledge(sent.row, sent.form.said(), by=sent.person, read=sent.read)
    return done("Het bewijs staat erbij.", "pledges:record", number=sent.row.pk)


@deed("finish", "pledge", page=PAGES.page, find=PAGES.readable)
def finish(sent: Sent[Pledge, StaffForm]) -> Outcome:
    finish_pledge(sent.row, by=sent.person, read=sent.read)
    return done("De toezegging is gedaan, en men weet het.", "pledges:record", number=sent.row.pk)


@deed("give_up", "pledge", form=GiveUpForm, page=PAGES.page, find=PAGES.readable)
def give_up(sent: Sent[Pledge, GiveUpForm]) -> Outcome:
    give_up_pledge(sent.row, sent.form.told(), reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging kan niet, en blijft met de uitleg in de lijst.", "pledges:record", number=sent.row.pk)


@deed("reopen", "pledge", form=ReopenForm, page=PAGES.page, find=PAGES.readable)
def reopen(sent: Sent[Pledge, ReopenForm]) -> Outcome:
    reopen_pledge(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging loopt weer.", "pledges:record", number=sent.row.pk)
