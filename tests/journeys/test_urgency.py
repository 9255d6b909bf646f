"""De Noork's place, its band and the figures that put it there, opened down to the line of the source."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .watched import PHONE
from .ways import EVERY_WAY

pytestmark = pytest.mark.browser

NOORK = "BU01640202"
# Keyboard and mouse alike: what a visitor clicks between the list and the source line.
MOST_CLICKS = 3


@EVERY_WAY
def test_from_the_place_of_de_noork_to_the_line_of_its_source_in_three_clicks(
    visit: Callable[..., Page], viewport: dict[str, int], scripts: bool
):
    page = visit("/urgentie/?niveau=buurt", viewport, java_script_enabled=scripts)
    expect(page.locator("main")).to_contain_text("1 = meest urgent")
    row = page.locator(f"#{NOORK}")
    expect(row).to_contain_text(re.compile(r"\d+ van 41"))
    expect(row.locator("[data-w=Band]")).to_have_text(re.compile(r"^\d+ tot \d+$"))
    expect(row).to_contain_text("16 van 17 cijfers")
    expect(row).to_contain_text("3 van 4 domeinen")
    place = row.locator("[data-w=Plaats] strong").inner_text().split(" ")[0]
    score = row.locator("[data-w=Score]").inner_text()
    clicks = [
        row.get_by_role("link", name="De Noork"),
        page.locator("#deel-bestaanszekerheid > details > summary"),
        page.locator("#deel-bijstand_per_1000 > details > summary"),
    ]
    assert len(clicks) <= MOST_CLICKS
    clicks[0].click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Waar komt de {score} vandaan?")
    facts = page.locator(".keyline")
    expect(facts).to_contain_text(f"{place} van 41 buurten")
    expect(facts).to_contain_text("in 90 van de 100 varianten tussen")
    clicks[1].click()
    clicks[2].click()
    source = page.locator("#bron-bijstand_per_1000")
    expect(source).to_be_visible()
    for words in ("180", "2.195", "cbs.v3.84799NED_TypedDataSet.parquet", "PersonenPerSoortUitkeringBijstand_83"):
        expect(source).to_contain_text(words)
    expect(source.locator(".srcline").first).to_contain_text(re.compile(r"Regel\s*7223"))


@pytest.mark.rehearsal
def test_the_parts_of_de_noork_sum_to_its_score(visit: Callable[..., Page]):
    page = visit(f"/urgentie/urgentie/{NOORK}/")
    text = page.locator("main .open-sum").first.inner_text()
    parts, whole = re.findall(r"\d+,\d", text)[:-1], re.findall(r"\d+,\d", text)[-1]
    assert len(parts) == 3
    assert sum(int(part.replace(",", "")) for part in parts) == int(whole.replace(",", ""))
    expect(page.get_by_role("heading", level=1)).to_contain_text(whole)


@pytest.mark.rehearsal
def test_a_withheld_figure_keeps_its_own_words_beside_that_of_the_wijk(visit: Callable[..., Page]):
    page = visit(f"/urgentie/urgentie/{NOORK}/?toon=bijstand_per_1000")
    withheld = page.locator("#deel-inkomen_per_inwoner")
    expect(withheld).to_contain_text("niet gepubliceerd: te weinig personen")
    expect(withheld).to_contain_text("Waarde van wijk Noord: € 28.500")
    expect(page.locator("#deel-duurzaamheid > details > summary")).to_contain_text("geen cijfers")


@pytest.mark.rehearsal
def test_a_line_of_the_ledger_leads_to_the_source_line_and_the_export_holds_it(visit: Callable[..., Page], tmp_path):
    page = visit(f"/urgentie/urgentie/{NOORK}/")
    page.get_by_role("link", name="bronregel van Misdrijven").click()
    expect(page.locator("#bron-misdrijven_per_1000")).to_be_visible()
    expect(page.locator("#bron-misdrijven_per_1000")).to_contain_text("misdrijven_47022NED_totaal_nl.csv")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV voor Excel").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    line = next(row for row in rows if ";misdrijven_per_1000;" in row)
    assert ";misdrijven_47022NED_totaal_nl.csv;8326;" in line


@pytest.mark.rehearsal
def test_a_buurt_that_hides_in_its_wijk_is_named(visit: Callable[..., Page]):
    page = visit("/urgentie/")
    expect(page.locator("#kaart")).to_contain_text("Groot Driene-Noord")
    page.locator("#kaart").get_by_role("link", name="Groot Driene-Noord").click()
    expect(page.locator(".eyebrow")).to_contain_text("wijk Groot Driene")


@pytest.mark.rehearsal
def test_residents_read_their_buurt_in_short_without_a_score(visit: Callable[..., Page]):
    page = visit(f"/gebied/{NOORK}/", PHONE)
    page.get_by_role("link", name="In het kort, voor bewoners").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Noork in het kort")
    expect(page.get_by_role("heading", name="Wat gaat hier goed?")).to_be_visible()
    expect(page.get_by_role("heading", name="Waar zijn er zorgen?")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("score")
