"""Bad recipes each get their own message, with the line; sound ones become what the engine needs."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.recipe.loading import load_recipe, load_recipes
from wijkwerk.definitions.recipe.recipe import RecipeError
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.weights import Weighting

from .small_recipe import SOUND, messages, recipe_from

CATALOGUE = load_catalogue(Path(__file__).parents[3] / "catalogue")
SHIPPED = Path(__file__).parents[3] / "catalogue" / "recipes"


def test_a_sound_recipe_becomes_a_tree_with_every_default_filled_in():
    recipe = recipe_from(SOUND)
    assert recipe.root == "totaal"
    assert [node for node, _ in recipe.walk()] == ["totaal", "sociaal", "bijstand", "gezond", "fysiek", "afstand"]
    assert recipe.groups["totaal"].weights == (2, 1)
    assert recipe.groups["sociaal"].weights == (1, 1)
    assert recipe.groups["sociaal"].weighting is Weighting.RELATIVE
    assert recipe.groups["sociaal"].aggregate == Step("arithmetic")
    assert recipe.groups["sociaal"].minimum_share == 0.5
    assert recipe.indicators["gezond"].sign == -1
    assert recipe.indicators["bijstand"].sign == 1
    assert recipe.indicators["gezond"].points == Points(low=50, high=100)
    assert recipe.is_provisional
    assert recipe.weight_of("sociaal") == 2
    assert recipe.indicators_under("totaal") == ["bijstand", "gezond", "afstand"]


def test_a_recipe_with_a_decision_is_no_longer_provisional():
    recipe = recipe_from(SOUND + "decision: {body: gemeenteraad, on: 2026-11-24, reference: Z-1}\n")
    assert not recipe.is_provisional


def test_a_decision_is_measured_against_the_day_of_today_where_nobody_names_another(tmp_path):
    path = tmp_path / "klein.yaml"
    path.write_text(SOUND + "decision: {body: gemeenteraad, on: 2099-01-01}\n", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"klein\.yaml:23: .*2099-01-01, een besluit dat nog moet vallen"):
        load_recipe(path)
    assert not load_recipe(path, today=datetime.date(2099, 1, 1)).is_provisional


def test_where_high_is_favourable_the_figures_turn_the_other_way():
    recipe = recipe_from(SOUND.replace("means: urgent", "means: favourable"))
    assert (recipe.indicators["gezond"].sign, recipe.indicators["bijstand"].sign) == (1, -1)


def test_a_group_says_before_its_layer_and_a_layer_before_all_groups():
    text = SOUND.replace("children: [bijstand, gezond]", "children: [bijstand, gezond]\n    aggregate: maximum")
    text += "layers: [{id: t, title: Totaal}, {id: d, title: Domein, aggregate: minimum}]\n"
    recipe = recipe_from(text + "each_group: {aggregate: median, minimum_share: 1}\n")
    assert {name: each.aggregate.method for name, each in recipe.groups.items()} == {
        "totaal": "median",
        "sociaal": "maximum",
        "fysiek": "minimum",
    }
    assert {each.minimum_share for each in recipe.groups.values()} == {1}
    assert recipe.groups["fysiek"].layer == "d"


def test_the_hash_follows_the_meaning_and_not_the_order_of_keys():
    lines = SOUND.splitlines(keepends=True)
    turned = "".join([lines[1], lines[0], *lines[2:]])
    assert recipe_from(turned).hash == recipe_from(SOUND).hash
    assert recipe_from(SOUND.replace("sociaal: 2", "sociaal: 3")).hash != recipe_from(SOUND).hash


SPOILED = [
    ("fysiek: 1}", "fysiek: -1}", 12, "gevonden -1; verwacht een gewicht van 0 of meer"),
    ("fysiek: 1}", "fysiek: 1, wonen: 1}", 12, "een gewicht voor 'wonen', dat geen kind van deze groep is"),
    ("weights: {sociaal: 2, fysiek: 1}", "weights: {sociaal: 2}", 12, "geen gewicht voor 'fysiek'"),
    ("{sociaal: 2, fysiek: 1}", "{sociaal: 0, fysiek: 0}", 12, "alleen nullen"),
    ("fysiek: 1}", "fysiek: .inf}", 12, "een eindig getal"),
    ("children: [afstand]", "children: [totaal]", 9, "een kring van groepen: totaal, fysiek"),
    ("children: [afstand]", "children: [afstand, fysiek]", 16, "een kring van groepen: fysiek"),
    ("children: [afstand]", "children: [afstand, bijstand]", 18, "'bijstand', ook een kind van 'sociaal'"),
    (
        "children: [bijstand, gezond]",
        "children: [bijstand, gezond, gezond]",
        15,
        "'gezond', ook een kind van 'sociaal'",
    ),
    ("children: [sociaal, fysiek]", "children: [sociaal]", 12, "dat geen kind van deze groep is"),
    ("children: [afstand]", "children: []", 16, "een groep zonder kinderen"),
    ("  afstand: {polarity", "  afstanden: {polarity", 22, "'afstanden', dat in geen groep staat"),
    ("high: 5}", "high: 0}", 22, "gelijke ijkpunten (0)"),
    ("high: 5}", "high: -5}", 22, "low 0 boven high -5"),
    ("high: 5}", "high: .inf}", 22, "een eindig getal"),
    ("{low: 0, high: 5}", "{low: 0}", 22, "alleen één van low en high"),
    ("reference: {low: 0, high: 5}", "unit: km", 7, "'goalposts' zonder ijkpunten (low en high)"),
    ("{low: 0, high: 5}", "{low: 0, high: 5, norm_low: 4, norm_high: 3}", 22, "norm_low 4 boven norm_high 3"),
    ("{low: 0, high: 5}", "{low: 0, high: 5, sd: 0}", 22, "een spreiding boven 0"),
    ("{low: 0, high: 5}", "{low: 0, high: 5, distribution: [2, 1]}", 22, "waarden door elkaar"),
    ("normalise: goalposts", "normalise: goalpost", 7, "onbekende methode 'goalpost'"),
    ("normalise: goalposts", "normalise: {method: goalposts, cliip: true}", 7, "'cliip', dat 'goalposts' niet kent"),
    ("normalise: goalposts", "normalise: {method: goalposts, clip: 3}", 7, "verwacht true of false"),
    ("normalise: goalposts", "normalise: {method: goalposts, scale: -1}", 7, "verwacht een getal boven 0"),
    ("normalise: goalposts", "normalise: {scale: 10}", 7, "een methode zonder naam"),
    ("each_indicator: {normalise: goalposts}", "each_indicator: {}", 20, "geen manier van normaliseren"),
    ("normalise: goalposts", "normalise: distance_to_norm", 7, "'distance_to_norm' zonder norm"),
    ("normalise: goalposts", "normalise: national_share", 7, "zonder een landelijke verdeling"),
    (
        "normalise: goalposts",
        "normalise: {method: national_share, reference: [1, 2]}",
        7,
        "verwacht 'distribution' bij",
    ),
    ("normalise: goalposts", "normalise: index_to_base", 7, "zonder de waarde van het basisjaar"),
    ("normalise: goalposts", "normalise: goalposts, transform: natural_log", 7, "ijkpunten waarop dit niet kan"),
    ("normalise: goalposts", "normalise: goalposts, treat: {transformation: log}", 7, "onbekende omvorming 'log'"),
    (
        "reference: {low: 0, high: 5}",
        "reference: {low: 0, high: 5, sd: 2}, treat: {max_points: 2, transformation: log_of_range}",
        22,
        "bij een indicator met een vaste spreiding",
    ),
    ("normalise: goalposts", "normalise: [natural_log, goalposts]", 7, "ijkpunten waarop dit niet kan"),
    ("polarity: low_is_favourable, reference: {low: 0, high: 5}", "reference: {low: 0, high: 5}", 22, "geen richting"),
    ("title: Fysiek", "title: Fysiek\n    aggregate: mean", 18, "onbekende methode 'mean'"),
    ("title: Fysiek", "title: Fysiek\n    aggregate: generalised", 18, "'generalised' zonder 'power'"),
    ("title: Fysiek", "title: Fysiek\n    aggregate: {method: generalised, power: veel}", 18, "verwacht een getal"),
    ("title: Fysiek", "title: Fysiek\n    minimum_share: 2", 18, "een getal van 1 of minder"),
    ("title: Fysiek", "title: Fysiek\n    weights_are: zomaar", 18, "'relative', 'as-given'"),
    ("title: Fysiek", "title: Fysiek\n    kinderen: [a]", 18, "een onbekende sleutel"),
]


def test_the_recipe_that_is_spoiled_is_sound():
    assert messages(SOUND) == []


@pytest.mark.parametrize(("line", "wrong", "number", "said"), SPOILED, ids=[each[3] for each in SPOILED])
def test_a_spoiled_recipe_says_what_is_wrong_and_where(line, wrong, number, said):
    assert SOUND.count(line) >= 1
    found = messages(SOUND.replace(line, wrong, 1))
    assert any(f"klein.yaml:{number}:" in each and said in each for each in found), found


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("ranks: {ties: mooi}", "een van average, lowest, highest, dense, ordinal"),
        ("ranks: {tolerance: -1}", "een getal van 0 of meer"),
        ("stapeling: {themes: [sociaal, wonen], threshold: 60}", "'wonen', dat geen groep is"),
        ("stapeling: {themes: [sociaal, sociaal], threshold: 60}", "voor de tweede keer"),
        ("stapeling: {themes: [sociaal, fysiek], threshold: 60, minimum: 3}", "hoogstens 2, het aantal thema's"),
        ("layers: [{id: a, title: A}, {id: a, title: B}]", "'a' voor de tweede keer"),
        ("layers: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]", "hoogstens 2, zo diep als de groepen"),
        ("areas: [straat]", "een van 'land'"),
        ("screen: {minimum_share: 2}", "een getal van 1 of minder"),
        ("stapelling: {}", "Bedoelt u 'stapeling'?"),
        ("decision: {body: raad}", "deze verplichte sleutel"),
        ("decision: {body: raad, on: 2026-11-25}", "2026-11-25, een besluit dat nog moet vallen"),
        ("decision: {body: raad, on: 2099-01-01}", "een dag tot en met vandaag (2026-11-24)"),
    ],
)
def test_a_wrong_key_at_the_top_is_told(added, said):
    assert any(said in each for each in messages(SOUND + added + "\n")), messages(SOUND + added + "\n")


@pytest.mark.parametrize(
    ("treat", "said"),
    [
        ("{transformation: mooi}", "een behandeling die niet kan: onbekende omvorming 'mooi'"),
        ("{transformation: box_cox}", "een behandeling die niet kan: 'box_cox' zonder 'power'"),
        ("{power: 2}", "een behandeling die niet kan: 'power' zonder 'box_cox'"),
        ("{always: true}", "een behandeling die niet kan: 'always' zonder 'transformation'"),
    ],
)
def test_a_treatment_that_cannot_be_is_told_in_dutch(treat, said):
    found = messages(SOUND.replace("normalise: goalposts}", f"normalise: goalposts, treat: {treat}}}"))
    assert any(said in each for each in found), found
    assert not [each for each in found if "needs" in each or "unknown" in each]


@pytest.mark.parametrize(
    ("impute", "said"),
    [
        ("{method: group_mean}", "'group_mean' zonder 'by'"),
        ("{method: median, by: streek}", "'by' bij 'median'; verwacht 'by' alleen bij group_mean en group_median"),
        ("{method: mode}", "'group_mean', 'group_median', 'mean', 'median'"),
    ],
)
def test_a_way_of_filling_gaps_that_cannot_be_is_refused(impute, said):
    found = messages(SOUND.replace("normalise: goalposts}", f"normalise: goalposts, impute: {impute}}}"))
    assert any(said in each for each in found), found
    assert messages(SOUND.replace("normalise: goalposts}", "normalise: goalposts, impute: {method: mean}}")) == []


def test_a_second_tree_is_refused():
    text = SOUND.replace("indicators:\n", "  los:\n    title: Los\n    children: [x]\nindicators:\n", 1)
    assert any("een tweede groep die geen kind is, naast 'totaal'" in each for each in messages(text))


@pytest.mark.parametrize(
    "beside",
    [
        "normalise: goalposts, treat: {max_points: 2, transformation: log_of_range}",
        "normalise: [square_root, goalposts]",
        "normalise: goalposts, transform: square_root",
    ],
)
def test_reference_points_may_stand_beside_whatever_bends_the_figures(beside):
    assert messages(SOUND.replace("normalise: goalposts", beside).replace("high_is", "low_is")) == []


def test_no_group_at_all_is_refused():
    head = SOUND[: SOUND.index("groups:")]
    assert any("geen enkele groep" in each for each in messages(head + "groups: {}\n"))


def test_all_problems_are_told_at_once():
    spoiled = SOUND.replace("fysiek: 1}", "fysiek: -1}").replace("high: 5}", "high: 0}").replace("goalposts", "wat")
    with pytest.raises(RecipeError, match=r"Het rekenrecept heeft 3 fouten"):
        recipe_from(spoiled)


def in_catalogue(name: str, rest: str = "reference: {low: 0, high: 1}", catalogue: Catalogue = CATALOGUE) -> list[str]:
    text = SOUND.replace("children: [afstand]", f"children: [{name}]").replace(
        "  afstand: {polarity: low_is_favourable, reference: {low: 0, high: 5}}", f"  {name}: {{{rest}}}"
    )
    text = text.replace("[bijstand, gezond]", "[bijstand_per_1000]")
    text = re.sub(r"  bijstand: .*\n  gezond: .*\n", "  bijstand_per_1000: {reference: {low: 0, high: 67}}\n", text)
    return messages(text, catalogue)


def test_an_indicator_of_the_catalogue_needs_no_direction_of_its_own():
    assert in_catalogue("misdrijven_per_1000") == []


def test_an_indicator_that_the_catalogue_does_not_know_is_refused():
    found = in_catalogue("misdrijf_per_1000", "polarity: low_is_favourable, reference: {low: 0, high: 1}")
    assert len(found) == 1
    assert "onbekende indicator 'misdrijf_per_1000'" in found[0]
    assert "Bedoelt u 'misdrijven_per_1000'?" in found[0]


def test_an_indicator_without_a_direction_is_refused_until_the_recipe_gives_one():
    assert any("zonder richting (neutral)" in each for each in in_catalogue("woz_waarde"))
    assert in_catalogue("woz_waarde", "polarity: high_is_favourable, reference: {low: 0, high: 1}") == []


def test_origin_never_counts_in_a_score():
    origin = [name for name, each in CATALOGUE.indicators.items() if each.origin]
    assert origin
    for name in origin:
        said = in_catalogue(name, "polarity: low_is_favourable, reference: {low: 0, high: 1}")
        assert any("een cijfer over herkomst" in each for each in said)


def test_a_forecast_never_counts_in_a_score():
    source = replace(CATALOGUE.sources["politie_misdrijven"], type=SourceType.FORECAST)
    expected = replace(CATALOGUE, sources=CATALOGUE.sources | {source.id: source})
    assert in_catalogue("misdrijven_per_1000") == []
    (said,) = in_catalogue("misdrijven_per_1000", catalogue=expected)
    assert "'misdrijven_per_1000', een prognose; verwacht een cijfer van nu." in said


def test_every_shipped_recipe_is_sound_and_holds_no_origin():
    recipes = load_recipes(SHIPPED, CATALOGUE)
    assert sorted(recipes) == ["gelijk-gewicht", "urgentie", "vitaliteit"]
    for recipe in recipes.values():
        for name in recipe.indicators:
            variables = CATALOGUE.measured(CATALOGUE.indicators[name]).variables
            assert not CATALOGUE.indicators[name].origin
            assert not [each for each in variables if CATALOGUE.variable(each).origin]


def test_urgentie_has_the_four_domains_of_the_opdracht_and_keeps_the_one_without_figures():
    recipe = load_recipe(SHIPPED / "urgentie.yaml", CATALOGUE)
    assert set(recipe.groups[recipe.root].children) == {"fysiek", "veiligheid", "sociaal", "duurzaamheid"}
    assert all(recipe.indicators[each].awaited for each in recipe.indicators_under("duurzaamheid"))
    assert recipe.groups[recipe.root].weighting is Weighting.AS_GIVEN


def test_vitaliteit_names_what_is_missing_to_the_full_fourteen():
    recipe = load_recipe(SHIPPED / "vitaliteit.yaml", CATALOGUE)
    measured = {CATALOGUE.measured(CATALOGUE.indicators[each]).id for each in recipe.indicators}
    assert len(measured | recipe.awaited.keys()) == 14
    assert not measured & recipe.awaited.keys()


def test_a_recipe_in_a_file_of_another_name_is_refused(tmp_path):
    (tmp_path / "anders.yaml").write_text(
        SHIPPED.joinpath("urgentie.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(RecipeError, match="'anders', de naam van het bestand"):
        load_recipes(tmp_path, CATALOGUE)


def test_the_problems_of_all_recipes_of_a_folder_are_told_together(tmp_path):
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text(f"id: {name}\n", encoding="utf-8")
    with pytest.raises(RecipeError) as raised:
        load_recipes(tmp_path, CATALOGUE)
    assert {each.file for each in raised.value.problems} == {f"{tmp_path.name}/een.yaml", f"{tmp_path.name}/twee.yaml"}
