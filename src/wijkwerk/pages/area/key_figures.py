"""The cards at the top of a profile: value first, then the verdict, then what it is compared with, then the source."""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure, Spread
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.items import Item, fallback
from wijkwerk.present.figures.figure_text import FigureText, divided_by, figure_text, running_name, short_value
from wijkwerk.present.figures.judging import counted_change
from wijkwerk.present.figures.material import Links
from wijkwerk.present.figures.sentences import URBANITY
from wijkwerk.present.numbers import number, percentage, sentence
from wijkwerk.present.words import MissingWords, VerdictWords, peildatum

# Of the country's areas of one kind, so many have a figure before it is said how one lies among them in the country.
_NATIONAL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One card. Either `value` or `missing` is there."""

    indicator: str
    title: str
    href: str
    value: str
    value_note: str  # "in 2025"
    missing: MissingWords | None
    verdict: VerdictWords | None
    compare: str
    meta: str


def key_figure(item: Item, links: Links, earlier: Figure | None, among: str) -> KeyFigure:
    """A card. `earlier` is the figure of an earlier year for counts; `among` says how it lies among its peers."""
    indicator, text = item.described.indicator, figure_text(item.described, item.own)
    count = item.own.numerator if item.described.counts_first and item.own is not None else None
    value = text.value if count is None or text.missing else number(count)
    if not text.missing and count is None and item.own is not None and item.own.value is not None:
        value = short_value(item.described, item.own.value)
    title = (
        sentence(indicator.numerator_title)
        if count is not None and indicator.numerator_title
        else indicator.short_title
    )
    return KeyFigure(
        indicator=indicator.id,
        title=title,
        href=links.indicator(indicator),
        value="" if text.missing else value,
        value_note="" if item.period is None else f"in {item.period}",
        missing=text.missing,
        verdict=_card_verdict(item, earlier),
        compare=_compare_text(item, text, count is not None, among),
        meta=_meta(item, text),
    )


def _card_verdict(item: Item, earlier: Figure | None) -> VerdictWords | None:
    if item.own is None or item.own.value is None:
        return None
    if item.described.is_count:
        return None if earlier is None else counted_change(item.described, earlier, item.own)
    return None if item.judged is None else item.judged.words


def _compare_text(item: Item, text: FigureText, as_rate: bool, among: str) -> str:
    if text.missing:
        larger = [
            f"{running_name(row)}: {short_value(item.described, figure.value)}"
            for row, figure in item.others
            if figure is not None and figure.value is not None and row.level is not Level.WIJK
        ]
        return ". ".join(part for part in (fallback(item), ", ".join(larger)) if part) + ("." if larger else "")
    if item.described.is_count:
        return ""
    own = [text.full] if as_rate else []
    own += [text.interval] if text.interval else []
    parts = [", ".join(own)] if own else []
    larger = [
        f"{running_name(row)} {short_value(item.described, figure.value)}"
        for row, figure in item.others
        if figure is not None and figure.value is not None and row.level is not Level.WIJK
    ]
    parts += [", ".join(larger)] if larger else []
    parts += [among] if among else []
    return ". ".join(parts) + "." if parts else ""


def peers_text(spread: Spread, area: AreaRow, in_country: int | None) -> str:
    """ "Hoger dan in 83 % van 1.898 zeer sterk stedelijke buurten in Nederland", where there are enough to say so.

    in_country   how many of them the country has; None where the edition does not have them all. Where few of them have
                 a figure, as of a source for one region, it is not the country that is spoken of either
    """
    if spread.areas < 10 or area.urbanity not in URBANITY:
        return ""
    share = spread.below / spread.areas * 100
    is_national = in_country is not None and spread.areas >= _NATIONAL_SHARE * in_country
    group = f"{number(spread.areas)} {peer_group(area, is_national=is_national)}"
    if share >= 50:
        return f"Hoger dan in {percentage(share)} van {group}"
    above = spread.areas - spread.below - spread.equal
    return f"Lager dan in {percentage(above / spread.areas * 100)} van {group}"


def peer_group(area: AreaRow, *, is_national: bool) -> str:
    """ "zeer sterk stedelijke buurten in Nederland"; of a part "in deze editie"."""
    places = {Level.BUURT: "buurten", Level.WIJK: "wijken", Level.GEMEENTE: "gemeenten"}.get(area.level, "gebieden")
    return f"{URBANITY[area.urbanity or 0]}e {places} in {'Nederland' if is_national else 'deze editie'}"


def _meta(item: Item, text: FigureText) -> str:
    """ "Politie, melding, 2025, voorlopig, gedeeld door inwoners op 1 januari 2024"."""
    (told, _), *_ = item.described.by_source([item.own] if item.own is not None else [])
    source = told.source
    dated = "" if item.period is None else peildatum(source, item.period)
    parts = [told.owner, source.type.value, dated, text.note]
    parts += [divided_by(item.described, item.own)] if item.own is not None else []
    return ", ".join(part for part in parts if part)
