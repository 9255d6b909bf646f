"""Men and women, ages, land and water: parts of one area."""

from wijkwerk.definitions.sources import Source

from .small_release import BUURTEN, GEMEENTE, cells, remarks, source, variable


def people() -> Source:
    return source(
        {
            "inwoners": variable(rounding=5),
            "mannen": variable(title="Mannen", rounding=5, parts_of="inwoners", partition="geslacht"),
            "vrouwen": variable(title="Vrouwen", rounding=5, parts_of="inwoners", partition="geslacht"),
            "jong": variable(title="Jong", rounding=5, parts_of="inwoners", partition="leeftijd"),
            "oud": variable(title="Oud", rounding=5, parts_of="inwoners", partition="leeftijd"),
        }
    )


def test_rounded_parts_may_each_be_a_step_off() -> None:
    figures = [
        *cells({BUURTEN[0]: 700}),
        *cells({BUURTEN[0]: 355}, "mannen"),
        *cells({BUURTEN[0]: 355}, "vrouwen"),
    ]
    assert remarks(figures, people(), check="delen_van_geheel") == []


def test_parts_that_miss_the_total_are_told_with_the_worst_area() -> None:
    figures = [
        *cells(dict.fromkeys(BUURTEN, 700)),
        *cells(dict.fromkeys(BUURTEN, 350), "mannen"),
        *cells(dict.fromkeys(BUURTEN, 350) | {BUURTEN[2]: 250}, "vrouwen"),
    ]
    (remark,) = remarks(figures, people(), check="delen_van_geheel")
    assert remark.severity == "blocking"  # one of four areas
    assert remark.area == BUURTEN[2]
    assert remark.found == (
        "in 1 gebied van de 4 tellen de delen (Mannen en Vrouwen) niet op; het meest in De Kamp (BU00010201): 600"
    )
    assert remark.expected == "700, met hooguit 10 verschil door afronding"


def test_each_way_of_dividing_is_held_against_the_total_by_itself() -> None:
    """Men, women, young and old together are twice the inhabitants."""
    figures = [
        cell
        for name, value in (("inwoners", 700), ("mannen", 350), ("vrouwen", 350), ("jong", 300), ("oud", 400))
        for cell in cells({BUURTEN[0]: value}, name)
    ]
    assert remarks(figures, people(), check="delen_van_geheel") == []


def test_an_area_with_a_missing_part_is_left_alone() -> None:
    figures = [*cells({BUURTEN[0]: 700}), *cells({BUURTEN[0]: 350}, "mannen"), *cells({BUURTEN[0]: None}, "vrouwen")]
    assert remarks(figures, people(), check="delen_van_geheel") == []


def test_unrounded_gemeenten_must_add_up_exactly() -> None:
    figures = [*cells({GEMEENTE: 81_143}), *cells({GEMEENTE: 40_786}, "mannen"), *cells({GEMEENTE: 40_356}, "vrouwen")]
    (remark,) = remarks(figures, people(), check="delen_van_geheel")
    assert remark.area == GEMEENTE


def test_a_few_areas_among_many_are_a_warning() -> None:
    codes = [f"BU0001{i:04}" for i in range(100)]
    figures = [
        *cells(dict.fromkeys(codes, 700)),
        *cells(dict.fromkeys(codes, 350), "mannen"),
        *cells(dict.fromkeys(codes, 350) | {codes[7]: 0}, "vrouwen"),
    ]
    (remark,) = remarks(figures, people(), check="delen_van_geheel")
    assert (remark.severity, remark.count, remark.area) == ("warning", 1, codes[7])
