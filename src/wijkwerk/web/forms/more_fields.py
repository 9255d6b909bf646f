"""Fields in which nobody writes a text: a cell that a sheet reads, one of a few, and what is carried along unseen."""

from collections.abc import Callable
from typing import Any

from django import forms

from .fields import Choice, Options
from .words import with_words


class Cell(forms.CharField):
    """A cell of a sheet as people type it. The sheet reads it, and says what it cannot read.

    suggestions   the id of a list on the page that the browser completes from
    """

    def __init__(self, label: str, longest: int = 500, *, suggestions: str = "", **more: Any) -> None:
        attrs = {"class": "input"} | ({"list": suggestions} if suggestions else {})
        widget = forms.TextInput(attrs=attrs)
        super().__init__(label=label, widget=widget, max_length=longest, **with_words({"required": False} | more))
        self.error_messages["max_length"] = f"Hier passen {longest} tekens in."


class Radio(Choice):
    """One of a few, each with a button and all of them in sight."""

    def __init__(self, label: str, choices: Options | Callable[[], Options] = (), **more: Any) -> None:
        super().__init__(label, choices, **({"widget": forms.RadioSelect()} | more))


class Carried(forms.CharField):
    """A value that the form carries along unseen. Whoever reads it judges it: anybody may have changed it."""

    def __init__(self, longest: int = 1_000) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, max_length=longest)


class RowCount(forms.IntegerField):
    """How many rows a form holds, unseen."""

    def __init__(self, rows_are: str, most: int) -> None:
        super().__init__(label=rows_are.capitalize(), widget=forms.HiddenInput, min_value=0, max_value=most)
        told = f"Er passen {most} {rows_are} in dit formulier; lever ze aan in een bestand."
        self.error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), told)
