"""Which gemeente this site is about."""

from functools import lru_cache

from django.conf import settings

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import PublishedEdition

from .problems import NoEditionError


def home_gemeente(edition: PublishedEdition) -> AreaRow:
    """The one that the settings name, else the one whose borders are loaded, else the first.

    Raises NoEditionError where the edition does not hold the gemeente of the settings.
    """
    return _found(edition, settings.WIJKWERK_GEMEENTE)


@lru_cache(maxsize=16)
def _found(edition: PublishedEdition, wanted: str) -> AreaRow:
    if wanted:
        row = edition.store.area(wanted)
        if row is None:
            raise NoEditionError(
                f"Editie {edition.key} kent geen gemeente {wanted}. Kies een andere met WIJKWERK_GEMEENTE, "
                "of publiceer een editie met haar cijfers.",
                title="De gemeente van deze site is onbekend",
            )
        return row
    return _with_borders(edition)


def _with_borders(edition: PublishedEdition) -> AreaRow:
    store = edition.store
    gemeenten = store.areas(Level.GEMEENTE)
    for level in (Level.WIJK, Level.BUURT):
        rows = {row.code: row for row in store.areas(level)}
        drawn = next(iter(store.geometries(list(rows))), None)
        home = store.area(rows[drawn].gemeente or "") if drawn else None
        if home is not None:
            return home
    if not gemeenten:
        raise NoEditionError(f"Editie {edition.key} heeft geen gemeenten.")
    return gemeenten[0]
