"""The rookmelder looks at every new edition by itself."""

from django.conf import settings

from wijkwerk.data.area.scopes import register_area_scopes
from wijkwerk.data.example import site_gemeente
from wijkwerk.definitions.signal_rules import load_signal_rules
from wijkwerk.editions.followers import follows_editions
from wijkwerk.editions.reading import find_edition

from .actions import raise_signals
from .models import SignalScan


@follows_editions
def look_at(key: str) -> SignalScan | None:
    """Raise the signals of an edition. None where the catalogue has no rules, or the site no gemeente of its own.

    Raises DefinitionError where the rules cannot be read.
    """
    edition = find_edition(key)
    assert edition is not None, "it was published"
    gemeente = site_gemeente()
    rules = load_signal_rules(settings.WIJKWERK_CATALOGUE, edition.catalogue)
    if rules is None or gemeente is None:
        return None
    register_area_scopes(gemeente)  # a first edition may come before them, and nobody could answer for a buurt
    before = None if edition.manifest.previous is None else find_edition(edition.manifest.previous)
    return raise_signals(edition, gemeente, rules, before=before)
