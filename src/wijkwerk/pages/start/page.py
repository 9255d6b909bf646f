"""The start page: three headlines with their values in the first view, the map, and every wijk and buurt by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.start.headlines import Headline, ToldMaterial, chosen_items, headlines
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.material import NO_FIGURES, Described, FigureBook, Links
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.locator import plain_map
from wijkwerk.present.maps.shapes import EMPTY, MapShapes
from wijkwerk.present.numbers import count_word, number

# Below this an area is listed after the others, as on CBS's own tables: business parks and such.
FEW_RESIDENTS = 100


@dataclass(frozen=True, slots=True)
class StartMaterial:
    """figures: of gemeente and country, for the key figures, all periods.

    wijk_figures  of the headlines that are counts, by wijk, in the first and the last period of the gemeente
    """

    gemeente: AreaRow
    land: AreaRow | None
    wijken: tuple[AreaRow, ...]
    buurten: tuple[AreaRow, ...]
    described: Mapping[str, Described]
    figures: FigureBook
    shapes: MapShapes = EMPTY
    headlines: tuple[str, ...] = ()  # indicator ids; the first key figures with a value where left out
    wijk_figures: FigureBook = NO_FIGURES


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class DirectoryWijk:
    """One wijk with its buurten in name order; `few` are those with hardly any residents."""

    name: str
    href: str
    inhabitants: str
    buurten: tuple[DirectoryEntry, ...]
    few: tuple[DirectoryEntry, ...]

    @property
    def few_words(self) -> str:
        """ "en 3 gebieden met minder dan 100 inwoners"."""
        if not self.few:
            return ""
        what = "gebied" if len(self.few) == 1 else "gebieden"
        return f"en {len(self.few)} {what} met minder dan {FEW_RESIDENTS} inwoners"


@dataclass(frozen=True, slots=True)
class StartPage:
    lead: str
    headlines: tuple[Headline, ...]
    map: Markup  # empty where no border is loaded
    directory: tuple[DirectoryWijk, ...]
    directory_note: str
    examples: tuple[DirectoryEntry, ...]  # a few names to try in the search field


def start_page(material: StartMaterial, links: Links) -> StartPage:
    wijken = sorted(material.wijken, key=lambda row: collation_key(row.name))
    directory = tuple(_directory_wijk(wijk, material.buurten, links) for wijk in wijken)
    year = material.gemeente.year
    return StartPage(
        lead=_lead(material),
        headlines=_headlines(material, links),
        map=_map(material, links),
        directory=directory,
        directory_note=f"Het getal is het aantal inwoners op 1 januari {year}." if _known_inhabitants(wijken) else "",
        examples=_examples(material.buurten, links),
    )


def _lead(material: StartMaterial) -> str:
    counts = [
        f"{count_word(len(areas))} {plural(level, len(areas))}"
        for level, areas in ((Level.WIJK, material.wijken), (Level.BUURT, material.buurten))
        if areas
    ]
    name = running_name(material.gemeente)
    what = f"{' en '.join(counts)} in {name}" if counts else name
    return f"Cijfers over {what}, met bron, datum en hoe zeker ze zijn. Om samen het gesprek te openen."


def _known_inhabitants(rows: Sequence[AreaRow]) -> bool:
    return any(row.inhabitants is not None for row in rows)


def _headlines(material: StartMaterial, links: Links) -> tuple[Headline, ...]:
    headline_material = ToldMaterial(
        material.gemeente,
        material.land,
        material.wijken,
        material.figures,
        material.wijk_figures,
    )
    return headlines(headline_material, chosen_items(material.described, material.headlines), links)


def _map(material: StartMaterial, links: Links) -> Markup:
    name = running_name(material.gemeente)
    sparse = {row.code for row in material.buurten if row.inhabitants is not None and row.inhabitants < FEW_RESIDENTS}
    return plain_map(
        material.shapes,
        material.buurten,
        links.area,
        [Label(row.code, row.name) for row in material.wijken],
        key="kaart",
        title=f"Kaart van {name} met {count_word(len(material.wijken))} {plural(Level.WIJK, len(material.wijken))}",
        description="Elk gebied is een link naar het profiel. De lijst met alle namen staat op deze pagina.",
        sparse=frozenset(sparse),
    )


def _directory_wijk(wijk: AreaRow, buurten: Sequence[AreaRow], links: Links) -> DirectoryWijk:
    own = sorted((row for row in buurten if row.parent == wijk.code), key=lambda row: collation_key(row.name))
    few = [row for row in own if row.inhabitants is not None and row.inhabitants < FEW_RESIDENTS]
    return DirectoryWijk(
        name=wijk.name,
        href=links.area(wijk),
        inhabitants="" if wijk.inhabitants is None else number(wijk.inhabitants),
        buurten=tuple(DirectoryEntry(row.name, links.area(row)) for row in own if row not in few),
        few=tuple(DirectoryEntry(row.name, links.area(row)) for row in few),
    )


def _examples(buurten: Sequence[AreaRow], links: Links) -> tuple[DirectoryEntry, ...]:
    """Three buurten from all over the list that many people live in, always the same ones."""
    lived_in = [row for row in buurten if (row.inhabitants or 0) >= FEW_RESIDENTS]
    lived_in.sort(key=lambda row: -(row.inhabitants or 0))
    largest = sorted(lived_in[: max(3, len(lived_in) // 2)], key=lambda row: row.code)
    picked = largest[:: max(1, len(largest) // 3)][:3]
    return tuple(DirectoryEntry(row.name, links.area(row)) for row in picked)
