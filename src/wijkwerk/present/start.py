"""The start page: three headlines with their values in the first view, the map, and every wijk and buurt by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level

from .charts.canvas import Markup
from .collation import collation_key
from .figure_text import interval_text, running_name, short_value, spoken_value
from .judging import compare_with_whole, compare_years
from .maps.labels import Label
from .maps.locator import plain_map
from .maps.shapes import EMPTY, MapShapes
from .material import Described, FigureBook, Links
from .numbers import count_word, number, percentage, sentence, split_unit
from .sentences import plural
from .words import VerdictWords, method_label, peildatum, status_note

# Below this an area is listed after the others, as on CBS's own tables: business parks and such.
FEW_RESIDENTS = 100
_HEADLINES = 3


@dataclass(frozen=True, slots=True)
class StartMaterial:
    """figures: of gemeente and country, for the key figures, all periods."""

    gemeente: AreaRow
    land: AreaRow | None
    wijken: tuple[AreaRow, ...]
    buurten: tuple[AreaRow, ...]
    described: Mapping[str, Described]
    figures: Sequence[Figure]
    shapes: MapShapes = EMPTY
    headlines: tuple[str, ...] = ()  # indicator ids; the first key figures with a value where left out


@dataclass(frozen=True, slots=True)
class Headline:
    value: str
    value_note: str  # "in 2024", "per 1.000 inwoners, 2025"
    title: str  # a sentence
    detail: str
    verdict: VerdictWords | None
    source: str
    href: str


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
    book = FigureBook(material.figures)
    wijken = sorted(material.wijken, key=lambda row: collation_key(row.name))
    directory = tuple(_directory_wijk(wijk, material.buurten, links) for wijk in wijken)
    year = material.gemeente.year
    return StartPage(
        lead=_lead(material),
        headlines=_headlines(material, book, links),
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


def _headlines(material: StartMaterial, book: FigureBook, links: Links) -> tuple[Headline, ...]:
    chosen = [material.described[name] for name in material.headlines if name in material.described]
    if not chosen:
        keyed = [item for item in material.described.values() if item.indicator.key_figure is not None]
        chosen = sorted(keyed, key=lambda item: item.indicator.key_figure or 0)
    made = (_headline(item, material, book, links) for item in chosen)
    return tuple([headline for headline in made if headline is not None][:_HEADLINES])


def _headline(item: Described, material: StartMaterial, book: FigureBook, links: Links) -> Headline | None:
    name = item.indicator.id
    known = [figure for figure in book.series(name, material.gemeente.code) if figure.value is not None]
    if not known:
        return None
    last = known[-1]
    assert last.value is not None
    country = book.at(name, material.land.code, last.period) if material.land else None
    verdict = None
    if country is not None and country.value is not None and not item.is_count and not item.is_class:
        verdict = compare_with_whole(item, last, country).words
    _, unit_words = split_unit(item.indicator.unit)
    note = peildatum(item.source, last.period) if item.is_count else f"{unit_words}, {last.period}".lstrip(", ")
    return Headline(
        value=short_value(item, last.value),
        value_note=note if unit_words or item.is_count else f"in {last.period}",
        title=_title(item, material.gemeente, known),
        detail=_detail(item, last, country),
        verdict=verdict,
        source=", ".join(
            part for part in (item.owner, item.source.type.value, status_note(last.status), method_label(last)) if part
        ),
        href=links.indicator(item.indicator),
    )


def _title(item: Described, gemeente: AreaRow, known: Sequence[Figure]) -> str:
    """A sentence with the change since the first year, where there is one to tell."""
    name, first, last = running_name(gemeente), known[0], known[-1]
    assert first.value is not None
    assert last.value is not None
    if item.counts_first and last.numerator is not None:
        return _counted_title(item, first, last)
    if item.is_count:
        change = last.value - first.value
        if first is last or change == 0:
            return f"{name} telt {number(last.value)} {item.indicator.unit}."
        word = "meer" if change > 0 else "minder"
        return f"{name} telt {number(abs(change))} {item.indicator.unit} {word} dan in {first.period}."
    if first is last:
        return f"{item.indicator.short_title} in {name}: {spoken_value(item, last.value)}."
    change_words = compare_years(item, first, last).words
    told = "niet duidelijk anders dan" if change_words.tone == "same" else f"{change_words.short} dan"
    if change_words.tone == "unknown":
        return f"{item.indicator.short_title} in {name}."
    return f"{item.indicator.short_title} in {name}: {told} in {first.period}."


def _counted_title(item: Described, first: Figure, last: Figure) -> str:
    assert last.numerator is not None
    what = f"Er waren {number(last.numerator)} {item.indicator.numerator_title}"
    if first is last or not first.numerator:
        return f"{what}."
    change = (last.numerator - first.numerator) / first.numerator * 100
    if abs(change) < 0.5:
        return f"{what}, evenveel als in {first.period}."
    return f"{what}, {percentage(abs(change))} {'meer' if change > 0 else 'minder'} dan in {first.period}."


def _detail(item: Described, figure: Figure, country: Figure | None) -> str:
    parts = [sentence(interval_text(item, figure)) + "."] if interval_text(item, figure) else []
    if country is not None and country.value is not None:
        parts.append(f"Nederland: {short_value(item, country.value)}.")
    return " ".join(parts)


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
