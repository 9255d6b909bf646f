"""Forms and what they do, without a line of HTML: fields of this trade, the form of staff, and the frame of a POST.

class NoteForm(PlacedForm):
    title = FreeText("Titel", 200)
    text = MarkdownText("Tekst", 10_000)

@deed("edit", "note", form=NoteForm, page=note_form_page, find=changeable_note, opens=True)
def change(sent: Sent[Note, NoteForm]) -> Outcome:
    change_note(sent.row, sent.form.note_text(), by=sent.person, read=sent.read)
    return done("De notitie is gewijzigd.", "web:note", number=sent.row.pk)
"""

from .deeds import Outcome, Sent, deed, done, refused
from .fields import (
    AmountField,
    Choice,
    Choices,
    Day,
    Email,
    FileChoice,
    FreeText,
    FuzzyDayField,
    HoursField,
    JudgementField,
    PlainText,
    Reason,
    Tick,
    WholeNumber,
)
from .markdown_text import MarkdownText
from .more_fields import Carried, Cell, Radio, RowCount, offer
from .offered_fields import AreaField, LevelField, OrganisationField, PersonField, RecordField, ScopeField
from .public_form import PublicForm
from .query_form import QueryForm, TypedWord
from .rows import RowForm, RowsForm
from .staff_form import AgreeForm, PlacedForm, ReasonForm, StaffForm, form_of
from .stored_file import FileLevelField, StoredFileField

__all__ = [
    "AgreeForm",
    "AmountField",
    "AreaField",
    "Carried",
    "Cell",
    "Choice",
    "Choices",
    "Day",
    "Email",
    "FileChoice",
    "FileLevelField",
    "FreeText",
    "FuzzyDayField",
    "HoursField",
    "JudgementField",
    "LevelField",
    "MarkdownText",
    "OrganisationField",
    "Outcome",
    "PersonField",
    "PlacedForm",
    "PlainText",
    "PublicForm",
    "QueryForm",
    "Radio",
    "Reason",
    "ReasonForm",
    "RecordField",
    "RowCount",
    "RowForm",
    "RowsForm",
    "ScopeField",
    "Sent",
    "StaffForm",
    "StoredFileField",
    "Tick",
    "TypedWord",
    "WholeNumber",
    "deed",
    "done",
    "form_of",
    "offer",
    "refused",
]
