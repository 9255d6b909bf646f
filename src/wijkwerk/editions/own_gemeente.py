"""Whether the next edition holds the gemeente that the site is about: without its own row there is no page to show."""

from django.conf import settings

from wijkwerk.data.area.borders import newest_division
from wijkwerk.data.models import Area, AreaVersion
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.vocabulary import Level

_MOST_NAMED = 3


def why_no_gemeente(catalogue: Catalogue) -> str:
    """What a publisher has to do first, in Dutch; empty where the newest division has the gemeente of this site.

    Where the settings name none, any gemeente will do: the site opens on the first.
    """
    year, wanted = newest_division(), settings.WIJKWERK_GEMEENTE
    if year is None:
        return ""
    gemeenten = Area.objects.filter(year=year, level=Level.GEMEENTE)
    if (gemeenten.filter(code=wanted) if wanted else gemeenten).exists():
        return ""
    which = f"de gemeente van deze site zelf ({wanted})" if wanted else "geen enkele gemeente zelf"
    row = f"code {wanted}" if wanted else "code GM en vier cijfers"
    return (
        f"In de indeling van {year} staat {which}{' niet' if wanted else ''}. Zonder haar eigen rij is er geen "
        f"bladzijde te tonen. {_where_from(year, wanted, catalogue)}Lever dat bestand opnieuw aan met de rij van de "
        f"gemeente erbij (niveau gemeente, {row}, met haar naam) en laat een ander ondertekenen. Hoort deze indeling "
        "hier niet, keur die levering dan af. Is de site voor een andere gemeente, zet dan WIJKWERK_GEMEENTE op haar "
        "code."
    )


def _where_from(year: int, gemeente: str, catalogue: Catalogue) -> str:
    """Which deliveries brought the division, those of the parts of the gemeente where there are any."""
    versions = AreaVersion.objects.in_force().filter(year=year).exclude(release=None)
    parts = versions.filter(gemeente_code=gemeente)
    rows = (parts if gemeente and parts.exists() else versions).order_by("-release__delivered_at", "release_id")
    found = dict.fromkeys(rows.values_list("release__source", "release__table", "release__key").distinct())
    if not found:
        return ""
    told = [
        f"{_title(source, catalogue)}, tabel {table} (levering {key})"
        for source, table, key in list(found)[:_MOST_NAMED]
    ]
    return f"De gebieden komen uit: {'; '.join(told)}. "


def _title(source: str, catalogue: Catalogue) -> str:
    known = catalogue.sources.get(source)
    return known.title if known else source
