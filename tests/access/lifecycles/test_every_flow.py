"""Every flow of every kind of record: what it names is there, and its page in docs is up to date."""

from typing import Any

import pytest

from tests.access.lifecycles.flow_pages import PAGE, page
from tests.access.lifecycles.flow_specimens import SPECIMENS
from wijkwerk.access.lifecycles.lifecycle import FLOWS, Lifecycle, Move
from wijkwerk.access.permission.permissions import kind_of, requirements
from wijkwerk.access.permission.table import ANY_STATE, permission_table

MOVES = [(kind, move) for kind, flow in FLOWS.items() for move in flow.moves]
every_flow = pytest.mark.parametrize("kind", FLOWS)
ASKED = [(kind, move) for kind, move in MOVES if move.permission]
every_move = pytest.mark.parametrize(("kind", "move"), MOVES, ids=[f"{kind}-{move.verb}" for kind, move in MOVES])

every_asked_move = pytest.mark.parametrize(("kind", "move"), ASKED, ids=[f"{kind}-{move.verb}" for kind, move in ASKED])


def states_of(flow: type[Lifecycle[Any]]) -> set[str]:
    return {state.value for state in flow.states}


def rows_of(kind: str, move: Move) -> Any:
    assert move.permission
    return permission_table()[move.permission, move.kind or kind_of(FLOWS[kind].model)]


def test_every_flow_is_walked_with_expectations_of_its_own():
    assert set(SPECIMENS) == set(FLOWS)


@every_flow
def test_of_every_state_is_written_down_by_hand_what_can_be_done_in_it(kind: str):
    assert set(SPECIMENS[kind].comes_to) == states_of(FLOWS[kind])


@every_move
def test_a_move_goes_from_states_to_a_state_of_its_flow(kind: str, move: Move):
    assert {*move.sources, move.target or move.sources[0]} <= states_of(FLOWS[kind])


@every_asked_move
def test_the_permission_table_says_who_may_make_it_in_the_states_that_it_begins_in(kind: str, move: Move):
    rows = rows_of(kind, move)
    assert all(any(row.is_about(source) for row in rows) for source in move.sources)
    others = set(FLOWS[kind].frozen) - set(move.sources)
    assert not any(row.is_about(state) for row in rows if row.state != ANY_STATE for state in others)


@every_asked_move
def test_somebody_may_make_it(kind: str, move: Move):
    """Every state has an owner: a move that no role may make would keep records where they are."""
    assert any(grant.is_something for row in rows_of(kind, move) for grant in row.grants.values())


@every_move
def test_its_stamps_are_fields_of_the_model(kind: str, move: Move):
    names = {field.name for field in FLOWS[kind].model._meta.get_fields()}
    assert set(move.stamps) <= names


@every_move
def test_its_rules_are_those_of_the_page_that_says_who_may_do_what(kind: str, move: Move):
    words = {requirement.words for requirement in requirements((move.verb, kind_of(FLOWS[kind].model)))}
    rules = {pair.rule(FLOWS[kind].noun) for pair in move.not_by}
    assert (rules if move.rules_the_table else set()) <= words


@every_move
def test_a_move_of_its_own_name_in_the_table_says_so_once(kind: str, move: Move):
    """A verb that the table lends to several moves is named by each of them; its own needs no name."""
    assert move.asks != move.verb
    assert move.kind != FLOWS[kind].kind


@every_flow
def test_a_record_begins_in_a_state_of_its_flow(kind: str):
    flow = FLOWS[kind]
    assert set(flow.begins.states) <= states_of(flow)
    if flow.begins.permission:
        assert (flow.begins.permission, kind_of(flow.model)) in permission_table()


@every_flow
def test_every_state_can_be_reached(kind: str):
    flow = FLOWS[kind]
    reached = set(flow.begins.states)
    for _ in flow.moves:
        reached |= {move.target for move in flow.moves if move.target and reached & set(move.sources)}
    assert reached == states_of(flow) - SPECIMENS[kind].beside


@every_flow
def test_what_is_frozen_stays_frozen(kind: str):
    """It may end; it never becomes something that can be said otherwise."""
    flow = FLOWS[kind]
    assert set(flow.frozen) <= states_of(flow)
    for move in flow.moves:
        for source in set(move.sources) & set(flow.frozen):
            assert set(move.targets(source)) <= set(flow.frozen), move


@every_flow
def test_what_is_read_is_what_the_model_holds(kind: str):
    names = {field.name for field in FLOWS[kind].model._meta.get_fields()}
    assert set(FLOWS[kind].read_fields) <= names


def test_the_page_with_the_diagrams_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.access.lifecycles.flow_pages"
