from dataclasses import replace
from typing import Any

from tests.present.builders import (
    GEMEENTE,
    LAND,
    LINKS,
    awaited,
    booked,
    buurt,
    crimes,
    figure,
    health,
    income,
    inhabitants,
    rate,
    wijk,
)  # fmt: skip
from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.vocabulary import Method, Status
from wijkwerk.pages.compare.page import ComparisonMaterial, ComparisonPage, comparison

WIJKEN = (wijk(1, "Woolde"), wijk(2, "Noord"))
ITEMS = {item.indicator.id: item for item in (inhabitants(), crimes(), health(), income(), awaited())}


def made(**changes: Any) -> ComparisonPage:
    given: dict[str, Any] = {
        "areas": WIJKEN,
        "beside": GEMEENTE,
        "references": (GEMEENTE, LAND),
        "described": ITEMS,
        "figures": [
            rate(WIJKEN[0], 900, 9000), rate(WIJKEN[1], 100, 9000),
            rate(GEMEENTE, 3593, 83_058), rate(LAND, 787_000, 17_942_942),
            figure(health(), WIJKEN[0], 60.0, 2024), figure(health(), GEMEENTE, 73.1, 2024),
            figure(income(), WIJKEN[0], None, 2024, status=Status.TOO_FEW), figure(income(), GEMEENTE, 32600, 2024),
            figure(inhabitants(), GEMEENTE, 83058, 2024), figure(inhabitants(), LAND, 17_942_942, 2024),
        ],
        **changes,
    }  # fmt: skip
    return comparison(ComparisonMaterial(**booked(given)), LINKS)


def cells(page: ComparisonPage, indicator: str) -> Any:
    return next(row.cells for group in page.groups for row in group.rows if row.indicator == indicator)


def test_areas_are_columns_in_name_order_with_the_gemeente_and_the_country_at_the_end() -> None:
    page = made(own_code=WIJKEN[1].code)
    assert [(head.name, head.own, head.reference) for head in page.heads] == [
        ("Noord", True, False), ("Woolde", False, False), ("Veenstad", False, True), ("Nederland", False, True),
    ]  # fmt: skip
    assert page.columns == 5
    assert page.title == "Wijken naast elkaar"
    assert page.lead.startswith("Twee wijken, vier cijfers. In elke cel de waarde en een woord")


def test_every_cell_has_a_word_and_only_hard_judgements_have_colour() -> None:
    noord, woolde, gemeente, _ = cells(made(), "misdrijven_per_1000")
    assert (noord.value, noord.verdict.short, noord.tone) == ("11,1", "gunstig", "k-better")
    assert (woolde.value, woolde.verdict.short, woolde.tone) == ("100,0", "ongunstig", "k-worse")
    assert gemeente.verdict is None
    signal = cells(made(), "gezondheid")[1]
    assert (signal.verdict.short, signal.tone) == ("signaal", "")


def test_a_missing_value_says_why_and_is_in_the_key() -> None:
    page = made()
    assert cells(page, "inkomen")[1].missing.text == "niet gepubliceerd: te weinig personen"
    assert "te weinig personen" in [words.short for words in page.missing_kinds]


def test_the_key_explains_signals_only_where_there_are_any() -> None:
    told = [item.text for item in made().key]
    assert told[0] == "gunstig: duidelijk gunstiger dan Veenstad"
    assert told[-1] == "signaal: modelcijfer wijkt ongunstig af"
    hard = made(figures=[rate(WIJKEN[0], 900, 9000), rate(GEMEENTE, 3593, 83_058)])
    assert [item.verdict.icon for item in hard.key] == ["i-better", "i-worse", "i-same", "i-higher", "i-lower"]


def test_a_place_that_did_not_exist_then_is_in_the_key_too() -> None:
    gone = rate(WIJKEN[1], 100, 9000, status=Status.NOT_APPLICABLE, reason=Reason.OTHER_PLACE)
    page = made(figures=[rate(WIJKEN[0], 900, 9000), replace(gone, value=None)])
    assert "bestond toen niet" in [words.short for words in page.missing_kinds]


def test_counts_are_not_judged_and_millions_are_short() -> None:
    assert [cell.verdict for cell in cells(made(), "inwoners")] == [None] * 4
    assert cells(made(), "inwoners")[3].value == "17,9\u00a0mln"


def test_rows_without_any_value_are_left_out_and_the_sources_are_named() -> None:
    page = made()
    shown = [row.indicator for group in page.groups for row in group.rows]
    assert shown == ["inwoners", "gezondheid", "inkomen", "misdrijven_per_1000"]
    assert "Politie 47022NED, melding" in page.source


def test_areas_of_different_levels_and_no_areas_at_all_still_make_a_page() -> None:
    mixed = made(areas=(WIJKEN[0], buurt(1, "De Noork")))
    assert mixed.title == "Gebieden naast elkaar"
    assert mixed.lead.startswith("Twee gebieden, ")
    assert [head.name for head in mixed.heads[:2]] == ["De Noork", "wijk Woolde"], "two levels may share a name"
    assert cells(mixed, "misdrijven_per_1000")[1].column == "wijk Woolde"
    empty = made(areas=(), figures=[])
    assert empty.groups == ()


def test_our_own_and_uncertain_figures_are_marked_and_explained_below_the_grid() -> None:
    own = rate(WIJKEN[0], 900, 9000, method=Method.OWN_SUM, status=Status.PROVISIONAL)
    unsure = rate(WIJKEN[1], 100, 9000, method=Method.OWN_SUM, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    whole = rate(GEMEENTE, 3593, 83_058, status=Status.PROVISIONAL)
    page = made(figures=[own, unsure, whole])
    assert page.groups[0].rows[0].sub.endswith("voorlopig"), "all that are certain"
    noord, woolde, gemeente, _ = cells(page, "misdrijven_per_1000")
    assert (noord.mark, noord.verdict.short) == ("¹", "onzeker: een buurt ontbreekt")
    assert (woolde.mark, gemeente.mark) == ("¹", "")
    assert [note[:20] for note in page.notes] == ["¹ eigen optelling: d"]


def test_a_row_that_is_provisional_throughout_says_so_once() -> None:
    page = made(figures=[rate(row, 900, 9000, status=Status.PROVISIONAL) for row in (*WIJKEN, GEMEENTE)])
    row = page.groups[0].rows[0]
    assert row.sub.endswith(", 2025, voorlopig")
    assert not any(cell.mark for cell in row.cells)
