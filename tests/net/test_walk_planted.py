"""The walk itself, end to end: what somebody changes in the code is named by the step that notices it."""

from pathlib import Path

import pytest

from .demonstration import demonstration
from .planting import net, plant

pytestmark = [pytest.mark.rehearsal, pytest.mark.xdist_group("net")]
PAPERS, FLOWS = "wijkwerk/governance/document/actions.py", "wijkwerk/access/lifecycles/lifecycle.py"


def walk(code: Path, match: str = "papers") -> tuple[int, str]:
    return net(code, "walk", match, demonstration())


def test_without_a_change_it_is_quiet(code: Path) -> None:
    status, printed = walk(code)
    assert (status, "nothing differs" in printed) == (0, True), printed


def test_an_event_that_is_not_recorded_any_more_is_named(code: Path) -> None:
    event = "record(person=by, verb=move.verb, kind=move.kind or cls.kind, key=cls.key_of(row), reason=words)"
    plant(code / FLOWS, event, "pass")
    status, printed = walk(code)
    assert status == 1
    assert "- event: edit note ‹number› by beleidsadviseur: tekst gewijzigd" in printed
    assert "08-papers: the writer changes the note" in printed


def test_a_field_that_is_not_saved_any_more_is_named(code: Path) -> None:
    plant(code / PAPERS, "reference=reference.strip(),", 'reference="WA",')
    status, printed = walk(code)
    assert status == 1
    assert "- + governance_document title: Wijkanalyse Noord; reference: WA-1;" in printed
    assert "+ + governance_document title: Wijkanalyse Noord; reference: WA;" in printed
    assert "08-papers: somebody who may add documents does" in printed


def test_a_permission_that_is_wider_is_named_by_who_gets_through(code: Path) -> None:
    table = code / "wijkwerk/access/permissions.csv"
    narrow = "Logboek en privacy;verify;auditevent;*;" + "nee;" * 10 + "ja;nee;"
    plant(table, narrow, narrow.removesuffix("nee;") + "ja;")
    status, printed = walk(code, "jobs")
    assert status == 1
    assert "- answer: 403\n" in printed
    assert "+ answer: 302\n" in printed
    assert "07-jobs: who may not look through the log does not" in printed
