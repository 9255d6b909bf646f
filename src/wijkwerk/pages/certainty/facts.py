"""How the doubt about places was computed: how often, what failed and why, what has no interval, the seed."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import IntervalRule
from wijkwerk.engine.variants import SPREAD
from wijkwerk.pages.certainty.material import CertaintyMaterial, ranked_areas
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import count_word, enumeration, number, percentage, sentence
from wijkwerk.present.scores.certainty_words import failure_words
from wijkwerk.present.scores.words import coverage_of
from wijkwerk.scores.alternatives import AGGREGATIONS_TRIED, NORMALISATIONS
from wijkwerk.scores.certainty import Certainty, Stability


def facts(material: CertaintyMaterial, certainty: Certainty) -> tuple[tuple[str, str], ...]:
    method, sampling = certainty.method, certainty.sampling
    return (
        (
            "Varianten van de methode",
            f"{number(method.draws)} berekeningen. Elke keer andere gewichten (tot {percentage(100 * SPREAD)} meer of "
            f"minder), een van {count_word(len(NORMALISATIONS))} schalen, een van "
            f"{count_word(len(AGGREGATIONS_TRIED))} manieren van samenvoegen, en geen of één indicator minder.",
        ),
        ("Niet te berekenen", _failed(method)),
        ("Toeval in de cijfers", _sampling_words(sampling)),
        ("Zonder interval", _without_interval(material)),
        ("Band", "Tussen deze plaatsen komt een gebied in 90 van de 100 berekeningen uit (5e tot 95e percentiel)."),
        (
            "Vaste startwaarde",
            f"{certainty.seed}. Met hetzelfde getal komt er op elke computer precies hetzelfde uit.",
        ),
    )


def unscored(material: CertaintyMaterial) -> tuple[str, ...]:
    """The areas without a place by name, each with what it has; they stand in no chart."""
    placed = {area.code for area in ranked_areas(material)}
    rest = sorted((area for area in material.areas if area.code not in placed), key=lambda row: collation_key(row.name))
    return tuple(f"{area.name} ({_lack(material, area)})" for area in rest)


def _failed(stability: Stability) -> str:
    failed = failure_words(stability.failures)
    if not failed:
        return "Geen enkele variant viel uit."
    total = number(sum(each.count for each in stability.failures))
    return f"{total} varianten vielen uit en tellen niet mee: {enumeration(list(failed))}."


def _sampling_words(sampling: Stability | None) -> str:
    if sampling is None:
        return "Niet te berekenen: geen enkel cijfer onder deze score heeft een interval."
    text = f"{number(sampling.draws)} keer opnieuw getrokken binnen de intervallen van de cijfers, met het recept zelf."
    return f"{text} {_failed(sampling)}" if sampling.failures else text


def _without_interval(material: CertaintyMaterial) -> str:
    known = [
        name
        for name in material.recipe.indicators
        if any(name in tree and tree[name].period is not None for tree in material.trees.values())
    ]
    exact = [
        material.title_of(name)
        for name in known
        if name in material.described and material.described[name].rule is IntervalRule.NONE
    ]
    if not exact:
        return "Elk cijfer heeft een interval."
    return f"{sentence(enumeration(exact))}: deze cijfers tellen bij toeval alsof zij precies kloppen."


def _lack(material: CertaintyMaterial, area: AreaRow) -> str:
    tree = material.trees.get(area.code)
    return "geen cijfers" if tree is None else coverage_of(material.recipe, tree).figure_words
