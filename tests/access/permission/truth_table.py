"""The permission table spelled a second time, by hand and in groups; and every cell of it, worked out by plain loops.

A change of permission is made in two places on purpose. `cells` knows nothing of the code that it is compared with.
What is expected of a kind with a folder of its own stands in its `specimen.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from tests.access.permission.truth_groups import (
    INSIDE,
    LEADS,
    LEVELS,
    NOTE_STATES,
    OWN_PLACES,
    PLACES,
    ROLES,
    TEAM,
    Limits,
    drafts,
    only,
    papers,
)
from tests.kinds import KINDS

_EVERYBODY, _STAFF = only(*ROLES), only(*INSIDE)
_FIGURES, _NORMS = only("onderzoeker"), only("onderzoeker", "beleidsadviseur")
_ADMIN, _WATCH = only("beheerder"), only("beheerder", "privacy-officer", "controller")
_FG = only("privacy-officer")
_INBOX = only("onderzoeker", "communicatieadviseur", "beheerder")
# Whoever may add a document of some level somewhere; of which one, and how strict a file, a rule asks.
_ADD_DOCUMENTS = only(*LEADS, *TEAM, "beleidsadviseur", "onderzoeker")

EXPECTED: Mapping[tuple[str, str, str], Mapping[str, Limits]] = {
    ("read", "edition", "*"): _EVERYBODY,
    ("export", "edition", "*"): _EVERYBODY,
    ("compare", "edition", "*"): _STAFF,
    ("publish", "edition", "*"): _FIGURES,
    ("read", "score", "*"): _STAFF,
    ("read", "release", "*"): only("onderzoeker", "beleidsadviseur", "controller"),
    ("deliver", "release", "*"): _FIGURES,
    ("check", "release", "*"): _FIGURES,
    ("sign", "release", "*"): _FIGURES,
    ("reject", "release", "*"): _FIGURES,
    ("explain", "remark", "*"): _FIGURES,
    ("read", "area", "*"): _STAFF,
    ("edit", "area", "*"): _FIGURES,
    ("read", "kader", "*"): _STAFF,
    ("edit", "kader", "*"): _NORMS,
    ("adopt", "kader", "*"): _NORMS,
    ("read", "decision", "*"): _STAFF,
    ("edit", "decision", "*"): only("onderzoeker", "beleidsadviseur", "secretariaat"),
    ("adopt", "decision", "*"): only("onderzoeker", "beleidsadviseur", "secretariaat"),
    ("read", "goal", "*"): _STAFF,
    ("edit", "goal", "*"): _NORMS,
    ("edit", "areatype", "*"): _NORMS,
    ("read", "document", "*"): papers(),
    ("add", "document", "*"): {
        **dict.fromkeys(LEADS, ("intern", "strikt")),
        **dict.fromkeys(TEAM, (None, "vertrouwelijk")),
        **dict.fromkeys(["beleidsadviseur", "secretariaat"], ("intern", "vertrouwelijk")),
        "onderzoeker": ("intern", None),
    },
    ("read", "note", "concept"): drafts(),
    ("read", "note", "vastgesteld"): papers(),
    ("add", "note", "*"): drafts(),
    ("edit", "note", "concept"): drafts(),
    ("adopt", "note", "concept"): {
        **dict.fromkeys(LEADS, (None, "strikt")),
        "stadsdeelregisseur": (None, "vertrouwelijk"),
        "beleidsadviseur": ("intern", "vertrouwelijk"),
    },
    ("add", "comment", "*"): {**_STAFF, **only("partner", "bewoner-in-team")},
    ("edit", "comment", "*"): {**_STAFF, **only("partner", "bewoner-in-team")},
    ("add", "feedback", "*"): _EVERYBODY,
    ("read", "feedback", "*"): {**_INBOX, **_FG},
    ("answer", "feedback", "*"): _INBOX,
    ("close", "feedback", "*"): _INBOX,
    ("send", "feedback", "*"): _INBOX,
    ("erase", "feedback", "*"): _FG,
    ("read", "storedfile", "*"): _EVERYBODY,
    ("add", "storedfile", "*"): _ADD_DOCUMENTS,
    ("remove", "storedfile", "*"): _ADD_DOCUMENTS,
    ("read", "permission", "*"): _EVERYBODY,
    ("read", "account", "*"): _EVERYBODY,
    ("read", "inbox", "*"): _EVERYBODY,
    ("edit", "inbox", "*"): _EVERYBODY,
    ("stop", "inbox", "*"): _EVERYBODY,
    ("add", "substitution", "*"): only(*ROLES[1:]),
    ("end", "substitution", "*"): only(*ROLES[1:]),
    ("manage", "person", "*"): _ADMIN,
    ("inspect", "person", "*"): _ADMIN,
    ("manage", "roleholding", "*"): _ADMIN,
    ("inspect", "roleholding", "*"): _ADMIN,
    ("manage", "organisation", "*"): _ADMIN,
    ("inspect", "organisation", "*"): _ADMIN,
    ("read", "body", "*"): {**_STAFF, **only("privacy-officer", "beheerder")},
    ("manage", "body", "*"): only("beheerder", "secretariaat"),
    ("inspect", "body", "*"): _ADMIN,
    ("read", "function", "*"): {**_STAFF, **only("privacy-officer", "beheerder")},
    ("edit", "function", "*"): only("beheerder", "secretariaat"),
    ("inspect", "function", "*"): _ADMIN,
    ("read", "auditevent", "*"): _WATCH,
    ("verify", "auditevent", "*"): _WATCH,
    ("inspect", "auditevent", "*"): _ADMIN,
    ("read", "processing", "*"): {**_STAFF, **only("privacy-officer", "beheerder")},
    ("read", "retention", "*"): _WATCH,
    ("plan", "retention", "*"): only("beheerder", "privacy-officer"),
    ("approve", "retention", "*"): _FG,
    ("run", "retention", "*"): only("beheerder", "privacy-officer"),
    ("export", "persondata", "*"): _FG,
    ("correct", "persondata", "*"): _FG,
    ("erase", "persondata", "*"): _FG,
    ("read", "job", "*"): only("onderzoeker", "beheerder", "privacy-officer"),
    ("cancel", "job", "*"): only("onderzoeker", "beheerder", "privacy-officer"),
    ("inspect", "job", "*"): _ADMIN,
    ("inspect", "site", "*"): _ADMIN,
    **{(verb, kind.name, state): grants for kind in KINDS for (verb, state), grants in kind.expected.items()},
}

# What takes a second factor, and asks once more who it is.
WEIGHTY = {
    ("publish", "edition"),
    ("sign", "release"),
    ("reject", "release"),
    ("adopt", "kader"),
    ("adopt", "decision"),
    ("manage", "person"),
    ("manage", "roleholding"),
    ("manage", "organisation"),
    ("manage", "body"),
    ("approve", "retention"),
    ("run", "retention"),
    ("export", "persondata"),
    ("correct", "persondata"),
    ("erase", "persondata"),
    ("erase", "feedback"),
    *((verb, kind.name) for kind in KINDS for verb in kind.weighty),
}

# Kinds without a table of their own in the database: pages, deeds without an object, and what others are part of.
# With the room in whose file they stand.
WITHOUT_MODEL = {
    "permission": "access",
    "account": "access",
    "processing": "access",
    "retention": "access",
    "persondata": "access",
    "score": "editions",  # comes with an edition; the room of the scores keeps nothing in the database
    "site": "web",
    "inbox": "access",
}

# Kinds whose objects have a level and a place, and those that have a state besides.
WITH_LEVEL = ("document", "note", *(kind.name for kind in KINDS if kind.has_level))
STATES: Mapping[str, tuple[str, ...]] = {
    "note": NOTE_STATES,
    **{kind.name: kind.states for kind in KINDS},
}


@dataclass(frozen=True)
class Cell:
    """One question. `level`, `place` and `state` are None where the object has no such thing.

    answer  what must come out, for a role that is held for the scope "own"
    """

    role: str
    verb: str
    kind: str
    state: str | None
    level: str | None
    place: str | None
    answer: bool


def cells(role: str) -> Iterator[Cell]:
    """Every question that can be asked of one object on behalf of a role; what no row names is no."""
    for verb, kind in deeds():
        if kind not in WITH_LEVEL:
            for state in STATES.get(kind, (None,)):
                yield Cell(role, verb, kind, state, None, None, _answer(role, verb, kind, state, "openbaar", "nowhere"))
            continue
        for state, level, place in product(STATES.get(kind, (None,)), LEVELS, PLACES):
            yield Cell(role, verb, kind, state, level, place, _answer(role, verb, kind, state, level, place))


def deeds() -> list[tuple[str, str]]:
    return sorted({(verb, kind) for verb, kind, _ in EXPECTED})


def how_many() -> int:
    return sum(1 for role in ROLES for _ in cells(role))


def may_some(role: str, verb: str, kind: str) -> bool:
    """Whether there can be an object that this role may do this to."""
    return any(
        role in grants and grants[role] != (None, None)
        for (each_verb, each_kind, _), grants in EXPECTED.items()
        if (each_verb, each_kind) == (verb, kind)
    )


def _answer(role: str, verb: str, kind: str, state: str | None, level: str, place: str) -> bool:
    """Every role is a bezoeker too: what everybody may, this role may."""
    for known in ("*", state):
        grants = EXPECTED.get((verb, kind, known or ""), {})
        for each in {role, "bezoeker"}:
            everywhere, own = grants.get(each, (None, None))
            if _at_most(level, everywhere) or (place in OWN_PLACES and _at_most(level, own)):
                return True
    return False


def _at_most(level: str, limit: str | None) -> bool:
    return limit is not None and LEVELS.index(level) <= LEVELS.index(limit)
