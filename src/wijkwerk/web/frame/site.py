"""What every public page stands on: an edition, its catalogue, the gemeente of this site, and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.conf import settings
from django.http import QueryDict
from django.urls import is_valid_path
from django.utils import timezone

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.editions.kept import kept
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.reading import PublishedEdition, find_edition, shelf
from wijkwerk.present.figures import material
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.material import Described, describe
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.home import home_gemeente
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.page_problems import NoEditionError, NotHereError, Way

_JOINED = re.compile(r", | en ")
_ABBREVIATION = re.compile(r"\(([A-Z]{2,6})\)$")


@dataclass(frozen=True, slots=True)
class MenuItem:
    key: str
    words: str
    href: str
    of_scores: bool = False  # only for those who may see scores


@dataclass(frozen=True)
class BareSite:
    """The frame of a page without figures: an error, signing in, nothing published yet."""

    links: Links = field(default_factory=Links)
    edition: None = None
    permalinked: bool = False

    title = "wijkwerk"
    tagline = "Wijk- en buurtmonitor"
    menu: tuple[MenuItem, ...] = ()
    attribution = ""


@dataclass(frozen=True)
class Site:
    """One edition as one request sees it. `query` holds only the parameters that the view named."""

    edition: PublishedEdition
    newest: str  # key of the current edition
    path: str  # of the request, without the prefix of a permalink
    query: QueryDict
    permalinked: bool = False

    @property
    def store(self) -> ObservationStore:
        return self.edition.store

    @property
    def catalogue(self) -> Catalogue:
        return self.edition.catalogue

    @property
    def described(self) -> dict[str, Described]:
        return _described(self.edition)

    @cached_property
    def gemeente(self) -> AreaRow:
        """The gemeente that this site is about."""
        return home_gemeente(self.edition)

    def is_expected(self, indicator: Indicator) -> bool:
        """Whether this edition has no figure of it yet: its source lacks, or the gemeente's own file."""
        return indicator.retired is None and not self.store.periods(indicator.id)

    @cached_property
    def links(self) -> Links:
        return Links.of_edition(self.edition.key) if self.permalinked else Links()

    @cached_property
    def addresses(self) -> material.Links:
        """The same, as presenters ask for them."""
        return material.Links(self.href_of_area, self.href_of_indicator, self.href_of_figure)

    def addresses_from(self, area: AreaRow | None) -> material.Links:
        """The same, with figures seen from an area: their pages mark it, and are about its gemeente."""
        if area is None:
            return self.addresses
        links = self.links
        return replace(self.addresses, indicator=lambda each: links.indicator(each.id, area=area.code))

    def href_of_area(self, area: AreaRow) -> str:
        return self.links.area(area.code)

    def href_of_figure(self, area: AreaRow, indicator: Indicator) -> str:
        return self.links.figure(area.code, indicator.id)

    def href_of_indicator(self, indicator: Indicator) -> str:
        return self.links.indicator(indicator.id)

    @property
    def title(self) -> str:
        return f"wijkwerk {running_name(self.gemeente)}"

    @property
    def tagline(self) -> str:
        return f"Wijk- en buurtmonitor {running_name(self.gemeente)}"

    @property
    def menu(self) -> tuple[MenuItem, ...]:
        return (
            MenuItem("areas", "Wijken en buurten", self.links.start()),
            MenuItem("themes", "Thema’s", self.links.themes()),
            MenuItem("compare", "Vergelijken", self.links.compare()),
            MenuItem("kader", "Kader", self.links.kader()),
            MenuItem("urgency", "Urgentie", self.links.urgency(), of_scores=True),
            MenuItem("data", "Data", self.links.data()),
            MenuItem("sources", "Bronnen en methode", self.links.sources()),
        )

    @property
    def published_on(self) -> str:
        return date(timezone.localtime(self.edition.published_at).date())

    @property
    def superseded(self) -> bool:
        return self.edition.key != self.newest

    @cached_property
    def was_taken_off(self) -> bool:
        """Whether this edition came after the one that is on the site: somebody went back to that one."""
        return self.superseded and self.edition.manifest.sequence > shelf().manifest(self.newest).sequence

    @cached_property
    def before(self) -> str:
        """Key of the edition before this one; empty for the first."""
        return self.edition.manifest.previous or ""

    @property
    def difference_href(self) -> str:
        return f"{self.links.edition(self.edition.key)}#verschil"

    @property
    def permalink(self) -> str:
        """Where this page stays as it is; empty for pages that an edition does not hold (signing in, all editions)."""
        if not is_valid_path(Links.of_edition(self.edition.key).prefix + self.path):
            return ""
        query = self.query.urlencode()
        return Links.of_edition(self.edition.key).prefix + self.path + (f"?{query}" if query else "")

    @property
    def attribution(self) -> str:
        return _attribution(self.edition)


def open_site(key: str | None, path: str, query: QueryDict) -> Site:
    """The site on the edition of the address, or on the current one. Raises a PageProblem where there is none."""
    newest = _current_key()
    if newest is None:
        raise NoEditionError(
            "Zodra de eerste editie is gepubliceerd, staan hier de wijken en buurten. "
            "Beheert u deze site? Publiceer een editie met ‘wijkwerk publish’, of bekijk het voorbeeld met "
            "‘wijkwerk demo’."
        )
    edition = find_edition(key or newest)
    if edition is None and key is None:
        raise _unreadable(f"Editie {newest} hoort op de site te staan en is er niet, of is niet te lezen.")
    if edition is None:
        ways = (Way("Alle edities", Links().editions()),)
        raise NotHereError(f"Er is geen editie ‘{key}’.", ways, title="Deze editie bestaat niet")
    if key is None:
        return Site(edition, newest, path, query)
    return Site(edition, newest, path.removeprefix(Links.of_edition(key).prefix), query, permalinked=True)


def _current_key() -> str | None:
    """Raises NoEditionError where nobody can tell which edition that is."""
    try:
        return shelf().current_key()
    except EditionError as problem:
        raise _unreadable("Welke cijfers hier horen te staan, is niet te lezen.") from problem


def _unreadable(why: str) -> NoEditionError:
    return NoEditionError(
        f"{why} Beheert u deze site? ‘wijkwerk editions’ toont wat er is, en ‘wijkwerk editions use’ zet een "
        "editie op de site.",
        title="De cijfers zijn nu niet te lezen",
    )


def known_origin() -> str:
    """The address that the site is known by (WIJKWERK_HOSTS); "" where it has none."""
    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "")


def site_or_bare(path: str) -> Site | BareSite:
    """For pages that must be shown whatever happens."""
    try:
        site = open_site(None, path, QueryDict(""))
        # The gemeente is asked here, so that a page about its absence can still be drawn.
        return site if site.gemeente else BareSite()
    except NoEditionError:
        return BareSite()


@kept
def _described(edition: PublishedEdition) -> dict[str, Described]:
    return describe(edition.catalogue, edition.manifest.delivered)


@kept
def _attribution(edition: PublishedEdition) -> str:
    """Who made the figures of this edition: every organisation once, then under which terms they may be used."""
    delivered = {release.source for release in edition.manifest.releases}
    sources = [source for name, source in edition.catalogue.sources.items() if name in delivered]
    terms = " en ".join(dict.fromkeys(source.licence for source in sources))
    owners = ", ".join(organisations(source.owner for source in sources))
    return f"{owners}. Licentie {terms}. Grenzen: CBS en Kadaster, vereenvoudigd."


def organisations(owners: Iterable[str]) -> list[str]:
    """Owners without those that another one names already: CBS, then "CBS en Kadaster", gives CBS and Kadaster.

    Only a whole organisation is left out of a joint owner, so that a ministry with "en" in its name stays one.
    """
    names: list[str] = []
    known: set[str] = set()
    for owner in sorted(dict.fromkeys(owners), key=lambda owner: len(_JOINED.split(owner))):
        left = [part for part in _JOINED.split(owner) if part not in known]
        if left:
            names.append(" en ".join(part for part in (", ".join(left[:-1]), left[-1]) if part))
        known |= {owner, *_JOINED.split(owner), *_ABBREVIATION.findall(owner)}
    return names
