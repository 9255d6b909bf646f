"""The profile of a wijk, buurt or gemeente: from figures to everything its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wijkwerk.data.queries.figures import AreaRow, Figure, Spread
from wijkwerk.definitions.vocabulary import Domain, Level, Status
from wijkwerk.pages.area.comparison_rows import Column, ComparisonRow, columns, comparison_row
from wijkwerk.pages.area.items import Item, items_of, norms_key
from wijkwerk.pages.area.key_figures import KeyFigure, key_figure, peer_group, peers_text
from wijkwerk.pages.area.strip_rows import Strip, strip
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import figure_text, running_name, short_value, spoken_value
from wijkwerk.present.figures.judging import Judged
from wijkwerk.present.figures.material import NO_FIGURES, Described, FigureBook, Links
from wijkwerk.present.figures.sentences import URBANITY, Finding, summary
from wijkwerk.present.figures.source_rows import SourceRow, picture_source, source_rows
from wijkwerk.present.figures.trend_rows import Breaks, TrendRow, first_comparable, trend_row
from wijkwerk.present.norms.lines import NormLines
from wijkwerk.present.numbers import number
from wijkwerk.present.words import BACKGROUND_WORD, DOMAIN_WORDS, MISSING, MissingWords, VerdictWords

_MOST_POINTS = 4
_MOST_TRENDS = 3


@dataclass(frozen=True, slots=True)
class ProfileMaterial:
    """What a profile is made from. Every part but `area` and `described` may be empty.

    larger        its wijk, gemeente and country, as far as they are there, small to large
    buurten       the buurten of the wijk (of its own wijk, for a buurt); for a gemeente its wijken
    all_buurten   every buurt of the gemeente
    figures       of the area and the larger ones: all indicators and periods (`ObservationStore.profile`)
    buurt_figures of all buurten, for the indicators that `strip_rows.strip_choice` names
    spreads       by indicator: how the area's key figures lie among its peers
    peers         how many areas the peer group has
    is_national   whether the edition has every area of this level in the country
    breaks        area code → first year that may not be compared with the years before
    norms         by indicator, those that hold for the area; buurt_norms: for every buurt of the wijk alike
    """

    area: AreaRow
    described: Mapping[str, Described]
    larger: tuple[AreaRow, ...] = ()
    buurten: tuple[AreaRow, ...] = ()
    all_buurten: tuple[AreaRow, ...] = ()
    figures: FigureBook = NO_FIGURES
    buurt_figures: FigureBook = NO_FIGURES
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    peers: int | None = None
    is_national: bool = False
    breaks: Breaks = field(default_factory=dict)
    norms: Mapping[str, NormLines] = field(default_factory=dict)
    buurt_norms: Mapping[str, NormLines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PointText:
    """One line of the lists at the head: what, the verdict's shape, and how much."""

    title: str
    href: str
    detail: str  # "82 per 1.000 inwoners, Hengelo 30"
    verdict: VerdictWords | None
    missing: MissingWords | None


@dataclass(frozen=True, slots=True)
class AreaLink:
    name: str
    href: str
    own: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one domain. `awaited` are its indicators without any figure here, to be named in one line."""

    title: str
    rows: tuple[ComparisonRow, ...]
    awaited: tuple[PointText, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile as its template needs it. Empty tuples mean: leave that part out."""

    title: str
    eyebrow: str  # "Buurt in wijk Noord · BU01640202"
    summary: tuple[str, ...]
    siblings_title: str
    siblings: tuple[AreaLink, ...]  # in name order, the own area marked
    peers: str  # "1.898 zeer sterk stedelijke buurten in Nederland"
    strong: tuple[PointText, ...]
    attention: tuple[PointText, ...]
    unknown: tuple[PointText, ...]
    key_figures: tuple[KeyFigure, ...]
    beside: str  # "Hengelo": what verdicts compare with
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    comparison_source: str
    norm_words: str  # what the norm lines beside it are; empty where none is drawn
    trends: tuple[TrendRow, ...]
    trend_source: str
    strip: Strip | None
    sources: tuple[SourceRow, ...]


def profile(material: ProfileMaterial, links: Links) -> Profile:
    area = material.area
    book = material.figures
    items = items_of(area, material.larger, material.described, book, material.norms)
    shown = [item for item in items if item.period is not None]
    beside = next((item.beside for item in items if item.beside is not None), None)
    keys = [item for item in shown if item.described.indicator.key_figure is not None]
    keys.sort(key=lambda item: item.described.indicator.key_figure or 0)
    ordered = [*keys, *(item for item in shown if item not in keys)]
    trends = _trends(material, ordered)
    return Profile(
        title=area.name,
        eyebrow=_eyebrow(area, material.larger),
        summary=summary(area, beside, [_finding(item) for item in ordered]),
        siblings_title=_siblings_title(material),
        siblings=_siblings(material, links),
        peers=_peers(material),
        strong=_points(ordered, "better", links),
        attention=_points(ordered, "worse", links),
        unknown=_unknown(area.level, items, links),
        key_figures=tuple(_card(item, material, book, links) for item in keys),
        beside="" if beside is None else running_name(beside),
        columns=columns(area, material.larger),
        groups=_groups(material, items, links),
        comparison_source=picture_source((item.described, _figures(item)) for item in shown),
        norm_words=norms_key(shown).strip(),
        trends=trends,
        trend_source=picture_source(
            (material.described[row.indicator], book.series(row.indicator, area.code)) for row in trends
        ),
        strip=area_strip(material, links),
        sources=source_rows(
            (item.described, book.series(item.described.indicator.id, area.code) or _figures(item)) for item in shown
        ),
    )


def _eyebrow(area: AreaRow, larger: Sequence[AreaRow]) -> str:
    level = {Level.BUURT: "Buurt", Level.WIJK: "Wijk", Level.GEMEENTE: "Gemeente", Level.STADSDEEL: "Stadsdeel"}
    parent = next((row for row in larger if row.level is not Level.LAND), None)
    kind = level.get(area.level, area.level.value)
    if parent is None:
        return f"{kind} · {area.code}"
    within = f"wijk {parent.name}" if parent.level is Level.WIJK else running_name(parent)
    return f"{kind} in {within} · {area.code}"


def _siblings_title(material: ProfileMaterial) -> str:
    if material.area.level in {Level.GEMEENTE, Level.STADSDEEL}:
        return f"Wijken in {running_name(material.area)}"
    wijk = next((row for row in (material.area, *material.larger) if row.level is Level.WIJK), None)
    return f"Buurten in {wijk.name}" if wijk else "Buurten"


def _siblings(material: ProfileMaterial, links: Links) -> tuple[AreaLink, ...]:
    ordered = sorted(material.buurten, key=lambda row: collation_key(row.name))
    return tuple(AreaLink(row.name, links.area(row), row.code == material.area.code) for row in ordered)


def _peers(material: ProfileMaterial) -> str:
    if material.peers is None or material.area.urbanity not in URBANITY:
        return ""
    return f"{number(material.peers)} {peer_group(material.area, is_national=material.is_national)}"


def _finding(item: Item) -> Finding:
    return Finding(item.described, item.own, item.judged or Judged(_NOT_COMPARED, None, None))


# A count beside a gemeente is neither the same nor unknown: the sentences pass it over.
_NOT_COMPARED = VerdictWords("", "", "neutral", "")


def _points(items: Sequence[Item], tone: str, links: Links) -> tuple[PointText, ...]:
    """Hard verdicts before signals; within these the order of the catalogue."""
    toned = [item for item in items if item.judged is not None and item.judged.words.tone == tone]
    toned.sort(key=lambda item: item.judged is not None and item.judged.words.signal)
    return tuple(_point(item, links) for item in toned[:_MOST_POINTS])


def _point(item: Item, links: Links) -> PointText:
    assert item.judged is not None
    assert item.own is not None
    assert item.own.value is not None
    detail = [spoken_value(item.described, item.own.value)]
    whole = next((f for row, f in item.others if item.beside is not None and row.code == item.beside.code), None)
    if whole is not None and whole.value is not None and item.beside is not None:
        detail.append(f"{running_name(item.beside)} {short_value(item.described, whole.value)}")
    if item.judged.words.signal:
        detail.append("modelcijfer, alleen een signaal")
    indicator = item.described.indicator
    return PointText(indicator.short_title, links.indicator(indicator), ", ".join(detail), item.judged.words, None)


def _unknown(level: Level, items: Sequence[Item], links: Links) -> tuple[PointText, ...]:
    """What is not known here: withheld figures first, then those that are still awaited."""
    missing = [item for item in items if item.own is None or item.own.value is None]
    missing.sort(key=lambda item: (item.own is None, item.described.indicator.is_awaited_at(level)))
    lines = []
    for item in missing[:_MOST_POINTS]:
        indicator, text = item.described.indicator, figure_text(item.described, item.own)
        awaited = "nog niet geleverd" if indicator.is_awaited_at(level) else ""
        detail = awaited or (text.missing.text if text.missing else "")
        lines.append(PointText(indicator.short_title, links.indicator(indicator), detail, None, text.missing))
    return tuple(lines)


def _card(item: Item, material: ProfileMaterial, book: FigureBook, links: Links) -> KeyFigure:
    name = item.described.indicator.id
    series = [figure for figure in book.series(name, material.area.code) if figure.value is not None]
    since = first_comparable(item.described, material.area, material.breaks)
    earlier = series[0] if len(series) > 1 and (since is None or series[0].period >= since) else None
    spread = material.spreads.get(name)
    in_country = material.peers if material.is_national else None
    among = "" if spread is None else peers_text(spread, material.area, in_country)
    return key_figure(item, links, earlier, among)


def _groups(material: ProfileMaterial, items: Sequence[Item], links: Links) -> tuple[Group, ...]:
    area, book = material.area, material.figures
    titles: list[tuple[Domain | None, str]] = [(None, BACKGROUND_WORD), *DOMAIN_WORDS.items()]
    groups = []
    for domain, title in titles:
        own = [item for item in items if item.described.indicator.domain is domain]
        rows = tuple(
            comparison_row(area, item, links, book.series(item.described.indicator.id, area.code))
            for item in own
            if item.period is not None
        )
        awaited = tuple(_awaited_point(item, links) for item in own if item.period is None)
        if rows or awaited:
            groups.append(Group(title, rows, awaited))
    return tuple(groups)


def _awaited_point(item: Item, links: Links) -> PointText:
    indicator = item.described.indicator
    words = MISSING[Status.NOT_DELIVERED]
    return PointText(indicator.short_title, links.indicator(indicator), "nog niet geleverd", None, words)


def _trends(material: ProfileMaterial, ordered: Sequence[Item]) -> tuple[TrendRow, ...]:
    beside_others = (item.described for item in ordered if not item.described.is_count)
    rows = (area_trend(material, item) for item in beside_others)
    return tuple([row for row in rows if row is not None][:_MOST_TRENDS])


def area_trend(material: ProfileMaterial, item: Described) -> TrendRow | None:
    """The years of one figure; None where there are too few to show."""
    norm = material.norms.get(item.indicator.id)
    return trend_row(item, material.area, material.larger, material.figures, material.breaks, norm)


def area_strip(material: ProfileMaterial, links: Links) -> Strip | None:
    """How the buurten of the wijk differ; None where there is no wijk, or one that has one buurt or more than fit."""
    wijk = next((row for row in (material.area, *material.larger) if row.level is Level.WIJK), None)
    if wijk is None or not material.buurt_figures:
        return None
    return strip(
        wijk,
        material.buurten,
        material.all_buurten,
        material.area.code,
        material.described,
        material.buurt_figures,
        links,
        material.buurt_norms,
    )


def _figures(item: Item) -> list[Figure]:
    return [figure for figure in (item.own, *(figure for _, figure in item.others)) if figure is not None]
