"""Norms, verdicts, gaps and ways in the words that a reader sees."""

import dataclasses

import pytest

from tests.governance.builders import (
    BINNENSTAD,
    GEMEENTE,
    NOORD,
    NOORK,
    ROWS,
    TODAY,
    band,
    catalogue,
    figure,
    kader,
    norm,
)
from wijkwerk.data.queries.figures import Reason
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope
from wijkwerk.definitions.vocabulary import Status
from wijkwerk.engine.norm_course import Course, Way
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of
from wijkwerk.pages.kader.norm_words import basis_text, change_text, course_words, norm_text, pace_text, way_words
from wijkwerk.present.figures.material import describe
from wijkwerk.present.norms.lines import limit_words, norm_lines, norm_words, reach_words

DESCRIBED = describe(catalogue())
NAMES = {NOORD: "Noord", NOORK: "De Noork", BINNENSTAD: "Binnenstad"}
RELATIVE = {"form": NormForm.NOT_WORSE_THAN_GEMEENTE}
TREND = {"form": NormForm.TREND, "since": 2021, "direction": Direction.FALLING}


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def bench(*norms, figures=(), **changes):
    return NormBench(kader(*norms, **changes), catalogue(), places_of(ROWS, {}), GEMEENTE, figures, TODAY)


def text(given, wanted, *others):
    judgement = bench(wanted, figures=[given, *others]).judge(given.indicator, NOORD)
    return norm_text(judgement, DESCRIBED[given.indicator])


@pytest.mark.parametrize(
    ("wanted", "words", "value"),
    [
        (norm(), "ten hoogste 35 per 1.000 inwoners", "35 per 1.000 inwoners"),
        (norm(indicator="goed_ervaren_gezondheid", form=NormForm.AT_LEAST, value=72), "ten minste 72 %", "72 %"),
        (norm(indicator="afstand_huisarts", value=1.2), "ten hoogste 1,2 km", "1,2 km"),
        (band(45, 65), "band van 45 tot 65 %", "45 tot 65 %"),
        (
            norm(indicator="inkomen_per_inwoner", value=2000, **RELATIVE),
            "niet lager dan Hengelo min € 2.000",
            "x = € 2.000",
        ),
        (norm(value=5, **RELATIVE), "niet hoger dan Hengelo plus 5", "x = 5"),
        (norm(value=0, **RELATIVE), "niet hoger dan Hengelo", "x = 0"),
        (
            norm(indicator="misdrijven", value=0, **TREND),
            "duidelijk minder dan in 2021",
            "duidelijk minder dan in 2021",
        ),
        (
            norm(indicator="misdrijven", value=10, **TREND),
            "ten minste 10 % minder dan in 2021",
            "ten minste 10 % minder dan in 2021",
        ),
        (
            norm(indicator="koopwoningen_aandeel", value=5, **(TREND | {"direction": Direction.RISING})),
            "ten minste 5 procentpunt meer dan in 2021",
            "ten minste 5 procentpunt meer dan in 2021",
        ),
    ],
)
def test_every_form_of_norm_has_its_words(wanted, words, value):
    item = DESCRIBED[wanted.indicator]
    assert plain(norm_words(wanted, item, "Hengelo")) == words
    assert plain(limit_words(wanted, item)) == value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "alle wijken"),
        ({"scope": NormScope.AREA_KIND, "area_kind": AreaKind.BUITENGEBIED}, "het buitengebied"),
        ({"scope": NormScope.AREA, "area": NOORD}, "wijk Noord"),
        ({"scope": NormScope.AREA, "area": NOORK}, "De Noork"),
        ({"scope": NormScope.AREA, "area": "BU99990000"}, "BU99990000"),
    ],
)
def test_the_reach_of_a_norm_is_named(changes, words):
    assert reach_words(norm(**changes), NAMES) == words


def test_a_norm_that_is_not_met_says_how_many_people_too_many():
    found = text(figure("bijstand_per_1000", NOORD, 59.0, low=58.0, high=60.0, denominator=10170), norm())
    assert (found.words.text, found.words.icon, found.tone) == ("voldoet niet", "i-fail", "k-fail")
    assert (found.value, found.gap) == ("59, norm 35", "nog 245 mensen met bijstand te veel")


def test_a_norm_that_is_met_says_no_more_than_that():
    found = text(figure("bijstand_per_1000", NOORD, 20.0, low=19.0, high=21.0, denominator=10170), norm())
    assert (found.words.text, found.words.icon, found.tone, found.gap) == ("voldoet", "i-pass", "k-pass", "")


def test_a_norm_within_the_interval_shows_the_interval():
    found = text(figure("bijstand_per_1000", NOORD, 33.0, low=29.0, high=37.0), norm())
    assert (found.words.text, found.words.icon, found.tone) == ("niet vast te stellen", "i-unknown", "k-unknown")
    assert found.gap == "tussen 29 en 37"


def test_a_share_of_dwellings_is_counted_roughly():
    wanted = band(45, 65, counted="huishoudens", unit_of_gap="koopwoningen")
    found = text(figure("koopwoningen_aandeel", NOORD, 41), wanted, figure("huishoudens", NOORD, 4055))
    assert plain(found.gap) == "± 160 koopwoningen te weinig"
    assert plain(found.value) == "41 %, band 45 tot 65"


@pytest.mark.parametrize(
    ("indicator", "value", "wanted", "gap"),
    [
        ("afstand_huisarts", 1.4, {"value": 1.2}, "nog 0,2 km te hoog"),
        ("koopwoningen_aandeel", 41, {"form": NormForm.AT_LEAST, "value": 45}, "nog 4 procentpunt te laag"),
        ("afstand_huisarts", 1.28, {"value": 1.229}, "nog 0,1 km te hoog"),
    ],
)
def test_a_gap_that_counts_nothing_is_told_in_its_unit(indicator, value, wanted, gap):
    assert plain(text(figure(indicator, NOORD, value), norm(indicator=indicator, **wanted)).gap) == gap


def test_a_small_gap_has_a_decimal_more_than_its_figure():
    assert text(figure("bijstand_per_1000", NOORD, 35.3, low=35.2, high=35.4), norm()).gap == "nog 0,3 te hoog"


def test_a_model_figure_has_a_hollow_shape_its_mark_and_no_wash():
    wanted = norm(indicator="goed_ervaren_gezondheid", form=NormForm.AT_LEAST, value=72)
    found = text(figure("goed_ervaren_gezondheid", NOORD, 60.0), wanted)
    assert (found.words.text, found.words.icon, found.words.signal) == ("voldoet niet", "i-sig-worse", True)
    assert (plain(found.gap), found.tone) == ("nog 12,0 procentpunt te laag, modelcijfer", "k-unknown")
    near = text(figure("goed_ervaren_gezondheid", NOORD, 71.0), wanted)
    assert plain(near.gap) == "tussen 67,5 en 74,6 %, modelcijfer"


def test_the_range_that_decided_says_where_it_comes_from():
    wanted = norm(indicator="goed_ervaren_gezondheid", form=NormForm.AT_LEAST, value=72)
    given = figure("goed_ervaren_gezondheid", NOORD, 70.0)
    judged = bench(wanted, figures=[given]).judge(given.indicator, NOORD)
    assert plain(basis_text(judged, DESCRIBED[given.indicator])) == (
        "tussen 66,5 en 73,5 %: 5 % van de waarde zelf naar beide kanten (3,5 procentpunt), "
        "want de maker geeft geen marge"
    )
    owned = figure("koopwoningen_aandeel", NOORD, 45)
    judged = bench(band(45, 65), figures=[owned]).judge(owned.indicator, NOORD)
    told = basis_text(judged, DESCRIBED[owned.indicator])
    assert plain(told) == "tussen 44,5 en 45,5 %, want het cijfer is afgerond"


def test_a_difference_within_the_rounding_says_so():
    wanted = norm(indicator="inkomen_per_inwoner", value=2000, **RELATIVE)
    found = text(figure("inkomen_per_inwoner", NOORD, 30_500), wanted, figure("inkomen_per_inwoner", GEMEENTE, 32_600))
    assert (found.words.text, found.gap) == ("niet vast te stellen", "het verschil valt binnen de afronding")


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(28.1, 35.3, "tussen 28,1 en 35,3"), (28.1, 35.04, "tussen 28,10 en 35,04"), (28.1, 36.2, "tussen 28 en 36")],
)
def test_an_end_of_the_interval_never_reads_as_the_norm_when_it_is_not(low, high, told):
    found = text(figure("bijstand_per_1000", NOORD, 32.0, low=low, high=high), norm())
    assert (found.words.text, found.gap) == ("niet vast te stellen", told)


def test_a_figure_that_is_not_there_says_why():
    found = text(figure("bijstand_per_1000", NOORD, None, status=Status.SUPPRESSED), norm())
    assert (found.words.text, found.value, found.gap) == ("niet vast te stellen", "geheim", "")
    assert found.missing is not None


def test_an_uncertain_figure_says_what_is_missing():
    given = figure("bijstand_per_1000", NOORD, 59.0, status=Status.UNRELIABLE, reason=Reason.PARTS_MISSING)
    assert text(given, norm()).gap == "onzeker: een buurt ontbreekt"


def test_a_trend_shows_its_change_since_then():
    wanted = norm(indicator="misdrijven", value=0, **TREND)
    last = figure("misdrijven", NOORD, 395.0, 2025, low=357.0, high=436.0)
    found = text(last, wanted, figure("misdrijven", NOORD, 447.0, 2021, low=407.0, high=490.0))
    assert (plain(found.value), found.gap) == ("−12 % sinds 2021", "te weinig verschil om te zeggen")
    assert text(last, wanted).gap == "geen cijfer van 2021"


@pytest.mark.parametrize(
    ("value", "changes", "told"),
    [
        (447.0, {"status": Status.UNRELIABLE, "reason": Reason.PARTS_MISSING}, "cijfer van 2021 is onzeker"),
        (None, {"status": Status.SUPPRESSED}, "cijfer van 2021: geheim"),
        (0.0, {}, "geen cijfer boven 0 in 2021 om mee te vergelijken"),
    ],
)
def test_a_trend_that_cannot_be_told_names_its_first_year_and_why(value, changes, told):
    wanted = norm(indicator="misdrijven", value=0, **TREND)
    last = figure("misdrijven", NOORD, 250.0, 2025, low=220.0, high=282.0, status=Status.PROVISIONAL)
    found = text(last, wanted, figure("misdrijven", NOORD, value, 2021, low=value, high=value, **changes))
    assert found.words.text == "niet vast te stellen"
    assert found.gap.startswith(told)
    assert "voorlopig" not in found.gap


def trend_bench(*figures):
    return bench(norm(indicator="misdrijven", value=0, **TREND), figures=figures)


def test_the_change_of_a_trend_is_told_with_its_interval_and_its_pace():
    given = trend_bench(
        figure("misdrijven", NOORD, 400.0, 2021, low=360.0, high=440.0),
        figure("misdrijven", NOORD, 350.0, 2023, low=315.0, high=385.0),
        figure("misdrijven", NOORD, 300.0, 2025, low=270.0, high=330.0),
    )
    item, judged = DESCRIBED["misdrijven"], given.judge("misdrijven", NOORD)
    way = given.way("misdrijven", NOORD)
    assert judged.judged is not None
    low, high = (f"{part:.1f}".replace(".", ",").replace("-", "−") for part in judged.judged[1:])
    assert plain(change_text(judged, item)) == f"−25,0 %, tussen {low} % en {high} %"
    assert course_words(way, judged, item)[0].text == "bereikt"
    assert plain(pace_text(way, item, judged.norm)) == "−6,3 % van 2021 per jaar"


def test_a_trend_without_a_course_says_why_not():
    given = trend_bench(
        figure("misdrijven", NOORD, 400.0, 2021, status=Status.UNRELIABLE), figure("misdrijven", NOORD, 300.0, 2025)
    )
    judged = given.judge("misdrijven", NOORD)
    words, reason = course_words(given.way("misdrijven", NOORD), judged, DESCRIBED["misdrijven"])
    assert (words.text, reason) == ("niet vast te stellen", "cijfer van 2021 is onzeker")


def test_the_difference_with_the_gemeente_is_told_with_its_rounding():
    wanted = norm(indicator="inkomen_per_inwoner", value=2000, **RELATIVE)
    figures = [figure("inkomen_per_inwoner", code, value) for code, value in ((NOORD, 30_500), (GEMEENTE, 32_600))]
    judged = bench(wanted, figures=figures).judge("inkomen_per_inwoner", NOORD)
    told = plain(change_text(judged, DESCRIBED["inkomen_per_inwoner"]))
    assert told == "−€ 2.100, tussen −€ 2.200 en −€ 2.000"


def test_an_area_without_a_norm_says_so():
    wanted = norm(scope=NormScope.AREA, area=BINNENSTAD)
    found = text(figure("bijstand_per_1000", NOORD, 59.0), wanted)
    assert (found.words.text, found.tone) == ("geen norm", "k-unknown")


WAY = Way(Course.TOO_SLOW, 2032, 5, 2021, 2025, 54.0, -9.0, -1.25, -1.5, 2033.4)


def test_the_way_has_a_word_a_pace_and_what_is_needed():
    item = DESCRIBED["misdrijven_per_1000"]
    assert way_words(WAY, model=False)[0].text == "te langzaam"
    assert pace_text(WAY, item) == "−1,25 per jaar, nodig −1,50 tot 2032"
    assert pace_text(dataclasses.replace(WAY, needed=None), item) == "−1,25 per jaar"


@pytest.mark.parametrize(
    ("way", "model", "reason"),
    [
        (None, True, "een modelcijfer zegt niets over vooruitgang"),
        (None, False, ""),
        (Way(Course.CANNOT_TELL, 2040, 0), False, "geen cijfers"),
        (Way(Course.CANNOT_TELL, 2040, 1), False, "cijfers van één jaar"),
        (Way(Course.CANNOT_TELL, 2040, 2), False, "cijfers van twee jaren"),
        (Way(Course.CANNOT_TELL, 2040, 4), False, "te weinig jaren"),
    ],
)
def test_where_no_way_can_be_told_the_reason_stands_there(way, model, reason):
    words, told = way_words(way, model)
    assert (words.text, told) == ("niet vast te stellen", reason)
    assert pace_text(way, DESCRIBED["misdrijven_per_1000"]) == ""


def test_every_course_is_a_word_and_a_shape_of_its_own():
    words = [way_words(dataclasses.replace(WAY, course=course), model=False)[0] for course in Course]
    assert len({each.text for each in words}) == len(words)
    assert len({each.icon for each in words}) == len(words)


def test_lines_for_a_chart_hold_the_limits_the_words_and_the_status():
    found = norm_lines(bench(band(45, 65)), DESCRIBED["koopwoningen_aandeel"], ROWS[0], NAMES, "Hengelo")
    assert found is not None
    assert (found.floor, found.ceiling, plain(found.words), found.short) == (
        45,
        65,
        "band van 45 tot 65 %",
        "band 45 tot 65",
    )
    assert (found.reach, found.status, found.source) == ("alle wijken", KaderStatus.PROVISIONAL, "streefwaarde")
    open_side = norm_lines(bench(norm()), DESCRIBED["bijstand_per_1000"], ROWS[0], NAMES, "Hengelo")
    assert open_side is not None
    assert (open_side.floor, open_side.ceiling) == (None, 35)
    assert norm_lines(bench(norm()), DESCRIBED["woz_waarde"], ROWS[0], NAMES, "Hengelo") is None
