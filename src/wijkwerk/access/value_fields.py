"""Our values as fields of a model: kept as they were said, and read back as values."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from wijkwerk.lib.values import FuzzyDay, UnreadableValueError

# For type checkers alone the field says what it takes and gives.
if TYPE_CHECKING:
    _Column = models.CharField[FuzzyDay | str | None, FuzzyDay | None]
else:
    _Column = models.CharField
_LONGEST = 40


class FuzzyDayColumn(_Column):
    """A day as exactly as anybody knows, in the words that were typed; None where nobody said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": _LONGEST, "blank": True, "default": None} | kwargs)

    def from_db_value(self, value: str | None, *_: object) -> FuzzyDay | None:
        return FuzzyDay.parse(value or "")

    def to_python(self, value: Any) -> FuzzyDay | None:
        """Raises ValidationError for what is no time, as Django asks of a field."""
        if value is None or isinstance(value, FuzzyDay):
            return value
        try:
            return FuzzyDay.parse(str(value))
        except UnreadableValueError as error:
            raise ValidationError(f"Verwacht wordt {error}.") from error

    def get_prep_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))
