"""The flows of all kinds of records as a page with diagrams: `python -m tests.access.flow_pages` writes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:  # as a command: models cannot be read before
    django.setup()

from wijkwerk.access.audit_words import verb_words
from wijkwerk.access.lifecycle import FLOWS, Lifecycle, Move

PAGE = Path(__file__).parents[2] / "docs" / "levenslopen.md"
_HEAD = """\
# Levenslopen

Wat elk soort stuk doorloopt, zoals de code het zegt (`access/lifecycle.py`). Wie een stap mag zetten, staat in de
rechtentabel ([rechten.md](rechten.md)); wat die tabel niet kan zeggen, staat hier onder het schema.

Deze bladzijde wordt geschreven door `python -m tests.access.flow_pages`, en een test vergelijkt haar.
"""


def page() -> str:
    return "\n".join([_HEAD, *(_section(flow) for _, flow in sorted(FLOWS.items()))])


def _section(flow: type[Lifecycle[Any]]) -> str:
    lines = [f"## {flow.noun.word.capitalize()}", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {flow.moves[0].source}"]
    lines += [f"    {move.source} --> {move.target}: {verb_words(move.verb)}" for move in flow.moves]
    lines += [f"    {state} --> [*]" for state in flow.frozen]
    return "\n".join([*lines, "```", "", *_rules(flow), ""])


def _rules(flow: type[Lifecycle[Any]]) -> Iterator[str]:
    for move in flow.moves:
        yield from (f"- *{verb_words(move.verb)}*: {hands.rule(flow.noun)}" for hands in move.not_by)
        yield from _reason(move)
    yield from (f"- {sentence}" for sentence in flow.frozen.values())


def _reason(move: Move) -> Iterator[str]:
    if move.reason is None:
        yield f"- *{verb_words(move.verb)}*: met een reden"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
