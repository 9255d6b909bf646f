"""What somebody read, as one mark: whoever agrees to a text, or writes over it, means the text that they saw."""

from wijkwerk.lib.digests import digest_of

from .models import Goal, Note
from .problems import GovernanceError


class ChangedError(GovernanceError):
    """What somebody read has become something else in the meantime."""


def version_of(row: Note | Goal) -> str:
    """A mark of all that a reader sees of it and others can change; the same text again has the same mark."""
    return digest_of(_note(row) if isinstance(row, Note) else _goal(row))


def _note(note: Note) -> list[object]:
    return ["note", note.pk, note.title, note.text, note.confidentiality, note.scope_id]


def _goal(goal: Goal) -> list[object]:
    return ["goal", goal.pk, goal.title, goal.text, goal.position, goal.parent_id]
