import datetime

import pytest

from tests.data.divisions import key_figures, signed
from wijkwerk.access.models import AuditEvent
from wijkwerk.data.area.stadsdelen import (
    StadsdeelError,
    assign_wijken,
    create_stadsdeel,
    end_stadsdeel,
    rename_stadsdeel,
    stadsdeel_of_wijken,
)
from wijkwerk.data.models import Area, StadsdeelMembership

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

START = datetime.date(2024, 1, 1)
LATER = datetime.date(2025, 7, 1)


@pytest.fixture(autouse=True)
def wijken(tmp_path):
    signed(key_figures(tmp_path))


def make(name="Noord", since=START):
    return create_stadsdeel("GM0164", name, by=None, since=since)


def test_a_stadsdeel_gets_a_code_of_its_gemeente_and_the_first_free_number():
    assert [make(name).code for name in ("Noord", "Midden", "Zuid")] == ["SD016401", "SD016402", "SD016403"]
    assert Area.objects.of(2024, "stadsdeel").count() == 3
    assert Area.objects.of(2023, "stadsdeel").count() == 0


def test_a_name_is_given_once_in_a_gemeente():
    make()
    with pytest.raises(StadsdeelError, match="al een stadsdeel noord"):
        make("noord")
    with pytest.raises(StadsdeelError, match="een naam nodig"):
        make("  ")


def test_a_wijk_lies_in_one_stadsdeel_at_a_time_and_the_past_stays_known():
    north, south = make("Noord"), make("Zuid")
    assign_wijken(north, ["WK016402", "WK016403"], by=None, since=START)
    assign_wijken(south, ["WK016403"], by=None, since=LATER)
    assert stadsdeel_of_wijken(START) == {"WK016402": north.code, "WK016403": north.code}
    assert stadsdeel_of_wijken(LATER - datetime.timedelta(days=1))["WK016403"] == north.code
    assert stadsdeel_of_wijken(LATER, "GM0164") == {"WK016402": north.code, "WK016403": south.code}
    assert stadsdeel_of_wijken(LATER, "GM0363") == {}


def test_assigning_again_changes_nothing():
    north = make()
    for _ in range(2):
        assign_wijken(north, ["WK016402"], by=None, since=START)
    assert StadsdeelMembership.objects.count() == 1


def test_a_mistake_of_the_same_day_is_in_force_on_no_day_and_stays_known():
    north, south = make("Noord"), make("Zuid")
    assign_wijken(north, ["WK016402"], by=None, since=START)
    assign_wijken(south, ["WK016402"], by=None, since=START)
    assert stadsdeel_of_wijken(START) == {"WK016402": south.code}
    assert stadsdeel_of_wijken(START - datetime.timedelta(days=1)) == {}
    kept = StadsdeelMembership.objects.get(stadsdeel=north)
    assert kept.valid_to == START - datetime.timedelta(days=1)
    assert AuditEvent.objects.filter(verb="assign").last().reason == "WK016402; WK016402 uit SD016401"
    assign_wijken(north, ["WK016402"], by=None, since=START)
    assert stadsdeel_of_wijken(START) == {"WK016402": north.code}


def test_no_wijk_lies_in_a_stadsdeel_before_that_begins():
    north, south = make("Noord"), make("Zuid", since=LATER)
    assign_wijken(north, ["WK016402"], by=None, since=START)
    with pytest.raises(StadsdeelError, match="Zuid begint op 01-07-2025"):
        assign_wijken(south, ["WK016402"], by=None, since=START)
    assert stadsdeel_of_wijken(START) == stadsdeel_of_wijken(LATER) == {"WK016402": north.code}


def test_a_membership_that_ended_is_not_written_over():
    north, south = make("Noord"), make("Zuid")
    assign_wijken(north, ["WK016402"], by=None, since=START)
    end_stadsdeel(north, by=None, last_day=LATER, reason="Herindeling")
    with pytest.raises(StadsdeelError, match="al anders ingedeeld: WK016402"):
        assign_wijken(south, ["WK016402"], by=None, since=datetime.date(2024, 6, 1))
    assign_wijken(south, ["WK016402"], by=None, since=LATER + datetime.timedelta(days=1))
    assert stadsdeel_of_wijken(LATER) == {"WK016402": north.code}


def test_codes_that_are_no_wijk_of_the_gemeente_are_all_named_and_nothing_changes():
    with pytest.raises(StadsdeelError, match="WK036300, BU01640202"):
        assign_wijken(make(), ["WK016402", "WK036300", "BU01640202"], by=None, since=START)
    assert stadsdeel_of_wijken(START) == {}


def test_the_past_is_not_rearranged_behind_a_later_move():
    north, south = make("Noord"), make("Zuid")
    assign_wijken(north, ["WK016402"], by=None, since=LATER)
    with pytest.raises(StadsdeelError, match="al anders ingedeeld: WK016402"):
        assign_wijken(south, ["WK016402"], by=None, since=START)


def test_an_ended_stadsdeel_is_kept_with_its_last_day_and_takes_no_more_wijken():
    north = make()
    assign_wijken(north, ["WK016402"], by=None, since=START)
    end_stadsdeel(north, by=None, last_day=LATER, reason="Herindeling")
    assert stadsdeel_of_wijken(LATER) == {"WK016402": north.code}
    assert stadsdeel_of_wijken(LATER + datetime.timedelta(days=1)) == {}
    with pytest.raises(StadsdeelError, match="beëindigd op 01-07-2025"):
        assign_wijken(north, ["WK016403"], by=None, since=LATER + datetime.timedelta(days=1))
    with pytest.raises(StadsdeelError, match="al beëindigd"):
        end_stadsdeel(north, by=None, last_day=LATER, reason="nog eens")


def test_a_stadsdeel_cannot_end_before_it_began():
    with pytest.raises(StadsdeelError, match="vóór de eerste"):
        end_stadsdeel(make(), by=None, last_day=datetime.date(2023, 12, 31), reason="x")


def test_a_new_name_must_be_free():
    north, _ = make("Noord"), make("Zuid")
    rename_stadsdeel(north, "Noord-Oost", by=None, reason="duidelijker")
    north.refresh_from_db()
    assert north.name == "Noord-Oost"
    with pytest.raises(StadsdeelError):
        rename_stadsdeel(north, "zuid", by=None, reason="x")
    with pytest.raises(StadsdeelError):
        rename_stadsdeel(north, "", by=None, reason="x")


def test_every_change_of_a_stadsdeel_stands_in_the_log():
    north = make()
    assign_wijken(north, ["WK016402"], by=None, since=START)
    rename_stadsdeel(north, "Noord-Oost", by=None, reason="duidelijker")
    end_stadsdeel(north, by=None, last_day=LATER, reason="Herindeling")
    events = AuditEvent.objects.filter(kind="area", key="SD016401").values_list("verb", flat=True)
    assert list(events) == ["create", "assign", "rename", "end"]
