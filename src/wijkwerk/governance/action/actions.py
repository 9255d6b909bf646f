"""Make an action, change it, and close it. Each writes the event that it causes, in one transaction."""

from dataclasses import dataclass

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.note.models import Note
from wijkwerk.governance.pledge.models import Pledge
from wijkwerk.lib.values import FuzzyDay

from .flow import ActionFlow
from .models import Action


@dataclass(frozen=True, slots=True)
class ActionText:
    """What was agreed. `owner` None: nobody yet; `scope` None: about the whole gemeente."""

    title: str
    explanation: str = ""
    owner: Person | None = None
    due: FuzzyDay | None = None
    confidentiality: Confidentiality = Confidentiality.INTERN
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where it was agreed, or what it serves; nothing where people agreed on it between themselves."""

    decision: Decision | None = None
    note: Note | None = None
    pledge: Pledge | None = None


def agree_action(text: ActionText, *, by: Person, origin: Origin = Origin()) -> Action:
    """Raises GovernanceError where nobody says what is to be done, and what `ActionFlow.begin` raises."""
    action = Action(made_by=by, decision=origin.decision, note=origin.note, pledge=origin.pledge)
    _with_text(action, text)
    reason = f"{action.confidentiality}, over {action.scope or 'de hele gemeente'}"
    return ActionFlow.begin(action, by=by, reason=reason)


def change_action(action: Action, text: ActionText, *, by: Person, read: str) -> None:
    """Raises GovernanceError where nobody says what is to be done, and what `ActionFlow.move` raises."""
    with ActionFlow.move(action, "edit", by=by, read=read):
        _with_text(action, text)


def finish_action(action: Action, *, outcome: str, by: Person, read: str) -> None:
    """Raises what `ActionFlow.move` raises. `outcome` says in one sentence what it came to; the log keeps that too."""
    with ActionFlow.move(action, "finish", by=by, read=read, reason=outcome):
        action.outcome = outcome.strip()


def drop_action(action: Action, *, reason: str, by: Person, read: str) -> None:
    """Raises what `ActionFlow.move` raises."""
    with ActionFlow.move(action, "drop", by=by, read=read, reason=reason):
        action.outcome = reason.strip()


def reopen_action(action: Action, *, reason: str, by: Person, read: str) -> None:
    """Raises what `ActionFlow.move` raises."""
    with ActionFlow.move(action, "reopen", by=by, read=read, reason=reason):
        action.outcome, action.closed_by, action.closed_at = "", None, None


def _with_text(action: Action, text: ActionText) -> Action:
    if not text.title.strip():
        raise GovernanceError("Zeg wat er moet gebeuren.")
    action.title, action.explanation = text.title.strip(), text.explanation.strip()
    action.owner, action.confidentiality, action.scope = text.owner, text.confidentiality, text.scope
    action.be_due(text.due)
    return action
