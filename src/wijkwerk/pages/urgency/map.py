"""The map of scores: five fixed classes, one hue, dark is urgent; areas without a score keep a pattern."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.definitions.vocabulary import Level, Polarity
from wijkwerk.editions.published_scores import Tree
from wijkwerk.pages.urgency.rows import UrgencyMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.maps.choropleth import FEW_INHABITANTS, LegendItem, MapArea, MapPicture, choropleth
from wijkwerk.present.maps.classes import Classes, derived_breaks, map_classes
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.numbers import enumeration, number, sentence
from wijkwerk.present.scores.words import place_number, points

# On the scale of 0 to 100, the same for every edition.
BREAKS = (15.0, 30.0, 45.0, 60.0)
NO_SCORE = "geen score"


@dataclass(frozen=True, slots=True)
class UrgencyMap:
    title: str
    sub: str
    picture: MapPicture
    notes: tuple[str, ...]

    @property
    def svg(self) -> Markup:
        return self.picture.svg

    @property
    def legend(self) -> tuple[LegendItem, ...]:
        return self.picture.legend


def urgency_map(material: UrgencyMaterial, href: Callable[[str], str]) -> UrgencyMap | None:
    """The wijken with their names, buurten without; None where no border is loaded."""
    recipe, level, shapes = material.recipe, material.level, material.shapes
    drawn = shapes.of_groups() if level is Level.WIJK and shapes.groups else shapes
    if drawn.is_empty:
        return None
    picture = choropleth(
        drawn,
        [_map_area(recipe, row, material.trees.get(row.code), href) for row in material.areas],
        _score_classes(recipe, material.trees),
        key="kaart",
        title=f"{recipe.title} per {level.value} in {running_name(material.gemeente)}",
        description="Vijf klassen met vaste grenzen. Alle scores staan in de tabel op deze pagina.",
        labels=[Label(row.code, row.name) for row in material.wijken] if level is Level.WIJK else [],
    )
    what = sentence(plural(level, len(material.areas)))
    darker = "Donkerder is urgenter." if recipe.high_score_means is Meaning.URGENT else "Donkerder is een lagere score."
    borders = " Dikke lijn: wijkgrens." if drawn.groups else ""
    worded = replace(picture, legend=_worded(picture.legend))
    return UrgencyMap(f"{what} op de kaart", darker + borders, worded, _notes(picture, level))


def _score_classes(recipe: Recipe, trees: Mapping[str, Tree]) -> Classes:
    """Fixed breaks for scores from 0 to 100, round ones near the quintiles for any other scale."""
    values = [value for tree in trees.values() if (value := tree[recipe.root].value) is not None]
    hundred = all(0 <= value <= 100 for value in values)
    classes = map_classes(BREAKS if hundred else derived_breaks(values, 1), Polarity.NEUTRAL, 1)
    turned = recipe.high_score_means is not Meaning.URGENT
    items = tuple(replace(item, fill=_fill(item.fill, turned)) for item in classes.items)
    return replace(classes, items=items)


def _notes(picture: MapPicture, level: Level) -> tuple[str, ...]:
    notes = [f"Getal in de legenda: aantal {plural(level, 2)}."]
    if picture.faded:
        notes.append(f"Lichter getekend: minder dan {number(FEW_INHABITANTS)} inwoners, dus weinig zekerheid.")
    if picture.undrawn:
        notes.append(f"Zonder grens, dus niet op de kaart: {enumeration(list(picture.undrawn))}.")
    return tuple(notes)


def _fill(fill: str, turned: bool) -> str:
    step = int(fill[1:])
    return f"u{6 - step if turned else step}"


def _map_area(recipe: Recipe, row: AreaRow, tree: Tree | None, href: Callable[[str], str]) -> MapArea:
    node = tree[recipe.root] if tree else None
    if node is None or node.value is None:
        return MapArea(row.code, row.name, href(row.code), NO_SCORE, inhabitants=row.inhabitants)
    place = "" if node.place is None else f", plaats {place_number(node.place)} van {node.placed}"
    return MapArea(
        row.code, row.name, href(row.code), f"score {points(node.value)}{place}", node.value,
        inhabitants=row.inhabitants,
    )  # fmt: skip


def _worded(items: Sequence[LegendItem]) -> tuple[LegendItem, ...]:
    return tuple(replace(item, words=NO_SCORE) if item.fill.startswith("f-") else item for item in items)
