import datetime
import re
import shutil

import duckdb
import pytest

from tests.data.deliveries import ROWS, build, catalogue, csv_file, source, table
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NoReasonGivenError, NotNowError
from wijkwerk.access.models import AuditEvent
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.data.area.stadsdelen import assign_wijken, create_stadsdeel
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.models import Area, AreaVersion, Release, ReleaseState, Remark, Severity, StadsdeelMembership
from wijkwerk.data.release.actions import ReleaseStateError, check, deliver, explain, reject, sign
from wijkwerk.data.release.flow import ReleaseFlow
from wijkwerk.definitions.sources import MissingValue
from wijkwerk.definitions.vocabulary import Status

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def person(account):
    someone = add_person(by=None, account=account, name=f"Functie {account}")
    give_role(someone, Role.ONDERZOEKER, by=None)
    return someone


@pytest.fixture
def anna():
    return person("anna")


@pytest.fixture
def bo():
    return person("bo")


@pytest.fixture
def releases(tmp_path):
    return tmp_path / "releases"


def delivered(tmp_path, by=None, rows=ROWS, of=None):
    folder = build(of or source(), tmp_path / "releases", csv_file(tmp_path, rows))
    return deliver(folder, by=by)[0]


def blocking_remark(release):
    return Remark.objects.create(
        release=release, severity=Severity.BLOCKING, check_name="proef", message="Telt niet op."
    )


def test_a_delivered_release_is_loaded_and_known_by_its_hash(tmp_path, anna):
    folder = build(source(), tmp_path / "releases", csv_file(tmp_path))
    release, is_new = deliver(folder, by=anna)
    assert is_new
    assert (release.state, release.hash, release.periods) == (ReleaseState.LOADED, folder.record.content_sha256, [2024])
    assert deliver(folder, by=anna) == (release, False)
    assert Release.objects.count() == 1


def test_a_check_keeps_its_remarks_and_moves_the_release_on(tmp_path, releases):
    rows = [*ROWS, "BU01640204,Te veel,2024,90000,"]
    release = delivered(tmp_path, rows=rows)
    remarks = check(release, catalogue(), releases, by=None)
    release.refresh_from_db()
    assert release.state == ReleaseState.CHECKED
    assert remarks
    assert list(release.remarks.all()) == remarks


def test_checking_again_keeps_the_explanations_of_what_is_said_again(tmp_path, releases, anna):
    release = delivered(tmp_path, rows=[*ROWS, "BU01640204,Te veel,2024,90000,"])
    first, *_ = check(release, catalogue(), releases, by=None)
    explain(first, "Nieuwbouw.", by=anna)
    again = check(release, catalogue(), releases, by=None)
    kept = [remark for remark in again if remark.message == first.message]
    assert [(remark.explanation, remark.explained_by) for remark in kept] == [("Nieuwbouw.", anna)]


def test_a_second_person_signs(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    sign(release, releases, by=bo)
    release.refresh_from_db()
    assert (release.state, release.signed_by) == (ReleaseState.SIGNED, bo)
    assert release.signed_at is not None


def test_nobody_signs_what_they_delivered(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=bo)
    with pytest.raises(RefusedError, match="een ander heeft de levering aangeleverd"):
        sign(release, releases, by=anna)
    assert may(bo, "sign", release)
    assert not may(anna, "sign", release)
    assert Release.objects.get().state == ReleaseState.CHECKED


def test_a_blocking_remark_must_be_explained_before_anybody_signs(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    remark = blocking_remark(release)
    with pytest.raises(NotNowError, match="1 blokkerende opmerking heeft"):
        sign(release, releases, by=bo)
    explain(remark, " De bron bevestigt dit. ", by=anna)
    assert remark.explanation == "De bron bevestigt dit."
    sign(release, releases, by=bo)


def test_a_value_that_cannot_be_is_not_explained_away(tmp_path, releases, anna, bo):
    """As it was found: a blocking remark, words beside it, a signature, and −99999999 on the site."""
    release = delivered(tmp_path, by=anna, rows=[*ROWS, "BU01640204,Te weinig,2024,-5,"])
    remarks = check(release, catalogue(), releases, by=anna)
    (remark,) = [each for each in remarks if each.check_name == "onmogelijke_waarde"]
    with pytest.raises(NotNowError, match="een verklaring is hier niet genoeg") as refused:
        explain(remark, "De bron telt anders.", by=anna)
    assert "missing_values" in str(refused.value)
    Remark.objects.filter(pk=remark.pk).update(explanation="Van een eerdere versie.")
    with pytest.raises(NotNowError, match="1 blokkerende opmerking gaat over een waarde die niet kan bestaan"):
        sign(release, releases, by=bo)
    reject(release, releases, by=bo, reason="Er staat een negatief aantal in.")


def test_where_the_source_says_that_it_is_no_figure_the_release_can_be_signed(tmp_path, releases, anna, bo):
    rows = [*ROWS, "BU01640204,Te weinig,2024,-5,"]
    own = source(missing_values=(MissingValue(-5, Status.SUPPRESSED, "Zo schrijft deze bron geheim."),))
    release = delivered(tmp_path, by=anna, rows=rows, of=own)
    remarks = check(release, catalogue(), releases, by=anna)
    assert not [remark for remark in remarks if remark.is_impossible]
    for remark in remarks:
        explain(remark, "Een proef.", by=anna)
    sign(release, releases, by=bo)


def test_an_empty_explanation_is_none(tmp_path, anna):
    remark = blocking_remark(delivered(tmp_path))
    with pytest.raises(NoReasonGivenError, match="niet leeg"):
        explain(remark, "  ", by=anna)
    assert not remark.is_explained


def test_checks_that_end_after_somebody_signed_change_nothing(tmp_path, releases, anna, bo, monkeypatch):
    release = delivered(tmp_path, by=anna)
    remarks = check(release, catalogue(), releases, by=anna)
    explain(blocking_remark(release), "Goed.", by=anna)

    def slow(*arguments):
        sign(Release.objects.get(pk=release.pk), releases, by=bo)
        return []

    monkeypatch.setattr("wijkwerk.data.release.actions.run_checks", slow)
    with pytest.raises(NotNowError, match="ondertekend"):
        check(release, catalogue(), releases, by=anna)
    release.refresh_from_db()
    assert (release.state, release.signed_by) == (ReleaseState.SIGNED, bo)
    assert release.remarks.count() == len(remarks) + 1


def test_what_cannot_be_checked_is_refused_before_the_checks_take_their_time(tmp_path, releases, anna, bo, monkeypatch):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    sign(Release.objects.get(pk=release.pk), releases, by=bo)
    monkeypatch.setattr("wijkwerk.data.release.actions.run_checks", None)
    with pytest.raises(NotNowError, match="ondertekend"):
        check(release, catalogue(), releases, by=anna)
    with pytest.raises(RefusedError, match="Onderzoeker"):
        check(release, catalogue(), releases, by=add_person(by=None, account="kees", name="Functie"))


def test_a_remark_is_not_explained_after_somebody_signed(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    read = blocking_remark(release)
    explain(Remark.objects.get(pk=read.pk), "Goed.", by=anna)
    sign(Release.objects.get(pk=release.pk), releases, by=bo)
    with pytest.raises(NotNowError, match="staan vast"):
        explain(read, "Anders.", by=anna)


def test_a_signature_is_for_the_remarks_and_explanations_that_were_read(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    remark = blocking_remark(release)
    explain(remark, "Goed.", by=anna)
    read = ReleaseFlow.mark_of(release)
    explain(remark, "Anders.", by=anna)
    with pytest.raises(ChangedError, match="veranderd sinds u ze las"):
        sign(release, releases, by=bo, read=read)
    explain(remark, "Goed.", by=anna)
    sign(release, releases, by=bo, read=read)
    assert Release.objects.get().state == ReleaseState.SIGNED


def test_remarks_of_a_signed_release_stand(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    remark = blocking_remark(release)
    explain(remark, "Goed.", by=anna)
    sign(release, releases, by=bo)
    with pytest.raises(NotNowError, match="staan vast"):
        explain(Remark.objects.get(pk=remark.pk), "Anders.", by=anna)


def test_a_release_that_changed_on_disk_is_not_signed(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    path = releases / release.key / "observations.parquet"
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE o AS FROM '{path}' LIMIT 2")
        con.execute(f"COPY o TO '{path}' (FORMAT parquet)")
    with pytest.raises(ReleaseError, match="een andere inhoud"):
        sign(release, releases, by=bo)
    assert Release.objects.get().state == ReleaseState.CHECKED


def test_rejecting_needs_a_reason_and_the_same_figures_do_not_come_back(tmp_path, releases, anna):
    folder = build(source(), tmp_path / "releases", csv_file(tmp_path))
    release, _ = deliver(folder, by=anna)
    with pytest.raises(NoReasonGivenError, match="Zeg waarom"):
        reject(release, releases, by=anna, reason=" ")
    reject(release, releases, by=anna, reason="Verkeerde kolom.")
    with pytest.raises(ReleaseStateError, match="eerder afgekeurd"):
        deliver(folder, by=anna)


def test_rejecting_takes_the_areas_that_only_this_release_named_out_of_the_register(tmp_path, releases, anna, bo):
    first = delivered(tmp_path, by=anna, rows=ROWS[:3])
    second = delivered(tmp_path, by=anna, rows=ROWS)
    for release in (first, second):
        check(release, catalogue(), releases, by=anna)
        explain_all(release, anna)
        sign(release, releases, by=bo)
    stadsdeel = create_stadsdeel("GM0164", "West", by=anna, since=datetime.date(2024, 1, 1))
    assign_wijken(stadsdeel, ["WK016403"], by=anna, since=datetime.date(2024, 1, 1))
    assert reject(second, releases, by=anna, reason="Te veel buurten.").gone == 3
    left = set(Area.objects.exclude(pk=stadsdeel.pk).values_list("code", flat=True))
    assert left == {"GM0164", "WK016402", "BU01640202"}
    assert AuditEvent.objects.get(verb="reject").reason == "Te veel buurten.; gebieden in het register: 3 weg"
    assert StadsdeelMembership.objects.get().valid_to is None, "a wijk that comes back lies in it again"
    assert reject(first, releases, by=anna, reason="Ook niet goed.").gone == 3


def test_a_release_that_was_checked_before_areas_were_kept_with_it_is_checked_again_first(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    release.areas.all().delete()
    with pytest.raises(ReleaseStateError, match="Controleer haar opnieuw"):
        sign(release, releases, by=bo)
    check(release, catalogue(), releases, by=anna)
    assert sign(release, releases, by=bo).came == 6


def test_of_a_release_that_was_signed_before_areas_were_kept_what_only_it_named_goes(tmp_path, releases, anna, bo):
    """As the upgrade leaves it: areas of no release, which count."""
    first, second = delivered(tmp_path, by=anna, rows=ROWS[:3]), delivered(tmp_path, by=anna, rows=ROWS)
    for release in (first, second):
        check(release, catalogue(), releases, by=anna)
        explain_all(release, anna)
        sign(release, releases, by=bo)
    AreaVersion.objects.filter(release=first).delete()
    second.areas.update(release=None)
    assert reject(second, releases, by=anna, reason="Te veel buurten.").gone == 3
    assert set(Area.objects.values_list("code", flat=True)) == {"GM0164", "WK016402", "BU01640202"}


def test_nobody_signs_a_release_of_which_nobody_knows_who_delivered_it(tmp_path, releases, anna, bo):
    """On the machine it could be delivered without a name, and signed on the site by whoever did so."""
    release = delivered(tmp_path, by=None)
    check(release, catalogue(), releases, by=None)
    with pytest.raises(NotNowError, match="niet wie haar aanleverde"):
        sign(release, releases, by=bo)
    assert delivered(tmp_path, by=anna).delivered_by == anna
    release.refresh_from_db()
    with pytest.raises(RefusedError, match="een ander heeft de levering aangeleverd"):
        sign(release, releases, by=anna)
    sign(release, releases, by=bo)
    assert AuditEvent.objects.filter(verb="deliver", person=anna, key=release.key).count() == 1


def test_a_signature_is_for_the_changes_of_areas_that_were_read(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    read = ReleaseFlow.mark_of(release)
    other = delivered(tmp_path, by=anna, rows=[row.replace("De Noork", "Noork") for row in ROWS])
    check(other, catalogue(), releases, by=anna)
    explain_all(other, anna)
    sign(other, releases, by=bo)
    with pytest.raises(ChangedError, match="wat er aan gebieden verandert"):
        sign(release, releases, by=bo, read=read)


def explain_all(release, by):
    for remark in release.remarks.filter(explanation=""):
        explain(remark, "Een proef.", by=by)


def test_a_release_whose_folder_is_away_can_still_be_rejected(tmp_path, releases, anna):
    release = delivered(tmp_path, by=anna)
    shutil.rmtree(releases / release.key)
    assert reject(release, releases, by=anna, reason="Map is weg.").gone == 0
    assert Release.objects.get().state == ReleaseState.REJECTED


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReleaseState.LOADED, "heeft de stand ‘ingelezen’. Dit kan alleen bij de stand ‘gecontroleerd’"),
        (ReleaseState.SIGNED, "heeft de stand ‘ondertekend’. Dit kan alleen bij de stand ‘gecontroleerd’"),
        (ReleaseState.REJECTED, "is afgekeurd en verandert niet meer"),
    ],
)
def test_only_a_checked_release_is_signed(tmp_path, releases, bo, state, words):
    release = delivered(tmp_path)
    release.state = state
    release.save()
    with pytest.raises(NotNowError, match=re.escape(words)):
        sign(release, releases, by=bo)


def test_a_release_that_somebody_else_just_rejected_is_not_signed_from_an_old_page(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=None)
    on_an_old_page = Release.objects.get(pk=release.pk)
    reject(release, releases, by=bo, reason="Telt niet op.")
    with pytest.raises(NotNowError, match="is afgekeurd"):
        sign(on_an_old_page, releases, by=bo)
    assert Release.objects.get(pk=release.pk).state == ReleaseState.REJECTED
    assert not AuditEvent.objects.filter(verb="sign").exists()


def test_every_step_stands_in_the_log_with_who_took_it(tmp_path, releases, anna, bo):
    release = delivered(tmp_path, by=anna)
    check(release, catalogue(), releases, by=anna)
    explain(blocking_remark(release), "Goed.", by=anna)
    sign(release, releases, by=bo)
    reject(release, releases, by=bo, reason="Toch niet.")
    events = AuditEvent.objects.filter(kind__in=["release", "remark"]).values_list("verb", "person__account")
    assert list(events) == [
        ("deliver", "anna"), ("check", "anna"), ("explain", "anna"), ("sign", "bo"), ("reject", "bo"),
    ]  # fmt: skip


def test_a_state_and_its_event_are_written_together(tmp_path, releases, anna, monkeypatch):
    release = delivered(tmp_path, by=anna)

    def fail(**event):
        raise LogInTestError

    monkeypatch.setattr("wijkwerk.access.lifecycles.lifecycle.record", fail)
    with pytest.raises(LogInTestError):
        reject(release, releases, by=anna, reason="x")
    assert Release.objects.get().state == ReleaseState.LOADED


def test_an_earlier_year_of_another_table_is_compared_with_and_the_country_alone_is_not(tmp_path, releases):
    of = source(table(), table(table="T2"), table(table="T3-land", part_of="T3"))
    older = [row.replace(",2024,", ",2020,").replace("2140", "214") for row in ROWS]
    before = delivered(tmp_path, rows=older, of=of)
    now = delivered(tmp_path, of=of)
    assert before.table == now.table == "T1"
    messages = [remark.message for remark in check(now, catalogue(of), releases, by=None)]
    assert any("2020" in message and "BU01640202" in message for message in messages)


class LogInTestError(Exception):
    pass
