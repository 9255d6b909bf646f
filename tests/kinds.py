"""What the walks over everything ask of one kind of record: in `specimen.py` beside the tests of its subject.

By hand, for what is derived cannot fail: who may do what, in which state each move ends, which of them ask a reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.access.lifecycles.specimens import Specimen
from tests.access.permission.truth_groups import Limits
from wijkwerk.access.people.models import Person

TESTS = Path(__file__).parent
# What a text may hold that means harm to who looks at it.
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@dataclass(frozen=True, slots=True)
class Kind:
    """
    name            as the permission table has it
    states          of a record, as the permission table has them
    has_level       whether a record has a level of confidentiality and a place
    expected        (verb, state or "*") -> role -> up to which level everywhere, and in the own scope
    flow            a record in each of its states, and what each move comes to
    needs_a_reason  the verbs that nobody may do without saying why
    weighty         the verbs that take a second factor, and ask once more who it is
    structured      fields of its forms in which people type and that can hold no free text, with why
    hostile         makes a record whose texts mean harm, in the state in which most can be done to it
    """

    name: str
    states: tuple[str, ...]
    expected: Mapping[tuple[str, str], Mapping[str, Limits]]
    flow: Specimen
    hostile: Callable[[Person], Any]
    has_level: bool = False
    needs_a_reason: tuple[str, ...] = ()
    weighty: tuple[str, ...] = ()
    structured: Mapping[tuple[str, str], str] = field(default_factory=dict)


def _kinds() -> tuple[Kind, ...]:
    places = sorted(path.relative_to(TESTS.parent).with_suffix("") for path in TESTS.glob("*/*/specimen.py"))
    return tuple(import_module(".".join(place.parts)).KIND for place in places)


KINDS = _kinds()
