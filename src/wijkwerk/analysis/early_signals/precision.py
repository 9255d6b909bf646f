"""How often each rule of the rookmelder is right, by what the field says."""

from collections import Counter
from dataclasses import dataclass

from wijkwerk.engine.intervals import wilson

from .models import FieldVerdict, Verdict

# A signal that is already worked on was right too.
HITS = (Verdict.RECOGNISED, Verdict.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Precision:
    """
    counts     how often each verdict was the last one of a signal, in all editions
    answered   signals with a verdict; hits: of which the field sees it too
    share      hits of answered, 0–100, with its 95 % interval (Wilson); None where nobody answered yet
    """

    counts: dict[Verdict, int]
    answered: int
    hits: int
    share: tuple[float, float, float] | None


def precision_by_rule() -> dict[str, Precision]:
    """Of every rule that ever got a verdict. The last verdict of a signal counts, and one of each."""
    last: dict[int, tuple[str, str]] = {}
    rows = FieldVerdict.objects.order_by("given_at", "pk").values_list("signal_id", "signal__rule", "verdict")
    for signal, rule, verdict in rows:
        last[signal] = rule, verdict
    counted = Counter(last.values())
    return {rule: _precision({each: counted[rule, each] for each in Verdict}) for rule, _ in counted}


def _precision(counts: dict[Verdict, int]) -> Precision:
    answered, hits = sum(counts.values()), sum(counts[each] for each in HITS)
    low, high = wilson(hits, answered)
    share = (100 * hits / answered, 100 * float(low), 100 * float(high)) if answered else None
    return Precision(counts, answered, hits, share)
