"""Signalen as a register: the buurt, what the rookmelder sees, by which rule, and what the field says of it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from wijkwerk.access.people.models import Visitor
from wijkwerk.analysis.early_signals.models import EarlySignal, FieldVerdict, SignalScan, SignalState, Verdict
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, day_words, place_filter, state_filter, word_filter
from wijkwerk.web.search.searching import Hit, searched

from .rules import gemeente_name, rule_titles
from .words import explanation, headline


def last_verdict(signal: EarlySignal) -> FieldVerdict | None:
    verdicts = list(signal.verdicts.all())
    return verdicts[-1] if verdicts else None


def verdict_words(signal: EarlySignal) -> str:
    verdict = last_verdict(signal)
    return signal.get_state_display() if verdict is None else verdict.get_verdict_display()


def verdict_under(signal: EarlySignal) -> str:
    verdict = last_verdict(signal)
    if verdict is None:
        return f"antwoord vóór {date(signal.answer_by)}" if signal.state == SignalState.WAITING else ""
    return f"“{verdict.why}” {verdict.given_as}, {day_words(verdict.given_at)}"


def explained(signal: EarlySignal) -> str:
    return explanation(signal.facts, gemeente_name(), signal.wijk_name)


def _wijk(signal: EarlySignal) -> str:
    return f"wijk {signal.wijk_name}" if signal.wijk_name else ""


def _editions(visitor: Visitor) -> Options:
    return [(key, key) for key in SignalScan.objects.values_list("edition", flat=True)]


def _rules(visitor: Visitor) -> Options:
    return list(rule_titles().items())


def _verdicts(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
    return rows.filter(verdicts__verdict=value).distinct()


def _signals() -> QuerySet[EarlySignal]:
    return EarlySignal.objects.prefetch_related(Prefetch("verdicts", FieldVerdict.objects.order_by("given_at", "pk")))


SIGNALS = Register(
    EarlySignal,
    route="early_signals",
    section="early_signals",
    title="Signalen",
    rows_are=("signaal", "signalen"),
    lead=(
        "Een signaal is een vraag aan het veld, geen oordeel over een buurt. Wie de buurt kent antwoordt: herkend, "
        "niet herkend, verklaard of loopt al."
    ),
    empty="De rookmelder heeft nog geen editie bekeken. Dat gebeurt vanzelf als er een editie wordt gepubliceerd.",
    adds="",
    rows=_signals,
    order=("-raised_at", "wijk_name", "area_name"),
    columns=(
        Column("buurt", "Buurt", lambda row: row.area_name, order=("area_name",), under=_wijk),
        Column("wat", "Wat de rookmelder ziet", lambda row: headline(row.facts), under=explained),
        Column("regel", "Regel", lambda row: rule_titles().get(row.rule, row.rule), order=("rule",)),
        Column("veldoordeel", "Veldoordeel", verdict_words, order=("state",), under=verdict_under),
        Column("editie", "Editie", lambda row: row.edition, order=("edition",)),
        Column("nummer", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        state_filter(SignalState.choices),
        place_filter(),
        Filter("regel", "Regel", "alle", _rules, lambda rows, value, visitor: rows.filter(rule=value)),
        Filter("oordeel", "Veldoordeel", "alle", lambda visitor: Verdict.choices, _verdicts),
        Filter("editie", "Editie", "alle", _editions, lambda rows, value, visitor: rows.filter(edition=value)),
        word_filter("area_name", "wijk_name", key="woord", label="Buurt of wijk"),
    ),
    facts=(
        "Alleen buurten met genoeg inwoners krijgen een signaal; welke regels er zijn, staat hierboven.",
        "Een oordeel blijft staan bij het signaal en komt terug in de volgende editie.",
    ),
)  # fmt: skip
record_page("earlysignal", "early_signals:record")
menu_item("early_signals", "Signalen", "early_signals:list", deed=("read", "earlysignal"), place=22)


def facts(signal: EarlySignal) -> list[tuple[str, str]]:
    """What the page of a signal says of it."""
    verdict = last_verdict(signal)
    return [
        ("Regel", f"{rule_titles().get(signal.rule, signal.rule)}, versie {signal.rule_version}"),
        ("Buurt", f"{signal.area_name} ({signal.area}), wijk {signal.wijk_name}"),
        ("Editie", signal.edition),
        ("Gevraagd", day_words(signal.raised_at)),
        ("Antwoord vóór", date(signal.answer_by) if signal.state == SignalState.WAITING else ""),
        ("Veldoordeel", "" if verdict is None else verdict_words(signal)),
        ("Wie mag dit lezen", signal.get_confidentiality_display()),
    ]


def _all() -> QuerySet[EarlySignal]:
    return EarlySignal.objects.all()


@searched("signalen", "Signalen", fields=("area_name",), newest="raised_at", order=33, rows=_all)
def signal_hit(signal: EarlySignal) -> Hit:
    where = f"signaal, {signal.get_state_display()}, editie {signal.edition}"
    return Hit(str(signal), where, address_of(signal), day_words(signal.raised_at))
