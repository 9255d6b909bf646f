"""Signalen: the list with how often the rookmelder is right, a page each, and the verdict of the field."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import filtered
from wijkwerk.analysis.early_signals.actions import earlier_verdicts, give_verdict
from wijkwerk.analysis.early_signals.models import EarlySignal, SignalScan, SignalState
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import VerdictForm
from .register import SIGNALS, explained, facts, verdict_words
from .rules import rule_rows, silent_rules
from .words import headline

_BUTTONS = (
    Button(
        "answer",
        "Geef veldoordeel",
        "early_signals:answer",
        VerdictForm,
        "Uw functie en de datum staan bij het oordeel. Een later oordeel komt eronder.",
    ),
)


def _shown(signal: EarlySignal, visitor: Visitor) -> Shown:
    return Shown(facts(signal), verdict_words(signal))


def _beside_list(request: HttpRequest, refused: StaffForm | None) -> Mapping[str, object]:
    """Four numbers of the newest edition, and the rules."""
    scan = SignalScan.objects.first()
    counts = EarlySignal.objects.filter(edition="" if scan is None else scan.edition).aggregate(
        every=Count("pk"),
        waiting=Count("pk", filter=Q(state=SignalState.WAITING)),
        answered=Count("pk", filter=Q(state=SignalState.ANSWERED)),
    )
    return {"scan": scan, "counts": counts, "rules": rule_rows(), "silent": silent_rules()}


def _beside_record(signal: EarlySignal, visitor: Visitor, refused: StaffForm | None) -> Mapping[str, object]:
    others = _waiting_for(visitor).exclude(pk=signal.pk)
    coming = others.first()
    return {
        "headline": headline(signal.facts),
        "explanation": explained(signal),
        "verdicts": signal.verdicts.all(),
        "earlier": earlier_verdicts([signal])[signal.pk],
        "waiting": others.count(),
        "next_signal": None if coming is None else SIGNALS.address("record", number=coming.pk),
    }


def _waiting_for(visitor: Visitor) -> QuerySet[EarlySignal]:
    """What this person may answer and nobody did yet, wijk by wijk as somebody walks."""
    waiting = EarlySignal.objects.filter(state=SignalState.WAITING).order_by("wijk_name", "area_name", "pk")
    return filtered(visitor, "answer", waiting)


PAGES = RecordPages(
    SIGNALS,
    EarlySignal.objects.select_related("scope"),
    _shown,
    _BUTTONS,
    template="early_signals/signal.html",
    list_template="early_signals/signals.html",
    beside_list=_beside_list,
    beside_record=_beside_record,
)


@deed("answer", "earlysignal", form=VerdictForm, page=PAGES.page, find=PAGES.readable)
def answer(sent: Sent[EarlySignal, VerdictForm]) -> Outcome:
    give_verdict(sent.row, sent.form.verdict_text(), by=sent.person, read=sent.read)
    return done("Het veldoordeel staat bij het signaal.", "early_signals:record", number=sent.row.pk)
