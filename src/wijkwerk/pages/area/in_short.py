"""An area in short, for those who live there: strengths beside concerns, no score, no place, no list of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.indicators import Theme
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.items import Item, fallback, items_of
from wijkwerk.present.figures.figure_text import figure_text, running_name, short_value, spoken_value
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.figures.sentences import area_in_text
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.numbers import count_word, enumeration, number, sentence

_MOST_PLAIN = 12


@dataclass(frozen=True, slots=True)
class ShortMaterial:
    """larger: its wijk, gemeente and country, small to large; figures of all of them; themes in reading order."""

    area: AreaRow
    larger: Sequence[AreaRow]
    described: Mapping[str, Described]
    themes: Mapping[str, Theme]
    figures: FigureBook


@dataclass(frozen=True, slots=True)
class ShortPoint:
    """One figure in plain words: what, how much here, how much in the gemeente."""

    title: str
    href: str
    here: str  # "82 per 1.000 inwoners"
    there: str  # "30 in Hengelo"
    note: str  # "Dit is een schatting."
    theme: str


@dataclass(frozen=True, slots=True)
class InShort:
    title: str
    eyebrow: str
    intro: tuple[str, ...]
    good: tuple[ShortPoint, ...]
    concern: tuple[ShortPoint, ...]
    good_empty: str
    concern_empty: str
    plain: str  # what is much as in the rest of the gemeente
    unknown: tuple[ShortPoint, ...]  # withheld or missing here; `here` says why
    awaited: str
    source: str


def in_short(material: ShortMaterial, links: Links) -> InShort:
    area = material.area
    items = items_of(area, material.larger, material.described, material.figures)
    judged = [item for item in items if item.judged is not None and item.own is not None and item.own.value is not None]
    good, concern, same = (
        [item for item in judged if item.judged is not None and item.judged.words.tone == tone]
        for tone in ("better", "worse", "same")
    )
    beside = next((running_name(item.beside) for item in items if item.beside is not None), "")
    used = [(item.described, [item.own]) for item in (*good, *concern, *same) if item.own is not None]
    return InShort(
        title=f"{area.name} in het kort",
        eyebrow=_eyebrow(area, material.larger),
        intro=_intro(area, len(good), len(concern), beside),
        good=tuple(_point(material, item, links) for item in good),
        concern=tuple(_point(material, item, links) for item in concern),
        good_empty=_none("gunstiger", beside),
        concern_empty=_none("ongunstiger", beside),
        plain=_plain(same, beside),
        unknown=tuple(_unknown(material, item, links) for item in items if _is_unknown(area.level, item)),
        awaited=_awaited(area.level, items),
        source=picture_source(used) if used else "",
    )


def _eyebrow(area: AreaRow, larger: Sequence[AreaRow]) -> str:
    kind = "Wijk" if area.level is Level.WIJK else sentence(area.level.value)
    around = next((row for row in larger if row.level is not Level.LAND), None)
    if around is None:
        return kind
    within = f"wijk {around.name}" if around.level is Level.WIJK else running_name(around)
    return f"{kind} in {within}"


def _intro(area: AreaRow, good: int, concern: int, beside: str) -> tuple[str, ...]:
    people = "" if area.inhabitants is None else f"In {area_in_text(area)} wonen {number(area.inhabitants)} mensen."
    if not beside:
        comparison = ""
    elif not good and not concern:
        comparison = f"Op geen enkel cijfer verschilt het hier duidelijk van {beside}."
    else:
        comparison = (
            f"{sentence(_figures(good))} {_verb(good)} hier gunstiger dan in {beside}, {_figures(concern)} ongunstiger."
        )
    return tuple(text for text in (people, comparison) if text)


def _none(word: str, beside: str) -> str:
    if not beside:
        return "Deze editie heeft geen groter gebied om de cijfers naast te leggen."
    return f"Geen cijfer is hier duidelijk {word} dan in {beside}."


def _figures(count: int) -> str:
    if not count:
        return "geen enkel cijfer"
    return f"{count_word(count)} cijfer{'' if count == 1 else 's'}"


def _verb(count: int) -> str:
    return "zijn" if count > 1 else "is"


def _point(material: ShortMaterial, item: Item, links: Links) -> ShortPoint:
    assert item.own is not None
    assert item.own.value is not None
    assert item.judged is not None
    whole = next((f for row, f in item.others if item.beside is not None and row.code == item.beside.code), None)
    there = ""
    if whole is not None and whole.value is not None and item.beside is not None:
        there = f"{short_value(item.described, whole.value)} in {running_name(item.beside)}"
    note = "Dit is een schatting uit een model." if item.described.is_model else ""
    return _made(material, item, links, spoken_value(item.described, item.own.value), there, note)


def _unknown(material: ShortMaterial, item: Item, links: Links) -> ShortPoint:
    text = figure_text(item.described, item.own)
    why = sentence(text.missing.text) if text.missing else ""
    return _made(material, item, links, why, fallback(item), "")


def _made(material: ShortMaterial, item: Item, links: Links, here: str, there: str, note: str) -> ShortPoint:
    indicator = item.described.indicator
    theme = material.themes.get(indicator.theme)
    return ShortPoint(
        indicator.short_title, links.indicator(indicator), here, there, note, theme.title if theme else ""
    )


def _is_unknown(level: Level, item: Item) -> bool:
    return not _is_awaited(level, item) and (item.own is None or item.own.value is None)


def _is_awaited(level: Level, item: Item) -> bool:
    return item.period is None or item.described.indicator.is_awaited_at(level)


def _plain(same: Sequence[Item], beside: str) -> str:
    if not same:
        return ""
    names = [item.described.indicator.short_title for item in same]
    shown = names[:_MOST_PLAIN]
    more = len(names) - len(shown)
    listed = enumeration(shown) if not more else f"{', '.join(shown)} en nog {more} andere"
    return f"Niet duidelijk anders dan in {beside}: {listed}."


def _awaited(level: Level, items: Sequence[Item]) -> str:
    names = [item.described.indicator.short_title for item in items if _is_awaited(level, item)]
    return f"Nog niet geleverd: {enumeration(names)}." if names else ""
