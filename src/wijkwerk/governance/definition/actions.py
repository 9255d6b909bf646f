"""Write a begrip, change it, adopt it, end it. Each writes the event that it causes, in one transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.models import Person
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.errors import GovernanceError

from .flow import DefinitionFlow
from .models import Definition, DefinitionState


@dataclass(frozen=True, slots=True)
class DefinitionText:
    """What a term means, and where that stands. `decision`: by which it was adopted, where there is one."""

    term: str
    text: str
    source: str
    document: Document | None = None
    decision: Decision | None = None


def write_definition(text: DefinitionText, *, by: Person) -> Definition:
    """Begin one, as a concept. Raises GovernanceError where term, text or source is missing, and as `begin` does."""
    definition = _with_text(Definition(written_by=by), text)
    return DefinitionFlow.begin(definition, by=by, reason=definition.source)


def change_definition(definition: Definition, text: DefinitionText, *, by: Person, read: str) -> None:
    """Say a concept otherwise. Raises GovernanceError as above, and what `DefinitionFlow.move` raises."""
    with DefinitionFlow.move(definition, "edit", by=by, read=read):
        _with_text(definition, text)


@transaction.atomic
def adopt_definition(definition: Definition, *, by: Person, read: str, reason: str = "") -> None:
    """Let it be in force; the wording of the same term that was, ends with it. Raises what `move` raises."""
    before = Definition.objects.filter(term__iexact=definition.term, state=DefinitionState.IN_FORCE).first()
    if before is not None:
        mark = DefinitionFlow.mark_of(before)
        end_definition(before, by=by, read=mark, reason=f"vervangen door nummer {definition.pk}")
    with DefinitionFlow.move(definition, "adopt", by=by, read=read, reason=reason):
        pass


def end_definition(definition: Definition, *, by: Person, read: str, reason: str) -> None:
    """Raises what `DefinitionFlow.move` raises."""
    with DefinitionFlow.move(definition, "end", by=by, read=read, reason=reason):
        definition.ended_at = timezone.now()


def _with_text(definition: Definition, text: DefinitionText) -> Definition:
    if not (text.term.strip() and text.text.strip() and text.source.strip()):
        raise GovernanceError("Een begrip heeft een omschrijving en een bron nodig.")
    definition.term, definition.text, definition.source = text.term.strip(), text.text.strip(), text.source.strip()
    definition.document, definition.decision = text.document, text.decision
    return definition
