"""Scopes to choose from in a form: the gemeente, its stadsdelen with their wijken and buurten, then the bodies."""

from collections.abc import Iterator

from django.utils import timezone

from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.present.collation import collation_key

_INDENT = "\u2007\u2007"  # figure spaces: an option of a list knows no other way to stand further in


def scope_choices() -> list[tuple[int, str]]:
    """Number and name of every scope of today, each below what it lies in."""
    scopes = list(Scope.objects.on(timezone.localdate()))
    children: dict[int | None, list[Scope]] = {}
    known = {scope.pk for scope in scopes}
    for scope in scopes:
        children.setdefault(scope.parent_id if scope.parent_id in known else None, []).append(scope)
    return list(_below(None, children, 0))


def _below(parent: int | None, children: dict[int | None, list[Scope]], depth: int) -> Iterator[tuple[int, str]]:
    ordered = sorted(
        children.get(parent, ()), key=lambda scope: (scope.kind != ScopeKind.AREA, collation_key(scope.name))
    )
    for scope in ordered:
        yield scope.pk, f"{_INDENT * depth}{scope.name}"
        yield from _below(scope.pk, children, depth + 1)
