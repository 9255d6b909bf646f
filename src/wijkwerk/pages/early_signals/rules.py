"""The rules of this site as pages name them, and what each came to in an edition."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from wijkwerk.analysis.early_signals.models import SignalScan, Verdict
from wijkwerk.analysis.early_signals.precision import Precision, precision_by_rule
from wijkwerk.definitions.signal_rules import (
    ContrastRule,
    JudgementRule,
    LevelRule,
    Limit,
    Rule,
    SignalRules,
    StackRule,
    TrendRule,
    load_signal_rules,
)
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition, current_edition
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.numbers import interval, number, percentage
from wijkwerk.web.frame.home import home_gemeente


@kept
def _rules_of(edition: PublishedEdition) -> SignalRules | None:
    """Kept with the edition: the file is read once for each that is published."""
    return load_signal_rules(settings.WIJKWERK_CATALOGUE, edition.catalogue)


def rules() -> tuple[Rule, ...]:
    edition = current_edition()
    known = None if edition is None else _rules_of(edition)
    return () if known is None else known.rules


def rule_titles() -> dict[str, str]:
    """ "A Niveau voorbij de grens", by the id of the rule."""
    return {rule.id: f"{rule.letter} {rule.title}" for rule in rules()}


def gemeente_name() -> str:
    edition = current_edition()
    return "de gemeente" if edition is None else running_name(home_gemeente(edition))


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule below the list: what it looks at, what it saw in the newest edition, and how often it was right."""

    title: str
    looks_at: str
    signals: str
    verdicts: tuple[int, ...]
    right: str
    interval: str
    since: str


def rule_rows() -> list[RuleRow]:
    scan = SignalScan.objects.first()
    outcomes = {} if scan is None else {each["rule"]: each for each in scan.outcomes}
    right = precision_by_rule()
    return [_row(rule, outcomes.get(rule.id), right.get(rule.id)) for rule in rules()]


def silent_rules() -> list[tuple[str, str]]:
    """Those that could not run on the newest edition, and why."""
    scan = SignalScan.objects.first()
    titles = rule_titles()
    return [
        (titles.get(each["rule"], each["rule"]), each["silent"])
        for each in ([] if scan is None else scan.outcomes)
        if each["silent"]
    ]


def _row(rule: Rule, outcome: dict[str, object] | None, precision: Precision | None) -> RuleRow:
    share = None if precision is None else precision.share
    return RuleRow(
        title=f"{rule.letter} {rule.title}",
        looks_at="; ".join(_looks_at(rule)),
        signals=_signals(outcome),
        verdicts=tuple(0 if precision is None else precision.counts[each] for each in Verdict),
        right="nog geen oordelen" if precision is None else f"{precision.hits} van de {precision.answered}",
        interval="" if share is None else f"{percentage(share[0])}, {interval(share[1], share[2], '%')}",
        since="niet bijgesteld" if rule.version == 1 else f"versie {rule.version}: {rule.reason}",
    )


def _signals(outcome: dict[str, object] | None) -> str:
    if outcome is None:
        return "nog niet bekeken"
    return f"kon niet draaien: {outcome['silent']}" if outcome["silent"] else str(outcome["sightings"])


def _looks_at(rule: Rule) -> Iterator[str]:
    match rule:
        case LevelRule(limits=limits):
            yield from (f"{_title(each)}: {gemeente_name()} {_apart(each)}" for each in limits)
        case ContrastRule(limits=limits):
            yield from (
                f"{_title(each)}: {_apart(each)} naast een wijk die het niet slechter doet dan {gemeente_name()}"
                for each in limits
            )
        case TrendRule(years_before=years, chance=chance):
            yield f"laatste jaar tegen {years} jaar ervoor, kans op toeval kleiner dan {percentage(100 * chance)}"
        case StackRule(more_themes=more):
            yield f"ten minste {more} thema erbij sinds de editie ervoor"
        case JudgementRule():
            yield "bewoners ongunstiger dan de gemeente, de registratie niet"


def _title(limit: Limit) -> str:
    edition = current_edition()
    known = None if edition is None else edition.catalogue.indicators.get(limit.indicator)
    return limit.indicator if known is None else known.short_title.lower()


def _apart(limit: Limit) -> str:
    return f"keer {number(limit.times)}" if limit.times is not None else f"en {number(limit.worse_by or 0)} ongunstiger"
