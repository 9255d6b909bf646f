"""A recipe on a table: what is missing, what is divided, what is refused, and what is said beside it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.run import run

from .small_figures import figures

FULL = {"bijstand": [10, 20, 60], "gezond": [90, 75, 50], "afstand": [1, 2, 5]}


def test_the_score_can_be_done_by_hand():
    """bijstand 10, gezond (100 − 90) / 50 → 20, so sociaal 15; afstand 1 of 5 → 20; (2 × 15 + 20) / 3."""
    scored = run(small_recipe(), figures(FULL))
    assert scored.score("a", "sociaal") == pytest.approx(15)
    assert scored.score("a", "fysiek") == pytest.approx(20)
    assert scored.score("a") == pytest.approx(50 / 3)
    assert [scored.rank(unit) for unit in "abc"] == [3, 2, 1]


def test_a_missing_figure_hands_its_weight_to_its_sister_and_the_score_says_so():
    scored = run(small_recipe(), figures({**FULL, "gezond": [90, None, 50]}))
    assert scored.score("b", "sociaal") == pytest.approx(20)
    opened = scored.open("b", "sociaal")
    assert (opened.present, opened.children, opened.complete) == (1, 2, False)
    assert (opened.low, opened.high) == (10, 60)
    assert scored.open("b", "bijstand").counted == 1
    assert scored.open("b", "gezond").contribution is None
    assert any("1 gebied heeft een score op een deel" in note for note in scored.notes)


def test_below_the_gate_there_is_no_score_and_no_place():
    recipe = small_recipe(each_group="{minimum_share: 1}")
    scored = run(recipe, figures({**FULL, "gezond": [90, None, 50]}))
    assert scored.score("b", "sociaal") is None
    assert scored.score("b") is None
    assert [scored.rank(unit) for unit in "abc"] == [2, None, 1]
    assert scored.open("a", "totaal").of == 2
    assert scored.score("b", "fysiek") == pytest.approx(40)


def test_a_domain_without_figures_stays_and_under_as_given_its_weight_goes_to_nobody():
    text = SOUND.replace("title: Totaal\n", "title: Totaal\n    weights_are: as-given\n")
    text = text.replace("{sociaal: 2, fysiek: 1}", "{sociaal: 0.75, fysiek: 0.25}")
    recipe = recipe_from(text + "awaited: {afstand: Volgt later.}\n")
    scored = run(recipe, figures({"bijstand": [10, 20], "gezond": [90, 75]}))
    assert scored.score("a") == pytest.approx(0.75 * 15)
    opened = scored.open("a", "fysiek")
    assert (opened.value, opened.figures, opened.weight, opened.counted) == (None, 0, 0.25, 0)
    assert "Totaal: 1 van de 2 onderdelen. Geen cijfers: Fysiek." in scored.notes
    assert "Totaal: gewichten zoals opgegeven, samen 0,75 van 1." in scored.notes
    assert scored.open("a", "totaal").complete


def test_under_as_given_an_area_that_misses_what_others_have_has_no_score():
    text = SOUND.replace("title: Totaal\n", "title: Totaal\n    weights_are: as-given\n")
    scored = run(recipe_from(text), figures({**FULL, "afstand": [1, None, 5]}))
    assert [scored.score(unit) is None for unit in "abc"] == [False, True, False]
    opened = scored.open("b", "totaal")
    assert opened.low == pytest.approx(2 * 35)
    assert opened.high == pytest.approx(2 * 35 + 100)


def test_a_domain_on_one_indicator_says_so():
    assert "Fysiek rust op één indicator: afstand." in run(small_recipe(), figures(FULL)).notes


def test_the_tree_reads_from_the_top_down_and_its_parts_sum_to_the_whole():
    scored = run(small_recipe(), figures(FULL))
    tree = scored.tree("b")
    assert [each.node for each in tree] == ["totaal", "sociaal", "bijstand", "gezond", "fysiek", "afstand"]
    assert [each.depth for each in tree] == [0, 1, 2, 2, 1, 2]
    for each in tree:
        if not each.is_indicator:
            parts = [part.contribution for part in tree if part.parent == each.node]
            assert sum(parts) == pytest.approx(each.contribution, abs=1e-9)
    assert tree[0].contribution == pytest.approx(tree[0].value)
    assert (tree[2].raw, tree[2].value, tree[2].weight, tree[2].counted) == (20, 20, 1, 0.5)


def test_a_figure_keeps_its_reference():
    table = figures(FULL, references={("b", "gezond"): "bestand.csv, regel 3"})
    scored = run(small_recipe(), table)
    assert scored.open("b", "gezond").reference == "bestand.csv, regel 3"
    assert scored.open("a", "gezond").reference is None


def test_each_level_is_a_sample_and_a_ranking_of_its_own():
    recipe = recipe_from(SOUND.replace("goalposts", "min_max").replace("reference: {low: 0, high: 100}", "title: B"))
    columns = {"bijstand": [0, 10, 500, 900], "gezond": [90, 75, 80, 70], "afstand": [1, 2, 1, 2]}
    table = figures(columns, levels=("buurt", "buurt", "wijk", "wijk"))
    scored = run(recipe, table)
    assert [scored.score(unit, "bijstand") for unit in "abcd"] == [0, 100, 0, 100]
    assert [scored.rank(unit) for unit in "abcd"] == [2, 1, 2, 1]
    assert list(scored.at_level("wijk")) == ["c", "d"]


def test_only_the_levels_of_the_recipe_are_scored():
    table = figures(FULL, levels=("buurt", "gemeente", "wijk"))
    scored = run(small_recipe(areas="[wijk, buurt]"), table)
    assert scored.units == ("a", "c")


def test_figures_are_divided_by_their_denominator():
    text = SOUND.replace("bijstand: {", "bijstand: {denominator: inwoners, per: 1000, ")
    scored = run(recipe_from(text), figures({**FULL, "inwoners": [1000, 500, 2000]}))
    assert [scored.score(unit, "bijstand") for unit in "abc"] == [10, 40, 30]
    opened = scored.open("b", "bijstand")
    assert (opened.raw, opened.divided) == (20, 40)


def test_a_gap_is_filled_only_where_the_recipe_says_so_and_never_counts_as_a_figure():
    text = SOUND.replace("gezond: {", "gezond: {impute: {method: group_mean, by: streek}, ")
    table = figures({**FULL, "gezond": [90, None, 50]}, texts={"streek": ("x", "x", "y")})
    scored = run(recipe_from(text), table)
    assert scored.score("b", "gezond") == pytest.approx(20)
    opened = scored.open("b", "gezond")
    assert (opened.imputed, opened.figures, opened.raw) == (True, 0, None)
    assert scored.open("b", "totaal").figures == 2
    assert not scored.open("b", "totaal").complete
    assert any("1 keer geen cijfer, aangevuld met het gemiddelde van de groep (streek)" in n for n in scored.notes)


@pytest.mark.parametrize(
    ("impute", "filled", "said"),
    [
        ("{method: mean}", 60, "aangevuld met het gemiddelde van alle gebieden."),
        ("{method: median}", 57.5, "aangevuld met het midden van alle gebieden."),
        ("{method: group_mean, by: streek}", 45, "aangevuld met het gemiddelde van de groep (streek)."),
        ("{method: group_median, by: streek}", 40, "aangevuld met het midden van de groep (streek)."),
    ],
)
def test_a_gap_is_filled_from_the_units_of_its_own_level(impute, filled, said):
    """The wijken have 40, 65 and 30 in x, and 105, 50 and 70 in y; the buurt of 0 takes no part."""
    text = SOUND.replace("bijstand: {", f"bijstand: {{impute: {impute}, ")
    columns = {"bijstand": [None, 40, 65, 30, 105, 50, 70, 0], "gezond": [90.0] * 8, "afstand": [1.0] * 8}
    levels = ("wijk",) * 7 + ("buurt",)
    texts = {"streek": ("x", "x", "x", "x", "y", "y", "y", "x")}
    scored = run(recipe_from(text), figures(columns, levels=levels, texts=texts))
    assert scored.open("a", "bijstand").divided == pytest.approx(filled)
    assert any(note == f"bijstand: 1 keer geen cijfer, {said}" for note in scored.notes), scored.notes


def test_a_unit_below_the_screen_takes_no_part_in_the_sample_either():
    recipe = recipe_from(SOUND.replace("goalposts", "percentile_rank") + "screen: {minimum_share: 0.6}\n")
    table = {"bijstand": [10, 20, 60, 99], "gezond": [90, 75, 50, None], "afstand": [1, 2, 5, None]}
    scored = run(recipe, figures(table))
    assert scored.score("d") is None
    assert scored.score("d", "bijstand") is None
    assert scored.score("c", "bijstand") == 100
    assert any("1 gebied doet niet mee" in note for note in scored.notes)


@pytest.mark.parametrize(
    ("normalise", "columns", "said"),
    [
        ("min_max", {"bijstand": [5, 5, 5]}, "dezelfde waarde (5) in alle 3 gebieden met een cijfer"),
        ("z_score", {"bijstand": [5, 5, None]}, "dezelfde waarde (5) in alle 2 gebieden"),
        ("percentile_rank", {"bijstand": [5, None, None]}, "één gebied met een cijfer (5)"),
        ("goalposts", {"bijstand": [None, None, None]}, "geen enkel cijfer, voor geen enkel gebied"),
    ],
)
def test_a_sample_that_tells_nothing_apart_is_refused(normalise, columns, said):
    text = SOUND.replace("{normalise: goalposts}", f"{{normalise: {normalise}}}")
    text = (
        text.replace(
            "bijstand: {polarity: low_is_favourable, reference: {low: 0, high: 100}}",
            "bijstand: {polarity: low_is_favourable}",
        )
        if normalise != "goalposts"
        else text
    )
    with pytest.raises(ScoreError) as raised:
        run(recipe_from(text), figures({**FULL, **columns}))
    assert said in str(raised.value)
    assert "'bijstand'" in str(raised.value)


def test_fixed_reference_points_need_no_differences_and_no_second_area():
    scored = run(small_recipe(), figures({"bijstand": [5], "gezond": [75], "afstand": [1]}))
    assert scored.score("a", "bijstand") == pytest.approx(5)
    assert scored.rank("a") == 1


def test_one_area_in_a_sample_is_refused():
    text = SOUND.replace("{normalise: goalposts}", "{normalise: percentile_rank}")
    with pytest.raises(ScoreError, match=r"één gebied \(a\); verwacht twee gebieden of meer"):
        run(recipe_from(text), figures({"bijstand": [5], "gezond": [75], "afstand": [1]}))


def test_zero_areas_are_refused():
    with pytest.raises(ScoreError, match="geen enkel gebied; verwacht minstens één gebied"):
        run(small_recipe(), figures({name: [] for name in FULL}))
    with pytest.raises(ScoreError, match="geen enkel gebied van niveau wijk"):
        run(small_recipe(areas="[wijk]"), figures(FULL, levels=("buurt",) * 3))


def test_a_denominator_of_0_is_refused_with_the_area():
    text = SOUND.replace("bijstand: {", "bijstand: {denominator: inwoners, ")
    with pytest.raises(ScoreError, match="noemer 'inwoners' van 'bijstand': gevonden 0 bij b"):
        run(recipe_from(text), figures({**FULL, "inwoners": [1, 0, 2]}))


def test_everything_that_is_no_column_is_told_at_once():
    text = SOUND.replace("bijstand: {", "bijstand: {denominator: inwoners, ")
    with pytest.raises(ScoreError, match="2 fouten"):
        run(recipe_from(text), figures({"bijstand": [1, 2], "gezond": [60, 70]}))
    imputing = SOUND.replace("gezond: {", "gezond: {impute: {method: group_mean, by: streek}, ")
    with pytest.raises(ScoreError, match="groep om mee aan te vullen 'streek'"):
        run(recipe_from(imputing), figures(FULL))


def test_a_mean_that_does_not_exist_for_these_values_is_refused_with_the_group():
    recipe = small_recipe(each_group="{aggregate: geometric}")
    with pytest.raises(ScoreError, match="'fysiek', samenvoegen"):
        run(recipe, figures({**FULL, "afstand": [0, 2, 5]}))


def test_a_value_that_a_mean_cannot_take_is_told_by_area_and_part():
    recipe = small_recipe(each_group="{aggregate: geometric}")
    table = figures({**FULL, "gezond": [90, 100, 110]}, names=("Noord", "Zuid", "West"))
    with pytest.raises(ScoreError, match="een meetkundig gemiddelde: 'gezond' van b Zuid is 0, 'gezond' van c West is"):
        run(recipe, table)


def test_everything_that_stands_in_the_way_is_told_at_once():
    """A column that is not there, one without a figure, one without spread, and a mean of two groups."""
    text = SOUND.replace("[bijstand, gezond]", "[bijstand, gezond, leeg, gelijk, weg]").replace(
        "[afstand]", "[afstand, nul]"
    )
    text = text.replace("title: Fysiek", "title: Fysiek\n    aggregate: geometric")
    text += "".join(f"  {name}: {{polarity: low_is_favourable}}\n" for name in ("leeg", "gelijk", "weg", "nul"))
    text = text.replace("{normalise: goalposts}", "{normalise: min_max}")
    columns = {**FULL, "leeg": [None] * 3, "gelijk": [7, 7, 7], "nul": [0, 4, 8]}
    with pytest.raises(ScoreError) as raised:
        run(recipe_from(text), figures(columns))
    told = [problem.where_it_is for problem in raised.value.problems]
    assert told == ["indicator 'weg'", "indicator 'leeg'", "'gelijk', normaliseren", "'fysiek', samenvoegen"]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ([5, 5, 5], "afstand: weggelaten, zoals het recept zegt. Gevonden: dezelfde waarde (5) in alle 3 gebieden"),
        ([5, None, None], "afstand: weggelaten, zoals het recept zegt. Gevonden: één gebied met een cijfer (5)."),
        ([None] * 3, "afstand: weggelaten, zoals het recept zegt. Er is geen enkel cijfer."),
    ],
)
def test_an_indicator_without_a_result_is_left_out_where_the_recipe_says_so(column, said):
    text = SOUND.replace("reference: {low: 0, high: 5}", "normalise: z_score, without_result: leave-out")
    scored = run(recipe_from(text), figures({**FULL, "afstand": column}), comparable=True)
    assert scored.score("a") == pytest.approx(15)
    assert scored.open("a", "fysiek").value is None
    assert any(note.startswith(said) for note in scored.notes), scored.notes
    refusing = text.replace("leave-out", "refuse")
    with pytest.raises(ScoreError, match="zet 'without_result: leave-out' bij" if column[0] else "geen enkel cijfer"):
        run(recipe_from(refusing), figures({**FULL, "afstand": column}))


def test_an_indicator_is_left_out_of_the_level_that_has_no_result_alone():
    text = SOUND.replace("reference: {low: 0, high: 5}", "normalise: min_max, without_result: leave-out")
    columns = {name: [*values, *values] for name, values in FULL.items()} | {"afstand": [5, 5, 5, 1, 2, 3]}
    scored = run(recipe_from(text), figures(columns, levels=("wijk",) * 3 + ("buurt",) * 3))
    assert [scored.open(unit, "afstand").value for unit in "adf"] == [None, 0, 100]
    assert [note for note in scored.notes if "weggelaten" in note] == [
        "afstand (wijk): weggelaten, zoals het recept zegt. Gevonden: dezelfde waarde (5) in alle 3 gebieden met een "
        "cijfer."
    ]


def test_an_area_may_be_the_reference_of_a_method():
    text = SOUND.replace("normalise: goalposts", "normalise: {method: distance_to_reference, area: %s}")
    scored = run(recipe_from(text % "c"), figures(FULL))
    assert scored.score("c", "bijstand") == pytest.approx(100)
    with pytest.raises(ScoreError, match="gebied 'z', dat niet in de tabel staat"):
        run(recipe_from(text % "z"), figures(FULL))


def test_equal_areas_share_a_place():
    scored = run(small_recipe(), figures({name: [*values, values[0]] for name, values in FULL.items()}))
    assert [scored.rank(unit) for unit in "abcd"] == [3, 2, 1, 3]


def test_the_first_place_can_be_the_lowest_score():
    scored = run(small_recipe(ranks="{first: lowest}"), figures(FULL))
    assert [scored.rank(unit) for unit in "abc"] == [1, 2, 3]


def test_a_group_is_put_on_another_scale_before_it_goes_up():
    recipe = small_recipe(
        layers="[{id: t, title: T}, {id: d, title: D, normalise: {method: percentile_rank, scale: 1}}]"
    )
    scored = run(recipe, figures(FULL))
    assert_allclose(scored.column("sociaal"), [0, 0.5, 1])
    assert_allclose(scored.column("totaal"), [0, 0.5, 1])
    summed = scored.contributions[:, :3].sum(axis=1)
    assert_allclose(summed[1:], [0.5, 1])
    assert np.isnan(scored.bounds[0][:, scored.column_of["sociaal"]]).sum() == 0
