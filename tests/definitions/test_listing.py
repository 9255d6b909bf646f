"""The page of indicators says what the catalogue says."""

from pathlib import Path

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.listing import indicator_list

from .small_catalogue import CORRECTION, FILES, MEAN, PEOPLE, SHARE, SOURCE, spoiled, write_catalogue

REPOSITORY = Path(__file__).parents[2]


def test_the_page_in_docs_is_that_of_the_catalogue() -> None:
    """If this fails: ./wijkwerk catalogue --write-docs"""
    page = (REPOSITORY / "docs" / "indicatoren.md").read_text(encoding="utf-8")
    assert page == indicator_list(load_catalogue(REPOSITORY / "catalogue"))


def test_an_indicator_stands_under_its_theme_with_its_tables_and_years(tmp_path: Path) -> None:
    page = indicator_list(load_catalogue(write_catalogue(tmp_path)))
    assert "4 indicatoren met cijfers, 1 die nog op cijfers wachten, 0 vervallen." in page
    assert "| Mensen (kerncijfer 1)<br>`mensen` | mensen | telling | T1, T3 | 2020, 2024 | som |" in page
    assert "| Aandeel ouderen<br>`ouderen` | % van mensen | telling | T1 | 2020 | som gedeeld door som |" in page
    assert "| Geluk<br>`geluk` | sociaal | Bureau Tellen | T9 | gemeente | Nog niet geleverd. |" in page
    assert "| `fout` | telling, T1 | BU01640202 | In deze buurt is een heel gebouw twee keer geteld. |" in page
    assert "## Vervallen" not in page


def test_the_levels_that_wait_stand_beside_what_has_no_figures_at_all(tmp_path: Path) -> None:
    waiting = "first_year: 2020\nawaited_levels: {levels: [wijk, buurt], source: telling, table: T9, reason: Later.}"
    page = indicator_list(load_catalogue(write_catalogue(tmp_path, spoiled(MEAN, "first_year: 2020", waiting))))
    assert "4 indicatoren met cijfers, 1 die nog op cijfers wachten" in page
    assert "| Afstand tot de bakker<br>`afstand` | sociaal | Bureau Tellen | T9 | wijk, buurt | Later. |" in page


def test_a_retired_indicator_keeps_its_line_with_date_and_reason(tmp_path: Path) -> None:
    retired = "first_year: 2020\nretired:\n  on: 2026-09-14\n  reason: De bron is gestopt.\n  replaced_by: mensen"
    page = indicator_list(load_catalogue(write_catalogue(tmp_path, spoiled(SHARE, "first_year: 2020", retired))))
    assert "| Aandeel ouderen<br>`ouderen` | 14 september 2026 | De bron is gestopt. | mensen |" in page
    assert "% van mensen" not in page


def test_years_in_a_row_are_told_as_a_span(tmp_path: Path) -> None:
    text = FILES[SOURCE].replace("periods: [2020, 2024]", "periods: [2020, 2021, 2022]")
    text = text.replace("    provisional_periods: [2024]\n", "")
    changed = {
        SOURCE: text,
        **spoiled(MEAN, "weight: telling.mensen", "weight: telling.mensen\nweight_period: 2024"),
    }
    assert "| T2 | 2020–2022 |" in indicator_list(load_catalogue(write_catalogue(tmp_path, changed)))


def test_a_bar_in_a_text_does_not_break_the_table(tmp_path: Path) -> None:
    page = indicator_list(
        load_catalogue(write_catalogue(tmp_path, spoiled(PEOPLE, "\ntitle: Mensen", "\ntitle: Mensen | inwoners")))
    )
    assert "| Mensen &#124; inwoners (kerncijfer 1)<br>" in page


def test_a_catalogue_without_corrections_has_no_such_heading(tmp_path: Path) -> None:
    assert "Verbeteringen" not in indicator_list(load_catalogue(write_catalogue(tmp_path, {CORRECTION: None})))
