"""The fields of this trade: Django's own, with Dutch words, limits that the message names, and our values.

A field knows what no page has to say again: whether people write in it what they like (`FreeText`, which is looked
through for what points at a person) and whether that ends in the log. Those whose list depends on who chooses stand in
`offered_fields`.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

from django import forms

from wijkwerk.lib.values import Amount, FuzzyDay, Hours, Judgement, UnreadableValueError
from wijkwerk.web.texts import FIRST_YEAR, LAST_YEAR, MOST_REASON, as_kept, too_long_words

from .words import with_words

WHOLE = "de hele gemeente"

# Key and words; or the words above a group, and what stands in it.
Options = Sequence[tuple[str, str | Sequence[tuple[str, str]]]]


class Parsed(Protocol):
    """A value of `lib.values`: `parse` reads Dutch text, `str` gives it back."""

    @classmethod
    def parse(cls, text: str) -> Any: ...


class _Text(forms.CharField):
    """A text that is refused where it is too long, and never cut short.

    longest       how many characters fit, line ends counted as one
    lines         how many lines the box shows; 1 is a single line
    autocomplete  what a browser may fill in, as HTML names it
    inputmode     the keyboard of a telephone, as HTML names it
    """

    def __init__(
        self, label: str, longest: int, *, lines: int = 1, autocomplete: str = "", inputmode: str = "", **more: Any
    ) -> None:
        self.longest = longest
        hints = {"autocomplete": autocomplete, "inputmode": inputmode}
        widget: forms.Widget = (
            forms.TextInput(attrs={"class": "input"} | {name: value for name, value in hints.items() if value})
            if lines == 1
            else forms.Textarea(attrs={"class": "textarea", "rows": lines})
        )
        super().__init__(label=label, widget=widget, **with_words(more))

    def to_python(self, value: Any) -> str:
        return as_kept(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise forms.ValidationError(too_long_words(value, self.longest))


class FreeText(_Text):
    """What people write: looked through for what points at a person before it is kept.

    to_log   the text ends in the log, which forgets nothing
    """

    def __init__(self, label: str, longest: int, *, to_log: bool = False, **more: Any) -> None:
        self.to_log = to_log
        super().__init__(label, longest, **more)


class Reason(FreeText):
    """Why, for the log: a short text about the matter, without a person in it."""

    def __init__(self, label: str = "Reden", longest: int = MOST_REASON, **more: Any) -> None:
        super().__init__(label, longest, to_log=True, **more)


class PlainText(_Text):
    """A text that has a form of its own, as a hash or an account; or that names a person on purpose."""

    def __init__(self, label: str, longest: int, *, pattern: Callable[[str], bool], expected: str, **more: Any) -> None:
        self.pattern, self.expected = pattern, expected
        super().__init__(label, longest, **more)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.pattern(value):
            raise forms.ValidationError(f"Verwacht wordt {self.expected}.")


class WholeNumber(forms.IntegerField):
    """A whole number between two others."""

    def __init__(self, label: str, lowest: int, highest: int, **more: Any) -> None:
        widget = forms.TextInput(attrs={"class": "input", "inputmode": "numeric"})
        super().__init__(label=label, widget=widget, min_value=lowest, max_value=highest, **with_words(more))
        words = f"Vul een heel getal in van {lowest} tot en met {highest}."
        self.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), words)


class Email(forms.EmailField):
    """An address of e-mail, asked for as such: it is no free text."""

    def __init__(self, label: str, *, autocomplete: str = "off", **more: Any) -> None:
        widget = forms.EmailInput(attrs={"class": "input", "autocomplete": autocomplete})
        super().__init__(label=label, widget=widget, max_length=254, **with_words(more))
        self.error_messages["invalid"] = "Verwacht wordt een e-mailadres, zoals naam@gemeente.nl."


class FileChoice(forms.FileField):
    """A file that somebody hands in. What is in it, an empty one included, is judged by who reads it.

    endings   what the browser offers to choose: ".csv,.xlsx"
    """

    def __init__(self, label: str, *, endings: str, **more: Any) -> None:
        widget = forms.FileInput(attrs={"class": "input", "accept": endings})
        super().__init__(label=label, widget=widget, allow_empty_file=True, **with_words(more))
        self.error_messages |= {
            "required": "Kies een bestand.",
            "invalid": "Kies een bestand.",
            "missing": "Kies een bestand.",
        }


class Day(forms.DateField):
    """One day, from a calendar."""

    def __init__(self, label: str, **more: Any) -> None:
        widget = forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **with_words(more))
        self.error_messages["invalid"] = "Vul een geldige datum in, bijvoorbeeld 2026-01-01."

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, datetime.date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"Vul een datum in van {FIRST_YEAR} tot en met {LAST_YEAR}.")


class ParsedField(forms.CharField):
    """A value of `lib.values`, typed as people write it. Blank stays blank: None."""

    value: ClassVar[type[Parsed]]

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, widget=forms.TextInput(attrs={"class": "input"}), **with_words(more))

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        try:
            return self.value.parse(text)
        except UnreadableValueError as error:
            raise forms.ValidationError(f"‘{text}’ is niet te lezen. Verwacht wordt {error}.") from error

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else str(value)


class FuzzyDayField(ParsedField):
    """A day, or as exactly as anybody knows: *Q3? 2027*, *eind januari 2027*."""

    value = FuzzyDay


class AmountField(ParsedField):
    """Euros: *€ 1.250*, *118k*."""

    value = Amount


class HoursField(ParsedField):
    """Hours of work: *4*, *± 4 uur*, *4-6 uur*."""

    value = Hours


class Choice(forms.ChoiceField):
    """One of a list."""

    def __init__(self, label: str, choices: Options | Callable[[], Options] = (), **more: Any) -> None:
        widget = forms.Select(attrs={"class": "select"})
        super().__init__(label=label, choices=choices, **({"widget": widget} | with_words(more)))
        self.error_messages["invalid_choice"] = "Kies iets uit de lijst."


class Choices(forms.MultipleChoiceField):
    """Several of a list, each with a tick."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, widget=forms.CheckboxSelectMultiple, **with_words(more))
        self.error_messages["required"] = "Kies er minstens één."
        self.error_messages["invalid_choice"] = "Kies uit de lijst."


class JudgementField(Choice):
    """−− to ++, or *onbekend*; not judged yet is blank."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(
            label, [("", "nog niet beoordeeld"), *((each.value, each.value) for each in Judgement)], **more
        )

    def clean(self, value: Any) -> Judgement | None:
        text = super().clean(value)
        return Judgement(text) if text else None


class Tick(forms.BooleanField):
    """Yes, or not."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, **with_words(more))
