"""Which gemeente this site is about."""

from functools import lru_cache

from django.conf import settings

from wijkwerk.data.example import example_gemeente
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.web.frame.page_problems import NoEditionError


def home_gemeente(edition: PublishedEdition) -> AreaRow:
    """The one that the settings name, else that of the example, else the first of the edition.

    Raises NoEditionError where the edition does not hold the gemeente of the settings, or has none at all.
    """
    wanted = settings.WIJKWERK_GEMEENTE
    if wanted:
        row = edition.store.area(wanted)
        if row is None:
            raise NoEditionError(
                f"Editie {edition.key} kent geen gemeente {wanted}. Kies een andere met WIJKWERK_GEMEENTE, "
                "of publiceer een editie met haar cijfers.",
                title="De gemeente van deze site is onbekend",
            )
        return row
    return _of_example(edition)


@lru_cache(maxsize=16)
def _of_example(edition: PublishedEdition) -> AreaRow:
    code = example_gemeente(settings.WIJKWERK_EXAMPLES)
    row = edition.store.area(code) if code else None
    gemeenten = edition.store.areas(Level.GEMEENTE)
    if row is None and not gemeenten:
        raise NoEditionError(f"Editie {edition.key} heeft geen gemeenten.")
    return row or gemeenten[0]
