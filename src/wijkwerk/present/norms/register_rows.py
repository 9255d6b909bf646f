"""The norms of a kader as a register: one row each, with its reach, form, value, decision, days and status."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.definitions.kaders import KaderStatus, NormScope, NormTerms
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.resolution import is_valid, short_date
from wijkwerk.present.figures.material import Described
from wijkwerk.present.norms.lines import FORM_WORDS, SOURCE_WORDS, limit_words, reach_words
from wijkwerk.present.numbers import EN_DASH, date


@dataclass(frozen=True, slots=True)
class RegisterRow:
    indicator: str
    href: str
    reach: str
    form: str
    value: str
    source: str
    document: str  # "nog geen besluit"
    valid: str  # "1-1-2026 tot –"
    owner: str
    status: KaderStatus
    note: str

    @property
    def is_provisional(self) -> bool:
        return self.status is KaderStatus.PROVISIONAL


def register_rows(
    kader: FrozenKader, described: Mapping[str, Described], names: Mapping[str, str], hrefs: Mapping[str, str]
) -> tuple[RegisterRow, ...]:
    """Every norm of a kader, also those that have ended, in reading order; the general ones of an indicator first.

    names  area code -> name
    hrefs  indicator -> address
    """
    order = {name: place for place, name in enumerate(described)}
    scopes = list(NormScope)
    known = [norm for norm in kader.norms if norm.indicator in described]
    known.sort(key=lambda norm: (order[norm.indicator], scopes.index(norm.scope), norm.valid_from))
    return tuple(_row(norm, kader, described[norm.indicator], names, hrefs.get(norm.indicator, "")) for norm in known)


def common_norm(bench: NormBench, indicator: str) -> NormTerms | None:
    """The norm for all wijken, valid on the day; None where only some areas have one."""
    norms = (norm for norm in bench.kader.norms if norm.indicator == indicator and norm.scope is NormScope.ALL)
    return next((norm for norm in norms if is_valid(norm, bench.day)), None)


def kader_mark(kader: FrozenKader) -> tuple[str, str]:
    """What stands above every page with these norms: in bold, and after it. Nothing for one that was adopted."""
    if kader.example:
        return "Voorlopig, voorbeeld.", "Deze normen zijn verzonnen en door niemand vastgesteld; de cijfers zijn echt."
    if not kader.is_adopted:
        return "Voorlopige normen.", "Dit kader is nog niet vastgesteld. Het kan nog veranderen."
    return "", ""


def adopted_words(kader: FrozenKader) -> str:
    """Who decided on it: "Vastgesteld door de Gemeenteraad op 1 januari 2026 (Z-1)."."""
    if kader.decision is None:
        return "Over dit kader is nog geen besluit genomen."
    decision = kader.decision
    papers = f" Documenten: {'; '.join(decision.documents)}." if decision.documents else ""
    return (
        f"Vastgesteld door {decision.body} op {date(decision.on)}: {decision.subject} ({decision.case_number}).{papers}"
    )


def _row(norm: NormTerms, kader: FrozenKader, item: Described, names: Mapping[str, str], href: str) -> RegisterRow:
    until = EN_DASH if norm.valid_to is None else short_date(norm.valid_to)
    return RegisterRow(
        indicator=item.indicator.short_title,
        href=href,
        reach=reach_words(norm, names),
        form=FORM_WORDS[norm.form],
        value=limit_words(norm, item),
        source=SOURCE_WORDS[norm.source],
        document=_document(norm, kader),
        valid=f"{short_date(norm.valid_from)} tot {until}",
        owner=norm.owner,
        status=_status(norm, kader),
        note=norm.note or "",
    )


def _document(norm: NormTerms, kader: FrozenKader) -> str:
    """A norm that stayed provisional does not rest on the decision by which its kader was adopted."""
    if norm.document:
        return norm.document
    if kader.decision is None or _status(norm, kader) is KaderStatus.PROVISIONAL:
        return "nog geen besluit"
    return kader.decision.case_number


def _status(norm: NormTerms, kader: FrozenKader) -> KaderStatus:
    return norm.status if kader.is_adopted else KaderStatus.PROVISIONAL
