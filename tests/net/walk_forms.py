"""The forms of a page as a browser knows them: what stands in each, what can be chosen, and which buttons there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

TOKEN = "csrfmiddlewaretoken"
_NO_FIELD = {"file", "reset", "image", "submit", "button"}
_TICKED = {"checkbox", "radio"}


@dataclass
class Form:
    """fields    what would be sent if nobody touched it
    names     of all its fields, also of those that send nothing as they stand
    options   of a select: its values, each with its words
    buttons   the name and value of each that has a name
    """

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, fill: dict[str, str | list[str]]) -> dict[str, list[str]]:
        """What is sent when somebody fills these in; ValueError for what this form does not ask."""
        strange = sorted(set(fill) - self.names)
        if strange:
            raise ValueError(f"the form does not ask {', '.join(strange)}")
        chosen = {name: [self._value(name, each) for each in _as_list(given)] for name, given in fill.items()}
        return {**self.fields, **chosen}

    def pressed(self, button: str) -> dict[str, list[str]]:
        return {name: [value] for name, value in self.buttons if value == button}

    def _value(self, name: str, given: str) -> str:
        """A choice may be named by the words that it begins with."""
        options = self.options.get(name, {})
        if not options or given in options:
            return given
        meant = [value for value, words in options.items() if words.startswith(given)]
        if len(meant) != 1:
            raise ValueError(f"{name} has {len(meant)} choices ‘{given}’")
        return meant[0]


def _as_list(given: str | list[str]) -> list[str]:
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def forms_of(page: str, content: str) -> list[Form]:
    """Those that post."""
    reader = _Reader(page)
    reader.feed(content)
    return reader.forms


def form_to(forms: Iterable[Form], address: str, button: str = "", asks: Collection[str] = ()) -> Form | None:
    """The first that leads there, has the button and asks these fields; else one that asks not all of them."""
    leading = [form for form in forms if urlsplit(form.action).path == address]
    fitting = [form for form in leading if not button or form.pressed(button)]
    return next((form for form in fitting if form.names.issuperset(asks)), fitting[0] if fitting else None)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[Form]()
        self._form: Form | None = None
        self._select = self._option = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            posts = attributes.get("method", "get").lower() == "post"
            self._form = Form(urljoin(self.page, attributes.get("action") or self.page)) if posts else None
        elif self._form is not None and "disabled" not in attributes:
            self._read_field(self._form, tag, attributes)

    def _read_field(self, form: Form, tag: str, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "")
        if tag == "input" and name:
            form.names.add(name)
            if _is_sent(attributes):
                form.fields.setdefault(name, []).append(attributes.get("value", "on" if _is_ticked(attributes) else ""))
        elif tag == "button" and name:
            form.buttons.append((name, attributes.get("value", "")))
        elif tag in {"select", "textarea"} and name:
            form.names.add(name)
            form.fields[name] = [""]
            self._select, self._area = (name, "") if tag == "select" else ("", name)
            form.options.setdefault(name, {}) if tag == "select" else None
        elif tag == "option" and self._select:
            self._read_option(form, attributes)

    def _read_option(self, form: Form, attributes: dict[str, str]) -> None:
        options = form.options[self._select]
        self._option = attributes.get("value", "")
        if "selected" in attributes or not options:  # a browser chooses the first by itself
            form.fields[self._select] = [self._option]
        options[self._option] = ""

    def handle_data(self, data: str) -> None:
        if self._form is None:
            return
        if self._area:
            self._form.fields[self._area] = [self._form.fields[self._area][0] + data]
        elif self._select and self._option in self._form.options[self._select]:
            self._form.options[self._select][self._option] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            self.forms.append(self._form)
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._form is not None and self._area:
            # A browser drops the first line end of a text area.
            self._form.fields[self._area] = [self._form.fields[self._area][0].removeprefix("\n")]
            self._area = ""


def _is_sent(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "text")
    return kind not in _NO_FIELD and (kind not in _TICKED or "checked" in attributes)


def _is_ticked(attributes: dict[str, str]) -> bool:
    return attributes.get("type") in _TICKED
