"""Fields in which nobody writes a text: a cell that a sheet reads, one of a few, and what is carried along unseen."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from .fields import Choice, Options
from .words import with_words


class Cell(forms.CharField):
    """A cell of a sheet or a number, as people type it. Who reads it says what cannot be read.

    hints   for the browser, as HTML names them: `inputmode`, `autocomplete`; `list`, the id of words to complete from
    """

    def __init__(self, label: str, longest: int = 500, *, hints: Mapping[str, str] | None = None, **more: Any) -> None:
        widget = forms.TextInput(attrs={"class": "input", **(hints or {})})
        super().__init__(label=label, widget=widget, max_length=longest, **with_words({"required": False} | more))
        self.error_messages["max_length"] = f"Hier passen {longest} tekens in."


class Radio(Choice):
    """One of a few, each with a button and all of them in sight."""

    def __init__(self, label: str, choices: Options | Callable[[], Options] = (), **more: Any) -> None:
        super().__init__(label, choices, **({"widget": forms.RadioSelect()} | more))


def offer(form: forms.BaseForm, name: str, choices: Any) -> None:
    """Let a field of choices hold these; a list with a name before it is a group."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), f"{name} offers no choices"
    field.choices = choices


class Carried(forms.CharField):
    """A value that the form carries along unseen. Whoever reads it judges it: anybody may have changed it."""

    def __init__(self, longest: int = 1_000) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, max_length=longest)


class RowCount(forms.IntegerField):
    """How many rows a form holds, unseen."""

    def __init__(self, rows_are: str, most: int) -> None:
        super().__init__(label=rows_are.capitalize(), widget=forms.HiddenInput, min_value=0, max_value=most)
        words = f"Er passen {most} {rows_are} in dit formulier; lever ze aan in een bestand."
        self.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
