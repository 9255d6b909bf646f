"""The words of doubt about places: chances, choices of method, and what could not be computed."""

from collections.abc import Mapping, Sequence

from wijkwerk.engine.method_uncertainty import Failure
from wijkwerk.present.numbers import count_word, number
from wijkwerk.scores.alternatives import AGGREGATIONS_TRIED, NORMALISATIONS
from wijkwerk.scores.certainty import PLACES

# From which share of the draws on a reader may use the word; as IPCC's calibrated words, but for its finest steps.
_CHANCES = (
    (0.95, "vrijwel zeker"),
    (2 / 3, "waarschijnlijk"),
    (1 / 3, "onzeker"),
    (0.05, "onwaarschijnlijk"),
    (0.0, "vrijwel zeker niet"),
)
# Cause of `sensitivity.single_choices` -> title, and the end of "de keuze …".
CAUSES = {
    "weights": ("Gewichten, een kwart meer of minder", "hoe zwaar elk onderdeel telt"),
    "normalisation": ("Op één schaal brengen", "hoe de cijfers op één schaal komen"),
    "aggregation": ("Samenvoegen", "hoe onderdelen worden samengevoegd"),
    "left_out": ("Welke indicatoren meedoen", "welke indicatoren meedoen"),
}
_NORMALISED = {
    "recipe": "de schaal van het recept",
    "national_share": "de plaats onder alle gebieden van de editie als schaal",
    "t_score": "de afstand tot het gemiddelde van de editie als schaal",
}
_JOINED = {"recipe": "samenvoegen zoals in het recept", "other": "samenvoegen op de andere manier"}
# A group of at least this many ranked areas is asked for its first ten; a smaller one for its first three.
_MANY = 20
_FIRST_OF_MANY, _FIRST_OF_FEW = 10, 3


def of_hundred(share: float) -> str:
    """In how many of 100 draws: "81"; never 0 or 100 for what did happen, or did not always."""
    if 0 < share < 0.005:
        return "minder dan 1"
    if 0.995 <= share < 1:
        return "meer dan 99"
    return number(100 * share)


def short_hundred(share: float) -> str:
    """The same for a narrow column: "<1", ">99"."""
    return of_hundred(share).replace("minder dan ", "<").replace("meer dan ", ">")


def chance_word(share: float) -> str:
    """ "waarschijnlijk" for 0.81."""
    return next(word for least, word in _CHANCES if share >= least)


def asked_places(ranked: int) -> tuple[int, ...]:
    """Of "among the first n" the n's that say something here: at most half of the areas."""
    return tuple(n for n in PLACES if 2 * n <= ranked) or PLACES[:1]


def main_places(ranked: int) -> int:
    """The n that the page speaks of: the first three, or the first ten where there are many areas."""
    wanted = _FIRST_OF_MANY if ranked >= _MANY else _FIRST_OF_FEW
    return max(n for n in asked_places(ranked) if n <= wanted)


def first_head(n: int) -> str:
    """ "bij de eerste drie"; "op plaats 1"."""
    return "op plaats 1" if n == 1 else f"bij de eerste {count_word(n)}"


def places_moved(shift: float) -> str:
    """ "1,3 plaats", "2,5 plaatsen", "1 plaats"."""
    text = number(shift, 1).removesuffix(",0")
    return f"{text} {'plaats' if shift < 1.95 else 'plaatsen'}"


def failure_words(failures: Sequence[Failure]) -> tuple[str, ...]:
    """What could not be computed, one sentence part per kind: never left out in silence."""
    return tuple(f"{number(each.count)} bij {_kind(each)}: {_reason(each.reason)}" for each in failures)


def _kind(failure: Failure) -> str:
    scale = _named(_NORMALISED, NORMALISATIONS, failure.normalisation)
    return f"{scale} en {_named(_JOINED, AGGREGATIONS_TRIED, failure.aggregation)}"


def _named(words: Mapping[str, str], names: Sequence[str], number_: int) -> str:
    return words[names[number_]]


def _reason(reason: str) -> str:
    """The engine speaks English and of columns; there is one thing that goes wrong in practice."""
    if "zero or negative" in reason or "above 0" in reason:
        return "een meetkundig of harmonisch gemiddelde kan niet tegen een waarde van 0 of lager"
    return "deze manier van rekenen kan niet op deze cijfers"
