"""What a view asks the permission table, written on the view itself, so that a walk over all addresses can read it."""

from collections.abc import Callable
from typing import Any, TypeVar

from wijkwerk.access.permission.table import Deed

_View = TypeVar("_View", bound=Callable[..., Any])


def asks(verb: str, kind: str) -> Callable[[_View], _View]:
    """Written by the doors (`staff_page`, `public_page`, `open_page`); by hand only on a view that leads on to one."""

    def mark(view: _View) -> _View:
        vars(view)["deed"] = (verb, kind)
        return view

    return mark


def deed_of(view: Callable[..., Any]) -> Deed | None:
    view_deed: Deed | None = getattr(view, "__dict__", {}).get("deed")
    return view_deed
