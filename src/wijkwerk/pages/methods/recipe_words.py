"""The methods of a recipe in plain words, and which pages of the method explain them."""

from collections.abc import Mapping

from wijkwerk.definitions.recipe.recipe import Recipe, RecipeGroup, RecipeIndicator
from wijkwerk.engine.steps import POINTS, Points, Step
from wijkwerk.engine.treat import TreatPlan
from wijkwerk.engine.weights import Weighting
from wijkwerk.present.numbers import number

_NORMALISE = {
    "goalposts": "tussen twee vaste ijkpunten, 0 tot 100",
    "min_max": "tussen het laagste en het hoogste punt",
    "scaled": "op een andere schaal gezet",
    "z_score": "afstand tot het gemiddelde, in standaardafwijkingen",
    "distance_to_norm": "afstand tot de norm",
    "national_share": "plaats in de landelijke verdeling",
    "index_to_base": "ten opzichte van een basisjaar",
    "exponential": "exponentieel naar plaats",
    "rank": "plaats onder alle gebieden",
    "borda": "aantal gebieden dat lager staat",
    "percentile_rank": "percentiel onder alle gebieden",
    "fraction_of_maximum": "deel van het hoogste",
    "distance_to_target": "weg naar een doel",
    "distance_to_reference": "ten opzichte van een gekozen gebied",
    "distance_to_maximum": "afstand tot het hoogste",
    "normal_scores": "plaats, op de normale verdeling",
    "natural_log": "natuurlijke logaritme",
    "log10": "logaritme",
    "square_root": "wortel",
    "power": "macht",
}
_AGGREGATE = {
    "arithmetic": "gewogen gemiddelde",
    "geometric": "meetkundig gemiddelde",
    "harmonic": "harmonisch gemiddelde",
    "generalised": "machtsgemiddelde",
    "mazziotta_pareto": "gemiddelde met een toeslag voor uitschieters (Mazziotta–Pareto)",
    "copeland": "onderlinge vergelijkingen (Copeland)",
    "median": "mediaan",
    "maximum": "het hoogste kind",
    "minimum": "het laagste kind",
}
# Always: what leads to a place. The rest only where a recipe uses it.
_ALWAYS = ("normaliseren", "samenvoegen", "dekking", "plaatsen", "onzekerheid")


def step_words(steps: tuple[Step, ...]) -> str:
    """ "tussen twee vaste ijkpunten, 0 tot 100"; steps after each other with "daarna"."""
    phrases = [_with_parameters(_NORMALISE.get(step.method, step.method), step.parameters) for step in steps]
    return ", daarna ".join(phrases) if phrases else "niet: het cijfer telt zoals het is"


def aggregate_words(group: RecipeGroup) -> str:
    return _with_parameters(_AGGREGATE.get(group.aggregate.method, group.aggregate.method), group.aggregate.parameters)


def weighting_words(group: RecipeGroup) -> str:
    """What happens to the weight of a child that is missing."""
    if group.weighting is Weighting.AS_GIVEN:
        return "het gewicht van een kind zonder cijfers gaat naar niemand"
    return "het gewicht van een kind zonder cijfer gaat naar de andere"


def gate_words(group: RecipeGroup) -> str:
    count = len(group.children)
    share = group.minimum_share
    if count == 1:
        return "staat op één onderdeel"
    if share <= 0:
        return "geen poort"
    if share >= 1:
        return "alleen met alle onderdelen die er ergens zijn"
    return f"vanaf {number(100 * share)} % van de onderdelen"


def treat_words(plan: TreatPlan) -> str:
    if plan.max_points == 0 and plan.transformation is None:
        return ""
    parts = []
    if plan.max_points:
        parts.append(f"ten hoogste {plan.max_points} uitschieters naar binnen")
    if plan.transformation is not None:
        word = "altijd" if plan.always else "als dat nodig is"
        parts.append(f"omgevormd ({plan.transformation}), {word}")
    return ", ".join(parts)


def points_words(indicator: RecipeIndicator) -> tuple[str, str]:
    """The reference points that the normalisation uses, and the others, in the indicator's own unit.

    "0 en 67", "gemiddelde 16,6 en spreiding 24,4": the others are for trying another method on the same points.
    """
    method = indicator.normalise[0].method if indicator.normalise else ""
    used = set(POINTS.get(method, {}).values())
    texts = [(fields, words) for fields, words in _point_texts(indicator.points) if words]
    return (
        "; ".join(words for fields, words in texts if fields & used),
        "; ".join(words for fields, words in texts if not fields & used),
    )


def _point_texts(points: Points) -> list[tuple[set[str], str]]:
    """Which fields, and in words; empty where they are not given."""
    low, high = _optional(points.low), _optional(points.high)
    norm_low, norm_high = _optional(points.norm_low), _optional(points.norm_high)
    ends = [f"van {norm_low}"] * bool(norm_low) + [f"tot {norm_high}"] * bool(norm_high)
    mean, sd = _optional(points.mean), _optional(points.sd)
    many = len(points.distribution or ())
    return [
        ({"low", "high"}, f"{low} en {high}" if low and high else ""),
        ({"norm_low", "norm_high", "unit"}, f"norm {' '.join(ends)}" if ends else ""),
        ({"mean", "sd"}, f"gemiddelde {mean} en spreiding {sd}" if mean and sd else ""),
        ({"base"}, f"basis {_optional(points.base)}" if points.base is not None else ""),
        ({"target"}, f"doel {_optional(points.target)}" if points.target is not None else ""),
        ({"distribution"}, f"{number(many)} landelijke cijfers" if many else ""),
    ]


def _optional(value: float | None) -> str:
    return "" if value is None else _plain(value)


def method_slugs(recipe: Recipe) -> tuple[str, ...]:
    """The pages of the method that explain what this recipe does."""
    used = set(_ALWAYS)
    if any(treat_words(each.treat) for each in recipe.indicators.values()):
        used.add("uitschieters")
    if recipe.stapeling is not None:
        used |= {"stapeling", "veel-oordelen", "buren-en-plekken"}
    if recipe.development is not None:
        used.add("ontwikkeling")
    if any("norm" in step.method for each in recipe.indicators.values() for step in each.normalise):
        used.add("normen")
    order = (
        *("uitschieters", "normaliseren", "normen", "dekking", "samenvoegen", "plaatsen", "ontwikkeling"),
        *("stapeling", "onzekerheid", "veel-oordelen", "buren-en-plekken"),
    )
    return tuple(slug for slug in order if slug in used)


def _with_parameters(words: str, parameters: Mapping[str, object]) -> str:
    phrases = [f"{name} {_parameter(value)}" for name, value in sorted(parameters.items())]
    return f"{words} ({', '.join(phrases)})" if phrases else words


def _parameter(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _plain(float(value)) if isinstance(value, int | float) else str(value)


def _plain(value: float) -> str:
    """As few decimals as the number was written with."""
    decimals = next((places for places in range(6) if abs(round(value, places) - value) < 1e-9), 6)
    return number(value, decimals)
