"""The panel "Bestanden" on the page of a record: what hangs there, and the form for one more."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from wijkwerk.access.people.models import Person, RoleHolding, Visitor
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.permission.permissions import kind_of, level_of, may, state_of
from wijkwerk.access.permission.reach import reach_of
from wijkwerk.access.permission.table import ANY_STATE
from wijkwerk.access.stored_files.hanging import keeper_of, level_of_file, readable_files
from wijkwerk.access.stored_files.models import StoredFile
from wijkwerk.present.numbers import date, file_size
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.forms import FileLevelField, FreeText, StaffForm, StoredFileField, form_of

ADD = ("add", "storedfile")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line. `by` and `on` are for who is signed in."""

    file: StoredFile
    size: str
    level: str
    by: str
    on: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class FilePanel:
    """adding   the form for one more; None where this visitor may not
    action   where it leads
    """

    rows: tuple[FileRow, ...]
    adding: StaffForm | None
    action: str


class FileForm(StaffForm):
    """A file for a record, which is the form's row."""

    name = FreeText("Naam", 200, hint="Zoals u het noemt, bijvoorbeeld Verslag koffie-inloop 14 oktober.")
    file = StoredFileField("Bestand")
    confidentiality = FileLevelField()

    def __init__(self, *args: Any, row: Model | None = None, **more: Any) -> None:
        super().__init__(*args, row=row, **more)
        if row is None:  # gone, while somebody typed: only what they typed is shown
            return
        keeper = keeper_of(kind_of(row))
        assert keeper is not None, f"{kind_of(row)} keeps no files"
        level = self.fields["confidentiality"]
        assert isinstance(level, FileLevelField)
        level.offer_for(row, reach_of(self.person, keeper.by, kind_of(row), state_of(row) or ANY_STATE))

    @classmethod
    def values_of(cls, row: Model) -> dict[str, Any]:
        """A file is as confidential as its record, unless somebody says more."""
        return {"confidentiality": level_of(row).value}

    def would_be(self) -> tuple[str, Model]:
        return "add", _file_to_be(self.row, self.cleaned_data["confidentiality"])


def file_panel(request: HttpRequest, record: Model, form: StaffForm | None = None) -> FilePanel:
    """Of a record that this visitor may read. `form` is one that was refused."""
    visitor = visitor_of(request)
    may_add = isinstance(visitor, Person) and may(visitor, "add", _file_to_be(record, level_of(record)))
    return FilePanel(
        rows=tuple(_row(file, visitor) for file in readable_files(visitor, record)),
        adding=form_of(form, FileForm, visitor, ADD, record) if may_add else None,
        action=reverse("web:add_file", kwargs={"kind": kind_of(record), "number": record.pk}),
    )


def _file_to_be(record: Model, level: str) -> StoredFile:
    file = StoredFile(kind=kind_of(record), key=str(record.pk), confidentiality=level)
    file.record = record
    return file


def _row(file: StoredFile, visitor: Visitor) -> FileRow:
    is_person = isinstance(visitor, Person)
    return FileRow(
        file,
        file_size(file.size),
        level_of_file(file).label,
        function_of(file.added_by, file.added_on) if is_person and file.added_by else "",
        date(file.added_on),
        is_person and may(visitor, "remove", file),
    )


def function_of(person: Person, day: datetime.date) -> str:
    """In which roles somebody did something on a day: who it was is for the log."""
    roles = RoleHolding.objects.on(day).filter(person=person).values_list("role", flat=True)
    return ", ".join(sorted({role_facts(Role(role)).name for role in roles})) or "medewerker zonder rol"
