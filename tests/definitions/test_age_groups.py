"""Age groups come from the catalogue, and two years share those that both have."""

from dataclasses import replace

import pytest

from tests.web.small_site import catalogue
from wijkwerk.definitions.age_groups import AgeGroup, age_book, common_groups

CHILDREN, YOUNG, ADULTS = AgeGroup(0, 15, "kinderen"), AgeGroup(15, 25, "jongeren"), AgeGroup(25, 65, "volwassenen")
OLD, VERY_OLD = AgeGroup(65, None, "ouderen"), AgeGroup(75, None, "hoogbejaarden")


def test_the_shipped_catalogue_has_five_groups_that_are_everybody():
    book = age_book(catalogue())
    assert book is not None
    assert book.people == "inwoners"
    assert [(group.lowest, group.end, group.share) for group in book.groups] == [
        (0, 15, "inwoners_0_15_aandeel"),
        (15, 25, "inwoners_15_25_aandeel"),
        (25, 45, "inwoners_25_45_aandeel"),
        (45, 65, "inwoners_45_65_aandeel"),
        (65, None, "inwoners_65_plus_aandeel"),
    ]
    assert common_groups(book.groups, book.groups) == book.groups


def test_a_catalogue_without_ages_has_none():
    bare = catalogue()
    variables = {name: replace(each, ages=None) for name, each in bare.sources["cbs_kwb"].variables.items()}
    source = replace(bare.sources["cbs_kwb"], variables=variables)
    assert age_book(replace(bare, sources={**bare.sources, "cbs_kwb": source})) is None


def test_what_one_year_does_not_tell_apart_is_one_group():
    five, three = [CHILDREN, YOUNG, ADULTS, OLD], [CHILDREN, OLD]
    assert common_groups(five, three) == (CHILDREN, AgeGroup(15, 65, None), OLD)
    assert common_groups(three, five) == common_groups(five, three)


@pytest.mark.parametrize(
    ("groups", "rest"),
    [([YOUNG, ADULTS, OLD], AgeGroup(0, 15, None)), ([CHILDREN, YOUNG, ADULTS], AgeGroup(65, None, None))],
)
def test_the_youngest_or_the_oldest_may_be_what_is_left(groups: list[AgeGroup], rest: AgeGroup):
    assert common_groups(groups, groups) == tuple(sorted([*groups, rest], key=lambda group: group.lowest))


def test_what_is_left_in_two_places_cannot_be_told_apart():
    assert common_groups([YOUNG, OLD], [YOUNG, OLD]) == ()


def test_years_without_a_group_in_common_have_nothing_to_carry():
    assert common_groups([CHILDREN], [OLD]) == ()


def test_of_groups_that_overlap_one_counts():
    assert common_groups([CHILDREN, OLD, VERY_OLD], [VERY_OLD, CHILDREN, OLD]) == (
        CHILDREN,
        AgeGroup(15, 65, None),
        OLD,
    )


@pytest.mark.parametrize(("group", "words"), [(CHILDREN, "0 tot 15 jaar"), (OLD, "65 jaar en ouder")])
def test_a_group_is_called_as_people_call_it(group: AgeGroup, words: str):
    assert group.words == words
