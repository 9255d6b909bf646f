"""What a document goes through: it is written down once."""

from typing import ClassVar

from django.db.models import TextChoices

from wijkwerk.access.lifecycles.lifecycle import Begin, Derived, Lifecycle, Move
from wijkwerk.governance.document.models import Document
from wijkwerk.lib.dutch import Gender, Noun


class DocumentState(TextChoices):
    WRITTEN = "opgenomen", "opgenomen"


class DocumentFlow(Lifecycle[Document]):
    model = Document
    noun = Noun("document", Gender.NEUTER)
    states = DocumentState
    state = Derived(lambda document: DocumentState.WRITTEN.value)
    frozen: ClassVar = {
        DocumentState.WRITTEN: "Een document verandert niet meer. Zet een verbetering er als nieuw document bij."
    }
    begins = Begin("add", (DocumentState.WRITTEN,))
    moves: ClassVar[tuple[Move, ...]] = ()
