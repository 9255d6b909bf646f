"""Our values as fields of a model: kept as they were said, and read back as values."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from wijkwerk.lib.values import Amount, FuzzyDay, UnreadableValueError

# For type checkers alone the fields say what they take and give.
if TYPE_CHECKING:
    _Days = models.CharField[FuzzyDay | str | None, FuzzyDay | None]
    _Amounts = models.CharField[Amount | str | None, Amount | None]
else:
    _Days = _Amounts = models.CharField
_LONGEST = 40


class _AsTyped:
    """A value of `lib.values` in the words that were typed; None where nobody said."""

    value: ClassVar[type[FuzzyDay] | type[Amount]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": _LONGEST, "blank": True, "default": None} | kwargs)

    def from_db_value(self, value: str | None, *_: object) -> Any:
        return self.value.parse(value or "")

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError for what cannot be read, as Django asks of a field."""
        if value is None or isinstance(value, self.value):
            return value
        try:
            return self.value.parse(str(value))
        except UnreadableValueError as error:
            raise ValidationError(f"Verwacht wordt {error}.") from error

    def get_prep_value(self, value: Any) -> str:
        return "" if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        assert isinstance(self, models.Field), "this stands beside a field"
        return self.get_prep_value(self.value_from_object(obj))


class FuzzyDayColumn(_AsTyped, _Days):
    """A day as exactly as anybody knows."""

    value = FuzzyDay


class AmountColumn(_AsTyped, _Amounts):
    """An amount of money, rounded where it was. Nothing said is None, and never zero."""

    value = Amount
