"""Every verb and kind that the code records has a Dutch word: the log is read by people."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

import wijkwerk
from wijkwerk.access.lifecycles.lifecycle import FLOWS
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.log.words import kind_words, reason_words, verb_words
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.table import permission_table

SOURCE = Path(wijkwerk.__file__).parent
# Where the source names no word but a variable: what it can be, by module and argument. A new place must be told here.
VARIABLE = {
    ("access/lifecycles/lifecycle.py", "kind"): {
        *FLOWS,
        *(move.kind for flow in FLOWS.values() for move in flow.moves),
    }
    - {""},
    ("access/lifecycles/lifecycle.py", "verb"): {
        step.verb for flow in FLOWS.values() for step in (flow.begins, *flow.moves)
    },
    ("access/privacy/retention_actions.py", "kind"): {"person", "job"},  # what a retention run takes, by the catalogue
    ("access/privacy/person_actions.py", "kind"): {"persondata"},
    ("access/permission/refusals.py", "kind"): {kind for _, kind in permission_table()},
    ("access/signing_in/authenticators.py", "verb"): {
        "add_second_factor", "remove_second_factor", "renew_second_factor",
    },
    ("access/log/readings.py", "kind"): {"action", "development", "document", "note", "pledge"},
    ("web/doors/taken_away.py", "kind"): {kind for _, kind in permission_table()},
}  # fmt: skip


@functools.cache
def modules() -> list[tuple[Path, ast.Module]]:
    """Those that call `record` at all: to read every one takes seconds."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py"))
    return [(path, ast.parse(text)) for path, text in texts if "record(" in text]


def recorded(argument: str) -> Iterator[tuple[str, str | None]]:
    """(module, word) of each `record(verb=..., kind=...)`; None for the word where the source holds a variable."""
    for path, tree in modules():
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                for keyword in node.keywords:
                    if keyword.arg == argument:
                        yield str(path.relative_to(SOURCE)), word_of(keyword.value, constants)


def word_of(value: ast.expr, constants: dict[str, object]) -> str | None:
    if isinstance(value, ast.Constant):
        return str(value.value)
    known = constants.get(value.id) if isinstance(value, ast.Name) else None
    return known if isinstance(known, str) else None


def words_used(argument: str) -> set[str]:
    found = set(recorded(argument))
    assert len(found) > 15, "the walk finds them"
    by_variable = {module for module, word in found if word is None}
    told = {module for module, each in VARIABLE if each == argument}
    assert by_variable == told, "a place that records a variable says here what it can be"
    spelled = {word for _, word in found if word is not None}
    return spelled.union(*(words for (_, each), words in VARIABLE.items() if each == argument))


def test_every_verb_that_is_recorded_has_a_word():
    assert {verb for verb in words_used("verb") if verb_words(verb) == verb} == set()


def test_every_kind_that_is_recorded_or_is_a_model_has_a_word():
    own = [model for model in apps.get_models() if model.__module__.startswith("wijkwerk.")]
    # A link between two histories, made by simple_history: no event is about one.
    ours = {kind_of(model) for model in own if not hasattr(model, "m2m_history_id")}
    same = {"account", "document", "score"}  # are Dutch too
    kinds = words_used("kind") | ours
    assert {kind for kind in kinds if kind_words(kind) == kind} <= same


def test_every_verb_that_can_be_refused_is_told_in_words():
    verbs = {verb for verb, _ in permission_table()}
    assert {verb for verb in verbs if reason_words("refused", "note", verb) == verb} == set()


@pytest.mark.parametrize(
    ("verb", "kind", "reason", "words"),
    [
        ("refused", "note", "read", "bekijken"),
        ("give", "roleholding", "read", "read"),
        ("add_second_factor", "account", "totp", "app"),
        ("sign_in_failed", "provider", "closed", "account afgesloten"),
        ("sign_in_failed", "provider", "nonce", "het antwoord klopt niet (nonce)"),
        ("sign_in_failed", "person", "tweede factor", "tweede factor"),
    ],
)
def test_a_reason_of_the_code_is_told_in_dutch_and_what_somebody_wrote_stays(verb, kind, reason, words):
    assert reason_words(verb, kind, reason) == words


def test_an_event_is_called_in_dutch():
    assert str(AuditEvent(verb="give", kind="roleholding", key="37")).endswith("rolinvulling 37 gegeven")
