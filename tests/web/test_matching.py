"""Names as a visitor types them."""

import pytest

from wijkwerk.web.matching import plain


@pytest.mark.parametrize(
    ("typed", "matched"),
    [("  Hasseler ÉS ", "hasseler es"), ("De\tNoork", "de noork"), ("'t Rot", "'t rot"), ("", ""), ("   ", "")],
)
def test_capitals_accents_and_stray_spaces_do_not_matter(typed: str, matched: str):
    assert plain(typed) == matched
