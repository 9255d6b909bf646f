"""The flows of all kinds as a page with diagrams; `python -m tests.access.lifecycles.flow_pages` writes it."""

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:  # as a command: models cannot be read before
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from wijkwerk.access.lifecycles.lifecycle import FLOWS, Lifecycle, Move
from wijkwerk.access.log.words import verb_words
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.explaining import grant_words
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.table import ANY_STATE, permission_table

PAGE = Path(__file__).parents[3] / "docs" / "levenslopen.md"
_HEAD = """\
# Levenslopen

Wat elk soort stuk doorloopt, zoals de code het zegt (`access/lifecycles/lifecycle.py`). Onder elk schema staat per
stap wie hem mag zetten, volgens de rechtentabel ([rechten.md](rechten.md)), en wat die tabel niet kan zeggen.

Deze bladzijde wordt geschreven door `python -m tests.access.lifecycles.flow_pages`, en een test vergelijkt haar.
"""
Flow = type[Lifecycle[Any]]


def page() -> str:
    flows = sorted(FLOWS.values(), key=lambda flow: flow.noun.word)
    return "\n".join([_HEAD, *(_section(flow) for flow in flows)])


def _section(flow: Flow) -> str:
    lines = [f"## {flow.noun.word.capitalize()}", "", "```mermaid", "stateDiagram-v2", *_named_states(flow)]
    lines += [f"    [*] --> {state}: {verb_words(flow.begins.verb)}" for state in flow.begins.states]
    lines += [arrow for move in flow.moves for arrow in _arrows(move)]
    goes_on = {source for move in flow.moves for source in move.sources}
    lines += [f"    {state} --> [*]" for state in flow.frozen if state not in goes_on]
    return "\n".join([*lines, "```", "", *_owners(flow), ""])


def _named_states(flow: Flow) -> Iterator[str]:
    for state in flow.states:
        if state.label != state.value:
            yield f'    state "{state.label}" as {state.value}'


def _arrows(move: Move) -> Iterator[str]:
    later = " (later)" if move.later else ""
    for source in move.sources:
        yield f"    {source} --> {move.target or source}: {verb_words(move.verb)}{later}"


def _owners(flow: Flow) -> Iterator[str]:
    begins = flow.begins
    if begins.permission:
        yield f"- *{verb_words(begins.verb)}*: {_who(begins.permission, kind_of(flow.model), begins.states)}"
        yield from (f"  - {pair.rule(flow.noun)}" for pair in begins.not_by)
    else:
        yield f"- *{verb_words(begins.verb)}*: {begins.who}"
    for move in flow.moves:
        yield f"- *{verb_words(move.verb)}*: {_who_moves(flow, move)}"
        yield from (f"  - {pair.rule(flow.noun)}" for pair in move.not_by)
        yield from (f"  - eerst: {each.asks}" for each in move.first)
        if move.reason is None:
            yield "  - met een reden"
        if move.reads and _has_mark(flow):
            yield "  - alleen als alles nog zo is als het werd gelezen"
    yield from (f"- {sentence}" for sentence in flow.frozen.values() if isinstance(sentence, str))


def _has_mark(flow: Flow) -> bool:
    return bool(flow.read_fields) or "what_is_read" in vars(flow)


def _who_moves(flow: Flow, move: Move) -> str:
    if move.permission is None:
        return "vanzelf, na een stap hierboven"
    return _who(move.permission, move.kind or kind_of(flow.model), move.sources)


def _who(verb: str, kind: str, states: tuple[str, ...]) -> str:
    """Roles with what each may, those with the same together."""
    rows = [row for row in permission_table()[verb, kind] if row.state == ANY_STATE or row.state in states]
    grants = [(role_facts(role).name, _grants(rows, role)) for role in Role]
    some = sorted((each for each in grants if each[1]), key=lambda each: each[1])
    groups = ((words, [name for name, _ in group]) for words, group in groupby(some, key=lambda each: each[1]))
    return "; ".join(f"{', '.join(names)}{words.rstrip()}" for words, names in groups)


def _grants(rows: list[Any], role: Role) -> str:
    """Empty where the role may not; what it is limited to, in brackets, else a space."""
    words = dict.fromkeys(grant_words(row.grants[role]) for row in rows if row.grants[role].is_something)
    limits = [each.removeprefix("mag dit").strip() for each in words]
    return f" ({', of '.join(limits)})" if any(limits) else " " if words else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
