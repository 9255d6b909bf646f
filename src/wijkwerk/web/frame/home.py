"""Which gemeente this site is about."""

from collections.abc import Iterator

from django.conf import settings

from wijkwerk.data.example import example_gemeente
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition, find_edition
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.page_problems import NoGemeenteError, Way


def home_gemeente(edition: PublishedEdition) -> AreaRow:
    """The one that the settings name, else that of the example, else the first of the edition.

    Raises NoGemeenteError where the edition does not hold the gemeente of the settings, or has none at all: publishing
    refuses such an edition since December 2026.
    """
    wanted = settings.WIJKWERK_GEMEENTE
    row = edition.store.area(wanted) if wanted else _of_example(edition)
    if row is None:
        raise _no_gemeente(edition, wanted)
    return row


@kept
def _of_example(edition: PublishedEdition) -> AreaRow | None:
    code = example_gemeente(settings.WIJKWERK_EXAMPLES)
    row = edition.store.area(code) if code else None
    return row or next(iter(edition.store.areas(Level.GEMEENTE)), None)


def _no_gemeente(edition: PublishedEdition, wanted: str) -> NoGemeenteError:
    which = f"de gemeente {wanted}" if wanted else "een gemeente"
    return NoGemeenteError(
        f"Editie {edition.key}, op de indeling van {edition.manifest.division}, heeft geen rij voor {which} zelf. "
        "Daarom is hier niets te tonen. Beheert u deze site? Lever de rij van de gemeente aan, laat een ander "
        "ondertekenen en publiceer opnieuw. Is de site voor een andere gemeente, zet dan WIJKWERK_GEMEENTE op haar "
        "code.",
        tuple(
            Way(f"Editie {key}, die haar wel heeft", Links.of_edition(key).start()) for key in _earlier(edition, wanted)
        ),
    )


def _earlier(edition: PublishedEdition, wanted: str) -> Iterator[str]:
    """The last edition before this one that a visitor can read."""
    key = edition.manifest.previous
    while key is not None and (before := find_edition(key)) is not None:
        if before.store.area(wanted) if wanted else before.store.areas(Level.GEMEENTE):
            yield key
            return
        key = before.manifest.previous
