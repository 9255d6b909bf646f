"""What the site keeps of people, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.pages.privacy.processings import public_processings
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site


@public_page()
def privacy(request: HttpRequest, site: Site) -> HttpResponse:
    """The register as it is now, also under an older edition: what is kept is of today."""
    context = {"site": site, "crumbs": trail(site, ("Privacy", "")), "processings": public_processings()}
    response = render(request, "privacy/privacy.html", context)
    response["Cache-Control"] = "public, no-cache"  # not kept with the edition: the register changes apart from it
    return response
