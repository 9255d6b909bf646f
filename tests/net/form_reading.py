"""The fields of a page, each with its label, and with what a browser would send if nobody touched it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .shortening import shortened

# What decides what a field takes and how it behaves, in the order in which it is told.
_TELLING = (
    "required", "disabled", "readonly", "checked", "multiple", "min", "max", "step", "minlength", "maxlength",
    "pattern", "accept", "autocomplete", "inputmode", "placeholder", "list", "form", "formaction", "aria-label",
    "aria-invalid",
)  # fmt: skip
# Another one in each page that is drawn, or a hash of the state of what is edited.
_TOKENS = {"csrfmiddlewaretoken", "read"}


@dataclass
class Field:
    """words     of a button, and what stands in a textarea
    around    the words of the label that it stands in
    """

    tag: str
    attributes: Mapping[str, str]
    words: str = ""
    around: str = ""
    options: list["Option"] = field(default_factory=list)

    @property
    def kind(self) -> str:
        usual = {"input": "text", "button": "submit"}.get(self.tag, "")
        return self.attributes.get("type", usual) or self.tag

    def lines(self, labels: Mapping[str, str]) -> list[str]:
        """labels  the words of each label, by the id that it is for"""
        parts = [f"field `{self.attributes.get('name', '')}` {self.kind}", *self._label(labels), *self._value()]
        parts += [_told(name, self.attributes[name]) for name in _TELLING if name in self.attributes]
        return [" ".join(parts), *shortened([each.line() for each in self.options])]

    def _label(self, labels: Mapping[str, str]) -> list[str]:
        words = labels.get(self.attributes.get("id", ""), self.around)
        return [f'"{_folded(words)}"'] if words.strip() else []

    def _value(self) -> list[str]:
        if self.attributes.get("name") in _TOKENS:
            return ["= <token>"]
        if self.tag == "button":
            return [f'"{_folded(self.words)}"', *self._sent()]
        if self.tag == "textarea":
            return [f"= {_folded(self.words)}"] if self.words.strip() else []
        return self._sent()

    def _sent(self) -> list[str]:
        return [f"= {_folded(self.attributes['value'])}"] if self.attributes.get("value") else []


@dataclass
class Option:
    attributes: Mapping[str, str]
    words: str = ""

    def line(self) -> str:
        chosen = " (chosen)" if "selected" in self.attributes else ""
        closed = " (disabled)" if "disabled" in self.attributes else ""
        return f'  option {self.attributes.get("value", "")} "{_folded(self.words)}"{chosen}{closed}'


def _told(name: str, value: str) -> str:
    return f"{name}={_folded(value)}" if value and value != name else name


def _folded(text: str) -> str:
    return " ".join(text.split())
