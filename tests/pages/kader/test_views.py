"""The kader on the site: present against norm, one norm from close by, its tables, and no norm at all."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.governance.builders import kader, norm
from tests.web.kader_site import NORMS, publish_norms
from tests.web.reading import text_of
from tests.web.small_site import BINNENSTAD, NOORD, NOORK
from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.editions.reading import shelf
from wijkwerk.governance.kader.frozen import FrozenDecision
from wijkwerk.governance.kader.sheets import read_norms_file


@pytest.fixture
def without_kader(own_copy: Path) -> Path:
    publish_norms(own_copy, None)
    return own_copy


def rows_of(site: Client, address: str) -> list[dict[str, str]]:
    response = site.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def row(site: Client, indicator: str, area: str, address: str = "/kader/tabel.csv") -> dict[str, str]:
    return next(row for row in rows_of(site, address) if (row["indicator"], row["area"]) == (indicator, area))


@pytest.mark.parametrize("address", ["/kader/", "/kader/bijstand_per_1000/"])
def test_without_any_norm_the_page_says_so_and_shows_the_way_on(site: Client, without_kader: Path, address: str):
    response = site.get(address)
    assert response.status_code == 200
    assert "Er is nog geen kwaliteitskader" in text_of(response)
    assert "/vergelijken/" in response.content.decode()
    assert site.get("/kader/tabel.csv").status_code == 404


def test_a_provisional_example_is_marked_on_every_page_of_it(site: Client, with_kader: Path):
    for address in ("/kader/", "/kader/bijstand_per_1000/"):
        assert "Deze normen zijn verzonnen en door niemand vastgesteld; de cijfers zijn echt." in text_of(
            site.get(address)
        )


def test_every_verdict_is_a_word_and_a_shape_with_value_norm_and_gap(site: Client, with_kader: Path):
    page = site.get("/kader/").content.decode()
    text = text_of(site.get("/kader/"))
    assert '<use href="#i-fail"/></svg>voldoet niet' in page
    assert '<use href="#i-pass"/></svg>voldoet' in page
    assert '<use href="#i-unknown"/></svg>niet vast te stellen' in page
    # 610 of 10.200 inhabitants in Noord: 59,8 per 1.000, of which 35 would be 357.
    assert "60, norm 35 nog 253 mensen met bijstand te veel" in text
    assert "€ 28.500, norm € 30.600 nog € 2.100 te laag" in text.replace("\xa0", " ")


def test_every_theme_above_the_columns_has_its_drawing_and_its_name(site: Client, with_kader: Path):
    page = site.get("/kader/").content.decode()
    assert page.count('scope="colgroup"') == page.count(
        '<svg class="theme-icon" viewBox="0 0 20 20" aria-hidden="true"'
    )
    assert page.count("theme-icon") == 5


def test_areas_stand_in_the_order_of_their_names_and_the_domain_without_a_norm_is_named(site: Client, with_kader: Path):
    text = text_of(site.get("/kader/"))
    body = text[text.index("Mensen met bijstand") :]
    assert body.index("Binnenstad") < body.index("Noord")
    assert "Zonder norm Sociaal: nog geen norm voor Samenleven." in text


def test_a_model_figure_is_judged_in_words_with_a_hollow_shape_and_its_mark(site: Client, with_kader: Path):
    page = site.get("/kader/goed_ervaren_gezondheid/?niveau=buurt&wijk=WK016402").content.decode()
    assert '<use href="#i-sig-worse"/></svg>voldoet niet' in page
    assert "modelcijfer" in page
    assert "een modelcijfer zegt niets over vooruitgang" in page
    assert "k-fail" not in page


def test_a_more_specific_norm_goes_before_the_general_one(site: Client, with_kader: Path):
    assert row(site, "misdrijven_per_1000", BINNENSTAD)["norm_value"] == "400.0"
    assert row(site, "misdrijven_per_1000", NOORD)["norm_value"] == "45.0"


def test_the_buurten_of_a_wijk_have_their_own_page(site: Client, with_kader: Path):
    text = text_of(site.get(f"/kader/?niveau=buurt&wijk={NOORD}"))
    assert "De Noork" in text
    assert "Binnenstad-Oost" not in text
    assert (
        row(site, "bijstand_per_1000", NOORK, f"/kader/tabel.csv?niveau=buurt&wijk={NOORD}")["verdict"]
        == "voldoet niet"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("niveau=land", "geen niveau"),
        ("niveau=buurt&wijk=WK999999", "geen wijk"),
        ("toon=alles", "kunnen we niet tonen"),
    ],
)
def test_a_question_that_cannot_be_answered_names_what_can(site: Client, with_kader: Path, query: str, words: str):
    response = site.get(f"/kader/?{query}")
    assert response.status_code == 404 or response.status_code == 400
    assert words in text_of(response)


def test_the_way_to_the_norm_has_a_word_and_its_pace(site: Client, with_kader: Path):
    text = text_of(site.get("/kader/?toon=weg"))
    assert "Weg naar de norm" in text
    assert "per jaar" in text
    assert "de norm is zelf een ontwikkeling" not in text
    assert "% van 2021 per jaar" in text.replace("\xa0", " ")


def test_the_arithmetic_of_a_trend_stands_on_its_page_and_in_its_table(site: Client, with_kader: Path):
    text = text_of(site.get(f"/kader/misdrijven/?gebied={NOORD}")).replace("\xa0", " ")
    found = row(site, "misdrijven", NOORD)
    assert (found["norm_since"], found["start_value"], found["start_status"]) == ("2021", "410.0", "")
    assert float(found["start_low"]) < 410 < float(found["start_high"])
    assert float(found["judged"]) == pytest.approx(100 * (395 - 410) / 410)
    assert (found["course"], found["pace_unit"]) == ("stil", "% van 2021")
    assert re.search(r"Beginjaar 410 misdrijven, tussen \d+ en \d+ \(2021", text)
    assert "Eindjaar 395 misdrijven" in text
    assert re.search(r"Verandering −3,7 %, tussen −\d+,\d % en \+?\d+,\d %", text)
    assert "Weg naar de norm Stil" in text


def test_the_range_that_decided_on_a_model_figure_stands_on_its_page(site: Client, with_kader: Path):
    text = text_of(site.get(f"/kader/goed_ervaren_gezondheid/?gebied={NOORK}")).replace("\xa0", " ")
    assert re.search(r"Onzekerheid Tussen [\d,]+ en [\d,]+ %: 5 % van de waarde zelf naar beide kanten", text)
    address = f"/kader/goed_ervaren_gezondheid/tabel.csv?gebied={NOORK}"
    found = row(site, "goed_ervaren_gezondheid", NOORK, address)
    assert float(found["used_low"]) == pytest.approx(0.95 * float(found["value"]))
    assert found["used_basis"] == "5 % van de waarde zelf; de maker geeft geen marge"


def test_the_export_holds_the_arithmetic_of_the_way(site: Client, with_kader: Path):
    found = row(site, "misdrijven_per_1000", NOORD)
    years, pace = int(found["course_years"]), float(found["pace"])
    assert (years, found["course_first_year"], found["course_last_year"]) == (3, "2021", "2025")
    rate = [float(found["value"])]
    assert rate[0] == pytest.approx(1000 * 395 / 10255)
    # 2021: 410, 2024: 393, 2025: 395 crimes; the least-squares line through them, by its definition.
    values = [1000 * count / 10255 for count in (410, 393, 395)]
    when = [2021, 2024, 2025]
    mean_x, mean_y = sum(when) / 3, sum(values) / 3
    expected = sum((x - mean_x) * (y - mean_y) for x, y in zip(when, values, strict=True))
    assert pace == pytest.approx(expected / sum((x - mean_x) ** 2 for x in when))


def test_the_tables_come_for_excel_and_for_machines(site: Client, with_kader: Path):
    excel = site.get("/kader/tabel.excel.csv").content.decode()
    assert excel.startswith("\ufeffGebiedscode;Gebied;")
    assert row(site, "bijstand_per_1000", NOORD, "/kader/bijstand_per_1000/tabel.csv")["gap_count"] == "253"
    assert site.get("/kader/tabel.pdf").status_code == 404
    assert site.get("/kader/bijstand_per_1000/tabel.pdf").status_code == 404


def test_the_chart_of_a_norm_is_a_file_with_norm_verdict_source_edition_and_date(site: Client, with_kader: Path):
    page = site.get(f"/kader/bijstand_per_1000/?gebied={NOORD}").content.decode()
    for form in ("excel.csv", "csv", "svg", "png"):
        assert f'href="/kader/bijstand_per_1000/norm.{form}?gebied={NOORD}" download' in page
    response = site.get(f"/kader/bijstand_per_1000/norm.svg?gebied={NOORD}")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="wijkwerk-2026-1-kader-bijstand_per_1000.svg"'
    drawn = response.content.decode()
    for words in (
        "Norm: ten hoogste 35 per 1.000 inwoners.",
        ">voldoet niet<",
        "Bron: ",
        "Editie 2026-1, gepubliceerd",
    ):
        assert words in drawn
    assert site.get("/kader/bijstand_per_1000/norm.png").content.startswith(b"\x89PNG")
    assert site.get("/editie/2026-1/kader/bijstand_per_1000/norm.svg").status_code == 200
    assert site.get("/kader/bijstand_per_1000/norm.pdf").status_code == 404
    assert site.get("/kader/bijstand_per_1000/kaart.svg").status_code == 404


def test_a_trend_has_a_table_and_no_picture(site: Client, with_kader: Path):
    page = site.get("/kader/misdrijven/").content.decode()
    assert "/kader/misdrijven/tabel.csv" in page
    assert "norm.svg" not in page
    response = site.get("/kader/misdrijven/norm.svg")
    assert response.status_code == 404
    assert "/kader/misdrijven/" in response.content.decode()


def test_an_indicator_that_is_not_delivered_keeps_its_column_and_its_row(site: Client, with_kader: Path):
    found = row(site, "energielabel_a", NOORD)
    assert (found["verdict"], found["reason"], found["value"]) == ("niet vast te stellen", "niet geleverd", "")


@pytest.mark.parametrize(("form", "kind"), [("xlsx", "spreadsheetml"), ("csv", "text/csv"), ("excel.csv", "text/csv")])
def test_the_norms_of_the_edition_go_out_in_the_form_they_come_in(site: Client, with_kader: Path, form: str, kind: str):
    response = site.get(f"/kader/normen.{form}")
    assert kind in response["Content-Type"]
    assert read_norms_file("normen", response.content).norms == NORMS
    assert site.get("/kader/normen.pdf").status_code == 404


def test_one_norm_from_close_by_shows_every_area_and_the_arithmetic_of_one(site: Client, with_kader: Path):
    text = text_of(site.get(f"/kader/bijstand_per_1000/?gebied={NOORD}"))
    assert "Zo is het bepaald voor wijk Noord" in text
    assert "Norm Ten hoogste 35 per 1.000 inwoners (alle wijken)" in text
    assert "Verschil Nog 253 mensen met bijstand te veel" in text
    page = site.get("/kader/bijstand_per_1000/").content.decode()
    assert 'class="c-norm"' in page
    assert 'role="img" aria-label="60 per 1.000 inwoners' in page


def test_seen_from_a_buurt_the_page_shows_the_buurten_around_it(site: Client, with_kader: Path):
    text = text_of(site.get(f"/kader/misdrijven_per_1000/?gebied={NOORK}"))
    assert "Zo is het bepaald voor De Noork" in text
    assert "Klein Driene" in text


def test_a_trend_has_no_line_to_draw_but_says_what_changed(site: Client, with_kader: Path):
    text = text_of(site.get("/kader/misdrijven/"))
    assert "duidelijk minder dan in 2021" in text
    assert 'class="c-norm"' not in site.get("/kader/misdrijven/").content.decode()


@pytest.mark.parametrize(
    "address", ["/kader/woz_waarde/", "/kader/bestaat_niet/", "/kader/bijstand_per_1000/?gebied=WK019700"]
)
def test_a_norm_or_area_that_is_not_there_gives_a_page_with_a_way_on(site: Client, with_kader: Path, address: str):
    response = site.get(address)
    assert response.status_code in {400, 404}
    assert "Het hele kader" in text_of(response)


def test_an_adopted_kader_names_its_decision_and_has_no_mark(site: Client, own_copy: Path):
    decision = FrozenDecision("de gemeenteraad", norm().valid_from, "Z-1", "Kwaliteitskader", ("Besluit, R-12",))
    adopted = norm(status=KaderStatus.ADOPTED, document="R-12")
    publish_norms(own_copy, kader(adopted, status=KaderStatus.ADOPTED, decision=decision))
    text = text_of(site.get("/kader/"))
    assert (
        "Vastgesteld door de gemeenteraad op 1 januari 2026: Kwaliteitskader (Z-1). Documenten: Besluit, R-12." in text
    )
    assert "verzonnen" not in text
    assert "vastgesteld" in text


def test_a_norm_that_is_no_longer_valid_has_no_column_but_stays_in_the_register(site: Client, own_copy: Path):
    publish_norms(own_copy, kader(norm(valid_to=norm().valid_from)))
    text = text_of(site.get("/kader/"))
    assert "geldt op de dag van deze editie geen enkele norm" in text
    assert "1-1-2026 tot 1-1-2026" in text


def test_the_page_of_an_edition_keeps_its_norms_under_its_permalink(site: Client, with_kader: Path):
    for address in ("/editie/2026-1/kader/", "/editie/2026-1/kader/bijstand_per_1000/"):
        page = site.get(address).content.decode()
        assert re.search(r'href="/editie/2026-1/kader/"\s+aria-current=', page)
        assert "U bekijkt editie" in page
    assert "60, norm 35" in text_of(site.get("/editie/2026-1/kader/"))
    assert shelf().current_key() == "2026-1"
