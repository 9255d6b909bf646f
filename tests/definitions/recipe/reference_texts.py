"""What the reference of the recipe language says beside its schema, in both languages."""

from typing import NamedTuple

from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.steps import TRANSFORMATIONS, known_steps
from wijkwerk.engine.transformations import TRANSFORMATIONS as BENDING

COMMAND = "python -m tests.definitions.recipe.recipe_reference"


class Two(NamedTuple):
    """The same in both languages."""

    dutch: str
    english: str


PAGES = Two("rekenrecept-naslag.md", "recipe-reference.md")
DUTCH, ENGLISH = 0, 1

TITLE = Two("Naslag van het rekenrecept", "Reference of the recipe language")
INTRODUCTION = Two(
    "Elke sleutel van een rekenrecept, met wat er kan staan, wat er zonder keuze geldt, wat het betekent en een "
    "voorbeeld. Hoe u een recept schrijft, staat in [Een rekenrecept schrijven](een-rekenrecept-schrijven.md); de "
    f"formules staan bij de [methoden](methods/normaliseren.md). In het Engels: [{PAGES.english}]({PAGES.english}).",
    "Every key of a recipe, with the values it takes, what goes without a choice, what it means and an example. A "
    "recipe is one YAML file; `wijkwerk score RECIPE.yaml FIGURES.csv` runs it on any table with a row for each area "
    f"and a column for each indicator. In Dutch: [{PAGES.dutch}]({PAGES.dutch}).",
)
GENERATED = Two(
    f"Deze bladzijde wordt geschreven door `{COMMAND}`, en een test vergelijkt haar.",
    f"This page is written by `{COMMAND}`, and a test compares it.",
)
HEADINGS = Two("sleutel | waarden | zonder keuze | betekenis | voorbeeld", "key | values | default | meaning | example")
PARAMETER_HEADINGS = Two(
    "instelling | waarden | zonder keuze | betekenis | voorbeeld", "parameter | values | default | meaning | example"
)
REQUIRED, NONE = Two("verplicht", "required"), Two("geen", "none")
# What an indicator must have, from whichever place says it.
ELSEWHERE = {
    ("IndicatorText", "polarity"): Two("van de catalogus, anders verplicht", "of the catalogue, else required"),
    ("IndicatorText", "normalise"): Two(
        "verplicht, hier of bij `each_indicator`", "required, here or in `each_indicator`"
    ),
}


class Part(NamedTuple):
    """heading  the key under which it stands; prefix  what an example begins with"""

    name: str
    heading: str
    prefix: str
    about: Two


PARTS = (
    Part("RecipeText", "recipe", "", Two("Wat er bovenaan staat.", "What stands at the top.")),
    Part(
        "IndicatorText",
        "indicators",
        "",
        Two(
            "Bij één indicator (`indicators`), of voor alle (`each_indicator`). Wat het dichtst bij staat, wint.",
            "Of one indicator (`indicators`), or of all (`each_indicator`). The nearest wins.",
        ),
    ),
    Part(
        "ReferencePoints",
        "reference",
        "reference",
        Two(
            "In de eenheid en richting van de indicator zelf, na zijn noemer. Zij gaan mee door `transform`, door een "
            "vaste omvorming als eerste stap van `normalise` en door een `transformation` van `treat`.",
            "In the indicator's own unit and direction, after its denominator. They go along through `transform`, "
            "through a fixed transformation as the first step of `normalise`, and through a `transformation` of "
            "`treat`.",
        ),
    ),
    Part("Treatment", "treat", "treat", Two("Uitschieters. `max_points: 0` doet niets.", "Outliers. 0 does nothing.")),
    Part(
        "Impute", "impute", "impute", Two("Alleen op een losse tabel, of `none`.", "On a bare table alone, or `none`.")
    ),
    Part(
        "GroupText",
        "groups",
        "",
        Two("Bij één groep, met alles van `each_group`.", "Of one group, with everything of `each_group`."),
    ),
    Part(
        "GroupDefaults",
        "each_group",
        "",
        Two(
            "Bij een groep, bij haar laag of voor alle groepen. Wat het dichtst bij staat, wint.",
            "Of a group, of its layer or of all groups. The nearest wins.",
        ),
    ),
    Part("Layer", "layers", "", Two("Met alles van `each_group`.", "With everything of `each_group`.")),
    Part("Screen", "screen", "screen", Two("Wie meedoet.", "Who takes part.")),
    Part("Ranks", "ranks", "ranks", Two("Plaatsen.", "Places.")),
    Part("Stapeling", "stapeling", "stapeling", Two("Problemen die samenkomen.", "Problems that come together.")),
    Part("Development", "development", "development", Two("Naast een eerder jaar.", "Beside an earlier year.")),
    Part("Decision", "decision", "decision", Two("Wie het vaststelde.", "Who adopted it.")),
    Part("Replaced", "replaces", "replaces", Two("De versie hiervoor.", "The version before.")),
)
HEADING_OF = {part.name: part.heading for part in PARTS}


class Methods(NamedTuple):
    """heading  the key that names them"""

    heading: str
    names: tuple[str, ...]
    about: Two


METHODS = (
    Methods(
        "normalise",
        tuple(known_steps()),
        Two(
            "Een naam, een naam met instellingen (`{method: min_max, scale_low: 1}`), of een lijst van stappen. `none` "
            "laat het cijfer zoals het is.",
            "A name, a name with parameters (`{method: min_max, scale_low: 1}`), or a list of steps. `none` leaves the "
            "figure as it is.",
        ),
    ),
    Methods(
        "transform",
        tuple(TRANSFORMATIONS),
        Two(
            "Eén vaste omvorming, of `none`. Instellingen als bij `normalise`.",
            "One fixed transformation, or `none`. Parameters as in `normalise`.",
        ),
    ),
    Methods("aggregate", tuple(AGGREGATIONS), Two("Hoe kinderen één waarde worden.", "How children become one value.")),
    Methods("transformation", tuple(BENDING), Two("Een naam bij `treat`.", "A name in `treat`.")),
)
LINKED = {each.heading for each in METHODS} - {"transformation"}
