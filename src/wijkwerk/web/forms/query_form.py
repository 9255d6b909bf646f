"""A form that asks for a page: what is chosen stands in its address, and nothing is kept.

The same fields, drawn by the same templates as a form of staff. There is no deed and no token, and the view reads the
address itself, as it does for whoever follows a link: the form shows what was read.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList


class TypedWord(forms.CharField):
    """A word that somebody looks for: in the address, and kept nowhere."""

    def __init__(self, label: str, longest: int = 100) -> None:
        widget = forms.TextInput(attrs={"class": "input", "type": "search", "maxlength": longest})
        super().__init__(label=label, widget=widget, required=False)


class QueryForm(forms.Form):
    """Sent with GET.

    shown     what the address says, by field
    wrong     what is wrong with it, by field
    auto_id   how the elements of its fields are called; as the fields are
    """

    use_required_attribute = False

    def __init__(
        self, shown: Mapping[str, Any] | None = None, *, wrong: Mapping[str, str] | None = None, auto_id: str = "%s"
    ) -> None:
        super().__init__(initial=dict(shown or {}), auto_id=auto_id)
        self._errors = ErrorDict({name: ErrorList([text]) for name, text in (wrong or {}).items()})
