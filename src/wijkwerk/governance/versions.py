"""What somebody read of a goal, as one mark: whoever writes over it means the text that they saw."""

from wijkwerk.access.lifecycle import ChangedError as ReadingChangedError
from wijkwerk.lib.digests import digest_of

from .models import Goal
from .problems import GovernanceError


class ChangedError(ReadingChangedError, GovernanceError):
    """A goal that somebody read has become something else in the meantime."""


def version_of(goal: Goal) -> str:
    """A mark of all that a reader sees of it and others can change; the same text again has the same mark."""
    return digest_of(["goal", goal.pk, goal.title, goal.text, goal.position, goal.parent_id])
