"""What two manifests tell of the difference between editions."""

from dataclasses import replace

from tests.web.small_site import catalogue
from wijkwerk.editions.manifest import FrozenRecipe, FrozenRelease, Manifest
from wijkwerk.pages.editions.manifests import manifest_difference

OLD_RELEASE = FrozenRelease("cbs-1", "cbs_kwb", "84799NED", (2020,), "a" * 64)
NEW_RELEASE = FrozenRelease("cbs-2", "cbs_kwb", "85984NED", (2024,), "b" * 64)
BEFORE = Manifest(
    key="2026-1",
    sequence=1,
    published_at="2026-11-01T09:00:00+01:00",
    published_by=None,
    note="",
    previous=None,
    division=2024,
    code_version="0.1.0",
    code_commit=None,
    catalogue_sha256="c" * 64,
    indicators={"inwoners": "1", "woz_waarde": "1"},
    releases=(OLD_RELEASE,),
    files=(),
    unplaced={},
)
AFTER = replace(BEFORE, key="2026-2", previous="2026-1")


def test_the_same_parts_are_no_difference():
    assert manifest_difference(BEFORE, AFTER, catalogue()).is_nothing


def test_releases_that_came_and_went_are_told_apart():
    found = manifest_difference(BEFORE, replace(AFTER, releases=(NEW_RELEASE,)), catalogue())
    assert (found.releases_added, found.releases_removed) == ((NEW_RELEASE,), (OLD_RELEASE,))


def test_indicators_are_called_by_their_titles_and_unknown_ones_by_their_id():
    later = replace(AFTER, indicators={"inwoners": "2", "misdrijven_per_1000": "1"})
    found = manifest_difference(replace(BEFORE, indicators={"inwoners": "1", "vergeten": "1"}), later, catalogue())
    assert found.indicators_added == ("Misdrijven per 1.000 inwoners",)
    assert found.indicators_removed == ("vergeten",)
    assert found.definitions_changed == ("Inwoners",)


def test_other_code_alone_is_a_difference():
    found = manifest_difference(BEFORE, replace(AFTER, code_version="0.2.0"), catalogue())
    assert found.code_changed
    assert not found.is_nothing


def test_another_recipe_is_a_difference_also_under_the_same_version():
    urgency, equal = FrozenRecipe("urgentie", "Urgentie", "0.1", "a"), FrozenRecipe("gelijk", "Gelijk", "1", "b")
    before = replace(BEFORE, recipes=(urgency, equal))
    newer = replace(urgency, version="0.2", sha256="c")
    found = manifest_difference(before, replace(AFTER, recipes=(newer, replace(equal, sha256="d"))), catalogue())
    assert found.recipes_changed == ("Urgentie, van versie 0.1 naar 0.2", "Gelijk")
    assert not found.is_nothing
    assert manifest_difference(before, replace(AFTER, recipes=(urgency, equal)), catalogue()).is_nothing


def test_recipes_that_came_and_went_are_told():
    old, new = FrozenRecipe("urgentie", "Urgentie", "0.1", "a"), FrozenRecipe("vitaliteit", "Vitaliteit", "1", "b")
    found = manifest_difference(replace(BEFORE, recipes=(old,)), replace(AFTER, recipes=(new,)), catalogue())
    assert (found.recipes_added, found.recipes_removed, found.recipes_changed) == (("Vitaliteit",), ("Urgentie",), ())
