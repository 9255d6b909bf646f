"""Read a visitor's choices from the address. What cannot be right is refused with what is possible."""

from collections.abc import Callable, Sequence

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way
from wijkwerk.web.frame.site import Site


def asked_level(site: Site, possible: Sequence[Level], default: Level, href: Callable[[Level], str]) -> Level:
    """`?niveau=`, one of the possible ones."""
    text = site.query.get("niveau")
    if text is None:
        return default
    chosen = next((level for level in possible if level.value == text), None)
    if chosen is None:
        ways = tuple(Way(f"Per {level.value}", href(level)) for level in possible)
        raise BadQuestionError(f"Het niveau ‘{text}’ kan hier niet. Kies een van deze:", ways)
    return chosen


def asked_period(site: Site, possible: Sequence[int], href: Callable[[int], str]) -> int | None:
    """`?jaar=`, one of the possible ones; the last where it is left out, None where there is none at all."""
    text = site.query.get("jaar")
    if text is None:
        return possible[-1] if possible else None
    chosen = next((period for period in possible if str(period) == text), None)
    if chosen is None:
        ways = tuple(Way(str(period), href(period)) for period in reversed(possible))
        raise BadQuestionError(f"Voor het jaar ‘{text}’ is er geen cijfer. Kies een jaar dat er wel is:", ways)
    return chosen


def asked_area(site: Site) -> AreaRow | None:
    """`?gebied=`: the area that the visitor came from."""
    text = site.query.get("gebied")
    if text is None:
        return None
    area = site.store.area(text)
    if area is None:
        ways = (Way("Zoek op naam", site.links.search()),)
        raise BadQuestionError(f"Editie {site.edition.key} kent geen gebied met de code ‘{text}’.", ways)
    return area


def find_area(site: Site, code: str) -> AreaRow:
    """The area of a code, also where it is typed in small letters. Raises NotHereError with names that look like it."""
    area = site.store.area(code) or site.store.area(code.strip().upper())
    if area is None:
        similar = site.store.find_areas(code, 5)
        ways = tuple(Way(f"{row.name} ({row.code})", site.links.area(row.code)) for row in similar)
        raise NotHereError(
            f"Editie {site.edition.key} kent geen gebied met de code ‘{code}’. Codes van wijken en buurten veranderen "
            "soms; zoek dan op de naam.",
            (*ways, Way("Zoek op naam", site.links.search())),
            title="Dit gebied kennen we niet",
        )
    return area
