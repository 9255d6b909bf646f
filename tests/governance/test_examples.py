"""What an example begins with is done by people by function, once, and stands in the log as theirs."""

from pathlib import Path

import pytest

from tests.made_once import REPOSITORY
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.demo_accounts import make_demo_accounts
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.governance.definition.models import Definition, DefinitionState
from wijkwerk.governance.examples import perform_work
from wijkwerk.governance.models import Action, Pledge

pytestmark = [pytest.mark.django_db]

HENGELO = REPOSITORY / "examples" / "hengelo"
BY_NOBODY = "actions:\n  - {by: wethouder, title: Brief}\n"
SOME_DAY = "actions:\n  - {by: beleidsadviseur, title: Brief, due: na de zomer}\n"
ELSEWHERE = "actions:\n  - {by: beleidsadviseur, title: Brief, area: BU99999999}\n"


@pytest.fixture(autouse=True)
def people() -> None:
    district = Scope.objects.create(kind=ScopeKind.AREA, key="SD1", name="Noord", valid_from="2024-01-01")
    Scope.objects.create(
        kind=ScopeKind.AREA, key="BU01640202", name="De Noork", valid_from="2024-01-01", parent=district
    )
    make_demo_accounts()


def test_the_promise_to_the_council_comes_with_what_was_told_and_the_actions_that_serve_it():
    perform_work(HENGELO)
    pledge = Pledge.objects.get(case_number="3710091")
    assert (pledge.audience, pledge.confidentiality, pledge.state) == ("raad", "openbaar", "loopt")
    assert str(pledge.promised_on) == "2024-05-28"
    assert pledge.notices.count() == 3
    assert str(pledge.report_due) == "2026-05-18"
    assert pledge.actions.count() == 2
    assert "verzonnen" in pledge.explanation
    assert Action.objects.filter(owner=None).count() == 1
    assert all("erzonnen" in each.explanation for each in (*Pledge.objects.all(), *Action.objects.all()))
    events = AuditEvent.objects.filter(kind__in=("pledge", "action"))
    assert {event.person.account for event in events if event.person} == {"beleidsadviseur", "stadsdeelregisseur"}
    assert events.filter(person=None).count() == 0


def test_the_two_wordings_of_wijkgericht_werken_follow_each_other_and_the_later_one_holds():
    perform_work(HENGELO)
    former, present = Definition.objects.filter(term="wijkgericht werken").order_by("pk")
    assert "30 mei 2023" in former.source
    assert (former.state, present.state) == (DefinitionState.ENDED, DefinitionState.IN_FORCE)
    assert present.text.startswith("Een vorm van binnengemeentelijk organiseren")
    assert (present.written_by.account, present.adopted_by.account) == ("beleidsadviseur", "onderzoeker-1")
    assert Definition.objects.get(term="wijkaanpak").state == DefinitionState.IN_FORCE


def test_a_database_with_pledges_of_before_gets_the_terms_too():
    perform_work(HENGELO)
    Definition.objects.all().delete()
    before = Pledge.objects.count()
    perform_work(HENGELO)
    assert (Definition.objects.count(), Pledge.objects.count()) == (3, before)


def test_a_second_time_nothing_happens():
    perform_work(HENGELO)
    before = AuditEvent.objects.count()
    perform_work(HENGELO)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BY_NOBODY, "'wethouder'; verwacht een account"),
        (SOME_DAY, "'na de zomer'; verwacht een tijd"),
        (ELSEWHERE, "'BU99999999'; verwacht een gebied"),
    ],
)
def test_what_is_not_there_is_told_with_its_line_and_nothing_is_kept(tmp_path: Path, text: str, words: str):
    (tmp_path / "afspraken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=words):
        perform_work(tmp_path)
    assert not Action.objects.exists()


def test_an_example_without_work_begins_without(tmp_path: Path):
    perform_work(tmp_path)
    assert not Pledge.objects.exists()
