"""The map of an indicator's page with its heading, legend and the notes that a reader needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.figures.area_rows import AreaFigure
from wijkwerk.present.figures.figure_text import CLASS_WORDS, running_name
from wijkwerk.present.figures.marks import SIGNS, marks_for
from wijkwerk.present.figures.material import Described, Links
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.maps.choropleth import FEW_INHABITANTS, LegendItem, MapArea, MapPicture, choropleth
from wijkwerk.present.maps.circles import CircleKey, circle_map
from wijkwerk.present.maps.classes import Classes, map_classes
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.shapes import MapShapes
from wijkwerk.present.numbers import enumeration, number, sentence


@dataclass(frozen=True, slots=True)
class MapBlock:
    title: str  # "Buurten op de kaart, 2025"
    sub: str
    picture: MapPicture
    legend_title: str
    circles: tuple[CircleKey, ...]
    notes: tuple[str, ...]

    @property
    def svg(self) -> Markup:
        """Empty where no border is loaded: the table says it all."""
        return self.picture.svg

    @property
    def legend(self) -> tuple[LegendItem, ...]:
        return self.picture.legend


def map_block(
    item: Described,
    rows: Sequence[AreaFigure],
    material: IndicatorMaterial,
    whole: Figure | None,
    links: Links,
) -> MapBlock | None:
    """The map of one level in one year; None where there is no figure or no border at all."""
    shapes = _shapes(material.shapes, material.level)
    if not rows or shapes.is_empty:
        return None
    name = running_name(material.gemeente)
    areas = [_map_area(row, links, material.own_code) for row in rows]
    what = sentence(plural(material.level, len(rows)))
    title = f"{item.indicator.title} per {material.level.value} in {name}, {material.period}"
    description = "Alle waarden staan in de tabel op deze pagina."
    if item.is_count:
        picture, keys = circle_map(shapes, areas, key="kaart", title=title, description=description)
        sub = "Hoe groter de cirkel, hoe groter het aantal."
    else:
        classes = _classes(item, material, whole, name)
        labels = [Label(row.code, row.name) for row in material.wijken] if material.level is Level.WIJK else []
        description = f"{_count_of_classes(classes)} {description}"
        picture = choropleth(shapes, areas, classes, key="kaart", title=title, description=description, labels=labels)
        keys, sub = (), _explain_colours(classes, item, name)
    borders = " Dikke lijn: wijkgrens." if shapes.groups else ""
    return MapBlock(
        title=f"{what} op de kaart, {material.period}",
        sub=sub + borders,
        picture=picture,
        legend_title=sentence(item.indicator.unit),
        circles=keys,
        notes=_map_notes(item, rows, picture, material.level),
    )


def _shapes(shapes: MapShapes, level: Level) -> MapShapes:
    """The borders of wijken where they are loaded themselves, else those made from their buurten."""
    return shapes.of_groups() if level is Level.WIJK and shapes.groups else shapes


def _map_area(row: AreaFigure, links: Links, own_code: str | None) -> MapArea:
    status = Status.NOT_DELIVERED if row.figure is None else row.figure.status
    return MapArea(
        code=row.area.code,
        name=row.area.name,
        href=links.area(row.area),
        text=row.text.spoken,
        value=None if row.figure is None else row.figure.value,
        status=status,
        inhabitants=row.area.inhabitants,
        own=row.area.code == own_code,
    )


def _classes(item: Described, material: IndicatorMaterial, whole: Figure | None, name: str) -> Classes | None:
    breaks = item.indicator.class_breaks or material.class_breaks
    if not breaks:
        return None
    middle = None if whole is None else whole.value
    classes = map_classes(breaks, item.indicator.polarity, item.indicator.decimals, middle, name)
    if not item.is_class:
        return classes
    named = (replace(entry, words=CLASS_WORDS.get(place, entry.words)) for place, entry in enumerate(classes.items, 1))
    return replace(classes, items=tuple(named))


def _count_of_classes(classes: Classes | None) -> str:
    return f"{len(classes.items)} klassen met vaste grenzen." if classes else "Zonder klassen."


def _explain_colours(classes: Classes | None, item: Described, name: str) -> str:
    if classes is None:
        return "Geen oordeel: dit cijfer heeft geen klassen."
    if classes.diverging:
        return f"Blauw is gunstiger dan {name}, oranje ongunstiger."
    return "Hoe donkerder, hoe hoger. Zonder oordeel."


def _map_notes(item: Described, rows: Sequence[AreaFigure], picture: MapPicture, level: Level) -> tuple[str, ...]:
    """What a reader must know beside the legend."""
    notes = [f"Getal in de legenda: aantal {plural(level, 2)}."]
    if item.indicator.disclosure is not None and any(entry.fill == "f-nvt" for entry in picture.legend):
        notes.append(f"Niet van toepassing: {_lower(item.indicator.disclosure.reason)}")
    if picture.faded:
        notes.append(f"Lichter getekend: minder dan {number(FEW_INHABITANTS)} inwoners, dus weinig zekerheid.")
    if picture.undrawn:
        notes.append(f"Zonder grens, dus niet op de kaart: {enumeration(list(picture.undrawn))}.")
    if not item.is_count:
        notes.append("De klassen zijn voor alle jaren gelijk.")
    marks = marks_for(row.text.note for row in rows if not row.text.missing)
    return (*notes, *(sentence(text.lstrip(SIGNS + " ")) for text in marks.sentences))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
