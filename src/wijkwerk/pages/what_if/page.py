"""The page of a trial: where every area stands in the edition and with other choices, by name."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.exploring import Explored
from wijkwerk.pages.what_if.words import caution_words, change_words, moved_words
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.places import place_scale, shift_row
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.tracks import axis_row
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, enumeration, sentence
from wijkwerk.present.scores.certainty_words import first_head, main_places
from wijkwerk.present.scores.words import first_words, place_number, points, recipe_words
from wijkwerk.present.words import VerdictWords
from wijkwerk.scores.what_if import Change

_MOST_NAMES = 3


@dataclass(frozen=True)
class WhatIfMaterial:
    """areas of the level, in any order; delivered: nodes of the recipe with a value in any of them."""

    recipe: Recipe
    level: Level
    gemeente: AreaRow
    areas: Sequence[AreaRow]
    change: Change
    explored: Explored
    described: Mapping[str, Described]
    delivered: Collection[str] = ()

    def title_of(self, node: str) -> str:
        known = self.described.get(node) if node in self.recipe.indicators else None
        return known.indicator.short_title if known else self.recipe.title_of(node)

    @property
    def placed(self) -> list[AreaRow]:
        """The areas with a place on either side, by name."""
        placed = (area for area in self.areas if any(place is not None for place in self.places(area.code)))
        return sorted(placed, key=lambda area: collation_key(area.name))

    def places(self, code: str) -> tuple[float | None, float | None]:
        """In the edition, and with the change."""
        if code not in self.explored.now:
            return None, None
        return self.explored.official[code].place, self.explored.now[code].place

    @property
    def last(self) -> int:
        """The highest place there is."""
        return max((int(place) for area in self.areas for place in self.places(area.code) if place), default=1)


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    name: str
    href: str
    official: str
    now: str
    moved: VerdictWords | None
    svg: Markup
    score: str
    has_moved: bool


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    title: str
    eyebrow: str
    lead: str
    direction: str
    changes: tuple[str, ...]
    cautions: tuple[str, ...]
    rows: tuple[WhatIfRow, ...]
    axis: Markup
    unscored: str
    source: str


def what_if_page(material: WhatIfMaterial, href: Callable[[AreaRow], str]) -> WhatIfPage:
    """href: the score of an area opened up."""
    scale = place_scale(material.last)
    return WhatIfPage(
        title=title_words(material.level),
        eyebrow=f"Wat als · {material.recipe.title}",
        lead=lead_words(material),
        direction=first_words(material.recipe),
        changes=change_words(material.recipe, material.change, material.title_of),
        cautions=(*caution_words(material.recipe, material.explored.recipe, material.change), *_gained(material)),
        rows=tuple(_row(material, area, scale, href) for area in material.placed),
        axis=axis_row(scale),
        unscored=_unscored(material),
        source=recipe_words(material.recipe),
    )


def title_words(level: Level) -> str:
    return f"Wat als we anders kiezen? Plaatsen van {plural(level, 2)}"


def lead_words(material: WhatIfMaterial) -> str:
    """The outcome in words: how many move, who the farthest, and whether the first ones stay."""
    several = plural(material.level, 2)
    if material.change.is_none:
        return (
            "Dit is het recept zoals het is: ieder gebied staat op de plaats van de editie. Verander een gewicht of "
            "een manier van rekenen, en zie wie er verschuift."
        )
    if all(standing.place is None for standing in material.explored.now.values()):
        return f"Zo is er geen score: {_why_none(material)}."
    moves = _moves(material)
    moved = [area for area, distance in moves if distance]
    if not moved:
        return f"Geen van de {count_word(len(moves))} {several} komt op een andere plaats."
    verb = "komt" if len(moved) == 1 else "komen"
    outcome = f"{count_word(len(moved))} van de {count_word(len(moves))} {several} {verb} op een andere plaats."
    parts = (sentence(outcome), _farthest(material, moves), _first_ones(material, len(moves)))
    return " ".join(part for part in parts if part)


def _why_none(material: WhatIfMaterial) -> str:
    """The highest parts that count and that nobody has: "Duurzaamheid heeft geen cijfers"."""
    names = [material.title_of(node) for node in _lacking(material, material.explored.recipe.root)]
    if not names:
        return "wat nu meetelt, heeft te weinig cijfers"
    return f"{enumeration(names)} {'heeft' if len(names) == 1 else 'hebben'} geen cijfers"


def _lacking(material: WhatIfMaterial, node: str) -> list[str]:
    group = material.explored.recipe.groups.get(node)
    if group is None:
        return []
    counted = [child for child, weight in zip(group.children, group.weights, strict=True) if weight > 0]
    return [
        name for child in counted for name in (_lacking(material, child) if child in material.delivered else [child])
    ]


def _moves(material: WhatIfMaterial) -> list[tuple[AreaRow, float]]:
    """The areas with a place on either side, by name, and how far each moves; infinitely far where it has one only."""
    moves = []
    for area in material.placed:
        official, now = material.places(area.code)
        moves.append((area, abs(official - now) if official is not None and now is not None else float("inf")))
    return moves


def _farthest(material: WhatIfMaterial, moves: Sequence[tuple[AreaRow, float]]) -> str:
    finite = [(area, distance) for area, distance in moves if distance < float("inf")]
    most = max((distance for _, distance in finite), default=0.0)
    if not most:
        return ""
    there = [area for area, distance in finite if distance == most]
    if len(there) == 1:
        official, now = material.places(there[0].code)
        assert official is not None
        assert now is not None
        return f"{there[0].name} verschuift het verst: van {place_number(official)} naar {place_number(now)}."
    far = f"{place_number(most)} {'plaats' if most == 1 else 'plaatsen'}"
    if len(there) > _MOST_NAMES:
        return f"Niemand verschuift verder dan {far}."
    return f"Het verst, {far}, verschuiven {enumeration([area.name for area in there])}."


def _first_ones(material: WhatIfMaterial, count: int) -> str:
    n = main_places(count)
    places = {area.name: material.places(area.code) for area in material.placed}
    before, after = (
        [name for name, sides in places.items() if (place := sides[side]) is not None and place <= n] for side in (0, 1)
    )
    in_, out = [name for name in after if name not in before], [name for name in before if name not in after]
    head = first_head(n).removeprefix("bij ")
    if not in_ and not out:
        return "Plaats 1 blijft dezelfde." if n == 1 else f"{sentence(head)} blijven dezelfde."
    if max(len(in_), len(out)) > _MOST_NAMES:
        return f"Van {head} vallen er {count_word(len(out))} buiten."
    comes = f"{enumeration(in_)} {'komt' if len(in_) == 1 else 'komen'} bij {head}" if in_ else ""
    goes = f"{enumeration(out)} {'valt' if len(out) == 1 else 'vallen'} eruit" if out else ""
    return f"{', '.join(part for part in (comes, goes) if part)}."


def _gained(material: WhatIfMaterial) -> tuple[str, ...]:
    """Areas that come in push others down: said, so that nobody takes it for a movement of their own."""
    names = [area.name for area in material.placed if material.places(area.code)[0] is None]
    if not names:
        return ()
    many = f"{count_word(len(names))} {plural(material.level, len(names))}"
    verb = "krijgt" if len(names) == 1 else "krijgen"
    return (
        f"{sentence(many)} zonder score in de editie {verb} hier wel een plaats: van wat nu meetelt, zijn er genoeg "
        "cijfers. Dat schuift de andere op.",
    )


def _row(material: WhatIfMaterial, area: AreaRow, scale: Scale, href: Callable[[AreaRow], str]) -> WhatIfRow:
    official, now = material.places(area.code)
    words = moved_words(material.recipe, official, now)
    places = [_place(official) or "geen", _place(now) or "geen"]
    score = material.explored.now[area.code].score
    return WhatIfRow(
        name=area.name,
        href=href(area),
        official=_place(official),
        now=_place(now),
        moved=words,
        svg=shift_row(official, now, scale, f"plaats {places[0]} in de editie, {places[1]} in deze verkenning"),
        score="" if score is None else points(score),
        has_moved=official != now,
    )


def _place(place: float | None) -> str:
    return "" if place is None else place_number(place)


def _unscored(material: WhatIfMaterial) -> str:
    placed = {area.code for area in material.placed}
    rest = sorted((area.name for area in material.areas if area.code not in placed), key=collation_key)
    return enumeration(rest)
