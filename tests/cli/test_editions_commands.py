"""`wijkwerk publish` and `wijkwerk editions`, as somebody types them."""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.editions.small_country import KLEIN, A, B
from tests.editions.test_publishing import deliver, onderzoekers, small_world  # noqa: F401 - fixtures
from tests.web.conftest import site  # noqa: F401 - a fixture
from tests.web.reading import get_text

from wijkwerk.cli import editions, publish
from wijkwerk.data.models import Release, ReleaseState
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.publishing import ClockBehindError, publish_edition
from wijkwerk.editions.reading import shelf

pytestmark = pytest.mark.django_db

Say = Callable[..., tuple[int, str]]
PEOPLE = {A: 100, B: 300, KLEIN: 400}


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command with these words; returns the exit code and what it printed."""

    def run(command: str, *words: str) -> tuple[int, str]:
        module = {"publish": publish, "editions": editions}[command]
        parser = argparse.ArgumentParser()
        module.add_arguments(parser)
        code = module.run(parser.parse_args(words))
        return code, capsys.readouterr().out

    return run


def test_publishing_says_which_edition_it_became(deliver: Callable[..., Release], say: Say):  # noqa: F811
    deliver(PEOPLE)
    code, told = say("publish", "--by", "onderzoeker-1", "--note", "De eerste.")
    assert code == 0
    assert f"Editie {shelf().current_key()} is gepubliceerd en staat op de site." in told


def test_publishing_names_what_waits_for_a_signature(deliver: Callable[..., Release], say: Say):  # noqa: F811
    deliver(PEOPLE)
    waiting = deliver(PEOPLE | {A: 5}, state=ReleaseState.CHECKED)
    _, told = say("publish")
    assert "Niet meegenomen, want nog niet ondertekend:" in told
    assert waiting.key in told


RECIPE = """
id: proef
title: Proef
description: Een proef.
version: "1"
dated: 2026-03-01
high_score_means: urgent
areas: [wijk, buurt]
each_indicator: {normalise: goalposts}
groups:
  totaal: {title: Totaal, children: [mensen, beleving]}
  mensen: {title: Mensen, children: [inwoners]}
  beleving: {title: Beleving, children: [prettig]}
indicators:
  inwoners: {polarity: high_is_favourable, reference: {low: 0, high: 500}}
  prettig: {polarity: high_is_favourable, reference: {low: 0, high: 100}}
awaited: {prettig: Nog geen cijfers.}
"""


def test_first_figures_say_which_scores_they_move_before_they_do(
    deliver: Callable[..., Release],  # noqa: F811
    say: Say,
    settings: Any,
):
    recipes = Path(settings.WIJKWERK_CATALOGUE) / "recipes"
    recipes.mkdir(parents=True)
    (recipes / "proef.yaml").write_text(RECIPE, encoding="utf-8")
    deliver(PEOPLE)
    assert "Let op" not in say("publish")[1], "a score that is new has not moved"
    deliver({A: 80}, variable="enquete.prettig")
    code, told = say("publish")
    assert code == 0
    assert told.startswith(
        "Let op: prettig krijgt de eerste cijfers. De score Proef (versie 1) van buurten verandert, via Beleving.\n"
        "Editie "
    )
    assert "Let op" not in say("publish")[1], "the figures are not the first any more"


def test_an_unknown_account_publishes_nothing(deliver: Callable[..., Release], say: Say):  # noqa: F811
    deliver(PEOPLE)
    with pytest.raises(EditionError, match="geen account 'niemand'"):
        say("publish", "--by", "niemand")


def test_editions_are_listed_and_shown(deliver: Callable[..., Release], say: Say):  # noqa: F811
    release = deliver(PEOPLE)
    assert say("editions") == (0, "Er is nog geen editie gepubliceerd.\n")
    say("publish", "--note", "De eerste.")
    key = shelf().current_key()
    _, listed = say("editions", "list")
    assert f"{key}  " in listed
    assert "De eerste.  (op de site)" in listed
    _, shown = say("editions", "show")
    assert release.key in shown
    assert "figures.parquet" in shown


def test_a_whole_edition_is_said_to_be_whole_and_an_altered_one_is_not(
    deliver: Callable[..., Release],  # noqa: F811
    say: Say,
):
    deliver(PEOPLE)
    say("publish")
    code, told = say("editions", "verify")
    assert (code, "is zoals zij is gepubliceerd" in told) == (0, True)
    folder: Path = shelf().root / str(shelf().current_key())
    (folder / "manifest.json").write_text((folder / "manifest.json").read_text() + " ")
    (folder / "figures.parquet").write_bytes(b"anders")
    code, told = say("editions", "verify")
    assert code == 1
    assert "manifest.json, figures.parquet" in told


def test_the_difference_with_the_edition_before_is_told(deliver: Callable[..., Release], say: Say):  # noqa: F811
    first = deliver(PEOPLE)
    say("publish")
    assert "is de eerste" in say("editions", "difference")[1]
    deliver(PEOPLE | {B: 330}, replaces=first.key)
    say("publish")
    _, told = say("editions", "difference")
    assert "Berk (BU00010001) 2024: 300 → 330" in told


def test_a_cache_can_be_made_again(deliver: Callable[..., Release], say: Say):  # noqa: F811
    deliver(PEOPLE)
    say("publish")
    cache = shelf().root / str(shelf().current_key()) / "cache.duckdb"
    cache.unlink()
    assert say("editions", "rebuild")[0] == 0
    assert cache.is_file()


@pytest.mark.parametrize("action", ["show", "verify", "rebuild", "difference"])
def test_an_edition_that_is_not_there_is_named(action: str, say: Say):
    with pytest.raises(EditionError, match="2026-7"):
        say("editions", action, "2026-7")


def test_after_a_clock_that_was_ahead_publish_editions_and_the_site_agree(
    deliver: Callable[..., Release],  # noqa: F811
    say: Say,
    site: Client,  # noqa: F811
    settings: Any,
):
    """As it was found: an edition of later on the site, and a command that says otherwise."""
    settings.WIJKWERK_GEMEENTE = KLEIN
    deliver(PEOPLE)
    later = publish_edition(by=None, now=timezone.now() + datetime.timedelta(days=700)).key
    with pytest.raises(ClockBehindError, match=later):
        say("publish")
    assert "(op de site)" in line_of(later, say("editions")[1])
    code, told = say("publish", "--clock-is-right", "--note", "De klok staat weer goed.")
    key = shelf().published_keys()[-1]
    assert (code, f"Editie {key} is gepubliceerd en staat op de site." in told) == (0, True)
    listed = say("editions")[1]
    assert "(op de site)" in line_of(key, listed)
    assert "(op de site)" not in line_of(later, listed)
    assert listed.index(key) < listed.index(later), "published last stands first"
    assert f"{key} nu op de site" in get_text(site, "/edities/")


def test_an_earlier_edition_is_put_back_by_a_command(
    deliver: Callable[..., Release],  # noqa: F811
    say: Say,
):
    deliver(PEOPLE)
    say("publish")
    say("publish")
    first, second = shelf().published_keys()
    code, told = say("editions", "use", first, "--by", "onderzoeker-1", "--reason", "Cijfers waren dubbel.")
    assert (code, told) == (
        0,
        f"Editie {first} staat op de site, in plaats van {second}. Editie {second} blijft bestaan.\n",
    )
    assert "(op de site)" in line_of(first, say("editions")[1])
    with pytest.raises(SystemExit):
        say("editions", "use", second)


def line_of(key: str, listed: str) -> str:
    (line,) = (line for line in listed.splitlines() if line.startswith(f"{key} "))
    return line
