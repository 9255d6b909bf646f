import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.data.deliveries import table
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.columns import resolve_columns, without_number


def kwb(*columns):
    return table(
        area_column="Wijk",
        period_column=None,
        year=2020,
        area_columns={},
        columns={name: name.lower() for name in columns},
    )


def test_a_column_under_its_own_name_is_not_looked_for_elsewhere():
    resolved = resolve_columns(kwb("Inwoners_5"), ["Wijk", "Inwoners_5", "Inwoners_6"], "f")
    assert resolved.columns == {"Inwoners_5": "inwoners_5"}
    assert resolved.renamed == {}


def test_two_things_of_one_name_are_never_guessed():
    with pytest.raises(ReleaseError):
        resolve_columns(kwb("Huis_5", "Huis_9"), ["Wijk", "Huis_6", "Huis_10"], "f")
    with pytest.raises(ReleaseError):
        resolve_columns(kwb("Huis_5"), ["Wijk", "Huis_6", "Huis_10"], "f")


def test_a_plain_csv_is_not_renumbered():
    with pytest.raises(ReleaseError):
        resolve_columns(kwb("Inwoners_5"), ["Wijk", "Inwoners_6"], "f", renumbered=False)


@given(st.integers(1, 200), st.integers(1, 200))
def test_any_new_number_is_found(old, new):
    resolved = resolve_columns(kwb(f"Inwoners_{old}"), ["Wijk", f"Inwoners_{new}"], "f")
    assert resolved.columns == {f"Inwoners_{new}": f"inwoners_{old}"}


@pytest.mark.parametrize(
    ("column", "name"), [("k_0Tot15Jaar_8", "k_0Tot15Jaar"), ("Codering_3", "Codering"), ("ID", "ID")]
)
def test_only_the_last_number_goes(column, name):
    assert without_number(column) == name
