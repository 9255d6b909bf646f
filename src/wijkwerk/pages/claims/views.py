"""Klopt de uitspraak: the claims that documents make about areas of this gemeente, each held against an edition."""

from django.conf import settings

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.claims import Claim, load_claims
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.present.blocks import Block, Column, Page, Table
from wijkwerk.present.numbers import date
from wijkwerk.scores.claims import CheckedClaim, check_claim
from wijkwerk.web.blocks import BlockPage
from wijkwerk.web.doors.staff import live_catalogue
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site, organisations

from .material import ClaimMaterial
from .page import claim_page

_LIST_TITLE = "Uitspraken, nagerekend"


def claims_page(site: Site) -> Page:
    """The claims about areas of this gemeente."""
    rows = [(claim, area) for claim in _claims().values() if (area := _area(site, claim)) is not None]
    columns: tuple[Column[tuple[Claim, AreaRow]], ...] = (
        Column("area", "Gebied", lambda row: row[1].name, href=lambda row: site.links.claim(row[0].id)),
        Column("text", "Uitspraak", lambda row: row[0].text),
        Column("said_in", "Document", lambda row: f"{row[0].said_in}, {date(row[0].dated)}"),
    )  # fmt: skip
    block = Block.of(
        "uitspraken",
        "",
        f"Editie {site.edition.key}",
        Table.of(columns, rows),
        empty="Er zijn nog geen uitspraken om na te rekenen. Een uitspraak is een bestand in de catalogus.",
    )
    lead = "Wat documenten over wijken en buurten zeggen, naast de cijfers van deze editie gezet."
    return Page(_LIST_TITLE, lead, (block,), eyebrow="Voor iedereen te controleren")


def one_claim_page(site: Site, claim: str) -> Page:
    """Raises NotHereError for what is no claim, or one about an area that this edition does not have."""
    known = _claims().get(claim)
    area = None if known is None else _area(site, known)
    if known is None or area is None:
        raise NotHereError(
            f"Er is geen uitspraak ‘{claim}’ over een gebied van {site.gemeente.name}.",
            (Way(_LIST_TITLE, site.links.claims()),),
        )
    checked = _checked(site.edition, known, area)
    items = [site.described[name] for name in checked.placed if checked.placed[name].figure is not None]
    return claim_page(
        ClaimMaterial(
            checked=checked,
            gemeente=site.gemeente,
            described=site.described,
            kader=site.edition.kader,
            source=f"{', '.join(organisations(item.owner for item in items))}; de uitspraak: {known.said_in}",
            href=site.addresses_from(area).indicator,
        )
    )


def _claims() -> dict[str, Claim]:
    return load_claims(settings.WIJKWERK_CATALOGUE, live_catalogue())


def _area(site: Site, claim: Claim) -> AreaRow | None:
    area = site.store.area(claim.area)
    return area if area is not None and area.gemeente == site.gemeente.code else None


@kept
def _checked(edition: PublishedEdition, claim: Claim, area: AreaRow) -> CheckedClaim:
    """Kept per process: neither an edition nor a claim ever changes."""
    return check_claim(claim, area, edition.store, edition.catalogue, edition.kader)


CLAIMS = BlockPage(
    "claims",
    claims_page,
    section="urgency",
    crumbs=lambda site: [("Urgentie", site.links.urgency())],
    about="de bladzijde met uitspraken",
    of_scores=True,
)
CLAIM = BlockPage(
    "claim",
    one_claim_page,
    section="urgency",
    crumbs=lambda site, claim: [("Urgentie", site.links.urgency()), (_LIST_TITLE, site.links.claims())],
    about="de bladzijde die een uitspraak narekent",
    of_scores=True,
)
