"""The form of whoever comes by, without an account."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from .staff_form import StaffForm


class Trap(forms.CharField):
    """A field that nobody sees, for programs that fill in whatever they find; helping software is told to pass it."""

    def __init__(self, label: str = "Laat dit veld leeg") -> None:
        attrs = {"class": "input", "autocomplete": "off", "tabindex": "-1"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs))


class PublicForm(StaffForm):
    """A form that anybody may send, with a trap for programs.

    Somebody whose browser filled the trap loses nothing: it is empty when the form comes back.
    """

    reasons_to_keep: ClassVar[Mapping[str, str]] = {
        "zelf": "het gaat over mijzelf, en u mag dit bewaren",
        "organisatie": "het is een nummer, adres of naam van een organisatie",
        "geen": "het is geen persoon, maar bijvoorbeeld een straat of een bedrag",
    }

    website = Trap()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("website"):
            self.sent["website"] = ""
            self.refuse(
                "Een veld dat u niet ziet, was toch ingevuld. Dat doen vooral robots. Er is niets verstuurd. Uw tekst "
                "staat er nog: verstuur het formulier nog een keer."
            )
        return cleaned
