"""Raise the signals of an edition, and answer one. Each writes the event that it causes, in one transaction."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.people.models import roles_of
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.analysis.errors import AnalysisError
from wijkwerk.definitions.signal_rules import SignalRules
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.shelf import PublishedEdition

from .flow import EarlySignalFlow
from .models import EarlySignal, FieldVerdict, SignalScan, SignalState, Verdict
from .scan import scan
from .sightings import FACTS, RuleOutcome, Sighting


@dataclass(frozen=True, slots=True)
class VerdictText:
    verdict: Verdict
    why: str


@transaction.atomic
def raise_signals(
    edition: PublishedEdition,
    gemeente: str,
    rules: SignalRules,
    *,
    before: PublishedEdition | None,
    now: datetime.datetime | None = None,
) -> SignalScan:
    """Let the rookmelder look at an edition; what waits from older editions lapses. A second time changes nothing."""
    done = SignalScan.objects.filter(edition=edition.key).first()
    if done is not None:
        return done
    moment = now or timezone.now()
    outcomes = scan(edition, gemeente, rules, before)
    for signal in EarlySignal.objects.filter(state=SignalState.WAITING):
        with EarlySignalFlow.move(signal, "lapse", by=None):
            pass
    wijken = {area.code: area.name for area in edition.store.areas(Level.WIJK, gemeente)}
    scopes = {scope.key: scope for scope in Scope.objects.filter(kind=ScopeKind.AREA, valid_to=None)}
    last_day = timezone.localdate(moment) + datetime.timedelta(days=rules.answer_within_days)
    for sighting in (each for outcome in outcomes for each in outcome.sightings):
        signal = _signal(sighting, edition.key, wijken, scopes.get(sighting.area.code))
        signal.raised_at, signal.answer_by = moment, last_day
        EarlySignalFlow.begin(signal, by=None, reason=f"regel {sighting.rule}, editie {edition.key}")
    return SignalScan.objects.create(edition=edition.key, scanned_at=moment, outcomes=_kept(outcomes))


def give_verdict(signal: EarlySignal, text: VerdictText, *, by: Person, read: str) -> FieldVerdict:
    """Answer a signal; an earlier verdict stays above it.

    Raises AnalysisError without a reason, and what `EarlySignalFlow.move` raises.
    """
    if not text.why.strip():
        raise AnalysisError("Zeg in één zin waarom; dat staat bij het oordeel.")
    with EarlySignalFlow.move(signal, "answer", by=by, read=read):
        return FieldVerdict.objects.create(
            signal=signal, verdict=text.verdict, why=text.why.strip(), given_by=by, given_as=_function(by)
        )


def earlier_verdicts(signals: Sequence[EarlySignal]) -> dict[int, list[FieldVerdict]]:
    """Of each signal what the field said before it of the same place, rule and indicator, the newest first."""
    by_place: dict[tuple[str, str, str], list[FieldVerdict]] = {}
    rows = FieldVerdict.objects.filter(signal__area__in={each.area for each in signals}).select_related("signal")
    for verdict in rows.order_by("-given_at", "-pk"):
        by_place.setdefault(_place(verdict.signal), []).append(verdict)
    # Signals of a later edition are raised later: their numbers say which came first.
    return {
        each.pk: [verdict for verdict in by_place.get(_place(each), ()) if verdict.signal_id < each.pk]
        for each in signals
    }


def _place(signal: EarlySignal) -> tuple[str, str, str]:
    return signal.rule, signal.area, signal.indicator


def _function(person: Person) -> str:
    """As what somebody speaks: never a name, which is kept apart and goes when they leave."""
    roles = [role for role in Role if role in roles_of(person) and role is not Role.BEZOEKER]
    return ", ".join(role_facts(role).name.lower() for role in roles)[:120]


def _signal(sighting: Sighting, edition: str, wijken: dict[str, str], scope: Scope | None) -> EarlySignal:
    area = sighting.area
    return EarlySignal(
        edition=edition,
        rule=sighting.rule,
        rule_version=sighting.version,
        area=area.code,
        area_name=area.name,
        wijk=area.parent or "",
        wijk_name=wijken.get(area.parent or "", ""),
        scope=scope,
        indicator=sighting.indicator,
        observed=FACTS.dump_python(sighting.facts, mode="json"),
    )


def _kept(outcomes: Sequence[RuleOutcome]) -> list[dict[str, object]]:
    return [
        {
            "rule": each.rule,
            "version": each.version,
            "asked": each.asked,
            "sightings": len(each.sightings),
            "silent": each.silent,
        }
        for each in outcomes
    ]
