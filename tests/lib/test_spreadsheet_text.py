import pytest

from wijkwerk.lib.spreadsheet_text import FORMULA_STARTS, guarded, harmless, unguarded


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_would_be_run_becomes_text(start):
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["-3,4", "+2", "-1.234,5", "-0.25", "-1e-05", "12", "", "'t Rot", "a=b", "Noord"])
def test_a_number_and_any_other_text_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["-1+1", "-3,4*2", "+31 6", "-", "--1", "-3;4", "-1e", "-cmd|'/c calc'!A1", "\t-3,4", "-3\n"]
)
def test_what_only_begins_like_a_number_is_no_number(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''-12", "-12", "+31", "'t Rot", "Noord", "", "'"])
def test_what_was_guarded_for_a_file_that_is_read_back_comes_back_equal(text):
    assert not guarded(text).startswith(FORMULA_STARTS)
    assert unguarded(guarded(text)) == text


def test_what_a_person_typed_stays_as_it_is():
    assert [unguarded(text) for text in ("=1+1", "'t Rot", "12")] == ["=1+1", "'t Rot", "12"]
