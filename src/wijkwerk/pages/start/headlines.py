"""The headlines of the start page: a value, the sentence that it makes, and what stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.present.figures.figure_text import interval_text, running_name, short_value, spoken_value
from wijkwerk.present.figures.judging import compare_with_whole, compare_years
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.numbers import count_word, enumeration, number, percentage, sentence, split_unit
from wijkwerk.present.words import VerdictWords, method_label, peildatum, status_note

_HEADLINES = 3
_MOST_NAMED = 3
# Counts of wijken are rounded to 5: a difference of two of them says nothing below this.
_LEAST_DIFFERENCE = 20


@dataclass(frozen=True, slots=True)
class ToldMaterial:
    """book: of gemeente and country, all periods; wijk_book: of wijken, for counts in the first and last period."""

    gemeente: AreaRow
    land: AreaRow | None
    wijken: Sequence[AreaRow]
    book: FigureBook
    wijk_book: FigureBook


@dataclass(frozen=True, slots=True)
class Headline:
    value: str
    value_note: str  # "in 2024", "per 1.000 inwoners, 2025"
    title: str  # a sentence
    detail: str
    verdict: VerdictWords | None
    source: str
    href: str


def chosen_items(described: Mapping[str, Described], names: Sequence[str]) -> list[Described]:
    """The indicators named, else the key figures in their own order."""
    chosen = [described[name] for name in names if name in described]
    keyed = [item for item in described.values() if item.indicator.key_figure is not None]
    return chosen or sorted(keyed, key=lambda item: item.indicator.key_figure or 0)


def headlines(told: ToldMaterial, items: Sequence[Described], links: Links) -> tuple[Headline, ...]:
    """At most three, of the first indicators that have a value for the gemeente."""
    candidates = (_headline(item, told, links) for item in items)
    return tuple([headline for headline in candidates if headline is not None][:_HEADLINES])


def _headline(item: Described, material: ToldMaterial, links: Links) -> Headline | None:
    name = item.indicator.id
    known = [figure for figure in material.book.series(name, material.gemeente.code) if figure.value is not None]
    if not known:
        return None
    last = known[-1]
    assert last.value is not None
    country = material.book.at(name, material.land.code, last.period) if material.land else None
    verdict = None
    if country is not None and country.value is not None and not item.is_count and not item.is_class:
        verdict = compare_with_whole(item, last, country).words
    _, unit_words = split_unit(item.indicator.unit)
    note = peildatum(item.source, last.period) if item.is_count else f"{unit_words}, {last.period}".lstrip(", ")
    return Headline(
        value=short_value(item, last.value),
        value_note=note if unit_words or item.is_count else f"in {last.period}",
        title=_title(item, material.gemeente, known),
        detail=_growth(item, material, known) or _detail(item, last, country),
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
    comparison = "niet duidelijk anders dan" if change_words.tone == "same" else f"{change_words.short} dan"
    if change_words.tone == "unknown":
        return f"{item.indicator.short_title} in {name}."
    return f"{item.indicator.short_title} in {name}: {comparison} in {first.period}."


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


def _growth(item: Described, material: ToldMaterial, known: Sequence[Figure]) -> str:
    """How much a count changed, beside the country, and in which wijken: the few that hold most of it, or none named.

    "Dat is 2,4 % in vier jaar, in Nederland 3,1 %. De groei zit vooral in Woolde en Hengelose Es."
    """
    first, last = known[0], known[-1]
    if not item.is_count or first is last or not first.value or last.value is None or first.value == last.value:
        return ""
    years = last.period - first.period
    change = f"Dat is {percentage(abs(last.value / first.value - 1) * 100, 1)} in {count_word(years)} jaar"
    country = _change(material.book, item, material.land, first.period, last.period)
    grew = last.value > first.value
    beside = "" if country is None or (country > 0) != grew else f", in Nederland {percentage(abs(country), 1)}"
    names = _mostly_in(item, material, first.period, last.period, grew=grew)
    where = f" De {'groei' if grew else 'daling'} zit vooral in {enumeration(names)}." if names else ""
    return f"{change}{beside}.{where}"


def _change(book: FigureBook, item: Described, area: AreaRow | None, first: int, last: int) -> float | None:
    """In per cent; None where one of the years is not there."""
    ends = [None if area is None else book.at(item.indicator.id, area.code, period) for period in (first, last)]
    before, after = (None if figure is None else figure.value for figure in ends)
    return None if not before or after is None else (after / before - 1) * 100


def _mostly_in(item: Described, material: ToldMaterial, first: int, last: int, *, grew: bool) -> list[str]:
    """The wijken that together hold more than half of all growth (or decline); none where it takes many."""
    differences = []
    for wijk in material.wijken:
        ends = [material.wijk_book.at(item.indicator.id, wijk.code, period) for period in (first, last)]
        before, after = (None if figure is None else figure.value for figure in ends)
        if before is None or after is None:
            return []
        differences.append((after - before if grew else before - after, wijk.name))
    moved = sorted(((size, name) for size, name in differences if size >= _LEAST_DIFFERENCE), reverse=True)
    named, total = [], 0.0
    for size, name in moved[:_MOST_NAMED]:
        named.append(name)
        total += size
        if total > sum(size for size, _ in moved) / 2:
            return named
    return []
