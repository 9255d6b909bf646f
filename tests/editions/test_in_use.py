"""Which edition visitors see is said: published last or chosen, whatever a clock said meanwhile."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.models import Person
from wijkwerk.data.models import Release
from wijkwerk.editions import publishing
from wijkwerk.editions.in_use import use_edition
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.models import Edition
from wijkwerk.editions.publishing import ClockBehindError, clock_is_behind, publish_edition, tidy_up
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.editions.shelf import CURRENT

from .test_publishing import MARCH, PEOPLE, deliver, onderzoekers, small_world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

AHEAD = datetime.datetime(2028, 3, 3, 9, 30, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
WHY = "De klok liep voor."


@pytest.fixture
def publish(deliver: Callable[..., Release]) -> Callable[..., Edition]:  # noqa: F811
    """Publish the same small release once more, at a moment."""
    deliver(PEOPLE)

    def make(moment: datetime.datetime, **choices: bool) -> Edition:
        return publish_edition(by=None, now=moment, **choices)

    return make


def pointer() -> Path:
    return shelf().root / CURRENT


# --- a clock that was ahead ---------------------------------------------------------------------------------------


def test_a_clock_behind_the_newest_edition_is_refused_with_both_moments_and_what_to_do(publish):
    publish(AHEAD)
    with pytest.raises(ClockBehindError) as refused:
        publish(MARCH)
    told = str(refused.value)
    assert "De klok van deze machine staat op 01-03-2026 13:00" in told
    assert "editie 2028-1 is gepubliceerd op 03-03-2028 10:30" in told
    assert "Er is niets gepubliceerd" in told
    assert "timedatectl" in told
    assert "--clock-is-right" in told
    assert "De klok klopt" in told, "the tick on the page"
    assert shelf().published_keys() == ["2028-1"]
    assert clock_is_behind(MARCH)
    assert not clock_is_behind(AHEAD)


def test_who_says_that_the_clock_is_right_publishes_what_visitors_then_see(publish):
    publish(AHEAD)
    edition = publish(MARCH, clock_is_right=True)
    opened = current_edition()
    assert opened is not None
    assert edition.key == opened.key == "2026-1"
    assert opened.manifest.previous == "2028-1"
    assert (edition.sequence, shelf().published_keys()) == (2, ["2028-1", "2026-1"]), "in the order of publication"
    assert not clock_is_behind(MARCH), "it is said once"
    assert publish(MARCH + DAY).key == "2026-2"
    assert shelf().current_key() == "2026-2"
    tidy_up()
    assert shelf().current_key() == "2026-2"


def test_the_same_second_is_not_behind(publish):
    publish(MARCH)
    assert publish(MARCH).key == "2026-2"


# --- going back ---------------------------------------------------------------------------------------------------


def test_an_earlier_edition_is_put_back_by_who_may_publish_with_its_reason_in_the_log(publish, onderzoekers):  # noqa: F811
    publish(MARCH)
    publish(MARCH + DAY)
    use_edition("2026-1", by=onderzoekers[0], reason=f" {WHY} ")
    opened = current_edition()
    assert opened is not None
    assert opened.key == "2026-1"
    event = AuditEvent.objects.get(verb="use")
    assert (event.kind, event.key, event.person) == ("edition", "2026-1", onderzoekers[0])
    assert event.reason == f"in plaats van 2026-2: {WHY}"
    tidy_up()
    assert shelf().current_key() == "2026-1", "what was said stays, until somebody says otherwise"


def test_what_is_published_after_that_follows_on_what_visitors_saw(publish):
    publish(MARCH)
    publish(MARCH + DAY)
    use_edition("2026-1", by=None, reason=WHY)
    publish(MARCH + 2 * DAY)
    opened = current_edition()
    assert opened is not None
    assert (opened.key, opened.manifest.previous, opened.manifest.sequence) == ("2026-3", "2026-1", 3)


def test_who_may_not_publish_chooses_nothing(publish):
    publish(MARCH)
    publish(MARCH + DAY)
    nobody = Person.objects.create(account="gast", name="Gast")
    with pytest.raises(EditionError, match="mag geen editie op de site zetten"):
        use_edition("2026-1", by=nobody, reason=WHY)
    assert shelf().current_key() == "2026-2"


@pytest.mark.parametrize(
    ("key", "reason", "told"),
    [
        ("2026-1", "  ", "Zeg waarom"),
        ("2026-2", WHY, "Editie 2026-2 staat al op de site"),
        ("2026-9", WHY, "Er is geen editie 2026-9"),
        ("../x", WHY, "Er is geen editie"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_changes(publish, key, reason, told):
    publish(MARCH)
    publish(MARCH + DAY)
    with pytest.raises(EditionError, match=told):
        use_edition(key, by=None, reason=reason)
    assert shelf().current_key() == "2026-2"
    assert not AuditEvent.objects.filter(verb="use").exists()


def test_an_edition_that_is_not_as_it_was_published_is_not_put_back(publish):
    publish(MARCH)
    publish(MARCH + DAY)
    (shelf().root / "2026-1" / "areas.parquet").write_bytes(b"iets anders")
    with pytest.raises(EditionError, match=r"niet meer zoals zij is gepubliceerd \(areas.parquet\)"):
        use_edition("2026-1", by=None, reason=WHY)
    assert shelf().current_key() == "2026-2"


# --- after a crash, and in older folders --------------------------------------------------------------------------


def test_one_that_was_cut_off_before_the_switch_is_taken_into_use(publish, monkeypatch):
    publish(MARCH)
    monkeypatch.setattr(publishing, "_take_into_use", lambda *arguments: SimpleNamespace(key="gedood"))
    publish(MARCH + DAY)
    monkeypatch.undo()
    assert shelf().current_key() == "2026-1"
    tidy_up()
    assert shelf().current_key() == "2026-2"
    assert Edition.objects.count() == 2


def test_one_that_the_database_does_not_know_does_not_undo_what_was_chosen(publish):
    """A database from before: its editions are written down again, and the one that was chosen stays."""
    for days in range(3):
        publish(MARCH + days * DAY)
    use_edition("2026-1", by=None, reason=WHY)
    Edition.objects.exclude(key="2026-1").delete()
    tidy_up()
    assert Edition.objects.count() == 3
    assert shelf().current_key() == "2026-1"


def test_a_folder_that_does_not_say_is_looked_at_once_and_then_says(publish):
    publish(AHEAD)
    publish(MARCH, clock_is_right=True)
    pointer().unlink()
    assert shelf().current_key() == "2026-1", "published last, by the count and not by the clock"
    assert json.loads(pointer().read_text()) == {"key": "2026-1"}
    assert pointer().stat().st_mode & 0o777 == 0o644
    assert [path.name for path in shelf().root.iterdir() if path.name.startswith(".unfinished")] == []


def test_who_looks_never_undoes_what_a_publisher_says_meanwhile(publish, monkeypatch):
    publish(MARCH)
    publish(MARCH + DAY)
    pointer().unlink()
    on_shelf = shelf()
    look = on_shelf.published_keys

    def slow_look() -> list[str]:
        keys = look()
        on_shelf.make_current("2026-1")
        return keys

    monkeypatch.setattr(on_shelf, "published_keys", slow_look)
    assert on_shelf.current_key() == "2026-1"


def test_an_empty_folder_says_nothing(data_folder):
    assert shelf().current_key() is None
    assert not pointer().exists()


@pytest.mark.parametrize("text", ["", "geen JSON", "[]", '{"key": 5}', '{"key": "../x"}', "{}"])
def test_what_is_said_unreadably_is_told_and_said_again(publish, text):
    publish(MARCH)
    publish(MARCH + DAY)
    pointer().write_text(text)
    with pytest.raises(EditionError, match="wijkwerk editions use EDITIE"):
        shelf().current_key()
    use_edition("2026-2", by=None, reason="Het bestand was beschadigd.")
    assert shelf().current_key() == "2026-2"


def test_the_order_of_editions_is_that_of_publication(publish):
    publish(AHEAD)
    publish(MARCH, clock_is_right=True)
    use_edition("2028-1", by=None, reason="Toch deze.")
    assert shelf().published_keys() == ["2028-1", "2026-1"]
    assert not clock_is_behind(MARCH)
    (shelf().root / "2028-1" / "manifest.json").write_text("kapot")
    shelf().close()
    assert set(shelf().published_keys()) == {"2028-1", "2026-1"}, "one that cannot be read hides no other"
