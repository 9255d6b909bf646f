"""A site with something on every page, whose data means harm: names that are formulas, markup or paths."""

import datetime
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.test import Client

from tests.data.own_deliveries import CONTENT, GEMEENTE, divided, reading, written
from tests.governance.builders import kader, norm
from tests.kinds import KINDS, MARKUP
from tests.web.scored_site import PROEF, VITAAL
from tests.web.small_site import (
    CENTRUM,
    ELSBEEK,
    FIRST_DAY,
    HENGELO,
    KLEIN_DRIENE,
    NOORD,
    NOORK,
    OOST,
    ROT,
    areas,
    catalogue,
    observations,
    releases,
)  # fmt: skip
from tests.web.staff_site import OWN_SOURCE, person
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.privacy.models import RetentionRun
from wijkwerk.data.models import Release, ReleaseState, Remark, Severity
from wijkwerk.data.own_files import known_areas, prepare_delivery
from wijkwerk.data.release.imports import import_files
from wijkwerk.definitions.recipe.loading import load_recipes
from wijkwerk.editions.building import Order, build_edition
from wijkwerk.editions.reading import shelf
from wijkwerk.editions.scoring import RECIPES
from wijkwerk.governance.decision.actions import write_decision
from wijkwerk.governance.document.actions import add_document
from wijkwerk.governance.feedback.actions import FeedbackSubject, receive_feedback
from wijkwerk.governance.goal.actions import GoalText, add_goal
from wijkwerk.governance.kader.frozen import write_norms
from wijkwerk.governance.models import FeedbackKind
from wijkwerk.governance.note.actions import NoteText, write_note
from wijkwerk.pages.norms.rows import row_values
from wijkwerk.web.doors.staff import live_catalogue

CATALOGUE = Path(__file__).parents[2] / "catalogue"
HOSTILE_NAMES = {
    NOORK: '=HYPERLINK("http://kwaad.example";"klik")',
    ELSBEEK: MARKUP,
    KLEIN_DRIENE: "@SUM(1+1)*cmd|' /C calc'!A0",
    ROT: "-2+3+cmd|' /C calc'!A0",
    OOST: "+31 74 000",
    CENTRUM: "\t=1+1",
    NOORD: "../../../etc/passwd",
}
NORMS = (
    norm(per=1000, note="=1+1"),
    norm(indicator="misdrijven_per_1000", value=45, note="-2+3", owner="@SUM(1)"),
    norm(indicator="inkomen_per_inwoner", value=-3.4, document="+cmd|'/C calc'!A0"),
    norm(indicator="goed_ervaren_gezondheid", value=72, note=MARKUP),
)

# As somebody could type them: the page itself refuses an owner that is no function, and an income below zero.
KEPT_NORMS = (norm(per=1000, note="=1+1"), norm(indicator="misdrijven_per_1000", value=45, note="-2+3"))


def publish_hostile_site(data: Path) -> None:
    """Two editions with scores and norms, in a data folder (that of the settings)."""
    folder = data / "catalogue" / RECIPES
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("proef", PROEF), ("vitaal", VITAAL)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    named = [replace(area, name=HOSTILE_NAMES.get(area.code, area.name)) for area in areas()]
    for number, changes in enumerate(({}, {"inwoners": {NOORK: 2150.0}})):
        order = Order(
            catalogue(),
            named,
            releases(data / "releases", observations(**changes)),
            FIRST_DAY + datetime.timedelta(days=number),
            note=f"=1+{number}",
            recipes=load_recipes(folder, catalogue()),
            recipe_folder=folder,
            gemeente=HENGELO,
        )
        on_shelf = shelf()
        with on_shelf.publishing():
            manifest = build_edition(on_shelf, order)
            on_shelf.make_current(manifest.key)
        write_norms(data / "editions" / manifest.key, kader(*NORMS, example=True))
    shelf().close()


def furnish(folder: Path, settings: Any, published: Path) -> Person:
    """Put something behind every kind of staff page; returns somebody who holds every role."""
    shutil.copytree(CATALOGUE, folder / "catalogue")
    (folder / "catalogue" / "sources" / "groentelling.yaml").write_text(OWN_SOURCE, encoding="utf-8")
    shutil.copytree(published, folder / "data")
    settings.WIJKWERK_DATA, settings.WIJKWERK_CATALOGUE = folder / "data", folder / "catalogue"
    settings.WIJKWERK_GEMEENTE, settings.WIJKWERK_OPEN_SCORES = GEMEENTE, True
    # What a walk over all addresses asks in a minute, no visitor does.
    settings.WIJKWERK_RATES = settings.WIJKWERK_SENDING_RATES = {}
    divided(2024)
    everybody = person("alle", *(role for role in Role if role is not Role.BEZOEKER))
    other = person("ander", Role.ONDERZOEKER)
    _deliver(folder, other)
    Release.objects.create(
        key="cbs_kwb-1-aaaaaaaa", source="cbs_kwb", table="85984NED", periods=[2024], hash="a" * 64,
        state=ReleaseState.SIGNED, delivered_at=FIRST_DAY,
    )  # fmt: skip
    Release.objects.create(
        key="cbs_kwb-2-bbbbbbbb", source="cbs_kwb", table="85984NED", periods=[2024], hash="b" * 64,
        state=ReleaseState.CHECKED, delivered_by=other,
    )  # fmt: skip
    add_goal(GoalText(f"=1+1 {MARKUP}", MARKUP), by=everybody, since=FIRST_DAY.date())
    RetentionRun.objects.create(day=FIRST_DAY.date(), planned_by=other)
    Job.objects.create(kind="publish", params={}, person=everybody)
    receive_feedback(FeedbackSubject(MARKUP), kind=FeedbackKind.OTHER, text=MARKUP, email="bewoner@post.example")
    _write_papers(everybody)
    for kind in KINDS:
        kind.hostile(everybody)
    return everybody


def _write_papers(by: Person) -> None:
    write_note(NoteText(f"=1+1 {MARKUP}", MARKUP, Confidentiality.INTERN), by=by)
    paper = add_document(title=f"@SUM(1) {MARKUP}", reference="-1+1", date=FIRST_DAY.date(), url="https://x.nl/", by=by)
    write_decision(body="=1+1", date=FIRST_DAY.date(), case_number="+1", subject=MARKUP, documents=[paper], by=by)


def client_of(someone: Person, *, enforces: bool = False) -> Client:
    client = Client(enforce_csrf_checks=enforces, raise_request_exception=False)
    client.force_login(someone)
    return client


def keep_norms(client: Client) -> str:
    """A version of the kader on the site itself, with norms that mean harm; returns its address."""
    sent = {"name": "Kader", "valid_from": "2026-01-01", "horizon": "2040", "reason": "een begin", "do": "save"}
    for number, each in enumerate(KEPT_NORMS, start=1):
        sent |= {f"norm-{number}-{name}": value for name, value in row_values(each).items()}
    response = client.post("/normen/nieuw/", {**sent, "norms": str(len(KEPT_NORMS))})
    assert response.status_code == 302
    return str(response.headers["Location"])


def _deliver(folder: Path, other: Person) -> Release:
    place = folder / "levering"
    paths = prepare_delivery(written(place, CONTENT), reading(), known_areas(GEMEENTE), place)
    made = import_files(live_catalogue(), "groentelling", "groen", paths, other).release
    Remark.objects.create(release=made, severity=Severity.BLOCKING, check_name="som", message=MARKUP)
    return made
