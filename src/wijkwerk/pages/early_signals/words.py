"""A signal in words: what stands out, beside what, and what it is not."""

from collections.abc import Callable

from wijkwerk.analysis.early_signals.sightings import SightingFacts
from wijkwerk.present.numbers import difference, enumeration, number, with_sign, with_unit, years

MODEL = "Modelcijfer: kijk hier eens, het is geen oordeel."
REPORTS = "Kan ook door beleid of meldgedrag komen."


def headline(facts: SightingFacts) -> str:
    """ "Goed ervaren gezondheid: 67,2 % in 2024"."""
    if facts.kind == "stack":
        return f"{facts.title}: {number(facts.value)} thema's stapelen"
    return f"{facts.title}: {with_unit(facts.value, facts.unit, facts.decimals)} in {facts.period}"


def explanation(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    """Beside what it stands out, and what must be known to read it."""
    caveat = MODEL if facts.is_model else REPORTS if facts.is_reports else ""
    return " ".join(part for part in (_BESIDE[facts.kind](facts, gemeente, wijk), caveat) if part)


def _level(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    return f"{gemeente} {_value(facts, facts.gemeente)}; de grens ligt op {_value(facts, facts.limit)}."


def _trend(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    assert facts.mean is not None, "a trend has years before"
    assert facts.years is not None, "a trend has years before"
    return f"Gemiddeld {number(facts.mean)} per jaar in {years(*facts.years)}. Meer verschil dan toeval verklaart."


def _stack(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    return f"In de editie ervoor {number(facts.limit or 0)}. Erbij kwam: {enumeration(list(facts.themes))}."


def _contrast(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    apart = difference(abs(facts.value - (facts.wijk or 0)), facts.unit, facts.decimals)
    beside = f"De wijk {wijk} {_value(facts, facts.wijk)}, {gemeente} {_value(facts, facts.gemeente)}."
    return f"{beside} Deze buurt ligt {apart} ongunstiger dan haar wijk."


def _judgement(facts: SightingFacts, gemeente: str, wijk: str) -> str:
    return (
        f"{gemeente} {_value(facts, facts.gemeente)}. Wat is geregistreerd, is hier niet ongunstiger dan in {gemeente}."
    )


def _value(facts: SightingFacts, value: float | None) -> str:
    return "onbekend" if value is None else with_sign(value, facts.unit, facts.decimals)


_BESIDE: dict[str, Callable[[SightingFacts, str, str], str]] = {
    "level": _level,
    "trend": _trend,
    "stack": _stack,
    "contrast": _contrast,
    "judgement": _judgement,
}
