"""What the shapes in the cells of a comparison mean: for above its grid, on the page and in the picture."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.definitions.vocabulary import Polarity
from wijkwerk.engine.verdicts import Comparison, Verdict
from wijkwerk.present.words import VerdictWords, verdict_words

_HIGHER, _LOWER = Comparison(Verdict.CLEARLY_HIGHER), Comparison(Verdict.CLEARLY_LOWER)
_SIGNAL_HIGHER = Comparison(Verdict.CLEARLY_HIGHER, signal=True)
_GOOD, _BAD = Polarity.HIGH_IS_FAVOURABLE, Polarity.LOW_IS_FAVOURABLE
_SIGNALS = (
    (verdict_words(_SIGNAL_HIGHER, _BAD), "signaal: modelcijfer wijkt ongunstig af"),
    (verdict_words(_SIGNAL_HIGHER, _GOOD), "signaal: modelcijfer wijkt gunstig af"),
)


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A shape, in the colour of its verdict, and what it stands for."""

    verdict: VerdictWords
    text: str


def verdict_key(beside: str, shown: Iterable[VerdictWords]) -> tuple[KeyItem, ...]:
    """The shapes that a grid has; signals only where one is shown.

    beside  what every area is compared with, by its name in running text
    """
    signals = set(shown)
    same = verdict_words(Comparison(Verdict.NOT_CLEARLY_DIFFERENT), _GOOD)
    return (
        KeyItem(verdict_words(_HIGHER, _GOOD), f"gunstig: duidelijk gunstiger dan {beside}"),
        KeyItem(verdict_words(_HIGHER, _BAD), "ongunstig: duidelijk ongunstiger"),
        KeyItem(same, "gelijk: niet duidelijk anders"),
        KeyItem(verdict_words(_HIGHER, Polarity.NEUTRAL), "hoger, zonder oordeel"),
        KeyItem(verdict_words(_LOWER, Polarity.NEUTRAL), "lager, zonder oordeel"),
        *(KeyItem(words, text) for words, text in _SIGNALS if words in signals),
    )
