"""The permission table as readers get it: by subject, with each answer in words."""

from dataclasses import dataclass

from wijkwerk.access.explaining import grant_words
from wijkwerk.access.permission_table import ANY_STATE, Row, permission_table
from wijkwerk.access.permissions import requirements
from wijkwerk.access.roles import Role, role_facts

# The headings in the order of a reader: what most people see first. Each room says under which its rows stand.
SUBJECTS = (
    "Cijfers en edities",
    "Leveringen",
    "Normen en besluiten",
    "Documenten en notities",
    "Mensen en rollen",
    "Logboek en privacy",
    "Beheer",
)


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One thing that can be done. `answers` hold (what the table allows, to whom), the widest first."""

    verb: str
    kind: str
    words: str
    answers: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    title: str
    deeds: tuple[DeedRow, ...]


def subjects(role: Role | None = None) -> tuple[Subject, ...]:
    """The whole table; or only what one role may, with what it may."""
    found: dict[str, list[DeedRow]] = {title: [] for title in SUBJECTS}
    for (verb, kind), rows in permission_table().items():
        for row in rows:
            told = _deed(verb, kind, row, role)
            if told is not None:
                found[row.subject].append(told)
    return tuple(Subject(title, tuple(deeds)) for title, deeds in found.items() if deeds)


def _deed(verb: str, kind: str, row: Row, role: Role | None) -> DeedRow | None:
    answers = _answers(row) if role is None else _answer_of(row, role)
    if not answers:
        return None
    state = "" if row.state == ANY_STATE else f" ({row.state})"
    rules = tuple(f"en {each.words}" for each in requirements((verb, kind)))
    return DeedRow(verb, kind, row.explanation + state, answers, rules)


def _answers(row: Row) -> tuple[tuple[str, str], ...]:
    if all(row.grants[role] == row.grants[Role.BEZOEKER] for role in Role) and row.grants[Role.BEZOEKER].is_something:
        return ((grant_words(row.grants[Role.BEZOEKER]), "iedereen"),)
    by_words: dict[str, list[Role]] = {}
    for role in Role:
        if row.grants[role].is_something:
            by_words.setdefault(grant_words(row.grants[role]), []).append(role)
    return tuple((words, _names(roles)) for words, roles in by_words.items())


def _names(roles: list[Role]) -> str:
    """What a bezoeker may, everybody may: naming all others behind it would only hide that."""
    if Role.BEZOEKER in roles:
        return "iedereen"
    return ", ".join(role_facts(role).name for role in roles)


def _answer_of(row: Row, role: Role) -> tuple[tuple[str, str], ...]:
    grants = [row.grants[role], row.grants[Role.BEZOEKER]]
    best = next((grant for grant in grants if grant.is_something), None)
    return ((grant_words(best), ""),) if best is not None else ()
