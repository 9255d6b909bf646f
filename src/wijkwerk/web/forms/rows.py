"""A form with rows: the norms of a version, the columns of a file. Each row has the same fields, and a number.

class NormRow(RowForm):
    row_name = "norm"  # its controls are called norm-1-value, norm-2-value
    value = Cell("Waarde")

class VersionForm(RowsForm):
    row_form = NormRow

    def make_rows(self): return (NormRow(self, number) for number in range(1, 4))

A formset of Django counts its rows in four hidden fields and numbers them from nought. A row here is a form of staff
like any other: its texts are looked through, and what it refuses stands above the page with the rest.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from .staff_form import StaffForm


class RowForm(StaffForm):
    """One row. It reads what was sent for the whole form, from the controls that carry its number.

    whole    the form that it stands in
    number   from 1
    """

    row_name: ClassVar[str]

    def __init__(self, whole: "RowsForm", number: int, *, row: Any = None, initial: Mapping[str, Any] | None = None):
        self.whole, self.number = whole, number
        sent = whole.sent if whole.is_bound else None
        prefix = f"{self.row_name}-{number}"
        super().__init__(sent, person=whole.person, deed=whole.deed, row=row, initial=initial, prefix=prefix)

    @classmethod
    def _ids(cls, row: Any) -> str:
        return "%s"  # the names of its controls are those of no other row

    def _taken(self, data: QueryDict, values: dict[str, Any]) -> QueryDict:
        return data  # of all rows together, which is not copied for each

    @property
    def counts(self) -> bool:
        """Whether the row is to be read: not where nothing was filled in, or where it is to go."""
        return True

    @property
    def keeps(self) -> bool:
        return self.whole.keeps

    def full_clean(self) -> None:
        if self.is_bound and not self.counts:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class RowsForm(StaffForm):
    """A form that holds rows. They are judged before the form itself, which may say more of them."""

    row_form: ClassVar[type[RowForm]]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.rows = tuple(self.make_rows())

    @abstractmethod
    def make_rows(self) -> Iterable[RowForm]:
        """The rows as they were sent, or as the page begins with."""

    @classmethod
    def asked(cls) -> dict[str, forms.Field]:
        first = {f"{cls.row_form.row_name}-1-{name}": field for name, field in cls.row_form.base_fields.items()}
        return super().asked() | first

    @property
    def parts(self) -> tuple[StaffForm, ...]:
        return (self, *self.rows)

    def clean(self) -> dict[str, Any]:
        for row in self.rows:
            row.is_valid()
        return super().clean()

    def is_valid(self) -> bool:
        return super().is_valid() and all(row.is_valid() for row in self.rows)

    def typed(self) -> list[tuple[str, str]]:
        of_rows = [(f"{row.place}, {label}", words) for row in self.rows for label, words in row.typed()]
        return super().typed() + of_rows
