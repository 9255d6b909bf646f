"""The keys of a recipe in English, each with an example: what `shape.py` and `parts.py` say in Dutch, class by class.

A class has the keys of the class it is made from as well.
"""

from types import MappingProxyType
from typing import NamedTuple


class KeyWords(NamedTuple):
    """example  the keys of the part among which this one may stand so, as YAML between braces"""

    english: str
    example: str


KEY_WORDS: MappingProxyType[str, dict[str, KeyWords]] = MappingProxyType(
    {
        "RecipeText": {
            "id": KeyWords("the same as the name of the file", "id: urgentie"),
            "title": KeyWords("name of the score", "title: Urgentie"),
            "description": KeyWords("what the score says, in one sentence", "description: Hoe een buurt ervoor staat."),
            "version": KeyWords("version, between quotes", 'version: "0.1"'),
            "dated": KeyWords("day of this version", "dated: 2026-11-24"),
            "decision": KeyWords(
                "the decision; without one the recipe is provisional", "decision: {body: gemeenteraad, on: 2026-11-20}"
            ),
            "replaces": KeyWords(
                "the version before, kept in recipes/earlier/, and what became otherwise",
                'replaces: {version: "0.1", changes: [De WOZ-waarde telt niet meer mee.]}',
            ),
            "high_score_means": KeyWords("what a high score says", "high_score_means: urgent"),
            "areas": KeyWords("levels with a score; every row of a bare table where left out", "areas: [wijk, buurt]"),
            "screen": KeyWords("which areas have too few figures to take part", "screen: {minimum_share: 0.5}"),
            "layers": KeyWords(
                "layers of the tree, from the top down",
                "layers: [{id: totaal, title: Totaal}, {id: domein, title: Domein}]",
            ),
            "ranks": KeyWords("how areas are put in order", "ranks: {ties: average}"),
            "stapeling": KeyWords("which problems can stack", "stapeling: {themes: [sociaal, fysiek], threshold: 60}"),
            "development": KeyWords("comparison with an earlier year", "development: {years: 4, unchanged_within: 2}"),
            "awaited": KeyWords("what the recipe waits for, and why", "awaited: {afstand: Volgt in 2027.}"),
            "groups": KeyWords(
                "the tree: every group with its children",
                "groups: {totaal: {title: Totaal, children: [bijstand, gezond, afstand]}}",
            ),
            "indicators": KeyWords("what goes for one", "indicators: {bijstand: {polarity: low_is_favourable}}"),
            "each_indicator": KeyWords("what goes for all indicators", "each_indicator: {normalise: min_max}"),
            "each_group": KeyWords("what goes for all groups", "each_group: {aggregate: arithmetic}"),
        },
        "IndicatorText": {
            "title": KeyWords("name; that of the catalogue where left out", "title: Bijstand"),
            "polarity": KeyWords(
                "whether high or low is favourable; that of the catalogue where left out", "polarity: low_is_favourable"
            ),
            "unit": KeyWords("unit; that of the catalogue where left out", "unit: per 1.000 inwoners"),
            "denominator": KeyWords("column to divide by", "denominator: inwoners"),
            "per": KeyWords("times this, after dividing", "denominator: inwoners, per: 1000"),
            "impute": KeyWords("how gaps are filled", "impute: {method: median}"),
            "transform": KeyWords("transformation of figures and reference points", "transform: square_root"),
            "treat": KeyWords("what is done about outliers", "treat: {max_points: 5}"),
            "reference": KeyWords("reference points", "reference: {low: 0, high: 67}"),
            "normalise": KeyWords(
                "how a figure comes onto the scale of the score", "normalise: {method: min_max, scale_low: 1}"
            ),
            "without_result": KeyWords(
                "where the figures give no result, such as equal ones alone: refuse, or leave out with a note",
                "without_result: leave-out",
            ),
        },
        "ReferencePoints": {
            "low": KeyWords("the low reference point", "low: 0, high: 67"),
            "high": KeyWords("the high reference point", "low: 0, high: 67"),
            "norm_low": KeyWords("lower end of the band that is good enough", "norm_low: 10"),
            "norm_high": KeyWords("upper end of the band that is good enough", "norm_high: 20"),
            "mean": KeyWords("mean of the country", "mean: 32.5, sd: 11"),
            "sd": KeyWords("spread of the country, above 0", "mean: 32.5, sd: 11"),
            "base": KeyWords("value of the base year", "base: 48"),
            "target": KeyWords("target", "target: 5"),
            "unit": KeyWords("distance to the norm that is worth the whole scale", "norm_high: 20, unit: 10"),
            "distribution": KeyWords(
                "figures or percentiles of the country, from low to high", "distribution: [3, 8, 12, 20, 41]"
            ),
            "origin": KeyWords(
                "where the reference points come from, in words", "low: 0, high: 67, origin: P5 en P95 van Nederland"
            ),
        },
        "Treatment": {
            "max_points": KeyWords("most areas that may be drawn in", "max_points: 5"),
            "skewness_limit": KeyWords("skewness below which nothing is done", "max_points: 5, skewness_limit: 1.5"),
            "kurtosis_limit": KeyWords("kurtosis below which nothing is done", "max_points: 5, kurtosis_limit: 4"),
            "transformation": KeyWords(
                "transformation of the column where that does not help; reference points go along",
                "max_points: 5, transformation: log_by_skewness",
            ),
            "power": KeyWords("power of box_cox", "transformation: box_cox, power: 0.5"),
            "always": KeyWords("transform without looking at the limits", "transformation: log_of_range, always: true"),
            "combine": KeyWords(
                "transform what has been drawn in already", "max_points: 5, transformation: log_from_one, combine: true"
            ),
        },
        "Impute": {
            "method": KeyWords("what a gap is filled with", "method: median"),
            "by": KeyWords("column with the group of each area", "method: group_mean, by: streek"),
        },
        "GroupText": {
            "title": KeyWords("name of the group", "title: Sociaal"),
            "children": KeyWords("indicators and groups, each in one place", "children: [sociaal, fysiek]"),
            "weights": KeyWords("per child, 0 or more; equal where left out", "weights: {sociaal: 2, fysiek: 1}"),
            "because": KeyWords("why these parts and weights, for readers", "because: Beide even zwaar."),
        },
        "GroupDefaults": {
            "weights_are": KeyWords(
                "what happens where a child is missing: its weight goes to the others, or there is no value",
                "weights_are: as-given",
            ),
            "aggregate": KeyWords("how the children become one value", "aggregate: {method: generalised, power: 2}"),
            "minimum_share": KeyWords("with a smaller share of the children there is no value", "minimum_share: 0.67"),
            "normalise": KeyWords("steps on the group's own value, before it goes up", "normalise: exponential"),
        },
        "Layer": {
            "id": KeyWords("short name of the layer", "id: domein"),
            "title": KeyWords("name of the layer", "title: Domein"),
        },
        "Screen": {
            "minimum_share": KeyWords(
                "with a smaller share of the figures an area takes no part", "minimum_share: 0.9"
            ),
            "counts": KeyWords("whether a figure that was filled in counts", "minimum_share: 0.9, counts: imputed"),
        },
        "Ranks": {
            "ties": KeyWords("place of equal scores", "ties: average"),
            "tolerance": KeyWords("differences up to this are equal", "tolerance: 0.01"),
            "first": KeyWords("which score gets place 1", "first: lowest"),
            "among": KeyWords(
                "who takes a place: every area, or those alone where people live (by the gemeente's types and sizes)",
                "among: residential",
            ),
        },
        "Stapeling": {
            "themes": KeyWords("groups that can stack", "themes: [sociaal, fysiek], threshold: 60"),
            "threshold": KeyWords(
                "score from which on a group is a problem", "themes: [sociaal, fysiek], threshold: 60"
            ),
            "minimum": KeyWords(
                "from so many problems on an area is named", "themes: [sociaal, fysiek], threshold: 60, minimum: 2"
            ),
        },
        "Development": {
            "years": KeyWords("how many years earlier", "years: 4, unchanged_within: 2"),
            "unchanged_within": KeyWords("score points that are called unchanged", "years: 4, unchanged_within: 2"),
        },
        "Decision": {
            "body": KeyWords("who adopted the recipe", "body: gemeenteraad, on: 2026-11-20"),
            "on": KeyWords("the day of the decision, not later than today", "body: gemeenteraad, on: 2026-11-20"),
            "reference": KeyWords("case number or document", "body: gemeenteraad, on: 2026-11-20, reference: 2026-114"),
        },
        "Replaced": {
            "version": KeyWords("the version before, between quotes", 'version: "0.1", changes: [Een cijfer meer.]'),
            "changes": KeyWords(
                "what became otherwise, a sentence each", 'version: "0.1", changes: [Een cijfer meer.]'
            ),
        },
    }
)
