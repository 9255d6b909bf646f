"""Ask an edition for everything that the profile of one area is made from."""

from collections.abc import Mapping

from wijkwerk.data.queries.figures import AreaRow, Spread
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.page import Group, Profile, ProfileMaterial
from wijkwerk.pages.area.strip_rows import MOST_BUURTEN, strip_choice
from wijkwerk.present.figures.material import NO_FIGURES, Described, FigureBook
from wijkwerk.web.figures.kept import figures_of, last_buurt_figures
from wijkwerk.web.figures.neighbours import count_peers, gemeente_of, larger_areas, parts_of
from wijkwerk.web.figures.norms_beside import norms_beside, shared
from wijkwerk.web.frame.site import Site


def profile_material(site: Site, area: AreaRow, described: Mapping[str, Described]) -> ProfileMaterial:
    """`described` are the indicators to show: all of them, or `main_figures`."""
    store = site.store
    larger = larger_areas(site.edition, area)
    figures = FigureBook(figure for row in (area, *larger) for figure in figures_of(site.edition, row.code))
    parts = parts_of(store, area)
    home = gemeente_of(store, area)
    around = {row.code: row for row in (area, *larger, *parts)} if area.level in {Level.WIJK, Level.BUURT} else {}
    norms = norms_beside(site, around.values(), figures)
    buurten = [row for row in parts if row.level is Level.BUURT]
    return ProfileMaterial(
        area=area,
        described=described,
        larger=larger,
        buurten=parts,
        all_buurten=tuple(store.areas(Level.BUURT, home.code)) if home else (),
        figures=figures,
        buurt_figures=_buurt_figures(site, area, parts, home),
        spreads=_spreads(site, area, figures),
        peers=count_peers(site.edition, area.level, area.urbanity) if area.urbanity else None,
        is_national=area.level in site.edition.country.whole_levels,
        norms={name: lines[area.code] for name, lines in norms.items() if area.code in lines},
        buurt_norms=shared(norms, buurten),
    )


def shown_groups(page: Profile) -> tuple[Group, ...]:
    """The rows that have anything to see, and in one line per domain what is still awaited."""
    groups = (Group(group.title, tuple(row for row in group.rows if row.track), group.awaited) for group in page.groups)
    return tuple(group for group in groups if group.rows or group.awaited)


def _buurt_figures(site: Site, area: AreaRow, buurten: tuple[AreaRow, ...], home: AreaRow | None) -> FigureBook:
    """Of all buurten of the gemeente, each indicator of the strips in its last year; none where there is no strip."""
    if home is None or area.level not in {Level.WIJK, Level.BUURT} or not 1 < len(buurten) <= MOST_BUURTEN:
        return NO_FIGURES
    return FigureBook(last_buurt_figures(site.edition, home.code, strip_choice(site.described)))


def _spreads(site: Site, area: AreaRow, book: FigureBook) -> dict[str, Spread]:
    """How the key figures lie among areas of the same level that are as urban."""
    if area.urbanity is None:
        return {}
    spreads = {}
    for name, item in site.described.items():
        if item.indicator.key_figure is None or item.is_count:
            continue
        figure = book.at(name, area.code, book.latest_period(name, [area.code]))
        if figure is None or figure.value is None:
            continue
        spread = site.store.spread(name, figure.period, area.level, figure.value, area.urbanity)
        if spread is not None:
            spreads[name] = spread
    return spreads
