"""Read which areas somebody wants beside each other, and ask the edition for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.compare.page import ComparisonMaterial
from wijkwerk.present.figures.main_figures import is_main
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.frame.page_problems import BadQuestionError, Way
from wijkwerk.web.frame.site import Site

WIJKEN, BUURTEN, OWN_CHOICE = "wijken", "buurten", "keuze"
# More columns than this cannot be read, not even sideways; a phone shows them as cards.
MOST_AREAS = 40


@dataclass(frozen=True, slots=True)
class ComparisonQuestion:
    """`what` is wijken, buurten or keuze; `areas` are the columns; `beside` is what each is compared with."""

    what: str
    wijk: AreaRow | None
    areas: tuple[AreaRow, ...]
    beside: AreaRow
    theme: str | None


def read_question(site: Site) -> ComparisonQuestion:
    """Raises BadQuestionError that names what is possible."""
    what = site.query.get("wat", WIJKEN)
    wijken = site.store.areas(Level.WIJK, site.gemeente.code)
    wijk = _wijk(site, wijken)
    if what == WIJKEN:
        areas = wijken
    elif what == BUURTEN:
        wijk = wijk or (wijken[0] if wijken else None)
        areas = site.store.areas(Level.BUURT, wijk.code) if wijk else []
    elif what == OWN_CHOICE:
        areas = _chosen(site)
    else:
        ways = (Way("Alle wijken", site.links.compare()),)
        raise BadQuestionError(f"‘{what}’ kunnen we niet vergelijken. Kies wijken, buurten of eigen keuze.", ways)
    if len(areas) > MOST_AREAS:
        areas = areas[:MOST_AREAS]
    return ComparisonQuestion(what, wijk, tuple(areas), _beside(site), _theme(site))


def comparison_material(site: Site, question: ComparisonQuestion) -> ComparisonMaterial:
    references = tuple(row for row in (site.gemeente, site.edition.country.area) if row is not None)
    columns = {row.code: row for row in (*question.areas, *references)}
    return ComparisonMaterial(
        areas=question.areas,
        beside=question.beside,
        references=references,
        described={name: item for name, item in site.described.items() if _is_shown(item, question)},
        figures=FigureBook(figure for code in columns for figure in figures_of(site.edition, code)),
        own_code=question.wijk.code if question.wijk and question.what == WIJKEN else None,
    )


def latest(material: ComparisonMaterial) -> list[Figure]:
    """Of each indicator the year that the grid shows."""
    book = material.figures
    codes = [material.beside.code, *(row.code for row in material.areas)]
    return [
        figure
        for figure in material.figures
        if figure.indicator in material.described and figure.period == book.latest_period(figure.indicator, codes)
    ]


def _is_shown(item: Described, question: ComparisonQuestion) -> bool:
    indicator = item.indicator
    if indicator.is_awaited or item.is_class or _waits_everywhere(indicator, question.areas):
        return False
    if question.theme is not None:
        return indicator.theme == question.theme
    return is_main(item)


def _waits_everywhere(indicator: Indicator, areas: Sequence[AreaRow]) -> bool:
    """Whether there is nothing to lay beside each other: the levels of all these areas wait for another table."""
    return bool(areas) and all(indicator.is_awaited_at(area.level) for area in areas)


def _wijk(site: Site, wijken: list[AreaRow]) -> AreaRow | None:
    code = site.query.get("wijk")
    if code is None:
        return None
    wijk = next((row for row in wijken if row.code == code), None)
    if wijk is None:
        ways = tuple(Way(row.name, site.links.compare(wat=BUURTEN, wijk=row.code)) for row in wijken)
        raise BadQuestionError(f"‘{code}’ is geen wijk van {site.gemeente.name}. Kies een van deze:", ways)
    return wijk


def _chosen(site: Site) -> list[AreaRow]:
    codes = list(dict.fromkeys(site.query.getlist("gebied")))
    if len(codes) > MOST_AREAS:
        raise BadQuestionError(
            f"U koos {len(codes)} gebieden. Kies er ten hoogste {MOST_AREAS}, anders is de tabel niet te lezen.",
            (Way("Alle wijken", site.links.compare()),),
        )
    rows = {code: site.store.area(code) for code in codes}
    unknown = [code for code, row in rows.items() if row is None]
    if unknown:
        raise BadQuestionError(
            f"Deze codes kennen we niet: {', '.join(unknown)}.", (Way("Alle wijken", site.links.compare()),)
        )
    return [row for row in rows.values() if row is not None]


def _beside(site: Site) -> AreaRow:
    wanted = site.query.get("naast", "gemeente")
    land = site.edition.country.area
    if wanted == "land" and land is not None:
        return land
    if wanted != "gemeente":
        ways = (Way(f"Naast {site.gemeente.name}", site.links.compare()),)
        raise BadQuestionError(f"Naast ‘{wanted}’ kunnen we niets leggen. Kies gemeente of land.", ways)
    return site.gemeente


def _theme(site: Site) -> str | None:
    theme = site.query.get("thema")
    if theme is not None and theme not in site.catalogue.themes:
        ways = tuple(Way(each.title, site.links.compare(thema=each.id)) for each in site.catalogue.themes.values())
        raise BadQuestionError(f"Er is geen thema ‘{theme}’. Kies een van deze:", ways)
    return theme
