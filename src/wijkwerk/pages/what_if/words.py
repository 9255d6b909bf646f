"""The words of a trial with another recipe: what was changed, who moves, and that nothing of it is official."""

from collections.abc import Callable, Mapping

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.engine.weights import Weighting
from wijkwerk.present.numbers import enumeration, number
from wijkwerk.present.scores.words import place_number
from wijkwerk.present.words import VerdictWords
from wijkwerk.scores.what_if import Change, starts_at_one

STATUS = "verkenning, geen gepubliceerde score"
MARK = "Verkenning."
MARK_TEXT = "Dit is een proef met andere keuzes, geen gepubliceerde score. Er wordt niets van bewaard."
NORMALISATIONS = {
    "ijkpunten": "tussen vaste landelijke ijkpunten",
    "landelijk": "plaats in heel Nederland",
    "spreiding": "afstand tot het landelijk gemiddelde",
    "rangorde": "plaats onder de gebieden zelf",
}
AGGREGATIONS = {
    "gewoon": "gewoon gemiddelde",
    "meetkundig": "meetkundig gemiddelde",
    "harmonisch": "harmonisch gemiddelde",
    "midden": "middelste onderdeel",
    "hoogste": "hoogste onderdeel alleen",
}
# Of the recipe's own methods, by the engine's names.
OWN_NORMALISATIONS = {
    "goalposts": NORMALISATIONS["ijkpunten"],
    "min_max": "tussen laagste en hoogste",
    "national_share": NORMALISATIONS["landelijk"],
    "z_score": "afstand tot het gemiddelde",
    "percentile_rank": NORMALISATIONS["rangorde"],
    "rank": NORMALISATIONS["rangorde"],
}
OWN_AGGREGATIONS = {
    "arithmetic": AGGREGATIONS["gewoon"],
    "geometric": AGGREGATIONS["meetkundig"],
    "harmonic": AGGREGATIONS["harmonisch"],
    "median": AGGREGATIONS["midden"],
    "maximum": AGGREGATIONS["hoogste"],
}
_SAME = VerdictWords("zelfde plaats", "gelijk", "same", "i-same")
_GAINED = VerdictWords("nu wel een plaats", "nieuw", "unknown", "i-unknown")
_LOST = VerdictWords("nu geen plaats", "vervalt", "unknown", "i-unknown")


def weight_text(weight: float) -> str:
    """A weight as somebody types it: "0,25", "1"."""
    text = number(weight, 6)
    return text.rstrip("0").removesuffix(",").replace(".", "") if "," in text else text


def moved_words(recipe: Recipe, official: float | None, now: float | None) -> VerdictWords | None:
    """Which way an area moves and how far; None where it has no place on either side."""
    if official is None or now is None:
        return None if official is now else _GAINED if official is None else _LOST
    moved = official - now
    if moved == 0:
        return _SAME
    up = moved > 0
    count = f"{place_number(abs(moved))} {'plaats' if abs(moved) == 1 else 'plaatsen'}"
    word = _direction(recipe, towards_first=up)
    return VerdictWords(f"{count} {word}", word, "neutral", "i-higher" if up else "i-lower")


def change_words(recipe: Recipe, change: Change, title_of: Callable[[str], str]) -> tuple[str, ...]:
    """What was changed, one line each: "Gewicht van Fysiek: 0,4 in plaats van 0,25"."""
    lines = [
        f"Gewicht van {title_of(node)}: {weight_text(weight)} in plaats van {weight_text(recipe.weight_of(node))}"
        for node, weight in change.weights.items()
    ]
    if change.normalisation:
        lines.append(f"Schaal: {NORMALISATIONS[change.normalisation]}")
    if change.aggregation:
        lines.append(f"Samenvoegen: {AGGREGATIONS[change.aggregation]}")
    if change.without:
        lines.append(f"Zonder {enumeration([title_of(name) for name in change.without])}")
    return tuple(lines)


def caution_words(recipe: Recipe, varied: Recipe, change: Change) -> tuple[str, ...]:
    """What to know before comparing scores."""
    sentences = []
    if starts_at_one(recipe, change):
        sentences.append(
            "Deze manier van samenvoegen kan niet tegen een 0. Daarom loopt de schaal hier van 1 tot 100 in plaats van "
            "van 0 tot 100."
        )
    sums = _sums(recipe, varied)
    if sums:
        sentences.append(f"Deze gewichten tellen zoals ze staan: {enumeration(sums)}.")
    if sums or change.normalisation or change.aggregation:
        sentences.append("De score staat daardoor op een andere schaal dan in de editie. Vergelijk alleen de plaatsen.")
    return tuple(sentences)


def _sums(recipe: Recipe, varied: Recipe) -> list[str]:
    """Groups whose weights are taken as they stand and no longer sum to what they did."""
    return [
        f"{group.title} samen {weight_text(sum(now.weights))} in plaats van {weight_text(sum(group.weights))}"
        for name, group in recipe.groups.items()
        if group.weighting is Weighting.AS_GIVEN
        and (now := varied.groups.get(name)) is not None
        and abs(sum(now.weights) - sum(group.weights)) > 1e-9
    ]


def _direction(recipe: Recipe, *, towards_first: bool) -> str:
    higher = towards_first == (recipe.ranks.first == "highest")
    words: Mapping[bool, str] = (
        {True: "urgenter", False: "minder urgent"}
        if recipe.high_score_means is Meaning.URGENT
        else {True: "gunstiger", False: "ongunstiger"}
    )
    return words[higher]
