"""Codes that stand for another place than they did."""

from wijkwerk.data.checks.division import create_reused_codes, reused_codes
from wijkwerk.data.checks.release_views import CheckedRelease, prepare
from wijkwerk.definitions.vocabulary import Level

from .small_release import AREAS, BUURTEN, WIJKEN, Area, cells, release, remarks, source

FIGURES = cells(dict.fromkeys(BUURTEN, 100))


def before(**names: str) -> list[Area]:
    return [(code, level, names.get(code, name)) for code, level, name in AREAS]


def test_the_same_names_get_no_remark() -> None:
    assert remarks(FIGURES, check="hergebruikte_code", previous_areas=before()) == []


def test_other_names_make_one_remark_for_a_gemeente_with_the_total_of_the_country() -> None:
    elsewhere = [("GM0002", "gemeente", "Elders"), ("BU00020101", "buurt", "De Zuid")]
    was = [
        *before(BU00010101="Oude Bleek", BU00010102="Oude Brink"),
        elsewhere[0],
        ("BU00020101", "buurt", "Dorpskern"),
    ]
    found = remarks(FIGURES, check="hergebruikte_code", areas=[*AREAS, *elsewhere], previous_areas=was)
    assert [(remark.area, remark.count) for remark in found] == [("GM0001", 2), ("BU00020101", 1)]
    assert found[0].found == (
        "2 buurtcodes met een andere naam dan in 2020, bijvoorbeeld BU00010101: ‘Oude Bleek’ werd ‘De Bleek’ "
        "(in het hele land 3 buurtcodes)"
    )
    assert {remark.severity for remark in found} == {"warning"}


def test_only_another_spelling_is_a_note() -> None:
    (remark,) = remarks(FIGURES, check="hergebruikte_code", previous_areas=before(BU00010101="de-bleek"))
    assert remark.severity == "note"
    assert "bij 1 verschilt alleen de spelling" in remark.found


def test_the_word_wijk_and_its_number_in_front_are_no_other_name() -> None:
    assert remarks(FIGURES, check="hergebruikte_code", previous_areas=before(WK000101="Wijk 01 Noord")) == []


def test_wijken_are_counted_beside_buurten() -> None:
    (remark,) = remarks(
        FIGURES, check="hergebruikte_code", previous_areas=before(BU00010101="Oude Bleek", WK000101="West")
    )
    assert remark.found.startswith("1 buurtcode en 1 wijkcode met een andere naam")
    assert "(in het hele land 1 buurtcode)" in remark.found


def test_codes_that_are_new_or_gone_are_not_reused() -> None:
    was = [area for area in AREAS if area[0] != BUURTEN[3]] + [("BU00010299", "buurt", "Weg")]
    assert remarks(FIGURES, check="hergebruikte_code", previous_areas=was) == []


def test_the_reused_codes_themselves_can_be_asked_for() -> None:
    was = before(BU00010101="Oude Bleek", BU00010102="De Brink.")
    with release(FIGURES, previous_areas=was) as connection:
        checked = CheckedRelease(connection, source(), None)
        prepare(checked)
        create_reused_codes(checked)
        bleek, brink = reused_codes(checked)
    assert (bleek.code, bleek.before, bleek.now, bleek.spelling) == (BUURTEN[0], "Oude Bleek", "De Bleek", False)
    assert (brink.spelling, brink.level, brink.year_before, brink.year) == (True, Level.BUURT, 2020, 2024)


def test_change_codes_are_counted_by_kind() -> None:
    changes = {BUURTEN[0]: 2, BUURTEN[1]: 3, BUURTEN[2]: 1, WIJKEN[0]: 3}
    areas = [(*area, changes[area[0]]) if area[0] in changes else area for area in AREAS]
    (remark,) = remarks(FIGURES, check="indelingswijziging", areas=areas)
    assert (remark.severity, remark.count, remark.period) == ("note", 3, 2024)
    assert "andere grens (3): 1 wijk en 1 buurt in 1 gemeente" in remark.found
    assert "alleen een andere code (2): 0 wijken en 1 buurt in 1 gemeente" in remark.found


def test_a_division_in_which_nothing_changed_gets_no_remark() -> None:
    assert remarks(FIGURES, check="indelingswijziging", areas=[(*area, 1) for area in AREAS]) == []
