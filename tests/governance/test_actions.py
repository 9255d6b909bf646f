"""Decisions, versions and wijktypen: what was adopted stays, two pairs of eyes, every change in the log."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from tests.governance.builders import AREAS, FIRST_DAY, NOORD, TODAY, band, catalogue, norm
from wijkwerk.access.lifecycles.lifecycle import NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.definitions.kaders import AreaKind
from wijkwerk.governance.decision.actions import adopt_decision, write_decision
from wijkwerk.governance.document.actions import add_document
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.kader.actions import NewVersion, add_version, adopt_kader
from wijkwerk.governance.kader.area_types import set_area_type
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.versions import area_kinds_on, kader_on
from wijkwerk.governance.models import AreaType, Decision, Document, FrozenError, Kader, Norm

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LATER = datetime.date(2026, 7, 1)


def person(account="onderzoeker-1") -> Person:
    found = Person.objects.filter(account=account).first()
    if found is None:
        found = add_person(by=None, account=account, name=account)
        give_role(found, Role.ONDERZOEKER, by=None)
    return found


def document(**changes) -> Document:
    given = {"title": "Raadsbesluit", "reference": "R-12", "date": FIRST_DAY, "url": "https://voorbeeld.nl/r-12"}
    return add_document(**(given | changes), by=person())


def decision(**changes) -> Decision:
    given = {"body": "Gemeenteraad", "date": FIRST_DAY, "case_number": "Z-1", "subject": "Kwaliteitskader"}
    return write_decision(**(given | {"documents": [document()]} | changes), by=person())


def adopted(**changes) -> Decision:
    made = decision(**changes)
    adopt_decision(made, by=person("onderzoeker-2"))
    return made


def version(*norms, reason="", by="onderzoeker-1", **changes) -> Kader:
    given = {"name": "Kader", "valid_from": FIRST_DAY, "horizon": 2040, "norms": norms or (norm(),)}
    return add_version(NewVersion(**(given | changes)), catalogue(), AREAS, by=person(by), reason=reason)


def last_event() -> tuple[str, str, str]:
    event = AuditEvent.objects.order_by("-id")[0]
    return event.verb, event.kind, event.key


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "een titel en een kenmerk"),
        ({"url": ""}, "Zeg waar het document staat"),
        ({"url": "", "sha256": "abc"}, "64 cijfers en letters"),
        ({"url": "ftp://voorbeeld.nl"}, "begint met https://"),
        ({"date": datetime.date(2999, 1, 1)}, "nog moet komen"),
    ],
)
def test_a_document_must_be_findable_and_of_a_day_that_was(changes, words):
    with pytest.raises(GovernanceError, match=words):
        document(**changes)
    assert not Document.objects.exists()


def test_a_document_is_written_once():
    made = document(url="", sha256="A" * 64)
    assert made.sha256 == "a" * 64
    assert last_event() == ("add", "document", str(made.pk))
    made.title = "Anders"
    for change in (made.save, made.delete, Document.objects.all().delete, lambda: Document.objects.update(title="x")):
        with pytest.raises(FrozenError):
            change()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": ""}, "gremium"),
        ({"case_number": " ", "subject": ""}, "zaaknummer, onderwerp"),
        ({"date": datetime.date(2999, 1, 1)}, "nog moet komen"),
    ],
)
def test_a_decision_needs_a_body_a_case_number_a_subject_and_a_day_that_was(changes, words):
    with pytest.raises(GovernanceError, match=words):
        decision(**changes)
    assert not Decision.objects.exists()


def test_a_decision_of_today_may_be_entered_but_not_twice():
    decision(date=timezone.localdate())
    with pytest.raises(GovernanceError, match="al ingevoerd"):
        decision(date=timezone.localdate())


def test_nobody_confirms_the_decision_that_they_entered():
    made = decision()
    with pytest.raises(RefusedError, match="een ander heeft het besluit ingevoerd"):
        adopt_decision(made, by=person())
    assert not may(person(), "adopt", made)
    assert may(person("onderzoeker-2"), "adopt", made)
    adopt_decision(made, by=person("onderzoeker-2"))
    assert last_event() == ("adopt", "decision", str(made.pk))
    with pytest.raises(NotNowError, match="al vastgelegd"):
        adopt_decision(made, by=person("onderzoeker-2"))


def test_a_decision_without_a_document_is_not_confirmed():
    with pytest.raises(GovernanceError, match="document"):
        adopt_decision(decision(documents=[]), by=person("onderzoeker-2"))


def test_a_confirmed_decision_and_its_documents_stay():
    made = adopted()
    made.subject = "Iets anders"
    more = document(reference="R-13")
    for change in (made.save, made.delete, lambda: made.documents.add(more), made.documents.clear):
        with pytest.raises(FrozenError), transaction.atomic():
            change()
    assert Decision.objects.get().subject == "Kwaliteitskader"
    assert made.documents.count() == 1


def test_a_draft_of_a_decision_may_still_be_changed():
    made = decision()
    made.subject = "Beter gezegd"
    made.save()
    assert Decision.objects.get().subject == "Beter gezegd"


def test_a_version_is_stored_with_its_norms_as_they_were_given():
    norms = (norm(per=1000, note="een reden"), band(45, 65, counted="huishoudens", unit_of_gap="koopwoningen"))
    made = version(*norms)
    assert (made.version, made.status) == (1, "voorlopig")
    assert tuple(each.terms for each in made.norms.all()) == norms
    assert last_event() == ("add", "kader", "1")


def test_a_version_with_a_problem_stores_nothing_at_all():
    with pytest.raises(KaderError) as caught:
        version(norm(indicator="zzz"), norm(value=-1), name=" ", horizon=2020)
    assert [each.place for each in caught.value.problems] == [
        "kader, naam",
        "kader, streefjaar",
        "norm 1, indicator",
        "norm 2, value",
    ]
    assert not Kader.objects.exists()
    assert not Norm.objects.exists()
    assert not AuditEvent.objects.filter(kind="kader").exists()


def test_a_kader_without_a_norm_is_refused():
    with pytest.raises(KaderError, match="geen enkele norm"):
        add_version(NewVersion("Kader", FIRST_DAY, 2040, ()), catalogue(), AREAS, by=None)


def test_a_later_version_needs_a_reason_and_leaves_the_earlier_one_as_it_was():
    first = version()
    with pytest.raises(KaderError, match="waarom er een nieuwe versie is"):
        version(norm(value=40))
    second = version(norm(value=40), reason="de raad wil het anders")
    assert second.version == 2
    assert [each.terms.value for each in first.norms.all()] == [35]


def test_norms_are_written_once():
    version()
    stored = Norm.objects.get()
    stored.value = 99
    with pytest.raises(FrozenError):
        stored.save()
    with pytest.raises(FrozenError):
        Norm.objects.all().delete()


def test_a_kader_is_adopted_by_a_confirmed_decision_and_by_another_person():
    made = version()
    with pytest.raises(GovernanceError, match="Leg eerst het besluit vast"):
        adopt_kader(made, decision(case_number="Z-2"), by=person("onderzoeker-2"))
    by_decision = adopted()
    with pytest.raises(RefusedError, match="een ander heeft de versie van het kwaliteitskader gemaakt"):
        adopt_kader(made, by_decision, by=person())
    assert not may(person(), "adopt", made)
    adopt_kader(made, by_decision, by=person("onderzoeker-2"))
    made.refresh_from_db()
    assert (made.status, made.decision) == ("vastgesteld", by_decision)
    assert last_event() == ("adopt", "kader", "1")
    with pytest.raises(NotNowError, match="al vastgesteld"):
        adopt_kader(made, by_decision, by=person("onderzoeker-2"))


def test_an_example_is_never_adopted():
    with pytest.raises(NotNowError, match="voorbeeld"):
        adopt_kader(version(example=True), adopted(), by=person("onderzoeker-2"))


def test_an_earlier_version_is_not_adopted_after_a_later_one():
    first, second = version(), version(norm(value=40), reason="beter")
    by_decision = adopted()
    adopt_kader(second, by_decision, by=person("onderzoeker-2"))
    with pytest.raises(GovernanceError, match="Versie 2 is al vastgesteld"):
        adopt_kader(first, by_decision, by=person("onderzoeker-2"))


def test_without_a_version_no_kader_holds():
    assert kader_on(TODAY) is None


def test_the_last_provisional_version_holds_until_one_is_adopted():
    version()
    second = version(reason="beter")
    assert kader_on(TODAY) == second
    adopt_kader(second, adopted(), by=person("onderzoeker-2"))
    version(reason="een idee voor later")
    assert kader_on(TODAY) == second, "an idea does not push aside what was adopted"


def test_a_version_does_not_hold_before_its_first_day():
    first = version()
    version(reason="vanaf juli", valid_from=LATER)
    assert kader_on(LATER - datetime.timedelta(days=1)) == first
    assert kader_on(LATER) != first
    assert kader_on(FIRST_DAY - datetime.timedelta(days=1)) is None


def test_a_wijktype_holds_from_a_day_and_ends_the_day_before_the_next():
    set_area_type(NOORD, AreaKind.WOONWIJK, by=person(), since=FIRST_DAY)
    set_area_type(NOORD, AreaKind.BUITENGEBIED, by=person(), since=LATER)
    assert area_kinds_on(LATER - datetime.timedelta(days=1)) == {NOORD: AreaKind.WOONWIJK}
    assert area_kinds_on(LATER) == {NOORD: AreaKind.BUITENGEBIED}
    assert area_kinds_on(FIRST_DAY - datetime.timedelta(days=1)) == {}
    assert last_event() == ("set", "areatype", NOORD)
    assert AuditEvent.objects.order_by("-id")[0].reason == "buitengebied; was woonwijk"


def test_the_same_wijktype_again_changes_nothing():
    set_area_type(NOORD, AreaKind.WOONWIJK, by=None, since=FIRST_DAY)
    assert set_area_type(NOORD, AreaKind.WOONWIJK, by=None, since=LATER) is None
    assert AreaType.objects.count() == 1


@pytest.mark.parametrize("since", [FIRST_DAY, FIRST_DAY - datetime.timedelta(days=1)])
def test_a_wijktype_is_not_rearranged_afterwards(since):
    set_area_type(NOORD, AreaKind.WOONWIJK, by=None, since=FIRST_DAY)
    with pytest.raises(GovernanceError, match="latere dag"):
        set_area_type(NOORD, AreaKind.BUITENGEBIED, by=None, since=since)


def test_a_page_that_stood_open_does_not_confirm_or_adopt_a_second_time():
    made, kader = decision(), version()
    seen, seen_kader = Decision.objects.get(pk=made.pk), Kader.objects.get(pk=kader.pk)
    adopt_decision(made, by=person("onderzoeker-2"))
    with pytest.raises(NotNowError, match="al vastgelegd"):
        adopt_decision(seen, by=person("onderzoeker-3"))
    adopt_kader(kader, made, by=person("onderzoeker-2"))
    with pytest.raises(NotNowError, match="al vastgesteld"):
        adopt_kader(seen_kader, made, by=person("onderzoeker-3"))
    assert Kader.objects.get().adopted_by == person("onderzoeker-2")
    assert AuditEvent.objects.filter(verb="adopt").count() == 2
