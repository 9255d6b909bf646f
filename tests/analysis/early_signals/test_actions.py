"""Signals raised once for each edition, and answered by who knows the buurt: with why, and without a name."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.editions.small_country import KLEIN, OOST, WEST, A, B, C, cells
from tests.web.staff_site import person
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import RoleHolding, Scope
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.analysis.early_signals.actions import VerdictText, earlier_verdicts, give_verdict, raise_signals
from wijkwerk.analysis.early_signals.flow import EarlySignalFlow
from wijkwerk.analysis.early_signals.models import EarlySignal, FieldVerdict, SignalScan, SignalState, Verdict
from wijkwerk.analysis.errors import AnalysisError
from wijkwerk.editions.shelf import PublishedEdition

from .looking import SINCE, edition_of, level, rules_of, trend

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.datetime(2026, 11, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))
RULES = rules_of(level(), trend())
SEEN = VerdictText(Verdict.RECOGNISED, "Dat horen wij ook op straat.")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[PublishedEdition, PublishedEdition]:
    """Aker and Berk are less healthy than the gemeente in the first, Aker and Ceder in the one after it."""
    root = tmp_path_factory.mktemp("rookmelder")
    first = edition_of(root, cells("ggd.gezond", {A: 60, B: 61, C: 75, KLEIN: 75}))
    return first, edition_of(root, cells("ggd.gezond", {A: 62, B: 75, C: 63, KLEIN: 75}))


@pytest.fixture
def first(editions: tuple[PublishedEdition, PublishedEdition]) -> PublishedEdition:
    return editions[0]


@pytest.fixture
def second(editions: tuple[PublishedEdition, PublishedEdition]) -> PublishedEdition:
    return editions[1]


@pytest.fixture
def manager() -> Person:
    return person("leidt", Role.PROGRAMMAMANAGER)


def raised(edition: PublishedEdition, **more) -> SignalScan:
    return raise_signals(edition, KLEIN, RULES, **{"before": None, "now": NOVEMBER} | more)


def signal(area: str, edition: str = "2026-1") -> EarlySignal:
    return EarlySignal.objects.get(area=area, edition=edition)


def answered(area: str, text: VerdictText, by: Person, edition: str = "2026-1") -> FieldVerdict:
    asked = signal(area, edition)
    return give_verdict(asked, text, by=by, read=EarlySignalFlow.mark_of(asked))


def area_scope(code: str, parent: Scope | None = None, **more) -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=code, name=code, parent=parent, valid_from=SINCE, **more)


def test_a_signal_keeps_what_was_seen_and_where(first: PublishedEdition):
    raised(first)
    assert [each.area for each in EarlySignal.objects.order_by("area")] == [A, B]
    kept = signal(A)
    assert (kept.rule, kept.rule_version, kept.indicator, kept.state) == ("niveau", 1, "gezond", SignalState.WAITING)
    assert (kept.area_name, kept.wijk, kept.wijk_name) == ("Aker", WEST, "West")
    assert (kept.facts.value, kept.facts.limit, kept.facts.gemeente, kept.facts.is_model) == (60, 70, 75, True)


def test_what_each_rule_came_to_is_kept_with_the_edition(first: PublishedEdition):
    scan = raised(first)
    silent = "er zijn geen 4 jaren op rij geleverd"
    assert scan.edition == "2026-1"
    assert scan.outcomes == [
        {"rule": "niveau", "version": 1, "asked": 3, "sightings": 2, "silent": ""},
        {"rule": "trend", "version": 1, "asked": 0, "sightings": 0, "silent": silent},
    ]


def test_every_signal_has_an_event_without_a_person(first: PublishedEdition):
    raised(first)
    events = AuditEvent.objects.filter(verb="raise", kind="earlysignal")
    assert {(each.key, each.person, each.reason) for each in events} == {
        (str(signal(code).pk), None, "regel niveau, editie 2026-1") for code in (A, B)
    }


def test_raising_a_second_time_changes_nothing(first: PublishedEdition, manager: Person):
    scan = raised(first)
    answered(A, SEEN, manager)
    events = AuditEvent.objects.count()
    assert raised(first, now=NOVEMBER + datetime.timedelta(days=3)) == scan
    assert (EarlySignal.objects.count(), AuditEvent.objects.count()) == (2, events)
    assert [signal(code).state for code in (A, B)] == [SignalState.ANSWERED, SignalState.WAITING]


def test_a_new_edition_lets_lapse_what_waits_and_keeps_what_was_answered(
    first: PublishedEdition, second: PublishedEdition, manager: Person
):
    raised(first)
    answered(A, SEEN, manager)
    raised(second, before=first)
    assert [signal(code).state for code in (A, B)] == [SignalState.ANSWERED, SignalState.LAPSED]
    assert [signal(code, "2026-2").state for code in (A, C)] == [SignalState.WAITING, SignalState.WAITING]
    event = AuditEvent.objects.get(verb="lapse")
    assert (event.key, event.person, event.reason) == (str(signal(B).pk), None, "er is een nieuwere editie")


def test_what_lapsed_is_answered_no_more(first: PublishedEdition, second: PublishedEdition, manager: Person):
    raised(first), raised(second, before=first)
    with pytest.raises(NotNowError, match="Een nieuwere editie kwam in de plaats"):
        answered(B, SEEN, manager)
    assert not FieldVerdict.objects.exists()


def test_a_signal_hangs_on_its_buurt(first: PublishedEdition):
    aker = area_scope(A)
    area_scope(B, valid_to=datetime.date(2026, 6, 30))
    raised(first)
    assert (signal(A).scope, signal(B).scope) == (aker, None)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (NOVEMBER, datetime.date(2026, 11, 29)),
        (datetime.datetime(2026, 10, 31, 23, 30, tzinfo=datetime.UTC), datetime.date(2026, 11, 29)),  # after midnight
    ],
)
def test_the_field_has_the_days_that_the_rules_give(first: PublishedEdition, moment, day):
    raised(first, now=moment)
    assert (signal(A).raised_at, signal(A).answer_by) == (moment, day)


def test_a_verdict_is_kept_with_why_and_answers_the_signal(first: PublishedEdition, manager: Person):
    raised(first)
    given = answered(A, VerdictText(Verdict.EXPLAINED, "  Het verpleeghuis telt mee.  "), manager)
    assert (given.verdict, given.why, given.given_by) == ("verklaard", "Het verpleeghuis telt mee.", manager)
    assert signal(A).state == SignalState.ANSWERED


@pytest.mark.parametrize("why", ["", "   \n"])
def test_a_verdict_without_why_is_refused_and_nothing_is_kept(first: PublishedEdition, manager: Person, why: str):
    raised(first)
    events = AuditEvent.objects.count()
    with pytest.raises(AnalysisError, match="Zeg in één zin waarom"):
        answered(A, VerdictText(Verdict.RECOGNISED, why), manager)
    assert not FieldVerdict.objects.exists()
    assert (signal(A).state, AuditEvent.objects.count()) == (SignalState.WAITING, events)


def test_a_second_verdict_stands_below_the_first(first: PublishedEdition, manager: Person):
    raised(first)
    answered(A, SEEN, manager)
    answered(A, VerdictText(Verdict.UNDER_WAY, "Het sociaal team is er bezig."), manager)
    assert [each.verdict for each in signal(A).verdicts.all()] == ["herkend", "loopt_al"]
    assert signal(A).state == SignalState.ANSWERED


def test_the_log_holds_the_verdict_and_not_the_sentence(first: PublishedEdition, manager: Person):
    raised(first)
    answered(A, SEEN, manager)
    event = AuditEvent.objects.get(verb="answer")
    assert (event.kind, event.key, event.person, event.reason) == (
        "earlysignal",
        str(signal(A).pk),
        manager,
        "herkend",
    )


def test_a_verdict_says_as_what_it_was_given_and_never_by_whom(first: PublishedEdition):
    raised(first)
    speaker = person("jansen", Role.STADSDEELREGISSEUR, Role.PROGRAMMAMANAGER, Role.BEZOEKER)
    given = answered(A, SEEN, speaker)
    assert given.given_as == "programmamanager, stadsdeelregisseur"
    assert "jansen" not in f"{given} {given.given_as}".lower()


def test_a_regisseur_answers_about_the_own_part_of_the_town_alone(first: PublishedEdition):
    west = area_scope(WEST)
    area_scope(A, west)
    area_scope(B, area_scope(OOST))
    raised(first)
    regisseur = person("regisseur")
    RoleHolding.objects.create(person=regisseur, role=Role.STADSDEELREGISSEUR, scope=west, valid_from=SINCE)
    assert answered(A, SEEN, regisseur).given_as == "stadsdeelregisseur"
    with pytest.raises(RefusedError):
        answered(B, SEEN, regisseur)
    assert [each.signal.area for each in FieldVerdict.objects.all()] == [A]


def test_what_somebody_did_not_read_they_do_not_answer(first: PublishedEdition, manager: Person):
    raised(first)
    with pytest.raises(ChangedError):
        give_verdict(signal(A), SEEN, by=manager, read=EarlySignalFlow.mark_of(signal(B)))
    assert not FieldVerdict.objects.exists()


def test_earlier_verdicts_are_those_of_the_same_place_rule_and_indicator(
    first: PublishedEdition, second: PublishedEdition, manager: Person
):
    raised(first)
    answered(A, SEEN, manager)
    answered(A, VerdictText(Verdict.UNDER_WAY, "Het sociaal team is er bezig."), manager)
    answered(B, SEEN, manager)
    raised(second, before=first)
    answered(A, VerdictText(Verdict.EXPLAINED, "Het verpleeghuis telt mee."), manager, "2026-2")
    for changes in ({"rule": "zwakke_buurt"}, {"indicator": "prettig"}):  # of the same place, and not the same
        other = EarlySignal.objects.create(
            **{"edition": "2025-1", "rule": "niveau", "indicator": "gezond"} | changes,
            rule_version=1, area=A, area_name="Aker", observed=signal(A).observed, answer_by=SINCE,
        )  # fmt: skip
        FieldVerdict.objects.create(signal=other, verdict=Verdict.NOT_RECOGNISED, why="Nee.", given_as="x")
    now, new = signal(A, "2026-2"), signal(C, "2026-2")
    earlier = earlier_verdicts([now, new])
    assert [each.verdict for each in earlier[now.pk]] == ["loopt_al", "herkend"]
    assert earlier[new.pk] == []


def test_signals_of_several_editions_each_have_what_was_said_before_them(
    first: PublishedEdition, second: PublishedEdition, manager: Person
):
    raised(first)
    answered(A, SEEN, manager)
    raised(second, before=first)
    answered(A, VerdictText(Verdict.EXPLAINED, "Het verpleeghuis telt mee."), manager, "2026-2")
    before, now = signal(A), signal(A, "2026-2")
    earlier = earlier_verdicts([before, now])
    assert [each.verdict for each in earlier[now.pk]] == ["herkend"]
    assert earlier[before.pk] == []
