"""What the limits call a page: its name in the addresses, the same for every edition that it is looked at in."""

from django.http import HttpRequest

# The pages that have no folder of their own yet, and the same page of an edition.
_UNNAMED = ("web:", "permalink:", "pages_permalink:")


def page_name(request: HttpRequest) -> str:
    """ "what_if", "documents:add"; "" where no page answers."""
    name = view_name(request)
    for prefix in _UNNAMED:
        name = name.removeprefix(prefix)
    return name


def view_name(request: HttpRequest) -> str:
    """The same with where it is looked at: "permalink:what_if"."""
    return request.resolver_match.view_name if request.resolver_match else ""
