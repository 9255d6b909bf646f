"""What the engine cannot do is told in Dutch, through the command too."""

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.run import run
from wijkwerk.scores.stage_reasons import reason_of

from .small_figures import figures

FULL = {"bijstand": [10, 20, 60], "gezond": [90, 75, 50], "afstand": [1, 2, 5]}
ENGLISH = (" the ", " needs ", " column ", " area ", " mean ", " has ")


def refused(recipe: str, **columns: list[float]) -> str:
    with pytest.raises(ScoreError) as raised:
        run(recipe_from(recipe), figures({**FULL, **columns}))
    text = str(raised.value)
    assert not [word for word in ENGLISH if word in text], text
    return text


@pytest.mark.parametrize(
    ("aggregate", "said"),
    [
        (
            "geometric",
            "van 0 of lager, en een meetkundig gemiddelde: 'afstand' van a is 0; verwacht",
        ),
        (
            "harmonic",
            "van 0 of lager, en een harmonisch gemiddelde: 'afstand' van a is 0; verwacht",
        ),
        ("{method: generalised, power: -2}", "een waarde van 0 of lager, en een negatieve macht"),
        ("mazziotta_pareto", "een gebied met een gemiddelde van 0 of lager, en mazziotta_pareto"),
    ],
)
def test_places_that_start_at_0_cannot_be_joined_by_every_mean(aggregate: str, said: str):
    text = SOUND.replace("goalposts", "percentile_rank") + f"each_group: {{aggregate: {aggregate}}}\n"
    assert said in refused(text)


def test_a_mean_of_values_below_0_is_refused_in_dutch():
    text = SOUND.replace("goalposts", "z_score") + "each_group: {aggregate: {method: generalised, power: 2}}\n"
    assert "een waarde onder 0, en een machtsgemiddelde" in refused(text)


def test_a_logarithm_of_0_is_refused_in_dutch():
    text = SOUND.replace("normalise: goalposts", "transform: natural_log, normalise: z_score")
    text = "".join(
        line.partition(", reference")[0] + "}\n" if "reference" in line else line for line in text.splitlines(True)
    )
    assert "'afstand', omvormen: gevonden een cijfer van 0 of lager" in refused(text, afstand=[0, 2, 5])


def test_what_nobody_foresaw_never_repeats_the_engine():
    assert "needs" not in str(reason_of("the new method needs something else"))


def test_figures_too_large_to_compute_with_are_refused_in_dutch():
    text = SOUND.replace("bijstand: {polarity: low_is_favourable, reference: {low: 0, high: 100}}",
                         "bijstand: {polarity: low_is_favourable, normalise: z_score}")  # fmt: skip
    assert text != SOUND
    assert "'bijstand', normaliseren: gevonden cijfers die te groot zijn" in refused(text, bijstand=[1e300, -1e300, 0])


def test_a_denominator_of_next_to_nothing_is_refused_with_the_area():
    text = SOUND.replace("bijstand: {", "bijstand: {denominator: inwoners, ")
    told = refused(text, bijstand=[1, 1e10, 2], inwoners=[1, 1e-300, 2])
    assert "noemer 'inwoners' van 'bijstand': gevonden een uitkomst die te groot is om mee te rekenen bij b" in told
