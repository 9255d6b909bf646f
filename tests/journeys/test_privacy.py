"""From a plan to tombstones by two privacy officers, a text that points at a person, and a refused correction."""

import datetime
import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from .axe import look_at
from .demo_site import DemoSite
from .watched import DESKTOP, PHONE

pytestmark = pytest.mark.browser

PATIENT = 60_000  # milliseconds that a worker may take
NAME = "Vertrokken medewerker"
LONG_AGO = datetime.datetime(2020, 5, 1, 12, tzinfo=datetime.UTC)
Open = Callable[..., Page]


@pytest.fixture
def as_officer(browser: Browser, demo: DemoSite, officers: list[StorageState]) -> Iterator[Open]:
    """Open a page as the first or second privacy officer: `as_officer(1, "/privacy/", PHONE)`."""
    contexts = []

    def open_page(number: int, path: str, viewport: dict[str, int] = DESKTOP) -> Page:
        context = browser.new_context(
            viewport=viewport,
            base_url=demo.url,
            storage_state=officers[number],
            bypass_csp=True,  # for axe alone
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def somebody_left_long_ago(demo: DemoSite) -> int:
    """What no demonstration has: an account whose term has passed, with a link that was never used."""
    with closing(sqlite3.connect(demo.data / "wijkwerk.sqlite3", timeout=30)) as database, database:
        moment = LONG_AGO.strftime("%Y-%m-%d %H:%M:%S")
        made = database.execute(
            "INSERT INTO access_person (password, last_login, account, name, email, is_active, created_at)"
            " VALUES ('', ?, 'vertrokken', ?, 'vertrokken@voorbeeld.nl', 1, ?)",
            (moment, NAME, moment),
        )
        database.execute(
            "INSERT INTO access_signinlink (person_id, token_hash, created_at, expires_at)"
            " VALUES (?, 'vertrokken', ?, ?)",
            (made.lastrowid, moment, moment),
        )
        assert made.lastrowid is not None
        return made.lastrowid


def rows_that_name(demo: DemoSite, word: str) -> list[str]:
    """Every table of the database in which a word still stands."""
    with closing(sqlite3.connect(demo.data / "wijkwerk.sqlite3", timeout=30)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            table for table in tables if any(word in str(row) for row in database.execute(f'SELECT * FROM "{table}"'))
        ]


def test_a_round_is_planned_by_one_approved_by_another_and_leaves_tombstones(demo: DemoSite, as_officer: Open):
    number = somebody_left_long_ago(demo)
    assert rows_that_name(demo, "ertrokken") == ["access_person", "access_signinlink"]
    first = as_officer(0, "/privacy/bewaartermijnen/")
    first.get_by_role("button", name="Ronde voorbereiden").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("wacht op goedkeuring")
    expect(first.locator("main")).to_contain_text("Een ander moet haar goedkeuren")
    expect(first.get_by_role("button", name="Goedkeuren")).to_have_count(0)
    expect(first.locator("main")).not_to_contain_text(NAME)
    look_at(first, DESKTOP)
    second = as_officer(1, first.url, PHONE)
    look_at(second, PHONE)
    second.get_by_role("button", name="Goedkeuren").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("goedgekeurd")
    first.reload()
    first.get_by_role("button", name="Uitvoeren").click()
    expect(first.get_by_role("heading", level=1)).to_contain_text("uitgevoerd", timeout=PATIENT)
    first.goto("/privacy/bewaartermijnen/weg/")
    row = first.get_by_role("row").filter(has_text="Personen")
    expect(row).to_contain_text(f"{number}")
    expect(row).to_contain_text("anoniem gemaakt")
    look_at(first, DESKTOP)
    assert rows_that_name(demo, "ertrokken") == [], "tombstones, and nothing else"
    first.goto(f"/privacy/personen/{number}/")
    expect(first.get_by_role("heading", level=1)).to_have_text("Gegevens van voormalig medewerker")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with JavaScript"),
        pytest.param(False, id="without JavaScript", marks=pytest.mark.rehearsal),
    ],
)
def test_a_text_that_points_at_a_person_is_asked_about_before_it_is_kept(
    browser: Browser, demo: DemoSite, researchers: list[StorageState], script: bool
):
    context = browser.new_context(
        base_url=demo.url, storage_state=researchers[0], java_script_enabled=script, bypass_csp=True, viewport=PHONE
    )
    page = context.new_page()
    title = f"Rust in de straat {'met' if script else 'zonder'} script"
    page.goto("/normen/doelen/nieuw/")
    form = page.locator('form[action="/normen/doelen/nieuw/"]')
    form.get_by_label("Titel").fill(title)
    form.get_by_label("Toelichting").fill("Gevraagd door mevrouw Jansen,\n06-12345678.")
    form.get_by_role("button", name="Bewaren").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Nog niet bewaard")
    expect(alert.get_by_role("link")).to_contain_text("er staat een telefoonnummer (06-1•••••••) in")
    expect(form).to_contain_text("Gevonden: een naam en een telefoonnummer.")
    expect(form).to_contain_text("Gevraagd door [naam]")
    if script:  # axe is a script itself
        look_at(page, PHONE)
    # A goal is told in the log, which keeps it for ever: nothing lets a number through; a likely name is a hint.
    expect(form).to_contain_text("Het logboek vergeet niets: haal het weg.")
    expect(form.get_by_label("Titel")).to_have_value(title)
    expect(form.get_by_label("Blijft dit staan?")).to_have_count(0)
    form.get_by_role("button", name="Bewaren").click()
    expect(form).to_contain_text("Het logboek vergeet niets: haal het weg.")
    form.get_by_label("Toelichting").fill("Gevraagd door mevrouw Jansenhof.")
    form.get_by_role("button", name="Bewaren").click()
    expect(alert.get_by_role("link")).to_contain_text("dit lijkt over een persoon te gaan")
    form.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Gevraagd door mevrouw Jansenhof.")
    page.goto("/normen/besluiten/nieuw/")
    for label, text in (
        ("Gremium", "Gemeenteraad"),
        ("Datum van het besluit", "2026-01-15"),
        ("Zaaknummer", title),
        ("Onderwerp", "De balie heeft 06-12345678."),
        ("Titel van het document", title),
        ("Kenmerk van het document", title),
        ("Vindplaats", "https://voorbeeld.nl/besluit"),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Invoeren").click()
    if script:
        look_at(page, PHONE)
    page.get_by_label("Blijft dit staan?").select_option("het is een nummer, adres of naam van een organisatie")
    page.get_by_role("button", name="Invoeren").click()
    expect(page.get_by_role("status")).to_contain_text("is ingevoerd")
    expect(page.locator("main")).to_contain_text("De balie heeft 06-12345678.")
    context.close()


@pytest.mark.rehearsal
def test_everything_about_a_person_comes_as_a_zip(as_officer: Open):
    page = as_officer(0, "/privacy/personen/1/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Alles over deze persoon downloaden").click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as archive:
        assert {"gegevens.json", "gegevens.html", "csv/person.csv"} <= set(archive.namelist())
        assert "Onderzoeker 1" in archive.read("gegevens.html").decode()


@pytest.mark.rehearsal
def test_who_is_refused_a_correction_reads_why(browser: Browser, demo: DemoSite, as_officer: Open):
    own = browser.new_context(viewport=PHONE, base_url=demo.url).new_page()
    own.goto(demo.link_for_somebody_new("vraagt-correctie"))
    own.goto("/account/mijn-gegevens/")
    own.get_by_label("Zo moet mijn naam zijn").fill("Andere naam")
    own.get_by_role("button", name="Correctie vragen").click()
    expect(own.locator("main")).to_contain_text("De privacy-officer kijkt ernaar.")

    page = as_officer(0, "/privacy/personen/", PHONE)
    page.get_by_text("Afwijzen: vraagt-correctie").click()
    look_at(page, PHONE)
    page.get_by_label("Waarom niet?").fill("Zo staat u in de administratie.")
    page.get_by_role("button", name="Afwijzen met uitleg").click()
    expect(page.get_by_role("status")).to_contain_text("Het verzoek is afgewezen, met uitleg.")

    own.reload()
    expect(own.locator("main")).to_contain_text("Uitleg: Zo staat u in de administratie.")
    look_at(own, PHONE)
    own.context.close()
