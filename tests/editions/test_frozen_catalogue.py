"""A definition keeps its hash where only wijkwerk learned to say more."""

from dataclasses import replace

from wijkwerk.definitions.indicators import AwaitedLevels
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.frozen_catalogue import definition_hashes

from .small_country import WOZ, small_catalogue

# As an edition wrote it down before `awaited_levels` was there.
BEFORE = "abdc9974ae40bf8ff614670861ab5cb4e970477cb56798ad3bbb94b57547f558"


def test_a_key_that_came_later_changes_no_definition_that_does_not_use_it() -> None:
    assert definition_hashes(small_catalogue(WOZ)) == {"woz": BEFORE}


def test_awaiting_a_level_is_another_definition() -> None:
    waiting = replace(WOZ, awaited_levels=AwaitedLevels((Level.BUURT,), "cbs_kwb", "later", "Nog niet."))
    assert definition_hashes(small_catalogue(waiting))["woz"] != BEFORE
