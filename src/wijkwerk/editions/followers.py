"""What higher rooms do with a new edition once it is on the site: they register here, for none is known to this one."""

from collections.abc import Callable

Follow = Callable[[str], object]  # gets the key of the edition

_FOLLOWERS: dict[str, Follow] = {}


def follows_editions(follow: Follow) -> Follow:
    """Register what is called with the key of each edition that was published. It may be called for one again."""
    _FOLLOWERS[f"{follow.__module__}.{follow.__qualname__}"] = follow
    return follow


def tell_followers(edition: str) -> None:
    for follow in _FOLLOWERS.values():
        follow(edition)
