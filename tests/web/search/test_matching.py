"""Names as a visitor types them."""

import datetime

import pytest

from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.web.search.matching import Plain, plain


@pytest.mark.parametrize(
    ("typed", "matched"),
    [("  Hasseler ÉS ", "hasseler es"), ("De\tNoork", "de noork"), ("'t Rot", "'t rot"), ("", ""), ("   ", "")],
)
def test_capitals_accents_and_stray_spaces_do_not_matter(typed: str, matched: str):
    assert plain(typed) == matched


TEXTS = [
    "Hasseler ÉS",
    "’t Rot",
    "IJsselzône",
    "Straße",
    "twee  woorden\n",
    "Ångström Çelik Ñandú",
    "Z-2026/00123",
    "ﬁets",
    "",
]


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("text", TEXTS)
def test_the_database_makes_of_a_text_what_we_make_of_it(text: str):
    Scope.objects.create(kind=ScopeKind.AREA, key="WK1", name=text, valid_from=datetime.date(2024, 1, 1))
    assert Scope.objects.annotate(words=Plain("name")).get().words == plain(text)


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("typed", "matches"), [("hasseler es", True), ("HASSELER ÉS", True), ("100%", False), ("h_sseler", False)]
)
def test_a_part_of_a_text_is_found_in_the_database_and_no_sign_stands_for_others(typed: str, matches: bool):
    Scope.objects.create(
        kind=ScopeKind.AREA, key="WK1", name="De Hasselér Es 1000", valid_from=datetime.date(2024, 1, 1)
    )
    rows = Scope.objects.annotate(words=Plain("name")).filter(words__contains=plain(typed))
    assert rows.exists() == matches
