"""The page that holds a claim against the figures: per domain and figure where the area stands, and what holds."""

from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.claims import Claim, ClaimDomain, ClaimReason
from wijkwerk.present.blocks import Block, Column, Page, Quote, Table
from wijkwerk.present.figures.figure_text import figure_text
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, date, enumeration, number
from wijkwerk.present.words import VerdictWords
from wijkwerk.scores.claims import CheckedClaim, Finding

from .domain_block import domain_block
from .material import ClaimMaterial
from .words import (
    UNCLEAR,
    count_words,
    finding_words,
    first_words,
    lead_sentences,
    place_words,
    summary_words,
)


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    verdict: VerdictWords
    words: str


def claim_title(area: AreaRow) -> str:
    return f"Klopt de uitspraak over {area.name}?"


def claim_page(material: ClaimMaterial) -> Page:
    checked, claim = material.checked, material.claim
    domains = [domain_block(material, domain) for domain in claim.domains]
    reasons = [_reasons(material)] if claim.reasons else []
    return Page(
        title=claim_title(checked.area),
        lead=lead_sentences(checked),
        eyebrow="Nagerekend, voor iedereen te controleren",
        quote=Quote(claim.text, _origin(claim)),
        facts=_facts(material),
        blocks=(_summaries(material), *reasons, *domains, _yardsticks(material)),
    )


def _origin(claim: Claim) -> str:
    where = f", {claim.place}" if claim.place else ""
    return f"{claim.said_in}, {date(claim.dated)}{where}. {claim.remark}".strip()


def _facts(material: ClaimMaterial) -> tuple[tuple[str, str], ...]:
    checked = material.checked
    several = plural(checked.area.level, 2)
    first = f"bij de eerste {first_words(checked)} van {checked.areas} {several}"
    return (
        ("Gelezen als", f"{material.claim.reading} Hier: {first}."),
        (f"Welke {several}", _contenders(material)),
        ("Wie nog meer", _others(checked)),
        (
            "Wat de plaats niet zegt",
            "Modelcijfers hebben geen gepubliceerd interval: hun band is onbekend, en niet nul. Cijfers over hetzelfde "
            "tellen elk mee. Tellen is hier een samenvatting, geen score.",
        ),
    )


def _contenders(material: ClaimMaterial) -> str:
    checked, kader = material.checked, material.kader
    several = plural(checked.area.level, checked.all_areas)
    if checked.areas == checked.all_areas or kader is None:
        return f"alle {checked.all_areas} {several} van {material.gemeente.name}."
    size = f", ten minste {number(kader.fewest_inhabitants)} inwoners" if kader.fewest_inhabitants else ""
    status = "" if kader.is_adopted else " (voorlopig)"
    return f"{checked.areas} van {checked.all_areas} {several}: geen bedrijventerrein of buitengebied{size}{status}."


def _others(checked: CheckedClaim) -> str:
    name, several = checked.area.name, plural(checked.area.level, len(checked.others))
    own = f"{checked.own} voor {name}"
    if not checked.others:
        return f"Geen andere {plural(checked.area.level, 1)} staat op meer cijfers bij de eerste: {own}."
    counts = enumeration([str(count) for count in checked.others])
    verb = "staat" if len(checked.others) == 1 else "staan"
    return (
        f"{count_word(len(checked.others)).capitalize()} andere {several} {verb} op meer cijfers bij de eerste "
        f"{first_words(checked)}: {counts}, tegen {own}. Namen staan er niet bij."
    )


# --- domain by domain ---------------------------------------------------------------------------------------------


def _summaries(material: ClaimMaterial) -> Block:
    rows = [
        Summary(domain.title, summary_words(material.placed(domain)), _summary(material, domain))
        for domain in material.claim.domains
    ]
    return Block.of("domeinen", "Per domein", material.source, Table.of(_SUMMARY_COLUMNS, rows))


def _summary(material: ClaimMaterial, domain: ClaimDomain) -> str:
    names = [name for theme in domain.themes for name in theme.indicators]
    placed = material.placed(domain)
    judged = [each for each in placed if each.finding not in {Finding.NO_FIGURE, Finding.NO_DIRECTION}]
    if not judged:
        return domain.missing or "Niets geleverd. Dat is geen ‘nee’."
    if all(each.finding is Finding.CANNOT_TELL for each in judged):
        return " ".join(_figure_words(material, each.indicator) for each in judged)
    models = sum(each.is_model for each in judged)
    of_models = f", {models} uit een model" if models else ""
    against = [
        material.described[each.indicator].indicator.short_title
        for each in judged
        if each.finding in {Finding.HOLDS_NOT, Finding.FITS_NOT}
    ]
    not_so = f" Niet: {enumeration([title.lower() for title in against])}." if against else ""
    return f"{count_words(material.checked, names)}{of_models}.{not_so} {domain.missing}".strip()


def _reasons(material: ClaimMaterial) -> Block:
    rows = [
        Summary(reason.title, _reason_verdict(material, reason), _reason_words(material, reason))
        for reason in material.claim.reasons
    ]
    title = "De redenen die het document noemt"
    return Block.of("redenen", title, material.source, Table.of(_REASON_COLUMNS, rows))


def _reason_verdict(material: ClaimMaterial, reason: ClaimReason) -> VerdictWords:
    """Of the first figure, which is the one that is meant; the others stand beside it."""
    if not reason.indicators:
        return UNCLEAR
    return finding_words(material.checked.placed[reason.indicators[0]].finding)


def _reason_words(material: ClaimMaterial, reason: ClaimReason) -> str:
    known = (_figure_words(material, name) for name in reason.indicators)
    return " ".join([*filter(None, known), reason.remark]).strip()


def _figure_words(material: ClaimMaterial, name: str) -> str:
    """ "Eenzaam 56,8 % (Hengelo 49,3 %): plaats 5 van 41, modelcijfer van 2020."."""
    item, placed = material.described[name], material.checked.placed[name]
    title = item.indicator.short_title
    if placed.figure is None or placed.first is None:
        return ""
    own, whole = figure_text(item, placed.figure).full, figure_text(item, placed.gemeente).full
    beside = f" ({material.gemeente.name} {whole})" if whole else ""
    kind = "modelcijfer" if placed.is_model else "cijfer"
    return f"{title} {own}{beside}: plaats {place_words(placed)}, {kind} van {placed.figure.period}."


# --- other yardsticks ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Yardstick:
    first: int
    count: int
    of: int
    is_own: bool


def _yardsticks(material: ClaimMaterial) -> Block:
    checked = material.checked
    numbers = sorted({*material.claim.others, checked.yardstick})
    rows = [Yardstick(n, *checked.among_first(n), n == checked.yardstick) for n in numbers if n <= checked.areas]
    return Block.of(
        "andere-grenzen",
        "En met een andere grens?",
        material.source,
        Table.of(_YARDSTICK_COLUMNS, rows),
        lead="De plaats zelf telt hier, ook waar toeval haar kan verschuiven.",
    )


_SUMMARY_COLUMNS: tuple[Column[Summary], ...] = (
    Column("domain", "Domein", lambda row: row.title),
    Column("finding", "Uitspraak", lambda row: row.verdict.text, lambda row: row.verdict),
    Column("words", "Wat de cijfers zeggen", lambda row: row.words),
)
_REASON_COLUMNS: tuple[Column[Summary], ...] = (
    Column("reason", "Reden", lambda row: row.title),
    Column("finding", "Nagerekend", lambda row: row.verdict.text, lambda row: row.verdict),
    Column("words", "Wat de cijfers zeggen", lambda row: row.words, lambda row: row.words or "Nog niet geleverd."),
)
_YARDSTICK_COLUMNS: tuple[Column[Yardstick], ...] = (
    Column("first", "Bij de eerste", lambda row: row.first, lambda row: _named_yardstick(row)),
    Column("count", "Cijfers", lambda row: row.count, lambda row: f"{row.count} van {row.of}"),
    Column("of", "Van hoeveel", lambda row: row.of, only_in_files=True),
)


def _named_yardstick(row: Yardstick) -> str:
    return f"{count_word(row.first)}{', zoals hier gelezen' if row.is_own else ''}"
