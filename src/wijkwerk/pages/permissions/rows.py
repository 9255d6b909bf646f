"""The permission table as readers get it: each deed with who may do it, how far, and what must hold besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from wijkwerk.access.lifecycles.lifecycle import FLOWS, Move
from wijkwerk.access.log.words import kind_words
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import requirements
from wijkwerk.access.permission.table import ANY_STATE, Grant, Row, permission_table
from wijkwerk.present.numbers import sentence

# The headings in the order of a reader: what most people see first. Each room says under which its rows stand; one that
# is not here comes after these.
SUBJECTS = (
    "Cijfers en edities",
    "Leveringen",
    "Normen en besluiten",
    "Documenten en notities",
    "Bestanden bij stukken",
    "Acties en toezeggingen",
    "Reacties van bezoekers",
    "Mensen en rollen",
    "Logboek en privacy",
    "Beheer",
)
EVERYBODY = "iedereen"
Deed = TypeVar("Deed")


@dataclass(frozen=True, slots=True)
class Who:
    """names    one role after another, or `EVERYBODY`
    limits   how far they may; empty where nothing limits it
    """

    names: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One thing that can be done.

    state    the state that the thing has to be in; empty for any
    who      the widest first
    rules    what must hold besides, for the thing itself
    eyes     where two have to look at it: who may not, and who else does it; empty elsewhere
    """

    verb: str
    kind: str
    words: str
    state: str
    who: tuple[Who, ...]
    rules: tuple[str, ...]
    eyes: str

    @property
    def anchor(self) -> str:
        return "-".join(part for part in (self.verb, self.state) if part)


@dataclass(frozen=True, slots=True)
class Subject(Generic[Deed]):
    title: str
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing, as readers call it."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ThingPermissions:
    """All that can be done to one kind of thing."""

    words: str
    deeds: tuple[DeedRow, ...]

    @property
    def has_limits(self) -> bool:
        return any(who.limits for deed in self.deeds for who in deed.who)


def thing_permissions(kind: str) -> ThingPermissions:
    return ThingPermissions(sentence(kind_words(kind)), deeds_of(kind))


def subjects() -> tuple[Subject[DeedRow], ...]:
    """The whole table."""
    return by_subject([(row.subject, deed_row(verb, kind, row)) for verb, kind, row in all_rows()])


def things() -> tuple[Subject[Thing], ...]:
    """Every kind once, under the first subject that it is about."""
    first = {kind: row.subject for _, kind, row in reversed(list(all_rows()))}
    return by_subject(
        [(first[kind], Thing(kind, sentence(kind_words(kind)))) for kind in sorted(first, key=kind_words)]
    )


def deeds_of(kind: str) -> tuple[DeedRow, ...]:
    """All that can be done to a kind of thing; nothing for a kind that the table does not name."""
    return tuple(deed_row(verb, each, row) for verb, each, row in all_rows() if each == kind)


def all_rows() -> Iterator[tuple[str, str, Row]]:
    for (verb, kind), rows in permission_table().items():
        for row in rows:
            yield verb, kind, row


def place_of(subject: str) -> int:
    return SUBJECTS.index(subject) if subject in SUBJECTS else len(SUBJECTS)


def by_subject(found: Sequence[tuple[str, Deed]]) -> tuple[Subject[Deed], ...]:
    grouped: dict[str, list[Deed]] = {title: [] for title in SUBJECTS}
    for title, deed in found:
        grouped.setdefault(title, []).append(deed)
    return tuple(Subject(title, tuple(deeds)) for title, deeds in grouped.items() if deeds)


def deed_row(verb: str, kind: str, row: Row) -> DeedRow:
    move = _move(verb, kind)
    told_by_eyes = {hands.rule(FLOWS[kind].noun) for hands in move.not_by} if move else set()
    return DeedRow(
        verb=verb,
        kind=kind,
        words=row.explanation,
        state="" if row.state == ANY_STATE else row.state,
        who=_who(row),
        rules=tuple(each.words for each in requirements((verb, kind)) if each.words not in told_by_eyes),
        eyes=_eyes(kind, move, row) if move else "",
    )


def limit_words(grant: Grant) -> tuple[str, ...]:
    """`overal tot en met intern`, `in het eigen gebied of gremium op elk niveau`; nothing where nothing limits it."""
    words = []
    if grant.everywhere is Confidentiality.OPENBAAR:
        words.append("wat openbaar is")
    elif grant.everywhere is not None and grant.everywhere is not Confidentiality.STRIKT:
        words.append(f"overal tot en met {grant.everywhere.label}")
    if grant.own is Confidentiality.STRIKT:
        words.append("in het eigen gebied of gremium op elk niveau")
    elif grant.own is not None:
        words.append(f"in het eigen gebied of gremium tot en met {grant.own.label}")
    return tuple(words)


def _who(row: Row) -> tuple[Who, ...]:
    """What a bezoeker may, everybody may: naming all others behind it would only hide that."""
    by_grant: dict[Grant, list[Role]] = {}
    for role in Role:
        if row.grants[role].is_something:
            by_grant.setdefault(row.grants[role], []).append(role)
    return tuple(Who(_names(roles), limit_words(grant)) for grant, roles in by_grant.items())


def _names(roles: Sequence[Role]) -> tuple[str, ...]:
    return (EVERYBODY,) if Role.BEZOEKER in roles else tuple(role_facts(role).name for role in roles)


def _move(verb: str, kind: str) -> Move | None:
    """The move of the flow of this kind that somebody else has to make."""
    moves = FLOWS[kind].moves if kind in FLOWS else ()
    return next((move for move in moves if move.verb == verb and move.not_by), None)


def _eyes(kind: str, move: Move, row: Row) -> str:
    rules = "; ".join(pair.rule(FLOWS[kind].noun) for pair in move.not_by)
    names = [role_facts(role).name for role in Role if row.grants[role].is_something]
    others = " of ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"Twee paar ogen, dus dit moet gelden: {rules}. Een ander doet het: {others}."
