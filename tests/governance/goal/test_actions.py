"""The goals: added, said otherwise and ended with a day; never taken out, and every step in the log."""

import datetime

import pytest

from tests.governance.builders import FIRST_DAY
from tests.governance.test_actions import person
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import AuditEvent, first_broken_event
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.goal.actions import GoalText, add_goal, change_goal, end_goal, goals_on
from wijkwerk.governance.goal.flow import GoalFlow
from wijkwerk.governance.models import FrozenError, Goal

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LAST_DAY = datetime.date(2026, 6, 30)


def goal(title="Elke wijk is leefbaar", **said) -> Goal:
    return add_goal(GoalText(title=title, **said), by=person(), since=FIRST_DAY)


def event() -> AuditEvent:
    found = AuditEvent.objects.order_by("-id").first()
    assert found is not None
    return found


def test_a_goal_is_added_from_a_day_with_a_code_from_its_words():
    made = goal("Élke wijk is leefbaar!", text=" Ook de mijne ", position=2)
    assert (made.code, made.text, made.position, made.valid_from) == (
        "elke_wijk_is_leefbaar",
        "Ook de mijne",
        2,
        FIRST_DAY,
    )
    assert (event().verb, event().kind, event().key) == ("add", "goal", made.code)
    assert "titel: Élke wijk is leefbaar!; toelichting: Ook de mijne; plaats: 2" in event().reason


def test_a_code_is_never_given_twice_also_not_after_an_end():
    made = goal()
    end_goal(made, by=person(), read=GoalFlow.mark_of(made), last_day=LAST_DAY, reason="klaar")
    assert goal().code == "elke_wijk_is_leefbaar_2"
    assert goal("???").code == "doel"


def test_what_changes_is_told_with_what_it_was_and_nothing_is_told_where_nothing_changes():
    main, other = goal(), goal("Samen")
    below = goal("Veilig", parent=main)
    said = GoalText(title="Veiliger", text="Ook 's avonds", position=3, parent=other)
    assert change_goal(below, said, by=person(), read=GoalFlow.mark_of(below), reason="Z-1")
    below.refresh_from_db()
    assert (below.title, below.text, below.position, below.parent) == ("Veiliger", "Ook 's avonds", 3, other)
    assert below.code == "veilig", "what points at it goes on pointing at it"
    assert event().verb == "change"
    assert event().reason == (
        "titel: Veiliger (was Veilig); toelichting: Ook 's avonds (was geen); plaats: 3 (was 1); "
        "onderdeel van: samen (was elke_wijk_is_leefbaar); Z-1"
    )
    before = AuditEvent.objects.count()
    assert not change_goal(below, said, by=person(), read=GoalFlow.mark_of(below), reason="nog eens")
    assert AuditEvent.objects.count() == before
    assert first_broken_event() is None


def test_a_goal_ends_after_a_day_and_stays():
    made = goal()
    end_goal(made, by=person(), read=GoalFlow.mark_of(made), last_day=LAST_DAY, reason="opgegaan in een ander doel")
    assert list(goals_on(LAST_DAY)) == [made]
    assert list(goals_on(LAST_DAY + datetime.timedelta(days=1))) == []
    assert list(goals_on(FIRST_DAY - datetime.timedelta(days=1))) == []
    assert (event().verb, event().reason) == ("end", "na 30-6-2026; opgegaan in een ander doel")
    with pytest.raises(NotNowError, match="verandert niet meer"):
        change_goal(made, GoalText("Anders"), by=person(), read=GoalFlow.mark_of(made))
    with pytest.raises(NotNowError, match="al beëindigd"):
        end_goal(made, by=person(), read=GoalFlow.mark_of(made), last_day=LAST_DAY, reason="nog eens")


def test_a_goal_of_the_starting_file_holds_from_the_beginning():
    Goal.objects.create(code="begin", title="Begin")
    assert [each.code for each in goals_on(datetime.date(1990, 1, 1))] == ["begin"]


def test_a_goal_with_subdoelen_that_go_on_cannot_end():
    main = goal()
    below = goal("Veilig", parent=main)
    with pytest.raises(GovernanceError, match="gelden dan nog: ‘Veilig’"):
        end_goal(main, by=person(), read=GoalFlow.mark_of(main), last_day=LAST_DAY, reason="klaar")
    end_goal(below, by=person(), read=GoalFlow.mark_of(below), last_day=LAST_DAY, reason="klaar")
    with pytest.raises(GovernanceError, match="gelden dan nog"):
        end_goal(
            main,
            by=person(),
            read=GoalFlow.mark_of(main),
            last_day=LAST_DAY - datetime.timedelta(days=1),
            reason="te vroeg",
        )
    end_goal(main, by=person(), read=GoalFlow.mark_of(main), last_day=LAST_DAY, reason="klaar")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": "  "}, "een titel nodig"),
        ({"title": "elke WIJK is leefbaar"}, "Er is al een doel"),
        ({"title": "Nieuw", "position": 0}, "een getal van 1"),
        ({"title": "Nieuw", "position": 1000}, "een getal van 1"),
    ],
)
def test_what_cannot_be_a_goal_is_refused(said, words):
    goal()
    with pytest.raises(GovernanceError, match=words):
        add_goal(GoalText(**said), by=person(), since=FIRST_DAY)
    assert Goal.objects.count() == 1


def test_there_are_two_levels_and_no_circle():
    main = goal()
    below = goal("Veilig", parent=main)
    with pytest.raises(GovernanceError, match="zelf een subdoel"):
        goal("Dieper", parent=below)
    with pytest.raises(GovernanceError, match="van zichzelf"):
        change_goal(main, GoalText(main.title, parent=main), by=person(), read=GoalFlow.mark_of(main))
    with pytest.raises(GovernanceError, match="kan daarom geen subdoel worden"):
        change_goal(main, GoalText(main.title, parent=goal("Samen")), by=person(), read=GoalFlow.mark_of(main))


def test_nothing_hangs_under_a_goal_that_ends():
    main, below = goal(), goal("Veilig")
    end_goal(main, by=person(), read=GoalFlow.mark_of(main), last_day=LAST_DAY, reason="klaar")
    with pytest.raises(GovernanceError, match="Kies een ander hoofddoel"):
        goal("Nieuw", parent=main)
    with pytest.raises(GovernanceError, match="Kies een ander hoofddoel"):
        change_goal(below, GoalText(below.title, parent=main), by=person(), read=GoalFlow.mark_of(below))


@pytest.mark.parametrize(
    ("day", "reason", "refusal", "words"),
    [
        (LAST_DAY, " ", NoReasonGivenError, "Zeg waarom het doel eindigt"),
        (datetime.date(2025, 1, 1), "x", GovernanceError, "pas vanaf"),
    ],
)
def test_an_end_needs_a_reason_and_a_day_after_the_beginning(day, reason, refusal, words):
    made = goal()
    with pytest.raises(refusal, match=words):
        end_goal(made, by=person(), read=GoalFlow.mark_of(made), last_day=day, reason=reason)
    made.refresh_from_db()
    assert made.valid_to is None


def test_no_goal_is_ever_deleted():
    main = goal()
    with pytest.raises(FrozenError):
        main.delete()
    with pytest.raises(FrozenError):
        Goal.objects.filter(pk=main.pk).delete()
    assert Goal.objects.get() == main


def test_a_number_in_an_older_goal_can_be_taken_out_and_does_not_come_into_the_log_by_that():
    made = goal("Veilig")
    Goal.objects.filter(pk=made.pk).update(text="Bel mevrouw Jansen, 06-12345678")
    made.refresh_from_db()
    assert change_goal(made, GoalText(title="Veilig", text="Bel de balie"), by=person(), read=GoalFlow.mark_of(made))
    assert event().reason == "toelichting: Bel de balie (was Bel m•••••• J•••••, 06-1•••••••)"


def test_what_is_written_over_or_ended_is_what_was_read():
    made = goal()
    mine, theirs = Goal.objects.get(pk=made.pk), Goal.objects.get(pk=made.pk)
    read = GoalFlow.mark_of(made)
    assert change_goal(theirs, GoalText("Elke wijk is groen"), by=person(), read=read)
    with pytest.raises(ChangedError, match="Dit doel is gewijzigd sinds u het opende"):
        change_goal(mine, GoalText("Elke wijk is heel"), by=person(), read=read)
    with pytest.raises(ChangedError, match="Er is niets beëindigd"):
        end_goal(mine, by=person(), last_day=LAST_DAY, read=read, reason="klaar")
    made.refresh_from_db()
    assert (made.title, made.valid_to) == ("Elke wijk is groen", None)
    assert not change_goal(mine, GoalText("Elke wijk is groen"), by=person(), read=read), "it already says so"
    assert change_goal(mine, GoalText("Elke wijk is heel"), by=person(), read=GoalFlow.mark_of(mine)), (
        "it was read anew"
    )
