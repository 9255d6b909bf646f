"""The page about how sure the places are: under other choices of method, and under the doubt of the figures.

Areas stand by name; each with its own place and bands, and in how many of 100 variants it is among the first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.certainty.bars import Bar, cause_bars, indicator_bars
from wijkwerk.pages.certainty.facts import facts, unscored
from wijkwerk.pages.certainty.material import CertaintyMaterial, firsts_of, ranked_areas, spans_of
from wijkwerk.pages.certainty.sentences import cause_sentence, first_sentence, indicator_sentence, widths
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.places import band_row, place_scale
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.tracks import axis_row
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.scores.certainty_words import asked_places, chance_word, first_head, main_places, short_hundred
from wijkwerk.present.scores.words import band_words, first_words, place_number, recipe_words, stability_band
from wijkwerk.scores.certainty import Certainty, Stability


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
    """href: the score of an area opened up; without: *wat als* without an indicator. None: nothing was computed."""
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
        lead=" ".join((first_sentence(material, certainty, main), cause_sentence(certainty))).strip(),
        direction=first_words(material.recipe),
        heads=tuple(first_head(n) for n in asked_places(ranked)),
        main_head=first_head(main),
        rows=rows,
        axis=axis_row(scale),
        has_sampling=certainty.sampling is not None,
        widths=widths(certainty),
        causes_text=cause_sentence(certainty),
        causes=cause_bars(certainty),
        indicators_text=indicator_sentence(material, certainty),
        indicators=indicator_bars(material, certainty, without),
        unscored=unscored(material),
        facts=facts(material, certainty),
        source=recipe_words(material.recipe),
    )


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
        firsts=tuple(
            (first_head(n), short_hundred(share)) for n, share in zip(asked_places(ranked), shares, strict=True)
        ),
        word=chance_word(shares[asked_places(ranked).index(main_places(ranked))]),
    )


def _band(certainty: Certainty, stability: Stability, area: AreaRow) -> str:
    band = stability_band(certainty, stability, area.code)
    return "" if band is None else band_words(band)


def _spoken(place: float, method: str, sampling: str) -> str:
    places = f"plaats {place_number(place)}, door de methode {method}"
    return f"{places}, door toeval {sampling}" if sampling else places
