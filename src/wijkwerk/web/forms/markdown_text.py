"""A long text in Markdown, and how it will read: shown above the form by a button that stores nothing."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from wijkwerk.web.markdown import BELOW_A_SECTION, as_html

from .fields import FreeText

PREVIEW = "voorbeeld"  # the button that shows how it will read
_HINT = "Een lege regel begint een nieuwe alinea. U kunt opmaken: **vet**, *schuin*, - voor een lijst, # voor een kop."


class MarkdownText(FreeText):
    """Free text that is shown with its mark-up (`web.markdown`); its form has a button to see that first."""

    def __init__(self, label: str, longest: int, *, lines: int = 12, hint: str = _HINT, **more: Any) -> None:
        super().__init__(label, longest, lines=lines, hint=hint, **more)


@dataclass(frozen=True, slots=True)
class Preview:
    """One text as it will read."""

    label: str
    html: SafeString


def preview_of(field: MarkdownText, text: str) -> Preview:
    """`text` with its figures filled in."""
    return Preview(str(field.label), as_html(text, BELOW_A_SECTION))
