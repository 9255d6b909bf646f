"""The fields of this trade: Django's own, with Dutch words, limits that the message names, and our values.

A field knows what no page has to say again: whether people write in it what they like (`FreeText`, which is looked
through for what points at a person), whether that ends in the log, and what this person may choose.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils import timezone

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.people import Person, RoleHolding
from wijkwerk.access.permission_table import Deed
from wijkwerk.access.reach import Reach
from wijkwerk.access.scopes import Scope
from wijkwerk.lib.values import Amount, FuzzyDay, Hours, Judgement, UnreadableValueError
from wijkwerk.lib.whole_numbers import whole_number
from wijkwerk.web.scope_choices import scope_choices
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


class PersonField(Choice):
    """Somebody who works with wijkwerk, or nobody yet.

    nobody   what that is called
    """

    def __init__(self, label: str, *, nobody: str, **more: Any) -> None:
        self.nobody = nobody
        super().__init__(label, self._people, **({"required": False} | more))
        self.error_messages["invalid_choice"] = f"Kies iemand uit de lijst, of ‘{nobody}’."

    def _people(self) -> Options:
        today = timezone.localdate()
        held = Person.objects.filter(is_active=True, role_holdings__in=RoleHolding.objects.in_force(today)).distinct()
        return [("", self.nobody), *((str(each.pk), each.name) for each in held)]

    def clean(self, value: Any) -> Person | None:
        number = whole_number(super().clean(value) or "")
        return None if number is None else Person.objects.get(pk=number)

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Person) else value


class OfferedField(Choice, ABC):
    """A choice that depends on who chooses: only what the permission table lets this person say.

    What exists and was not offered is taken too, so that the table itself refuses it, with the reason why.

    deed   of the table, where it is another one than that of the form
    """

    def __init__(self, label: str, *, deed: Deed | None = None, **more: Any) -> None:
        self.deed = deed
        super().__init__(label, **more)

    @abstractmethod
    def offer(self, reach: Reach) -> None:
        """Let the list hold what this reach allows."""

    @abstractmethod
    def exists(self, value: str) -> bool:
        """Whether there is such a thing, for whomever."""

    def valid_value(self, value: Any) -> bool:
        return self.exists(str(value))


class LevelField(OfferedField):
    """How confidential, up to the highest level that this person may say anywhere. Where nobody asks: intern.

    is_about_all   of what is about the whole gemeente, and not about a place that somebody chooses
    """

    def __init__(self, label: str = "Vertrouwelijkheid", *, is_about_all: bool = False, **more: Any) -> None:
        self.is_about_all = is_about_all
        super().__init__(label, **({"initial": Confidentiality.INTERN.value} | more))
        self.error_messages["required"] = self.error_messages["invalid_choice"] = "Kies hoe vertrouwelijk dit is."

    def offer(self, reach: Reach) -> None:
        places = () if self.is_about_all else (number for number, _ in scope_choices())
        highest = [level for number in (None, *places) if (level := reach.highest(number))]
        offered = max(highest, key=lambda level: level.rank).up_to() if highest else ()
        self.choices = [(level.value, level.label) for level in offered]

    def exists(self, value: str) -> bool:
        return value in Confidentiality.values

    def clean(self, value: Any) -> Confidentiality:
        return Confidentiality(super().clean(value) or Confidentiality.INTERN)


class ScopeField(OfferedField):
    """An area or body of today; blank for the whole gemeente, where this person may say something about that."""

    def __init__(self, label: str = "Gaat over", **more: Any) -> None:
        super().__init__(label, **({"required": False} | more))
        self.error_messages["invalid_choice"] = "Kies een gebied of gremium uit de lijst."

    def offer(self, reach: Reach) -> None:
        places = [(str(number), words) for number, words in scope_choices() if reach.highest(number)]
        is_about_all = reach.highest(None) is not None
        self.choices = [*([("", WHOLE)] if is_about_all else []), *places]
        if places and not is_about_all:
            self.initial = places[0][0]

    def exists(self, value: str) -> bool:
        return _scope(value) is not None

    def clean(self, value: Any) -> Scope | None:
        return _scope(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Scope) else value


def _scope(number: str) -> Scope | None:
    found = whole_number(number) if number else None
    return None if found is None else Scope.objects.on(timezone.localdate()).filter(pk=found).first()
