"""What was published when: all editions, and one with its manifest, files and difference."""

import datetime

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wijkwerk.access.permission.refusals import RefusedError, record_refusal
from wijkwerk.editions.manifest import MANIFEST, FrozenFile, Manifest
from wijkwerk.editions.reading import PublishedEdition, find_edition, shelf
from wijkwerk.pages.editions.files import is_of_scores, open_files
from wijkwerk.pages.editions.manifests import ManifestDifference, manifest_difference
from wijkwerk.present.numbers import date, file_size, number, years
from wijkwerk.web.doors.public import SCORES, may_see_scores, public_page, record_scores_taken, visitor_of
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site


@public_page()
def editions(request: HttpRequest, site: Site) -> HttpResponse:
    context = {
        "site": site,
        "crumbs": trail(site, ("Edities", "")),
        "editions": [_listed(site, shelf().manifest(key)) for key in reversed(shelf().published_keys())],
    }
    return render(request, "editions/editions.html", context)


@public_page()
def edition(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    published = _find(site, key)
    manifest = published.manifest
    context = {
        "site": site,
        "crumbs": trail(site, ("Edities", site.links.editions()), (f"Editie {key}", "")),
        "manifest": manifest,
        "published_on": date(timezone.localtime(published.published_at).date()),
        "is_current": key == site.newest,
        "pages_href": Links.of_edition(key).start(),
        "releases": [
            {
                "release": each,
                "source": published.catalogue.sources.get(each.source),
                "periods": years(each.periods[0], each.periods[-1]) if each.periods else "",
            }
            for each in manifest.releases
        ],
        "files": [_file(site, key, file) for file in open_files(manifest, visitor_of(request))],
        "manifest_href": site.links.edition_file(key, MANIFEST),
        "before_href": site.links.edition(manifest.previous) if manifest.previous else "",
        "difference": _difference(published),
    }
    return render(request, "editions/edition.html", context)


@public_page(verb="export")
def file(request: HttpRequest, site: Site, key: str, name: str) -> HttpResponseBase:
    """A file of an edition as it was published; only names that its manifest lists. Scores are for who may see them."""
    published = _find(site, key)
    visitor = visitor_of(request)
    if is_of_scores(name) and not may_see_scores(visitor):
        record_refusal(visitor, *SCORES)
        raise RefusedError(SCORES)
    if name not in {MANIFEST, *(each.name for each in published.manifest.files)}:
        ways = (Way(f"Editie {key}", site.links.edition(key)),)
        raise NotHereError(f"Editie {key} heeft geen bestand ‘{name}’.", ways)
    path = published.folder / name
    if name == MANIFEST:
        return HttpResponse(path.read_bytes(), content_type="application/json")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=f"wijkwerk-{key}-{name.replace('/', '-')}")
    if is_of_scores(name):
        record_scores_taken(request, response, visitor)
    return response


def _difference(after: PublishedEdition) -> ManifestDifference | None:
    """With the edition before it, where that is still there."""
    before = after.manifest.previous
    if before is None or before not in shelf().published_keys():
        return None
    return manifest_difference(shelf().manifest(before), after.manifest, after.catalogue)


def _find(site: Site, key: str) -> PublishedEdition:
    published = find_edition(key)
    if published is None:
        ways = (Way("Alle edities", site.links.editions()),)
        raise NotHereError(f"Er is geen editie ‘{key}’.", ways, title="Deze editie bestaat niet")
    return published


def _listed(site: Site, manifest: Manifest) -> dict[str, object]:
    return {
        "key": manifest.key,
        "href": site.links.edition(manifest.key),
        "published_on": date(timezone.localtime(datetime.datetime.fromisoformat(manifest.published_at)).date()),
        "releases": len(manifest.releases),
        "note": manifest.note,
        "is_current": manifest.key == site.newest,
    }


def _file(site: Site, key: str, file: FrozenFile) -> dict[str, object]:
    return {
        "name": file.name,
        "href": site.links.edition_file(key, file.name),
        "size": file_size(file.bytes),
        "rows": number(file.rows) if file.rows else "",
        "sha256": file.sha256,
    }
