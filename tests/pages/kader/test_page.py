"""The page of the kader from its material: rows, columns, tallies, themes without a norm, the register, the export."""

import pytest

from tests.governance.builders import (
    BINNENSTAD,
    GEMEENTE,
    NOORD,
    NOORK,
    ROWS,
    TODAY,
    area,
    band,
    catalogue,
    figure,
    kader,
    norm,
)
from tests.present.builders import FOOTER
from wijkwerk.definitions.kaders import KaderStatus, NormForm, NormScope
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.norms import NormVerdict
from wijkwerk.governance.kader.difference import NormChange, Shift
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of
from wijkwerk.pages.kader.export import VERDICT_COLUMNS, verdicts_table
from wijkwerk.pages.kader.page import WAY, KaderLinks, KaderMaterial, kader_page, tally
from wijkwerk.present.figures.material import describe
from wijkwerk.present.norms.changes import changed_norms, shift_sentences
from wijkwerk.present.norms.register_rows import kader_mark, register_rows

DESCRIBED = describe(catalogue())
WHOLE = area(GEMEENTE, "Hengelo (O.)", "NL00")
WIJKEN = (ROWS[0], ROWS[1])
LINKS = KaderLinks(area=lambda row: f"/gebied/{row.code}/", norm=lambda name, code: f"/kader/{name}/{code or ''}")
NAMES = {NOORD: "Noord", BINNENSTAD: "Binnenstad"}
FIGURES = (
    figure("bijstand_per_1000", NOORD, 59.0, low=58.0, high=60.0, denominator=10170),
    figure("bijstand_per_1000", BINNENSTAD, 32.0, low=28.0, high=36.0),
    figure("koopwoningen_aandeel", NOORD, 50),
    figure("koopwoningen_aandeel", BINNENSTAD, 70),
)
THREE = {NOORD: 59.0, BINNENSTAD: 40.0, NOORK: 20.0}
NORMS = (norm(), band(45, 65), norm(indicator="energielabel_a", form=NormForm.AT_LEAST, value=40))


def material(*norms, show="stand", figures=FIGURES, **changes) -> KaderMaterial:
    frozen = kader(*(norms or NORMS), **changes)
    bench = NormBench(frozen, catalogue(), places_of(ROWS, {}), GEMEENTE, figures, TODAY)
    return KaderMaterial(bench, WIJKEN, WHOLE, DESCRIBED, tuple(catalogue().themes.values()), show)


def page(*norms, **changes):
    return kader_page(material(*norms, **changes), LINKS)


def test_rows_are_areas_by_name_and_columns_indicators_by_theme():
    found = page()
    assert [row.name for row in found.rows] == ["Binnenstad", "Noord"]
    assert [head.title for head in found.heads] == ["Mensen met bijstand", "Koopwoningen", "Energielabel A"]
    assert [(group.title, group.span) for group in found.groups] == [
        ("Inkomen en uitkeringen", 1),
        ("Wonen", 1),
        ("Energie en vervoer", 1),
    ]
    assert sum(group.span for group in found.groups) == len(found.heads)


def test_the_lead_counts_the_three_answers_and_every_row_too():
    found = page()
    assert found.lead.startswith(
        "Van de 6 cijfers met een norm voldoet er 1, voldoen er 2 niet en is het bij 3 niet vast te stellen. Waar"
    )
    assert found.rows[1].tally == ("1 voldoet", "1 voldoet niet", "1 niet vast te stellen")


def test_more_than_one_voldoen_and_one_voldoet():
    figures = [figure("bijstand_per_1000", code, value, low=value, high=value) for code, value in THREE.items()]
    judged = [material(norm(), figures=figures).bench.judge("bijstand_per_1000", code) for code in THREE]
    assert tally(judged) == ("1 voldoet", "2 voldoen niet", "0 niet vast te stellen")


@pytest.mark.parametrize(("value", "words"), [(20.0, "het voldoet."), (59.0, "het voldoet niet.")])
def test_one_figure_is_told_as_one(value, words):
    given = figure("bijstand_per_1000", NOORD, value, low=value, high=value)
    found = page(norm(scope=NormScope.AREA, area=NOORD), figures=(given,))
    assert found.lead.startswith(f"Er is één cijfer met een norm: {words}")


def test_a_cell_leads_to_its_norm_as_seen_from_its_area():
    cell = page().rows[1].cells[0]
    assert (cell.href, cell.column) == (f"/kader/bijstand_per_1000/{NOORD}", "Mensen met bijstand")


def test_an_indicator_without_a_norm_for_all_says_that_it_differs():
    own = norm(scope=NormScope.AREA, area=NOORD)
    found = page(own)
    assert found.heads[0].norm == "per wijk of wijktype"
    assert [row.cells[0].words.text for row in found.rows] == ["geen norm", "voldoet niet"]
    assert found.rows[0].tally == ("0 voldoen", "0 voldoen niet", "0 niet vast te stellen")


def test_domains_and_themes_without_a_norm_stay_in_sight():
    assert page(norm()).without_norm == (
        "Sociaal: nog geen norm voor Gezondheid en zorg en Samenleven.",
        "Veiligheid: nog geen norm.",
        "Fysiek: nog geen norm.",
        "Duurzaamheid: nog geen norm.",
    )


def test_without_a_valid_norm_the_page_says_so():
    found = page(norm(valid_to=norm().valid_from))
    assert (found.heads, found.lead) == ((), "Voor deze wijken gelden geen normen.")


def test_the_way_stands_in_the_same_table_without_tallies():
    found = page(show=WAY)
    assert found.title == "Weg naar de norm"
    assert "in 2040, tenzij een norm zelf een jaar noemt" in found.lead
    assert found.rows[0].tally == ()
    assert found.rows[1].cells[0].gap == "cijfers van één jaar"
    assert found.rows[1].cells[1].words.text == "bereikt"


def test_the_register_has_every_norm_the_general_one_first_also_those_that_ended():
    ended = norm(valid_to=TODAY.replace(month=6))
    own = norm(scope=NormScope.AREA, area=NOORD, status=KaderStatus.ADOPTED, document="R-12", note="reden")
    rows = register_rows(kader(own, band(45, 65), ended), DESCRIBED, NAMES, {"bijstand_per_1000": "/kader/b/"})
    assert [(row.indicator, row.reach) for row in rows] == [
        ("Mensen met bijstand", "alle wijken"),
        ("Mensen met bijstand", "wijk Noord"),
        ("Koopwoningen", "alle wijken"),
    ]
    assert (rows[0].valid, rows[1].valid) == ("1-1-2026 tot 1-6-2026", "1-1-2026 tot –")
    assert (rows[0].document, rows[1].document, rows[1].note) == ("nog geen besluit", "R-12", "reden")
    assert rows[1].is_provisional, "nothing is adopted in a kader that is not"
    adopted = register_rows(kader(own, status=KaderStatus.ADOPTED), DESCRIBED, NAMES, {})
    assert adopted[0].status is KaderStatus.ADOPTED


def test_norms_that_are_made_up_or_provisional_are_marked_and_adopted_ones_are_not():
    assert "verzonnen" in kader_mark(kader(example=True))[1]
    assert "nog niet vastgesteld" in kader_mark(kader())[1]
    assert kader_mark(kader(status=KaderStatus.ADOPTED)) == ("", "")


def test_the_export_has_a_row_per_verdict_and_a_cell_per_column():
    given = material()
    items = [DESCRIBED[name] for name in given.bench.indicators]
    table = verdicts_table("Kader", given.bench, items, WIJKEN, FOOTER)
    assert len(table.rows) == 6
    assert all(len(row) == len(VERDICT_COLUMNS) for row in table.rows)
    keys = [column.key for column in VERDICT_COLUMNS]
    first = dict(zip(keys, table.rows[0], strict=True))
    assert (first["area"], first["verdict"], first["gap"], first["gap_count"]) == (NOORD, "voldoet niet", -24.0, 245)
    assert (first["floor"], first["ceiling"], first["norm_status"]) == (None, 35.0, "voorlopig")
    missing = dict(zip(keys, table.rows[2], strict=True))
    assert (missing["verdict"], missing["reason"], missing["status"]) == (
        "niet vast te stellen",
        "niet geleverd",
        "niet geleverd",
    )


def test_areas_without_a_norm_are_left_out_of_the_export():
    given = material(norm(scope=NormScope.AREA, area=NOORD))
    table = verdicts_table("Kader", given.bench, [DESCRIBED["bijstand_per_1000"]], WIJKEN, FOOTER)
    assert [row[0] for row in table.rows] == [NOORD]


def test_a_change_for_areas_is_a_sentence_that_names_them():
    shifts = [
        Shift("bijstand_per_1000", NormVerdict.MET, NormVerdict.NOT_MET, (NOORD, BINNENSTAD)),
        Shift("bijstand_per_1000", None, NormVerdict.CANNOT_TELL, (NOORD,)),
    ]
    assert shift_sentences(shifts, DESCRIBED, NAMES, Level.WIJK) == (
        "Mensen met bijstand: 2 wijken gaan van voldoet naar voldoet niet (Binnenstad en Noord).",
        "Mensen met bijstand: 1 wijk gaat van geen norm naar niet vast te stellen (Noord).",
    )


def test_a_changed_norm_tells_what_it_was_and_becomes():
    changes = [NormChange(norm(), norm(value=30, by=2030)), NormChange(None, band(45, 65)), NormChange(norm(), None)]
    found = changed_norms(changes, DESCRIBED, NAMES, "de gemeente")
    assert (found[0].before, found[0].after) == (
        "ten hoogste 35 per 1.000 inwoners",
        "ten hoogste 30 per 1.000 inwoners, streefjaar 2030",
    )
    assert (found[1].before, found[2].after) == ("", "")


def test_a_change_of_a_norm_that_is_described_nowhere_any_more_is_left_out():
    gone = NormChange(norm(indicator="vergeten"), None)
    told = changed_norms([gone, NormChange(None, norm())], DESCRIBED, NAMES, "Hengelo")
    assert [each.indicator for each in told] == ["Mensen met bijstand"]
