"""Our values in the database and in a backup: read back as they were said, rounded and in doubt where they were."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from wijkwerk.access.value_fields import AmountColumn, FuzzyDayColumn
from wijkwerk.analysis.developments.models import Development
from wijkwerk.lib.values import Amount, FuzzyDay

SAID = [
    (FuzzyDayColumn(), FuzzyDay, "Q3? 2027"),
    (FuzzyDayColumn(), FuzzyDay, "eind 2028"),
    (AmountColumn(), Amount, "118k"),
    (AmountColumn(), Amount, "€ 1,2 miljoen"),
    (AmountColumn(), Amount, "€ 1.250,50"),
]


@pytest.mark.parametrize(("column", "value", "text"), SAID)
def test_what_is_kept_is_what_was_said(column: Any, value: Any, text: str):
    assert column.get_prep_value(value.parse(text)) == text
    assert column.from_db_value(text) == column.to_python(text) == value.parse(text)
    assert column.to_python(value.parse(text)) == value.parse(text)


@pytest.mark.parametrize("column", [FuzzyDayColumn(), AmountColumn()])
def test_nothing_said_is_an_empty_cell_and_none_again(column: Any):
    assert column.get_prep_value(None) == ""
    assert column.from_db_value("") is column.from_db_value(None) is column.to_python("") is None


@pytest.mark.parametrize(
    ("column", "text", "words"), [(FuzzyDayColumn(), "na de zomer", "een tijd"), (AmountColumn(), "1.25", "een bedrag")]
)
def test_what_cannot_be_read_says_what_was_expected(column: Any, text: str, words: str):
    with pytest.raises(ValidationError, match=f"Verwacht wordt {words}"):
        column.to_python(text)


def test_a_row_is_written_out_in_the_words_that_were_typed():
    row = Development(starts=FuzzyDay.parse("Q3? 2027"), amount=Amount.parse("118k"))
    told = {name: Development._meta.get_field(name).value_to_string(row) for name in ("starts", "ends", "amount")}
    assert told == {"starts": "Q3? 2027", "ends": "", "amount": "118k"}
