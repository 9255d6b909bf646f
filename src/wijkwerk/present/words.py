"""The words, shapes and colour classes of the monitor: one place where a direction becomes a judgement.

`engine.verdicts` says higher, lower, not clearly different or cannot tell. Here the indicator's polarity is applied,
once, and a source that is a model turns a judgement into a signal. `icon` is the id of a symbol of the page's sprite,
`tone` a CSS class: better and worse carry colour, the others hardly any. A word and a shape always stand beside it.
"""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import Figure, Reason
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.sources import Source
from wijkwerk.definitions.vocabulary import Domain, IntervalRule, Method, Polarity, SourceType, Status
from wijkwerk.engine.verdicts import Comparison, Verdict

DOMAIN_WORDS = {
    Domain.SOCIAAL: "Sociaal",
    Domain.VEILIGHEID: "Veiligheid",
    Domain.FYSIEK: "Fysiek",
    Domain.DUURZAAMHEID: "Duurzaamheid",
}
BACKGROUND_WORD = "Bewoners"  # figures without a domain: how many people live here, and who


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """One verdict for a reader: a sentence part, one word for a narrow cell, a colour class and a shape."""

    text: str  # "duidelijk ongunstiger"
    short: str  # "ongunstig"
    tone: str  # better | worse | same | neutral | unknown
    icon: str  # i-better, i-worse, i-same, i-unknown, i-sig-better, i-sig-worse, i-higher, i-lower
    signal: bool = False


@dataclass(frozen=True, slots=True)
class MissingWords:
    """Why there is no value: in words, and the pattern that stands for it (CSS `hatch <kind>`, SVG `f-<kind>`)."""

    text: str  # "niet gepubliceerd: te weinig personen"
    short: str  # "te weinig personen"
    kind: str  # geheim | weinig | geen | nvt | leeg


MISSING = {
    Status.SUPPRESSED: MissingWords("geheim", "geheim", "geheim"),
    Status.TOO_FEW: MissingWords("niet gepubliceerd: te weinig personen", "te weinig personen", "weinig"),
    Status.UNKNOWN: MissingWords("onbekend", "onbekend", "geen"),
    Status.NOT_APPLICABLE: MissingWords("niet van toepassing", "niet van toepassing", "nvt"),
    Status.NOT_DELIVERED: MissingWords("niet geleverd", "niet geleverd", "leeg"),
}
# Not applicable because a code is new, or meant another place in the year of the figure.
OTHER_PLACE = MissingWords("niet van toepassing: dit gebied bestond toen niet", "bestond toen niet", "nvt")
UNRELIABLE_WORD = "onzeker"
PROVISIONAL_WORD = "voorlopig"
FORECAST_WORD = SourceType.FORECAST.value
UNRELIABLE_KIND = "onzeker"  # its own hatch
_STATUS_NOTES = {Status.PROVISIONAL: PROVISIONAL_WORD, Status.UNRELIABLE: UNRELIABLE_WORD}
_METHOD_LABELS = {
    Method.OWN_SUM: "eigen optelling",
    Method.OWN_RATIO: "eigen optelling",
    Method.OWN_WEIGHTED_MEAN: "eigen gewogen gemiddelde",
}

UNKNOWN = VerdictWords("niet vast te stellen", "niet vast te stellen", "unknown", "i-unknown")
_SAME = VerdictWords("niet duidelijk anders", "gelijk", "same", "i-same")
_SAME_CHANGE = VerdictWords("geen duidelijke verandering", "gelijk", "same", "i-same")

# (favourable?, signal?) -> words. None: no judgement, higher or lower.
_BETTER = VerdictWords("duidelijk gunstiger", "gunstig", "better", "i-better")
_WORSE = VerdictWords("duidelijk ongunstiger", "ongunstig", "worse", "i-worse")
_SIGNAL_BETTER = VerdictWords("signaal: gunstiger", "signaal", "better", "i-sig-better", signal=True)
_SIGNAL_WORSE = VerdictWords("signaal: ongunstiger", "signaal", "worse", "i-sig-worse", signal=True)


def verdict_words(comparison: Comparison | None, polarity: Polarity) -> VerdictWords:
    """A comparison with a benchmark in words. None (nothing to compare) reads as "niet vast te stellen"."""
    if comparison is None or comparison.verdict is Verdict.CANNOT_TELL:
        return UNKNOWN
    if comparison.verdict is Verdict.NOT_CLEARLY_DIFFERENT:
        return _SAME
    higher = comparison.verdict is Verdict.CLEARLY_HIGHER
    if polarity is Polarity.NEUTRAL:
        return _direction(higher, comparison.signal, "hoger", "lager")
    if higher == (polarity is Polarity.HIGH_IS_FAVOURABLE):
        return _SIGNAL_BETTER if comparison.signal else _BETTER
    return _SIGNAL_WORSE if comparison.signal else _WORSE


def change_words(comparison: Comparison | None, polarity: Polarity, *, counted: bool = False) -> VerdictWords:
    """A change between two years in words: "duidelijk minder" for things that are counted, else "lager"."""
    if comparison is None or comparison.verdict is Verdict.CANNOT_TELL:
        return UNKNOWN
    if comparison.verdict is Verdict.NOT_CLEARLY_DIFFERENT:
        return _SAME_CHANGE
    higher = comparison.verdict is Verdict.CLEARLY_HIGHER
    up, down = ("meer", "minder") if counted else ("hoger", "lager")
    if polarity is Polarity.NEUTRAL:
        return _direction(higher, comparison.signal, up, down)
    judged = verdict_words(comparison, polarity)
    word = up if higher else down
    text = f"signaal: {word}" if comparison.signal else f"duidelijk {word}"
    return VerdictWords(text, word, judged.tone, judged.icon, judged.signal)


def tone_class(words: VerdictWords) -> str:
    """The class of a cell that may carry a wash: only judgements do, signals and neutral figures stay white."""
    return f"k-{words.tone}" if words.tone in {"better", "worse"} and not words.signal else ""


def missing_words(status: Status, reason: Reason | None = None) -> MissingWords | None:
    """Why a figure has no value, or None where it has one."""
    return OTHER_PLACE if reason is Reason.OTHER_PLACE else MISSING.get(status)


def status_note(status: Status) -> str:
    """What must stand beside a value that is there: "voorlopig", "onzeker" or nothing."""
    return _STATUS_NOTES.get(status, "")


def figure_status(figure: Figure) -> str:
    """The same with its reason, where there is one to tell: "onzeker: een buurt ontbreekt"."""
    note = status_note(figure.status)
    if figure.status is Status.UNRELIABLE and figure.reason is Reason.PARTS_MISSING:
        return f"{note}: een buurt ontbreekt"
    return note


def uncertain_words(figure: Figure) -> VerdictWords:
    """In the place of a verdict, where a figure is there that nothing may be concluded from."""
    text = figure_status(figure)
    return VerdictWords(text, text, "unknown", "i-unknown")


def method_label(figure: Figure) -> str:
    """How we made the figure ourselves, or nothing where the source published it so."""
    return _METHOD_LABELS.get(figure.method, "")


def denominator_label(figure: Figure, denominator: str = "inwoners", peildatum: str = "1 januari {year}") -> str:
    """ "gedeeld door inwoners op 1 januari 2024", where the denominator has a year of its own."""
    if figure.denominator_period is None:
        return ""
    return f"gedeeld door {denominator} op {peildatum.format(year=figure.denominator_period)}"


def source_line(owner: str, kind: SourceType, tables: tuple[str, ...], notes: tuple[str, ...] = ()) -> str:
    """ "Politie 47022NED, melding, voorlopig": who, which table, what kind of figure, and what to know."""
    name = " ".join(part for part in (owner, " en ".join(tables)) if part)
    return ", ".join(part for part in (name, kind.value, *notes) if part)


def peildatum(source: Source, period: int) -> str:
    """The day or the year that a figure is about, by the source's rule: "1 januari 2024"."""
    return source.peildatum.format(year=period)


POLARITY_WORDS = {
    Polarity.HIGH_IS_FAVOURABLE: "meer is gunstiger",
    Polarity.LOW_IS_FAVOURABLE: "minder is gunstiger",
    Polarity.NEUTRAL: "geen oordeel: hoger of lager is niet goed of slecht",
}

INTERVAL_WORDS = {
    IntervalRule.BYAR: "Byar, 95 %; onder de 10 exact volgens Poisson",
    IntervalRule.WILSON: "Wilson, 95 %",
    IntervalRule.ROUNDING: "alleen de afronding van de bron",
    IntervalRule.PUBLISHED: "zoals de bron het geeft, 95 %",
    IntervalRule.NONE: "geen",
}

SOURCE_TYPE_CAUTION = {
    SourceType.MODEL: "Modelcijfer: mag signaleren, niet oordelen over beleid.",
    SourceType.REPORTS: "Aantal meldingen: kan door beleid of meldgedrag komen.",
    SourceType.FORECAST: "Prognose: een verwachting, geen waarneming.",
    SourceType.JUDGEMENT: "Oordeel van mensen, geen telling.",
}


def is_judged(indicator: Indicator) -> bool:
    return indicator.polarity is not Polarity.NEUTRAL


def _direction(higher: bool, signal: bool, up: str, down: str) -> VerdictWords:
    word = up if higher else down
    text = f"signaal: {word}" if signal else word
    return VerdictWords(text, word, "neutral", "i-higher" if higher else "i-lower", signal)


# What stands in the place of a figure, by the name of its status.
STATUS_WORDS = {
    "value": "een cijfer",
    "provisional": "voorlopig",
    "unreliable": "onvoldoende betrouwbaar",
    "suppressed": "geheim",
    "too_few": "te weinig personen",
    "unknown": "onbekend",
    "not_applicable": "niet van toepassing",
    "not_delivered": "niet geleverd",
}
