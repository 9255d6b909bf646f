from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from .oidc import CLIENT_SECRET, SITE, RealProvider, Visitor, start_provider


@pytest.fixture(scope="session")
def real_provider() -> RealProvider:
    return start_provider([SITE])


@pytest.fixture
def provider(
    real_provider: RealProvider, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> RealProvider:
    """The real provider, with two groups that give a role; nobody is known there yet."""
    monkeypatch.setenv("WIJKWERK_SIGN_IN_SECRET_PROEF", CLIENT_SECRET)
    real_provider.set_people()
    settings.WIJKWERK_SIGN_IN = str(
        real_provider.sign_in_file(tmp_path, {"g-onderzoek": "onderzoeker", "g-beheer": "beheerder"})
    )
    return real_provider


@pytest.fixture
def new_visitor() -> Iterator[Callable[[], Visitor]]:
    visitors: list[Visitor] = []

    def arrive() -> Visitor:
        visitors.append(Visitor())
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.close()


@pytest.fixture
def visitor(new_visitor: Callable[[], Visitor]) -> Visitor:
    return new_visitor()


@pytest.fixture(autouse=True)
def no_tries_yet(db: None) -> None:
    cache.clear()
