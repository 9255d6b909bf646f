"""Every flow of every kind of record: what it names is there, and its page in docs is up to date."""

from typing import Any

import pytest

from wijkwerk.access.lifecycle import FLOWS, Lifecycle, Move
from wijkwerk.access.permission_table import ANY_STATE, permission_table
from wijkwerk.access.permissions import requirements

from .flow_pages import PAGE, page

MOVES = [(kind, move) for kind, flow in FLOWS.items() for move in flow.moves]
every_flow = pytest.mark.parametrize("kind", FLOWS)
every_move = pytest.mark.parametrize(("kind", "move"), MOVES, ids=[f"{kind}-{move.verb}" for kind, move in MOVES])


def states_of(flow: type[Lifecycle[Any]]) -> set[str]:
    return {value for value, _ in flow.model._meta.get_field(flow.state_field).flatchoices}


def test_there_is_a_flow():
    assert "note" in FLOWS


@every_move
def test_a_move_goes_from_a_state_to_a_state_of_its_model(kind: str, move: Move):
    assert {move.source, move.target} <= states_of(FLOWS[kind])


@every_move
def test_the_permission_table_says_who_may_make_it_in_the_state_that_it_begins_in(kind: str, move: Move):
    rows = permission_table()[move.verb, kind]
    assert any(row.state in {ANY_STATE, move.source} for row in rows)
    assert not any(row.is_about(state) for row in rows if row.state != ANY_STATE for state in FLOWS[kind].frozen)


@every_move
def test_somebody_may_make_it(kind: str, move: Move):
    """Every state has an owner: a move that no role may make would keep records where they are."""
    grants = [grant for row in permission_table()[move.verb, kind] for grant in row.grants.values()]
    assert any(grant.is_something for grant in grants)


@every_move
def test_its_stamps_are_fields_of_the_model(kind: str, move: Move):
    names = {field.name for field in FLOWS[kind].model._meta.get_fields()}
    assert set(move.stamps or ()) <= names


@every_move
def test_its_rules_are_those_of_the_page_that_says_who_may_do_what(kind: str, move: Move):
    noun = FLOWS[kind].noun
    words = {requirement.words for requirement in requirements((move.verb, kind))}
    assert {hands.rule(noun) for hands in move.not_by} <= words


@every_flow
def test_nothing_leads_out_of_a_state_in_which_nothing_changes(kind: str):
    flow = FLOWS[kind]
    assert not [move for move in flow.moves if move.source in flow.frozen]
    assert set(flow.frozen) <= states_of(flow)


@every_flow
def test_what_is_read_is_what_the_model_holds(kind: str):
    names = {field.name for field in FLOWS[kind].model._meta.get_fields()}
    assert set(FLOWS[kind].read_fields) <= names


def test_the_page_with_the_diagrams_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.access.flow_pages"
