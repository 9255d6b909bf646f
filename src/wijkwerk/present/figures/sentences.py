"""Sentences made from figures, in plain Dutch that is correct for every name.

Names are never bent: no "Hengelo's", no "Hengeloërs". A name of a place stands after "in" or at the start of a
sentence, and a generic name ("Verspreide huizen Beckum") gets its level in front ("de buurt Verspreide huizen
Beckum").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.figure_text import interval_text, level_word, running_name, short_value, spoken_value
from wijkwerk.present.figures.judging import Judged
from wijkwerk.present.figures.material import Described
from wijkwerk.present.numbers import count_word, enumeration, number, sentence
from wijkwerk.present.words import is_judged

URBANITY = {
    1: "zeer sterk stedelijk",
    2: "sterk stedelijk",
    3: "matig stedelijk",
    4: "weinig stedelijk",
    5: "niet stedelijk",
}
# Names that are a common noun: with a preposition they read wrong without the level in front.
_COMMON_NOUNS = (
    "bedrijven", "binnenstad", "buitengebied", "buurt", "centrum", "dorp", "industrie", "kantoren", "kern",
    "landelijk", "overig", "polder", "recreatie", "verspreide", "wijk",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator of an area beside its gemeente, as the sentences need it."""

    item: Described
    figure: Figure | None
    judged: Judged


def area_in_text(area: AreaRow) -> str:
    """As it stands after "in": De Noork, de wijk Noord, Hengelo, de buurt Verspreide huizen Beckum."""
    name = " ".join(area.name.split())  # CBS writes "Groeningen  Centrum"
    if area.level is Level.WIJK:
        return f"de wijk {name}"
    if area.level is Level.BUURT:
        return f"de buurt {name}" if name.lower().startswith(_COMMON_NOUNS) else name
    return running_name(area)


def summary(area: AreaRow, gemeente: AreaRow | None, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Two or three short paragraphs at the head of a profile: who lives here, what stands out, what is not known."""
    beside = "Nederland" if gemeente is None else running_name(gemeente)
    stands_out = [
        _direction_sentence(findings, "worse", "Ongunstiger", beside),
        _direction_sentence(findings, "better", "Gunstiger", beside),
    ]
    rest = [_same_sentence(findings, beside), _missing_sentence(findings)]
    paragraphs = (_people_sentence(area), *(" ".join(part for part in group if part) for group in (stands_out, rest)))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def lead(
    item: Described,
    gemeente: AreaRow,
    figure: Figure | None,
    country: Figure | None,
    judged: Judged,
    tally: "Tally | None" = None,
) -> tuple[str, ...]:
    """The sentences under an indicator's title: the gemeente, beside the country, and how its areas lie."""
    name = running_name(gemeente)
    if figure is None or figure.value is None:
        return (f"Voor {name} is dit cijfer er niet.",)
    sentences = [_value_sentence(item, name, figure)]
    if country is not None and country.value is not None:
        sentences.append(_country_sentence(item, judged, country.value))
    if tally is not None and tally.told:
        sentences.append(_tally_sentence(tally, name))
    return tuple(sentences)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many areas of one level lie clearly lower, clearly higher and neither, beside the rest of the gemeente."""

    level: Level
    lower: int
    higher: int
    same: int
    untold: int

    @property
    def total(self) -> int:
        return self.lower + self.higher + self.same + self.untold

    @property
    def told(self) -> int:
        return self.lower + self.higher + self.same


def times_as_high(value: float, other: float) -> str:
    """ "bijna drie keer zo hoog als", "ruim twee keer", "half zo hoog als"; nothing for ratios that say little."""
    if other <= 0 or value <= 0:
        return ""
    ratio = value / other
    if 0.45 <= ratio <= 0.55:
        return "ongeveer half zo hoog als"
    whole = round(ratio)
    if ratio < 1.75 or whole < 2 or whole > 10:
        return ""
    nearness = ratio - whole
    word = "ongeveer" if abs(nearness) <= 0.08 else "bijna" if nearness < 0 else "ruim"
    return f"{word} {count_word(whole)} keer zo hoog als"


def plural(level: Level, count: int) -> str:
    word = level_word(level)
    return word if count == 1 else {"gemeente": "gemeenten", "stadsdeel": "stadsdelen"}.get(word, f"{word}en")


def _people_sentence(area: AreaRow) -> str:
    name = area_in_text(area)
    urban = URBANITY.get(area.urbanity or 0)
    if area.inhabitants is None:
        return f"{sentence(name)} is {urban}." if urban else ""
    if area.inhabitants == 0:
        return f"In {name} wonen geen mensen."
    people = "woont 1 mens" if area.inhabitants == 1 else f"wonen {number(area.inhabitants)} mensen"
    return f"In {name} {people}." + (f" Het gebied is {urban}." if urban else "")


def _direction_sentence(findings: Sequence[Finding], tone: str, word: str, beside: str) -> str:
    """At most three, hard verdicts before signals: "Ongunstiger dan in Hengelo: …"."""
    toned = [f for f in findings if f.judged.words.tone == tone and f.figure is not None]
    toned.sort(key=lambda finding: finding.judged.words.signal)
    phrases = [_beside_phrase(finding, beside) for finding in toned[:3]]
    return f"{word} dan in {beside}: {enumeration(phrases)}." if phrases else ""


def _beside_phrase(finding: Finding, beside: str) -> str:
    assert finding.figure is not None
    assert finding.figure.value is not None
    title = _lower_first(finding.item.indicator.short_title)
    parts = [spoken_value(finding.item, finding.figure.value)]
    times = "" if finding.judged.benchmark is None else times_as_high(finding.figure.value, finding.judged.benchmark)
    if times and finding.item.per is not None:
        parts.append(f"{times} in {beside}")
    if finding.judged.words.signal:
        parts.append("een modelcijfer")
    return f"{title} ({', '.join(parts)})"


def _same_sentence(findings: Sequence[Finding], beside: str) -> str:
    same = [
        finding
        for finding in findings
        if finding.judged.words.tone == "same"
        and finding.judged.comparison is not None
        and is_judged(finding.item.indicator)
    ]
    titles = [_lower_first(finding.item.indicator.short_title) for finding in same[:3]]
    return f"Niet duidelijk anders dan in {beside}: {enumeration(titles)}." if titles else ""


def _missing_sentence(findings: Sequence[Finding]) -> str:
    missing = [f for f in findings if f.figure is not None and f.figure.value is None]
    titles = [_lower_first(finding.item.indicator.short_title) for finding in missing[:3]]
    return f"Niet bekend op dit niveau: {enumeration(titles)}." if titles else ""


def _value_sentence(item: Described, name: str, figure: Figure) -> str:
    assert figure.value is not None
    title = item.indicator.short_title
    spoken = spoken_value(item, figure.value)
    if item.counts_first and figure.numerator is not None:
        what = _lower_first(item.indicator.numerator_title or title)
        return f"In {figure.period} telde {name} {number(figure.numerator)} {what}, {spoken}."
    span = interval_text(item, figure)
    return f"{title} in {name}: {spoken} in {figure.period}{f' ({span})' if span else ''}."


def _country_sentence(item: Described, judged: Judged, country: float) -> str:
    value = short_value(item, country)
    if item.is_count:
        return f"In heel Nederland zijn het er {value}."
    if item.is_class:
        return f"Nederland: {value}."
    match judged.words.tone:
        case "same":
            return f"Dat verschilt niet duidelijk van Nederland ({value})."
        case "unknown":
            return f"Nederland: {value}."
        case _:
            higher = "hoger" if judged.benchmark is not None and _is_higher(judged) else "lager"
            mark = "" if not judged.words.signal else ", maar het is een modelcijfer: alleen een signaal"
            return f"Dat is duidelijk {higher} dan in Nederland ({value}){mark}."


def _is_higher(judged: Judged) -> bool:
    return judged.comparison is not None and judged.comparison.verdict.value == "clearly_higher"


def _tally_sentence(tally: Tally, name: str) -> str:
    """ "In zes van de tien wijken ligt het duidelijk lager dan in de rest van Hengelo, in drie duidelijk hoger."."""
    if tally.total == 1:
        return f"{name} is één {level_word(tally.level)}."
    where = f"van de {count_word(tally.total)} {plural(tally.level, tally.total)}"
    clauses: list[str] = []
    for count, word in ((tally.lower, "lager"), (tally.higher, "hoger")):
        if count and not clauses:
            clauses.append(f"In {count_word(count)} {where} ligt het duidelijk {word} dan in de rest van {name}")
        elif count:
            clauses.append(f"in {count_word(count)} duidelijk {word}")
    if not clauses:
        return f"In geen {where} ligt het duidelijk hoger of lager dan in de rest van {name}."
    untold = f" Voor {count_word(tally.untold)} is dat niet vast te stellen." if tally.untold else ""
    return f"{', '.join(clauses)}.{untold}"


def _lower_first(title: str) -> str:
    """The title inside a sentence. Abbreviations keep their capitals: "WOZ-waarde", "Wmo-cliënten"."""
    if len(title) > 1 and not title[1].isupper() and not title.startswith(("IJ", "Wmo", "Wlz", "Jeugdwet")):
        return title[0].lower() + title[1:]
    return title
