import datetime
from collections.abc import Sequence
from typing import Any

import pytest

from tests.present.builders import (
    GEMEENTE,
    LAND,
    LINKS,
    at_most,
    awaited,
    booked,
    buurt,
    crimes,
    figure,
    health,
    income,
    inhabitants,
    rate,
    tags,
    well_formed,
    wijk,
)  # fmt: skip
from tests.present.maps.borders import square
from wijkwerk.data.queries.figures import Figure, Reason
from wijkwerk.definitions.indicators import AwaitedLevels, Break, Disclosure, Retirement
from wijkwerk.definitions.vocabulary import Level, Method, Status
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.pages.indicator.page import IndicatorPage, indicator_page
from wijkwerk.present.figures.indicator_facts import Fact
from wijkwerk.present.figures.material import Described
from wijkwerk.present.maps.shapes import map_shapes

NAMES = ("Woolde", "Binnenstad", "Noord", "Berflo Es", "Slangenbeek", "Groot Driene")
WIJKEN = tuple(wijk(number, name) for number, name in enumerate(NAMES))
COUNTS = (560, 2800, 346, 338, 107, 280)
SHAPES = map_shapes({row.code: square(place, 0) for place, row in enumerate(WIJKEN)})


def wijk_figures() -> list[Figure]:
    years = (2021, 2022, 2023, 2024, 2025)
    return [
        *(
            rate(row, count, 9000, year, width=0.08)
            for row, count in zip(WIJKEN, COUNTS, strict=True)
            for year in years
        ),
        *(rate(GEMEENTE, 4440, 54_000, year, width=0.03) for year in years),
        *(rate(LAND, 787_000, 17_942_942, year, width=0.001) for year in years),
    ]


def made(item: Described | None = None, figures: Sequence[Figure] | None = None, **changes: Any) -> IndicatorPage:
    given: dict[str, Any] = {
        "described": item or crimes(),
        "theme_title": "Veiligheid",
        "level": Level.WIJK,
        "period": 2025,
        "gemeente": GEMEENTE,
        "land": LAND,
        "areas": WIJKEN,
        "wijken": WIJKEN,
        "figures": wijk_figures() if figures is None else figures,
        "shapes": SHAPES,
        **changes,
    }
    return indicator_page(IndicatorMaterial(**booked(given)), LINKS)


def test_areas_stand_in_name_order_and_never_from_worst_to_best() -> None:
    page = made(own_code=WIJKEN[2].code)
    expected = ["Berflo Es", "Binnenstad", "Groot Driene", "Noord", "Slangenbeek", "Woolde"]
    assert [row.name for row in page.table] == expected
    assert page.dots is not None
    assert [row.name for row in page.dots.rows] == expected
    assert [row.own for row in page.dots.rows].index(True) == 3
    assert page.dots.title == "Wijken op naam"


def test_a_dot_far_out_is_said_instead_of_squeezing_the_others() -> None:
    page = made()
    assert page.dots is not None
    centre = next(row for row in page.dots.rows if row.name == "Binnenstad")
    assert "311,1, buiten de as" in centre.svg
    assert page.dots.sub == "Stip met interval van 95 %. Streepjeslijn: Veenstad, 82,2."
    for row in page.dots.rows:
        well_formed(row.svg)


def test_the_map_says_its_classes_with_counts_and_stands_beside_the_table() -> None:
    block = made().map
    assert block is not None
    assert block.title == "Wijken op de kaart, 2025"
    assert block.sub.startswith("Blauw is gunstiger dan Veenstad, oranje ongunstiger.")
    assert sum(entry.count for entry in block.legend) == 6
    assert "De klassen zijn voor alle jaren gelijk." in block.notes
    root = well_formed(block.svg)
    assert len(tags(root, "a")) == 6


def test_the_table_ends_with_the_gemeente_and_the_country_which_are_not_judged() -> None:
    page = made()
    assert page.table_head == ("misdrijven", "inwoners")
    assert [(row.name, row.numerator, row.verdict) for row in page.totals] == [
        ("Veenstad (O.)", "4.440", None),
        ("Nederland", "787.000", None),
    ]
    noord = next(row for row in page.table if row.name == "Noord")
    assert (noord.numerator, noord.denominator, noord.value, noord.interval) == (
        "346",
        "9.000",
        "38,4",
        "35,4 tot 41,5",
    )
    assert noord.verdict is not None
    assert noord.verdict.text == "duidelijk gunstiger"
    assert page.table_note == "De wijken tellen op tot 4.431; 9 valt buiten deze gebieden of is afgerond."


def test_small_multiples_share_one_axis_and_one_far_beyond_it_has_its_own_and_says_so() -> None:
    page = made()
    assert page.multiples_title == "De zes wijken van Veenstad, 2021 tot en met 2025"
    own = [panel for panel in page.multiples if panel.own_scale]
    assert [(panel.name, panel.own_scale) for panel in own] == [("Binnenstad", "Eigen schaal: tot 400.")]
    assert all(len(tags(well_formed(panel.svg), "circle")) == 5 for panel in page.multiples), "no empty frame"


def test_all_ids_on_the_page_are_different() -> None:
    page = made()
    assert page.map is not None
    assert page.trend is not None
    pictures = [
        page.map.svg,
        *(panel.svg for panel in page.trend.panels),
        *(panel.svg for panel in page.multiples if panel.svg),
    ]
    ids = [element.attrib["id"] for svg in pictures for element in well_formed(svg).iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_a_count_is_a_map_of_circles_without_a_verdict() -> None:
    item = inhabitants()
    page = made(item, [figure(item, row, 9000) for row in WIJKEN] + [figure(item, GEMEENTE, 54000)])
    assert page.map is not None
    assert page.map.circles
    assert len(tags(well_formed(page.map.svg), "circle")) == 6
    assert page.dots is None
    assert all(row.verdict is None for row in page.table)


def test_what_is_not_applicable_is_explained_by_its_own_rule() -> None:
    rule = Disclosure(variable="cbs_kwb.inwoners", minimum=100, reason="Onder 100 inwoners tonen we geen cijfer.")
    item = crimes(disclosure=rule)
    figures = [*wijk_figures()[5:], figure(item, WIJKEN[0], None, status=Status.NOT_APPLICABLE)]
    block = made(item, figures).map
    assert block is not None
    assert "Niet van toepassing: onder 100 inwoners tonen we geen cijfer." in block.notes


def test_an_awaited_indicator_explains_itself_without_map_or_table() -> None:
    page = made(awaited(), [], period=None)
    assert page.awaited.startswith("Er zijn nog geen cijfers. Nog niet geleverd aan deze monitor.")
    assert (page.map, page.dots, page.trend, page.multiples, page.table) == (None, None, None, (), ())
    assert page.lead == (awaited().indicator.definition,)


def test_a_level_that_waits_says_so_above_its_map_and_the_other_levels_do_not() -> None:
    waiting = AwaitedLevels((Level.BUURT,), "politie", "47018NED", "De tabel is nog niet geleverd.")
    item = crimes(awaited_levels=waiting)
    told = made(item, level=Level.BUURT).awaited
    assert told == "Per buurt zijn er nog geen cijfers. De tabel is nog niet geleverd. Tabel: 47018NED."
    page = made(item)
    assert page.awaited == ""
    assert Fact("Gebieden", "land, gemeente en wijk; buurt nog niet geleverd") in page.facts


def test_a_retired_indicator_keeps_its_page_with_date_and_reason() -> None:
    item = crimes(retired=Retirement(on=datetime.date(2025, 1, 1), reason="De vraag is veranderd."))
    assert made(item).retired == "Dit cijfer wordt sinds 1 januari 2025 niet meer bijgehouden. De vraag is veranderd."


@pytest.mark.parametrize("item", [crimes(), health(), income(), inhabitants()])
def test_a_gemeente_without_borders_wijken_or_figures_still_has_a_page(item: Described) -> None:
    page = made(item, [], areas=(), wijken=(), shapes=map_shapes({}), land=None)
    assert page.map is None
    assert page.lead == ("Voor Veenstad is dit cijfer er niet.",)


def test_a_gemeente_without_borders_keeps_its_table() -> None:
    page = made(shapes=map_shapes({}))
    assert page.map is None
    assert len(page.table) == 6


def test_a_gemeente_of_one_wijk_shows_its_buurten() -> None:
    one, buurten = wijk(0, "Dorp"), (buurt(1, "Zuid"), buurt(2, "Noord"))
    figures = [rate(row, 40, 1000) for row in buurten] + [rate(one, 80, 2000), rate(GEMEENTE, 80, 2000)]
    page = made(None, figures, areas=buurten, wijken=(one,), level=Level.BUURT)
    assert page.dots is not None
    assert [row.name for row in page.dots.rows] == ["Noord", "Zuid"]


def test_the_facts_say_what_it_is_where_it_comes_from_and_how_sure_it_is() -> None:
    facts = {fact.term: fact.text for fact in made().facts}
    assert facts["Noemer"] == "inwoners op 1 januari 2024, voor alle jaren"
    assert facts["Soort"] == "melding"
    assert facts["Richting"] == "minder is gunstiger"
    assert facts["Bron"] == "Politie, Geregistreerde misdrijven, tabel 47022NED"
    assert made().review == "Definitie nagekeken op 14 september 2026 door onderzoeker."


def test_a_break_is_told_among_the_cautions() -> None:
    since = Break(2024, "De politie telt sindsdien ook meldingen via internet mee.")
    told = made(crimes(breaks=(since,))).caveats
    assert (told[0].title, told[0].text) == ("Niet te vergelijken met de jaren voor 2024", since.reason)


def test_dots_say_how_our_own_figures_were_made_and_that_they_are_provisional() -> None:
    figures = [rate(row, 300, 9000, method=Method.OWN_SUM, status=Status.PROVISIONAL) for row in WIJKEN]
    figures[2] = rate(WIJKEN[2], 300, 9000, status=Status.PROVISIONAL)
    page = made(figures=[*figures, rate(GEMEENTE, 4440, 54_000)])
    assert page.dots is not None
    assert [row.mark for row in page.dots.rows] == ["¹", "¹", "¹", "", "¹", "¹"]
    assert page.dots.notes[0].startswith("¹ eigen optelling: ")
    assert page.dots.notes[1].startswith("Alle waarden voorlopig")
    assert page.map is not None
    assert any(note.startswith("Eigen optelling") for note in page.map.notes)


def test_an_uncertain_figure_says_why_instead_of_a_verdict_that_its_interval_contradicts() -> None:
    given = wijk_figures()
    figures = [each for each in given if (each.area, each.period) != (WIJKEN[3].code, 2025)]
    uncertain = rate(WIJKEN[3], 338, 9000, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    page = made(figures=[*figures, uncertain])
    assert page.dots is not None
    dots, table = page.dots.rows[0], page.table[0]
    assert dots.name == table.name == "Berflo Es"
    assert dots.verdict.short == "onzeker: een buurt ontbreekt"
    assert "faded" in dots.svg
    assert table.verdict is not None
    assert (table.verdict.text, table.note) == ("onzeker: een buurt ontbreekt", "")


def test_a_count_has_its_years_and_its_wijken_beside_the_map() -> None:
    item = inhabitants()
    figures = [figure(item, row, 9000 + year, year) for row in (*WIJKEN, GEMEENTE) for year in (2023, 2024, 2025)]
    page = made(item, figures, level=Level.BUURT, areas=(buurt(1, "Noord"),))
    assert [row.name for row in page.wijken][:2] == ["Berflo Es", "Binnenstad"]
    assert page.trend is not None
    assert [panel.title for panel in page.trend.panels] == ["Veenstad"]
    assert page.dots is None


def test_a_norm_is_a_line_in_the_dots_and_in_the_years_of_each_wijk_and_words_in_the_table() -> None:
    page = made(norms={row.code: at_most(45) for row in WIJKEN})
    assert page.dots is not None
    assert page.dots.sub.endswith("Dikke stippellijn: norm, ten hoogste 45 per 1.000 inwoners (voorlopig).")
    for row in (*page.dots.rows, *page.multiples):
        assert row.svg.count("c-norm") == 1
        well_formed(row.svg)
    assert all("norm 45" in row.svg for row in page.dots.rows)
    assert {row.norm for row in page.table} == {"ten hoogste 45 per 1.000 inwoners"}
    assert [row.norm for row in page.totals] == ["", ""]
    assert page.norm_note.startswith("Norm: streefwaarde, voorlopig.")


def test_a_norm_is_drawn_only_for_the_areas_where_it_holds() -> None:
    page = made(norms={WIJKEN[0].code: at_most(45), WIJKEN[1].code: at_most(400)})
    assert page.dots is not None
    assert [("c-norm" in row.svg, row.name) for row in page.dots.rows if "c-norm" in row.svg] == [
        (True, "Binnenstad"),
        (True, "Woolde"),
    ]
    assert "per gebied, in de tabel" in page.dots.sub
    assert sorted(row.name for row in page.table if row.norm) == ["Binnenstad", "Woolde"]


def test_a_norm_far_from_every_figure_is_still_on_the_axis() -> None:
    page = made(norms={row.code: at_most(250) for row in WIJKEN})
    assert page.dots is not None
    assert all("c-norm" in row.svg for row in page.dots.rows)


def test_a_trend_norm_has_words_and_no_line() -> None:
    falling = at_most(0, ceiling=None, words="duidelijk minder dan in 2021", short="")
    page = made(norms={row.code: falling for row in WIJKEN})
    assert page.dots is not None
    assert all("c-norm" not in row.svg for row in (*page.dots.rows, *page.multiples))
    assert "stippellijn: norm" not in page.dots.sub
    assert {row.norm for row in page.table} == {"duidelijk minder dan in 2021"}


def test_beside_an_older_year_no_norm_is_told() -> None:
    page = made(period=2021, norms={row.code: at_most(45) for row in WIJKEN})
    assert page.dots is not None
    assert all("c-norm" not in row.svg for row in page.dots.rows)
    assert page.norm_note == ""
    assert {row.norm for row in page.table} == {""}
