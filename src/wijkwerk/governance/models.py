"""Tables of governance, each in the module of its subject; a subject with a folder of its own is found by itself."""

from wijkwerk.access.lifecycles.frozen_rows import FrozenError
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.feedback.models import Feedback, FeedbackAddress, FeedbackKind, FeedbackState
from wijkwerk.governance.goal.models import Goal
from wijkwerk.governance.kader.models import AreaType, Kader, Norm
from wijkwerk.governance.note.models import Note, NoteState
from wijkwerk.lib.subjects import import_subjects

from .action.models import Action, ActionState
from .pledge.models import Notice, Pledge, PledgeState

import_subjects(__package__, "models")

__all__ = [
    "Action",
    "ActionState",
    "AreaType",
    "Decision",
    "Document",
    "Feedback",
    "FeedbackAddress",
    "FeedbackKind",
    "FeedbackState",
    "FrozenError",
    "Goal",
    "Kader",
    "Norm",
    "Note",
    "NoteState",
    "Notice",
    "Pledge",
    "PledgeState",
]
