"""The page about how sure the places are: under other choices of method, and under the doubt of the figures.

Areas stand by name; each with its own place and bands, and in how many of 100 variants it is among the first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipes import Recipe
from wijkwerk.definitions.vocabulary import IntervalRule, Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.scores.certainty import PLACES, Certainty, Stability

from .certainty_words import (
    CAUSES,
    asked_places,
    chance_word,
    failure_words,
    first_head,
    main_places,
    of_hundred,
    places_moved,
    short_hundred,
)
from .charts.canvas import Markup
from .charts.places import METHOD, SAMPLING, Span, band_row, place_scale
from .charts.scale import Scale
from .charts.tracks import axis_row
from .collation import collation_key
from .material import Described
from .numbers import count_word, enumeration, number, percentage, sentence
from .score_words import band_words, coverage_of, first_words, place_number, recipe_words, stability_band
from .sentences import plural

# So many names fit a sentence; of more only the count is said.
_MOST_NAMES = 4
_OFTEN, _ALMOST_ALWAYS = 0.5, 0.95


@dataclass(frozen=True)
class CertaintyMaterial:
    """areas of the level in any order; trees: their published scores, by code; certainty: None where there is none."""

    recipe: Recipe
    level: Level
    gemeente: AreaRow
    areas: Sequence[AreaRow]
    trees: Mapping[str, Tree]
    certainty: Certainty | None
    described: Mapping[str, Described]

    @property
    def ranked(self) -> int:
        return 0 if self.certainty is None else int((~np.isnan(self.certainty.ranks)).sum())

    def title_of(self, indicator: str) -> str:
        known = self.described.get(indicator)
        return known.indicator.short_title if known else self.recipe.title_of(indicator)


@dataclass(frozen=True, slots=True)
class CertaintyRow:
    """One area with a place. firsts: "81" of 100, in the order of the page's heads; word: for the main one of them."""

    code: str
    name: str
    href: str
    place: str
    svg: Markup
    method: str
    sampling: str
    firsts: tuple[tuple[str, str], ...]
    word: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A choice or an indicator and by how many places it moves areas; `length` 0–1 of the longest."""

    title: str
    shift: str
    more: str
    length: Markup
    href: str = ""


@dataclass(frozen=True, slots=True)
class CertaintyPage:
    title: str
    eyebrow: str
    lead: str
    direction: str
    heads: tuple[str, ...]
    main_head: str
    rows: tuple[CertaintyRow, ...]
    axis: Markup
    has_sampling: bool
    widths: str
    causes_text: str
    causes: tuple[Bar, ...]
    indicators_text: str
    indicators: tuple[Bar, ...]
    unscored: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    source: str


def certainty_page(
    material: CertaintyMaterial, href: Callable[[AreaRow], str], without: Callable[[str], str]
) -> CertaintyPage | None:
    """href: page of an area; without: *wat als* without an indicator. None where nothing was computed."""
    certainty = material.certainty
    if certainty is None:
        return None
    ranked, level = material.ranked, plural(material.level, 2)
    main = main_places(ranked)
    scale = place_scale(ranked)
    rows = tuple(_row(material, certainty, area, scale, href) for area in ranked_areas(material))
    return CertaintyPage(
        title=f"Hoe zeker zijn de plaatsen van de {level}?",
        eyebrow=f"Zekerheid · {material.recipe.title}",
        lead=" ".join((_first_sentence(material, certainty, main), _cause_sentence(certainty))).strip(),
        direction=first_words(material.recipe),
        heads=tuple(first_head(n) for n in asked_places(ranked)),
        main_head=first_head(main),
        rows=rows,
        axis=axis_row(scale),
        has_sampling=certainty.sampling is not None,
        widths=_widths(certainty),
        causes_text=_cause_sentence(certainty),
        causes=_causes(certainty),
        indicators_text=_indicator_sentence(material, certainty),
        indicators=_indicators(material, certainty, without),
        unscored=_unscored(material),
        facts=_facts(material, certainty),
        source=recipe_words(material.recipe),
    )


def ranked_areas(material: CertaintyMaterial) -> list[AreaRow]:
    """The areas with a place, by name."""
    certainty = material.certainty
    assert certainty is not None
    placed = {unit for unit, rank in zip(certainty.units, certainty.ranks, strict=True) if rank == rank}
    return sorted((area for area in material.areas if area.code in placed), key=lambda area: collation_key(area.name))


def spans_of(certainty: Certainty, code: str) -> tuple[Span, ...]:
    """The bands of an area that were computed, of the method first."""
    kinds = ((METHOD, certainty.method), (SAMPLING, certainty.sampling))
    found = ((kind, stability_band(certainty, of, code)) for kind, of in kinds if of is not None)
    return tuple(Span(kind, band.low, band.high) for kind, band in found if band is not None)


def firsts_of(stability: Stability, row: int, ranked: int) -> tuple[float, ...]:
    """In which share of the draws an area is among the first n, for the n's that are asked."""
    return tuple(float(stability.first[row, PLACES.index(n)]) for n in asked_places(ranked))


def _row(
    material: CertaintyMaterial, certainty: Certainty, area: AreaRow, scale: Scale, href: Callable[[AreaRow], str]
) -> CertaintyRow:
    row, ranked = certainty.units.index(area.code), material.ranked
    place = float(certainty.ranks[row])
    method = _band(certainty, certainty.method, area)
    sampling = "" if certainty.sampling is None else _band(certainty, certainty.sampling, area)
    shares = firsts_of(certainty.method, row, ranked)
    return CertaintyRow(
        code=area.code,
        name=area.name,
        href=href(area),
        place=place_number(place),
        svg=band_row(place, spans_of(certainty, area.code), scale, _spoken(place, method, sampling)),
        method=method,
        sampling=sampling,
        firsts=tuple((first_head(n), short_hundred(share)) for n, share in zip(asked_places(ranked), shares, strict=True)),
        word=chance_word(shares[asked_places(ranked).index(main_places(ranked))]),
    )


def _band(certainty: Certainty, stability: Stability, area: AreaRow) -> str:
    band = stability_band(certainty, stability, area.code)
    return "" if band is None else band_words(band)


def _spoken(place: float, method: str, sampling: str) -> str:
    said = f"plaats {place_number(place)}, door de methode {method}"
    return f"{said}, door toeval {sampling}" if sampling else said


def _first_sentence(material: CertaintyMaterial, certainty: Certainty, n: int) -> str:
    shares = {
        area.name: float(certainty.method.first[certainty.units.index(area.code), PLACES.index(n)])
        for area in ranked_areas(material)
    }
    often = [name for name, share in shares.items() if share >= _OFTEN]
    several, head = plural(material.level, 2), first_head(n)
    if not often:
        return f"Geen van de {count_word(len(shares))} {several} staat in de helft van de varianten {head}."
    if len(often) > _MOST_NAMES:
        always = [name for name in often if shares[name] >= _ALMOST_ALWAYS]
        more = _always_words(always)
        many = f"{count_word(len(often))} van de {count_word(len(shares))} {several}"
        return sentence(f"{many} staan in minstens de helft van de varianten {head}{more}.")
    verb = "staat" if len(often) == 1 else "staan"
    numbers = enumeration([of_hundred(shares[name]) for name in often])
    return f"{enumeration(often)} {verb} in {numbers} van de 100 varianten {head}."


def _always_words(names: Sequence[str]) -> str:
    if not names or len(names) > _MOST_NAMES:
        return "" if not names else f"; {count_word(len(names))} daarvan vrijwel altijd"
    return f"; vrijwel altijd {'is dat' if len(names) == 1 else 'zijn dat'} {enumeration(list(names))}"


def _cause_sentence(certainty: Certainty) -> str:
    moving = [cause for cause in certainty.causes if cause.shift > 0]
    if not moving:
        return "Geen enkele keuze in de methode verschuift een plaats."
    most = max(moving, key=lambda cause: cause.shift)
    return f"De keuze {CAUSES[most.name][1]}, verschuift de plaatsen het meest: gemiddeld {places_moved(most.shift)}."


def _indicator_sentence(material: CertaintyMaterial, certainty: Certainty) -> str:
    if not certainty.indicators or certainty.indicators[0][1] == 0:
        return "Geen enkele indicator verschuift een plaats als hij wordt weggelaten."
    name, shift = certainty.indicators[0]
    return (
        f"Laten we {material.title_of(name)} weg, dan verschuiven de {plural(material.level, 2)} het meest: "
        f"gemiddeld {places_moved(shift)}."
    )


def _causes(certainty: Certainty) -> tuple[Bar, ...]:
    ordered = sorted(certainty.causes, key=lambda cause: -cause.shift)
    longest = max((cause.shift for cause in ordered), default=0.0)
    return tuple(
        Bar(
            CAUSES[cause.name][0],
            places_moved(cause.shift),
            f"hoogstens {places_moved(cause.most)}; {percentage(100 * cause.share)} van alle verschuiving",
            _length(cause.shift, longest),
        )
        for cause in ordered
    )


def _indicators(material: CertaintyMaterial, certainty: Certainty, without: Callable[[str], str]) -> tuple[Bar, ...]:
    longest = max((shift for _, shift in certainty.indicators), default=0.0)
    return tuple(
        Bar(material.title_of(name), places_moved(shift), "", _length(shift, longest), without(name))
        for name, shift in certainty.indicators
    )


def _length(value: float, longest: float) -> Markup:
    width = 100 * value / longest if longest > 0 else 0.0
    return Markup(
        '<svg class="certainty-bar" aria-hidden="true"><rect class="bar-ground" width="100%" height="8"/>'
        f'<rect class="bar-length" width="{width:.1f}%" height="8"/></svg>'
    )


def _widths(certainty: Certainty) -> str:
    """Which of the two kinds of doubt is the larger one, in words."""
    method = _mean_width(certainty.method)
    if certainty.sampling is None:
        return f"De band is door de methode gemiddeld {places_moved(method)} breed."
    sampling = _mean_width(certainty.sampling)
    which = "Vooral de methode maakt de plaats onzeker" if method >= sampling else "Vooral toeval in de cijfers maakt "
    which = which if method >= sampling else f"{which}de plaats onzeker"
    return (
        f"{which}: de band is door de methode gemiddeld {places_moved(method)} breed, door toeval "
        f"{places_moved(sampling)}."
    )


def _mean_width(stability: Stability) -> float:
    width: FloatArray = stability.high - stability.low
    return float(np.nanmean(width)) if (~np.isnan(width)).any() else 0.0


def _unscored(material: CertaintyMaterial) -> tuple[str, ...]:
    """The areas without a place by name, each with what it has; they stand in no chart."""
    placed = {area.code for area in ranked_areas(material)}
    rest = sorted((area for area in material.areas if area.code not in placed), key=lambda row: collation_key(row.name))
    return tuple(f"{area.name} ({_lack(material, area)})" for area in rest)


def _lack(material: CertaintyMaterial, area: AreaRow) -> str:
    tree = material.trees.get(area.code)
    return "geen cijfers" if tree is None else coverage_of(material.recipe, tree).figure_words


def _facts(material: CertaintyMaterial, certainty: Certainty) -> tuple[tuple[str, str], ...]:
    method, sampling = certainty.method, certainty.sampling
    return (
        (
            "Varianten van de methode",
            f"{number(method.draws)} berekeningen. Elke keer andere gewichten (tot een kwart meer of minder), een van "
            "drie schalen, een van twee manieren van samenvoegen, en geen of één indicator minder.",
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


def _failed(stability: Stability) -> str:
    failed = failure_words(stability.failures)
    if not failed:
        return "Geen enkele variant viel uit."
    total = number(sum(each.count for each in stability.failures))
    return f"{total} varianten vielen uit en tellen niet mee: {enumeration(list(failed))}."


def _sampling_words(sampling: Stability | None) -> str:
    if sampling is None:
        return "Niet te berekenen: geen enkel cijfer onder deze score heeft een interval."
    said = f"{number(sampling.draws)} keer opnieuw getrokken binnen de intervallen van de cijfers, met het recept zelf."
    return f"{said} {_failed(sampling)}" if sampling.failures else said


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
