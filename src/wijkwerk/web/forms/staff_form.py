"""The form that every form is: bound to who fills it in, and to the row that it is about."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from wijkwerk.access.lifecycles.lifecycle import flow_of
from wijkwerk.access.lifecycles.moves import READ_AND_AGREED
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import fields_of, kind_of, level_of, may
from wijkwerk.access.permission.reach import reach_of
from wijkwerk.access.permission.refusals import record_refusal
from wijkwerk.access.permission.table import ANY_STATE, Deed
from wijkwerk.web.doors.whys import why_address
from wijkwerk.web.texts import as_kept

from .conflicts import Conflict, chosen_of
from .fields import WHOLE, FreeText, Reason
from .markdown_text import MarkdownText, Preview, preview_of
from .offered_fields import LevelField, OfferedField, RecordField, ScopeField
from .personal_check import REASONS, PersonalCheck
from .stored_file import CHOOSE_AGAIN, StoredFileField

Form = TypeVar("Form", bound="StaffForm")
READ = "read"  # the mark of what somebody had before them


class StaffForm(forms.Form):
    """Django's form, with what staff need besides.

    person     who fills it in: what may be chosen depends on that
    deed       the verb and kind of the permission table that it is for
    row        what it changes; None for something new
    initial    what an address suggests to fill in; what this person may not choose is left out
    sent       what was sent, where something was
    state      of what is made or changed, as the table spells it
    reasons_to_keep   why something about a person may stay in a text: a word for the log, and what the form says

    What a page shows besides the fields: `problem` and `why` for what stands in the way of all of it, `conflict` where
    somebody else was first, `previews` of texts with mark-up, and per field Django's errors and what `personal` asks
    about.
    """

    state: ClassVar[str] = ANY_STATE
    reasons_to_keep: ClassVar[Mapping[str, str]] = REASONS

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        person: Visitor,
        deed: Deed,
        row: Any = None,
        initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        self.visitor, self.deed, self.row = person, deed, row
        self.problem, self.why = "", ""
        self.conflict: Conflict | None = None
        self.previews: tuple[Preview, ...] = ()
        self.shows_row_as_it_is = data is None
        self.is_drawn = False  # until a template draws it
        values = {**(self.values_of(row) if row is not None else {}), **(initial or {})}
        self.sent = QueryDict(mutable=True) if data is None else self._taken(data, values)
        bound_data = None if data is None else self.sent
        super().__init__(bound_data, files, initial=values, auto_id=self._ids(row), prefix=prefix)
        for name, field in self.fields.items():
            if isinstance(field, OfferedField):
                field.offer(reach_of(person, *(field.deed or deed), self.state))
            elif isinstance(field, RecordField):
                kept = values.get(name)
                field.offer_to(self.person, kept if isinstance(kept, Model) else None)
        for name in initial or {}:
            self._drop_what_is_not_offered(name)
        self.personal = PersonalCheck(self)

    @property
    def person(self) -> Person:
        """Who is signed in; a public form has nobody but a visitor."""
        assert isinstance(self.visitor, Person), "this form is public"
        return self.visitor

    @classmethod
    def asked(cls) -> dict[str, forms.Field]:
        """Every field that it asks for, by the name under which a browser sends it; of many rows the first one."""
        return dict(cls.base_fields)

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """What the fields hold that have the name of a field of the row."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}

    @classmethod
    def _ids(cls, row: Any) -> str:
        """Of the elements of the form, so that many may stand on one page: "end-role-7-%s"."""
        words = re.findall("[A-Z][a-z]*", cls.__name__.removesuffix("Form"))
        number = row.pk if isinstance(row, Model) else None
        return "-".join([*map(str.lower, words), *([str(number)] if number else []), "%s"])

    def _taken(self, data: QueryDict, values: dict[str, Any]) -> QueryDict:
        """What was sent, to write in: the form keeps in it what it shows from now on."""
        return chosen_of(data, values)

    @property
    def parts(self) -> tuple["StaffForm", ...]:
        """The form itself, and the rows that stand in it."""
        return (self,)

    @property
    def place(self) -> str:
        """What stands before the label of a field, so that it is known which one it is: "norm 3"."""
        return ""

    @property
    def keeps(self) -> bool:
        """Whether what was sent is to be kept: nobody is asked about a text that is only shown back."""
        return True

    @property
    def read(self) -> str:
        """The mark of what this person had before them: sent along, and held against what stands there."""
        if not self.shows_row_as_it_is:
            return str(self.sent.get(READ, ""))
        if not isinstance(self.row, Model):
            return ""
        flow = flow_of(self.row)
        return flow.mark_asked(self.row, self.deed[0]) if flow else self.mark_of(self.row)

    @classmethod
    def mark_of(cls, row: Model) -> str:
        """What somebody who opens the form has before them, as one mark, where its kind has no flow to say so.

        Empty where nothing is held against it.
        """
        return ""

    @property
    def drawn(self) -> Iterator[forms.BoundField]:
        """The fields in their order, without those that belong to another one and those that nobody sees."""
        own = (self[name] for name in self.fields if name not in self.personal.added)
        return (each for each in own if not each.is_hidden)

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to fill in; else it is done with one press."""
        return any(True for _ in self.drawn)

    @property
    def carried(self) -> list[forms.BoundField]:
        """The fields that nobody sees."""
        return [each for each in self.hidden_fields() if each.name not in self.personal.added]

    @property
    def free_texts(self) -> dict[str, FreeText]:
        return {name: field for name, field in self.fields.items() if isinstance(field, FreeText)}

    @property
    def markdown_texts(self) -> dict[str, MarkdownText]:
        return {name: field for name, field in self.fields.items() if isinstance(field, MarkdownText)}

    def show_previews(self) -> None:
        """How the texts will read. What is still to be filled in is no fault yet; a text that does not fit is one."""
        texts = {name: as_kept(str(self.sent.get(name, ""))) for name in self.markdown_texts}
        fitting = {name for name, field in self.markdown_texts.items() if len(texts[name]) <= field.longest}
        self.previews = tuple(
            preview_of(self.markdown_texts[name], self.text_as_read(texts[name])) for name in texts if name in fitting
        )
        for name in set(self.errors) - (texts.keys() - fitting):
            del self.errors[name]

    def text_as_read(self, text: str) -> str:
        """A text with mark-up before that is read: a form whose texts name figures fills them in."""
        return text

    def _drop_what_is_not_offered(self, name: str) -> None:
        field = self.fields[name]
        if isinstance(field, OfferedField):
            offered = {str(key) for key, _ in _flat(field.choices)}
            if str(field.prepare_value(self.initial[name]) or "") not in offered:
                del self.initial[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.keeps:
            self.personal.look_through(cleaned)
        return cleaned

    def words_of(self, name: str, value: Any) -> str:
        """A value as people read it: the words of a choice, the text itself."""
        field = self.fields[name]
        shown = field.prepare_value(value)
        if isinstance(field, forms.ChoiceField):
            flat = {str(key): str(words).strip() for key, words in _flat(field.choices)}
            return flat.get(str(shown or ""), "")
        return "" if shown is None else str(shown)

    def typed(self) -> list[tuple[str, str]]:
        """Label and words of everything that was filled in, to show where the form itself cannot be drawn any more."""
        sent = [(each, text) for each in self.drawn if (text := self.sent.get(each.html_name, "")).strip()]
        words = [(str(each.label), self.words_of(each.name, text)) for each, text in sent]
        return [each for each in words if each[1]]

    def would_be(self) -> tuple[str, Model] | None:
        """The row as it would become, with what is done to it: the permission table is asked once more.

        None where what may be done does not depend on what is filled in.
        """
        return None

    def is_beyond_reach(self) -> bool:
        """Whether this person may not put something there, or as confidential as that; the form says so then."""
        would_be = self.would_be()
        if would_be is None or may(self.visitor, *would_be):
            return False
        verb, row = would_be
        record_refusal(self.visitor, verb, row)
        level, scope = level_of(row), getattr(row, "scope", None)
        self.why = why_address(verb, kind_of(row))
        has_level = fields_of(row).confidentiality is not None
        self.refuse(
            f"Over {WHOLE if scope is None else scope.name} mag u dit niet vastleggen"
            f"{f' als ‘{level.label}’' if has_level else ''}. Kies een ander gebied"
            f"{' of een ander niveau' if has_level else ''}. Uw tekst staat hieronder; er is nog niets bewaard."
        )
        return True

    def ask_for_files_again(self) -> None:
        """The form is drawn again, and a browser does not keep which file was chosen: say so at the field."""
        for name, field in self.fields.items():
            if isinstance(field, StoredFileField) and self.files.get(name) and name not in self.errors:
                self.add_error(name, CHOOSE_AGAIN)

    def refuse(self, message: str) -> None:
        """Nothing was done, for a reason that is not in one field."""
        self.problem = message
        self.add_error(None, message)


class ReasonForm(StaffForm):
    """A move that asks for nothing but why."""

    reason = Reason("Toelichting, voor het logboek", required=False)


class AgreeForm(StaffForm):
    """Somebody agrees to what another wrote, and may say more of it."""

    reason = Reason("Toelichting, voor het logboek", required=False, initial=READ_AND_AGREED)


class PlacedForm(StaffForm):
    """Something that is about an area, a body or the whole gemeente, and confidential to a level."""

    model: ClassVar[type[Model]]

    confidentiality = LevelField()
    scope = ScopeField()

    def would_be(self) -> tuple[str, Model]:
        form_data = self.cleaned_data
        return self.deed[0], self.model(confidentiality=form_data["confidentiality"], scope=form_data["scope"])


def form_of(refused: Form | None, form: type[Form], person: Visitor, deed: Deed, row: Any = None) -> Form:
    """The form that was refused, where it is this one and about this row; else a fresh one."""
    if type(refused) is form and refused.deed == deed and refused.row == row:
        return refused
    assert isinstance(person, Person), "a form is for who is signed in"
    return form(person=person, deed=deed, row=row)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield key, words
