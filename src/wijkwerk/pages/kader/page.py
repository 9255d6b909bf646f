"""The page of the kwaliteitskader: areas × indicators with a norm, present against norm; no total, no order."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Theme
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.judgement import NormJudgement
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.pages.kader.norm_words import course_words, norm_text, pace_text
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.norms.lines import norm_words
from wijkwerk.present.norms.register_rows import common_norm
from wijkwerk.present.numbers import enumeration, number
from wijkwerk.present.scores.theme_icons import theme_icon
from wijkwerk.present.words import DOMAIN_WORDS, MissingWords, VerdictWords

PRESENT, WAY = "stand", "weg"


@dataclass(frozen=True, slots=True)
class KaderMaterial:
    """areas: the rows of the table; bench: their figures beside the kader; themes: in reading order."""

    bench: NormBench
    areas: tuple[AreaRow, ...]
    gemeente: AreaRow
    described: Mapping[str, Described]
    themes: Sequence[Theme]
    show: str = PRESENT


@dataclass(frozen=True, slots=True)
class KaderLinks:
    """How this page addresses others: an area, and the page of one norm as seen from an area."""

    area: Callable[[AreaRow], str]
    norm: Callable[[str, str | None], str]


@dataclass(frozen=True, slots=True)
class KaderHead:
    title: str
    norm: str  # "ten hoogste 35 per 1.000 inwoners"
    href: str


@dataclass(frozen=True, slots=True)
class KaderGroup:
    """A theme above its columns."""

    title: str
    span: int
    icon: Markup


@dataclass(frozen=True, slots=True)
class KaderCell:
    column: str
    words: VerdictWords
    tone: str
    value: str
    gap: str
    href: str
    missing: MissingWords | None


@dataclass(frozen=True, slots=True)
class KaderRow:
    name: str
    href: str
    tally: tuple[str, ...]  # "1 voldoet", "3 voldoen niet", "3 niet vast te stellen"
    cells: tuple[KaderCell, ...]


@dataclass(frozen=True, slots=True)
class KaderPage:
    eyebrow: str
    title: str
    lead: str
    groups: tuple[KaderGroup, ...]
    heads: tuple[KaderHead, ...]
    rows: tuple[KaderRow, ...]
    without_norm: tuple[str, ...]  # "Duurzaamheid: geen norm."
    has_models: bool
    source: str


def kader_page(material: KaderMaterial, links: KaderLinks) -> KaderPage:
    """Areas in name order, indicators in reading order by theme; only those with a norm that is valid on the day."""
    bench = material.bench
    items = [material.described[name] for name in bench.indicators]
    areas = sorted(material.areas, key=lambda row: collation_key(row.name))
    judged = {
        (item.indicator.id, row.code): bench.judge(item.indicator.id, row.code) for item in items for row in areas
    }
    return KaderPage(
        eyebrow=eyebrow(material),
        title="Stand naast de norm" if material.show == PRESENT else "Weg naar de norm",
        lead=_lead(material, areas, judged),
        groups=_groups(items, material.themes),
        heads=tuple(_head(item, material, links) for item in items),
        rows=tuple(_row(row, items, judged, material, links) for row in areas),
        without_norm=_without_norm(items, material.themes),
        has_models=any(item.is_model for item in items),
        source=picture_source((item, _figures(item, judged)) for item in items),
    )


def eyebrow(material: KaderMaterial) -> str:
    kader = material.bench.kader
    return f"{kader.name}, versie {kader.version}, {kader.status.value}"


def _head(item: Described, material: KaderMaterial, links: KaderLinks) -> KaderHead:
    norm = common_norm(material.bench, item.indicator.id)
    words = "per wijk of wijktype" if norm is None else norm_words(norm, item, running_name(material.gemeente))
    return KaderHead(item.indicator.short_title, words, links.norm(item.indicator.id, None))


def _row(
    area: AreaRow,
    items: Sequence[Described],
    judged: Mapping[tuple[str, str], NormJudgement],
    material: KaderMaterial,
    links: KaderLinks,
) -> KaderRow:
    own = [judged[item.indicator.id, area.code] for item in items]
    make = _present_cell if material.show == PRESENT else _way_cell
    cells = (make(item, judgement, material, links) for item, judgement in zip(items, own, strict=True))
    return KaderRow(area.name, links.area(area), tally(own) if material.show == PRESENT else (), tuple(cells))


def tally(judgements: Sequence[NormJudgement]) -> tuple[str, ...]:
    """How often each answer was given, of the indicators that have a norm for this area."""
    counts = Counter(each.verdict for each in judgements if each.norm is not None)
    met, not_met = counts[NormVerdict.MET], counts[NormVerdict.NOT_MET]
    return (
        f"{met} {_meet(met)}",
        f"{not_met} {_meet(not_met)} niet",
        f"{counts[NormVerdict.CANNOT_TELL]} niet vast te stellen",
    )


def _present_cell(item: Described, judgement: NormJudgement, material: KaderMaterial, links: KaderLinks) -> KaderCell:
    text = norm_text(judgement, item)
    return KaderCell(
        column=item.indicator.short_title,
        words=text.words,
        tone=text.tone,
        value=text.value,
        gap=text.gap,
        href=links.norm(item.indicator.id, judgement.area),
        missing=text.missing,
    )


def _way_cell(item: Described, judgement: NormJudgement, material: KaderMaterial, links: KaderLinks) -> KaderCell:
    way = material.bench.way(item.indicator.id, judgement.area)
    words, reason = course_words(way, judgement, item)
    tone = {"better": "k-pass", "worse": "k-fail"}.get(words.tone, "k-unknown")
    return KaderCell(
        column=item.indicator.short_title,
        words=words,
        tone=tone,
        value=pace_text(way, item, judgement.norm),
        gap=reason,
        href=links.norm(item.indicator.id, judgement.area),
        missing=None,
    )


def _lead(material: KaderMaterial, areas: Sequence[AreaRow], judged: Mapping[tuple[str, str], NormJudgement]) -> str:
    if material.show == WAY:
        return (
            "Komt een wijk er in dit tempo? Hier staat hoe snel een cijfer verandert en hoe snel nodig is om "
            f"de norm op tijd te halen: in {material.bench.kader.horizon}, tenzij een norm zelf een jaar noemt."
        )
    counts = Counter(each.verdict for each in judged.values() if each.norm is not None)
    total = counts.total()
    if not total:
        return f"Voor deze {plural(_level(areas), 2)} gelden geen normen."
    met, not_met, unsure = (
        counts[verdict] for verdict in (NormVerdict.MET, NormVerdict.NOT_MET, NormVerdict.CANNOT_TELL)
    )
    answers = (
        f"Van de {number(total)} cijfers met een norm {_meet(met)} er {number(met)}, {_meet(not_met)} er "
        f"{number(not_met)} niet en is het bij {number(unsure)} niet vast te stellen."
        if total > 1
        else f"Er is één cijfer met een norm: {_answer(counts)}."
    )
    return f"{answers} Waar een norm niet is gehaald, staat erbij hoeveel het scheelt."


def _meet(count: int) -> str:
    return "voldoet" if count == 1 else "voldoen"


def _answer(counts: Mapping[NormVerdict, int]) -> str:
    if counts[NormVerdict.MET]:
        return "het voldoet"
    return "het voldoet niet" if counts[NormVerdict.NOT_MET] else "of het voldoet, is niet vast te stellen"


def _level(areas: Sequence[AreaRow]) -> Level:
    return areas[0].level if areas else Level.WIJK


def _groups(items: Sequence[Described], themes: Sequence[Theme]) -> tuple[KaderGroup, ...]:
    """Indicators come in the order of their themes, so that each theme is one stretch of columns."""
    spans = Counter(item.indicator.theme for item in items)
    return tuple(
        KaderGroup(theme.title, spans[theme.id], theme_icon(theme.id)) for theme in themes if theme.id in spans
    )


def _without_norm(items: Sequence[Described], themes: Sequence[Theme]) -> tuple[str, ...]:
    """Domains and themes that nobody set a norm for: they stay in sight."""
    covered = {item.indicator.theme for item in items}
    sentences = []
    for domain, title in DOMAIN_WORDS.items():
        own = [theme for theme in themes if theme.domain is domain]
        missing = [theme.title for theme in own if theme.id not in covered]
        if own and len(missing) == len(own):
            sentences.append(f"{title}: nog geen norm.")
        elif missing:
            sentences.append(f"{title}: nog geen norm voor {enumeration(missing)}.")
    return tuple(sentences)


def _figures(item: Described, judged: Mapping[tuple[str, str], NormJudgement]) -> list[Figure]:
    return [each.figure for (name, _), each in judged.items() if name == item.indicator.id and each.figure is not None]
