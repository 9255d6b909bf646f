"""What a new version of the kader changes, in sentences: which norms, and which areas get another answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.difference import NormChange, Shift
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.norms.lines import norm_words, reach_words
from wijkwerk.present.numbers import enumeration, number

_WORDS = {
    NormVerdict.MET: "voldoet",
    NormVerdict.NOT_MET: "voldoet niet",
    NormVerdict.CANNOT_TELL: "niet vast te stellen",
    None: "geen norm",
}


@dataclass(frozen=True, slots=True)
class ChangedNorm:
    """One norm of the list: what it is about, what it was and what it becomes; empty where it came or went."""

    indicator: str
    reach: str
    before: str
    after: str


def shift_sentences(
    shifts: Sequence[Shift], described: Mapping[str, Described], names: Mapping[str, str], level: Level
) -> tuple[str, ...]:
    """ "Mensen met bijstand: 3 wijken gaan van voldoet naar voldoet niet (Noord, …)."."""
    return tuple(_sentence(shift, described[shift.indicator], names, level) for shift in shifts)


def changed_norms(
    changes: Sequence[NormChange], described: Mapping[str, Described], names: Mapping[str, str], gemeente: str
) -> tuple[ChangedNorm, ...]:
    """Norms for an indicator that is described nowhere any more are left out."""
    described_changes = (change for change in changes if _terms(change).indicator in described)
    return tuple(_changed(change, described, names, gemeente) for change in described_changes)


def _sentence(shift: Shift, item: Described, names: Mapping[str, str], level: Level) -> str:
    count = len(shift.areas)
    verb = "gaat" if count == 1 else "gaan"
    areas = enumeration(sorted((names.get(code, code) for code in shift.areas), key=collation_key))
    return (
        f"{item.indicator.short_title}: {number(count)} {plural(level, count)} {verb} van "
        f"{_WORDS[shift.before]} naar {_WORDS[shift.after]} ({areas})."
    )


def _changed(
    change: NormChange, described: Mapping[str, Described], names: Mapping[str, str], gemeente: str
) -> ChangedNorm:
    known = _terms(change)
    item = described[known.indicator]
    return ChangedNorm(
        indicator=item.indicator.short_title,
        reach=reach_words(known, names),
        before=_told(change.before, item, gemeente),
        after=_told(change.after, item, gemeente),
    )


def _terms(change: NormChange) -> NormTerms:
    """The norm that a change is about, as it becomes; as it was where it went."""
    known = change.after or change.before
    assert known is not None, "a change has a norm on at least one side"
    return known


def _told(norm: NormTerms | None, item: Described, gemeente: str) -> str:
    if norm is None:
        return ""
    notes = [norm_words(norm, item, gemeente)]
    if norm.valid_to is not None:
        notes.append(f"tot en met {norm.valid_to:%d-%m-%Y}")
    if norm.by is not None:
        notes.append(f"streefjaar {norm.by}")
    return ", ".join(notes)
