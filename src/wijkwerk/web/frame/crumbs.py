"""The trail above a page: where it stands in the site."""

from dataclasses import dataclass

from wijkwerk.web.frame.site import Site


@dataclass(frozen=True, slots=True)
class Crumb:
    words: str
    href: str = ""  # empty: this page


def trail(site: Site, *steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """Start first, then each step with its address; the last one is this page."""
    return (Crumb("Start", site.links.start()), *(Crumb(words, href) for words, href in steps))
