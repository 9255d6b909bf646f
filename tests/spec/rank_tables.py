"""Which place an area gets, and what a tie is: the cases that define it."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from wijkwerk.definitions.recipe.shape import Ranks
from wijkwerk.engine.ranks import Ties, ranks
from wijkwerk.scores.placing import places

from .cells import array, number, out
from .method_table import Cell, Method, MethodTable


def _rules(*cells: Cell) -> tuple[Cell, ...]:
    """The place of area c by every rule that shows a tie."""
    rules = (Ties.LOWEST, Ties.AVERAGE, Ties.HIGHEST, Ties.DENSE)
    return tuple(out(ranks(array(cells), ties=rule))[2] for rule in rules)


def _tolerance(*cells: Cell) -> tuple[Cell, ...]:
    return out(ranks(array(cells[:4]), tolerance=number(cells[4])))


def _residential(*cells: Cell) -> tuple[Cell, ...]:
    recipe: Any = SimpleNamespace(ranks=Ranks(among="residential"))
    return out(places(recipe, array(cells[:4]), np.array([True, bool(cells[4]), True, True])))


METHOD = Method(
    slug="plaatsen",
    title="Plaatsen: welke gebieden zijn het meest urgent?",
    introduction=(
        "1 is het meest urgent. Gelijke scores delen een plaats: dat staat zo op de pagina. Hoe zij delen, staat in "
        "het rekenrecept. Een gebied zonder score krijgt geen plaats en neemt er geen in. Een recept kan ook vragen "
        "dat alleen wijken en buurten waar mensen wonen een plaats krijgen (`ranks: {among: residential}`)."
    ),
    tables=(
        MethodTable(
            title="Gelijke scores",
            text="De plaats van gebied c. Gewoon is de laagste: 1, 2, 2, 4.",
            inputs=("a", "b", "c", "d"),
            outputs=("laagste", "gemiddelde", "hoogste", "zonder gaten"),
            rows=(
                (90, 80, 70, 60, 3, 3, 3, 3),
                (90, 70, 70, 60, 2, 2.5, 3, 2),
                (90, 90, 70, 60, 3, 3, 3, 2),
                (70, 70, 70, 70, 1, 2.5, 4, 1),
                (90, None, 70, 60, 2, 2, 2, 2),
                (90, 80, None, 60, None, None, None, None),
            ),
            compute=_rules,
            decimals=1,
        ),
        MethodTable(
            title="Met een marge",
            text="Een gebied dat niet verder dan de marge onder het eerste van een groep ligt, hoort bij die groep. "
            "Vanaf het eerste, zodat een lange rij van kleine stapjes niet één grote groep wordt.",
            inputs=("a", "b", "c", "d", "marge"),
            outputs=("plaats a", "plaats b", "plaats c", "plaats d"),
            rows=(
                (90, 89.5, 80, 70, 0, 1, 2, 3, 4),
                (90, 89.5, 80, 70, 1, 1, 1, 3, 4),
                (90, 89, 88, 87, 1, 1, 1, 3, 3),
                (87, 88, 89, 90, 1.5, 3, 3, 1, 1),
                (90, None, 89.5, 70, 1, 1, None, 1, 3),
            ),
            compute=_tolerance,
            decimals=0,
        ),
        MethodTable(
            title="Waar mensen wonen",
            text="Een bedrijventerrein, buitengebied of buurt met minder inwoners dan het kwaliteitskader noemt, houdt "
            "de score en krijgt geen plaats; wie erachter staat, schuift op. Hier doet b mee (1) of niet (0). Een "
            "gebied waarvan wijktype of inwonertal niet bekend is, doet mee.",
            inputs=("a", "b", "c", "d", "b doet mee"),
            outputs=("plaats a", "plaats b", "plaats c", "plaats d"),
            rows=(
                (80, 90, 70, 60, 1, 2, 1, 3, 4),
                (80, 90, 70, 60, 0, 1, None, 2, 3),
                (80, 80, 80, 60, 0, 1, None, 1, 3),
                (80, 90, None, 60, 0, 1, None, None, 2),
            ),
            compute=_residential,
            decimals=0,
        ),
    ),
    closing=(
        "De plaatsen van de IMD 2019 (32.844 gebieden) en van COINr’s voorbeeld ASEM (51 landen, negen varianten) "
        "komen hiermee uit, zie `tests/reference`."
    ),
)
