"""Every move of every flow, from every state: as it should go, and each thing that stands in its way.

What it should come to is written by hand in `flow_specimens`; the flows themselves are not asked.
"""

from typing import Any

import pytest

from tests.access.lifecycles.flow_specimens import SPECIMENS
from tests.access.lifecycles.specimens import person_with
from tests.kinds import KINDS
from wijkwerk.access.lifecycles.frozen_rows import Freezing, FrozenError
from wijkwerk.access.lifecycles.lifecycle import (
    FLOWS,
    ChangedError,
    GoneError,
    Lifecycle,
    Move,
    NoReasonGivenError,
    NotNowError,
    NotYouError,
)
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.refusals import RefusedError

pytestmark = [pytest.mark.django_db]

STEPS = [(kind, state, move) for kind, flow in FLOWS.items() for state in flow.states.values for move in flow.moves]
MOVES = [(kind, move) for kind, flow in FLOWS.items() for move in flow.moves]
HANDS = [(kind, verb, put) for kind, each in SPECIMENS.items() for verb, puts in each.hands.items() for put in puts]
every_step = pytest.mark.parametrize(
    ("kind", "state", "move"), STEPS, ids=[f"{kind}-{state}-{move.verb}" for kind, state, move in STEPS]
)
every_move = pytest.mark.parametrize(("kind", "move"), MOVES, ids=[f"{kind}-{move.verb}" for kind, move in MOVES])

ASKED = [(kind, move) for kind, move in MOVES if move.permission]
every_asked_move = pytest.mark.parametrize(("kind", "move"), ASKED, ids=[f"{kind}-{move.verb}" for kind, move in ASKED])


def make(flow: type[Lifecycle[Any]], row: Any, verb: str, by: Person | None, *, read: str = "", reason: str) -> None:
    with flow.move(row, verb, by=by, read=read, reason=reason):
        SPECIMENS[flow.kind].body(row, verb)


def begun(kind: str, move: Move) -> Any:
    """A record that the move can begin with."""
    specimen = SPECIMENS[kind]
    return specimen.make(next(state for state in move.sources if move.verb in specimen.comes_to[state]))


def events(verb: str) -> int:
    return AuditEvent.objects.filter(verb=verb).count()


@every_step
def test_a_move_comes_to_what_it_should_or_says_that_it_is_not_the_time(kind: str, state: str, move: Move):
    flow, specimen = FLOWS[kind], SPECIMENS[kind]
    row, owner = specimen.make(state), specimen.owner_of(move.verb)
    assert flow.state_of(row) == state
    before, offer = events(move.verb), flow.offers(row, owner).get(move.verb)
    expected = specimen.comes_to[state].get(move.verb)
    assert (offer is None) == (move.permission is None), "what comes by itself is offered to nobody"
    if expected is None:
        with pytest.raises(NotNowError) as refused:
            make(flow, row, move.verb, owner, read=flow.mark_of(row), reason="zo afgesproken")
        assert offer is None or offer.refusal == f"Nu niet: {refused.value}"
    else:
        assert offer is None or offer.is_open
        make(flow, row, move.verb, owner, read=flow.mark_of(row), reason="zo afgesproken")
    kept = flow.model._base_manager.get(pk=row.pk)
    assert flow.state_of(kept) == (state if expected is None else expected)
    assert events(move.verb) == before + (expected is not None)


@every_move
def test_the_machine_may_make_it_and_it_stands_in_the_log_without_a_person(kind: str, move: Move):
    flow, row = FLOWS[kind], begun(kind, move)
    make(flow, row, move.verb, None, read=flow.mark_of(row), reason="door de machine")
    event = AuditEvent.objects.filter(verb=move.verb).latest("id")
    assert (event.person, event.kind) == (None, move.kind or flow.kind)


@every_asked_move
def test_who_holds_no_role_reads_who_may(kind: str, move: Move):
    flow, row, nobody = FLOWS[kind], begun(kind, move), person_with(None)
    with pytest.raises(RefusedError, match=r"U mag dit niet\. Vraag het iemand met een van deze rollen: "):
        make(flow, row, move.verb, nobody, read=flow.mark_of(row), reason="toch")
    assert flow.offers(row, nobody)[move.verb].refusal.startswith("Niet u, maar: ")
    assert events(move.verb) == 0


@pytest.mark.parametrize(("kind", "verb", "put"), HANDS, ids=[f"{kind}-{verb}" for kind, verb, _ in HANDS])
def test_nobody_agrees_to_what_they_had_a_hand_in(kind: str, verb: str, put: Any):
    flow, specimen = FLOWS[kind], SPECIMENS[kind]
    row, owner = begun(kind, flow.move_by_verb(verb)), specimen.owner_of(verb)
    put(row, owner)
    row.refresh_from_db()
    assert flow.offers(row, owner)[verb].refusal.startswith("Niet u: ")
    with pytest.raises((RefusedError, NotYouError)) as refused:
        make(flow, row, verb, owner, read=flow.mark_of(row), reason="zelf")
    assert "ander" in str(refused.value)
    assert events(verb) == 0
    make(flow, row, verb, specimen.owner_of(verb), read=flow.mark_of(row), reason="nagekeken")


@pytest.mark.parametrize(("kind", "verb", "put"), HANDS, ids=[f"{kind}-{verb}" for kind, verb, _ in HANDS])
def test_a_hand_that_came_in_after_the_page_was_opened_counts_too(kind: str, verb: str, put: Any):
    flow, specimen = FLOWS[kind], SPECIMENS[kind]
    row, owner = begun(kind, flow.move_by_verb(verb)), specimen.owner_of(verb)
    on_an_old_page = flow.model._base_manager.get(pk=row.pk)
    put(row, owner)
    with pytest.raises((RefusedError, NotYouError)):
        make(flow, on_an_old_page, verb, owner, read=flow.mark_of(row), reason="zelf")
    assert events(verb) == 0


@every_move
def test_what_became_something_else_in_the_meantime_is_left_as_it_is(kind: str, move: Move):
    flow, specimen, row = FLOWS[kind], SPECIMENS[kind], begun(kind, move)
    if specimen.changes is None:
        assert flow.mark_of(row) == "", "what can change is looked at"
        return
    read, owner = flow.mark_of(row), specimen.owner_of(move.verb)
    specimen.changes(row)
    if not move.reads:
        make(flow, row, move.verb, owner, read=read, reason="ongezien")
        return
    with pytest.raises(ChangedError, match="Er is niets"):
        make(flow, row, move.verb, owner, read=read, reason="ongezien")
    assert events(move.verb) == 0


NEEDS_A_REASON = {
    ("body", "end"), ("correctionrequest", "refuse"), ("feedback", "close"), ("goal", "end"), ("person", "close"),
    ("release", "reject"), ("remark", "explain"), ("retention", "drop"), ("roleholding", "end"),
    *((kind.name, verb) for kind in KINDS for verb in kind.needs_a_reason),
}  # fmt: skip


@every_move
def test_a_reason_is_asked_for_where_it_should_be(kind: str, move: Move):
    flow, row = FLOWS[kind], begun(kind, move)
    owner = SPECIMENS[kind].owner_of(move.verb)
    if (kind, move.verb) in NEEDS_A_REASON:
        with pytest.raises(NoReasonGivenError, match=r"Zeg (waarom|in één zin)|mag niet leeg"):
            make(flow, row, move.verb, owner, read=flow.mark_of(row), reason="  ")
        assert events(move.verb) == 0
    else:
        make(flow, row, move.verb, owner, read=flow.mark_of(row), reason="  ")
        assert AuditEvent.objects.filter(verb=move.verb).latest("id").reason.strip()


@every_move
def test_a_fault_in_the_midst_leaves_nothing(kind: str, move: Move):
    flow, row = FLOWS[kind], begun(kind, move)
    owner, read = SPECIMENS[kind].owner_of(move.verb), flow.mark_of(row)
    before = flow.model._base_manager.filter(pk=row.pk).values().get()

    def fail() -> None:
        with flow.move(row, move.verb, by=owner, read=read, reason="half"):
            SPECIMENS[kind].body(row, move.verb)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert flow.model._base_manager.filter(pk=row.pk).values().get() == before
    assert events(move.verb) == 0


@pytest.mark.parametrize("kind", [kind for kind, flow in FLOWS.items() if flow.moves])
def test_what_is_gone_is_said_to_be_gone(kind: str):
    flow, specimen = FLOWS[kind], SPECIMENS[kind]
    move = next(move for move in flow.moves if move.permission)
    row, owner = begun(kind, move), specimen.owner_of(move.verb)
    row.pk += 1_000_000  # as a page knows it that stood open while it was taken away
    with pytest.raises(GoneError, match="is er niet meer"):
        make(flow, row, move.verb, owner, reason="te laat")


@pytest.mark.parametrize(("kind", "verb"), [(kind, verb) for kind, each in SPECIMENS.items() for verb in each.own])
def test_nobody_decides_on_themselves(kind: str, verb: str):
    flow, specimen = FLOWS[kind], SPECIMENS[kind]
    row = specimen.owner_of(verb)
    assert flow.offers(row, row)[verb].refusal.startswith("Niet u: ")
    with pytest.raises(NotYouError, match=r"eigen"):
        make(flow, row, verb, row, reason="zelf")
    assert events(verb) == 0


FROZEN = [(kind, state) for kind, flow in FLOWS.items() if issubclass(flow.model, Freezing) for state in flow.frozen]


@pytest.mark.parametrize(("kind", "state"), FROZEN, ids=[f"{kind}-{state}" for kind, state in FROZEN])
def test_what_is_frozen_is_not_saved_again_whatever_stands_in_memory(kind: str, state: str):
    row = SPECIMENS[kind].make(state)
    with pytest.raises(FrozenError, match="never changed any more"):
        row.save()
