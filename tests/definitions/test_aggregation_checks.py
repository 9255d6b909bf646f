"""A way of adding up that cannot be is refused."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.vocabulary import Level

from .small_catalogue import CHANGE, MEAN, PEOPLE, SHARE, messages, spoiled, write_catalogue

# What was spoiled: the file, a text in it, the text instead, and every message that follows.
CASES = {
    "a share that is added up": (
        SHARE,
        "aggregation: ratio_of_sums",
        "aggregation: sum",
        [
            (
                "indicators/ouderen.yaml:18: aggregation: gevonden 'sum'; verwacht 'ratio_of_sums' of 'never'. "
                "Een verhouding telt op als som van tellers gedeeld door som van noemers."
            ),
        ],
    ),
    "a mean that is added up": (
        MEAN,
        "aggregation: population_weighted\nweight: telling.mensen",
        "aggregation: sum",
        [
            (
                "indicators/afstand.yaml:13: aggregation: gevonden 'sum'; verwacht 'population_weighted' of "
                "'never'. Een gemiddelde of aandeel telt niet op."
            ),
        ],
    ),
    "a count that is weighted": (
        PEOPLE,
        "aggregation: sum",
        "aggregation: population_weighted",
        [
            (
                "indicators/mensen.yaml:12: aggregation: gevonden 'population_weighted'; verwacht 'sum' of "
                "'never'. Een aantal telt op."
            ),
        ],
    ),
    "a class that is weighted": (
        MEAN,
        "variable: telling.afstand",
        "variable: telling.klasse",
        [
            (
                "indicators/afstand.yaml:13: aggregation: gevonden 'population_weighted'; verwacht 'never'. Een "
                "klasse of code telt niet op."
            ),
        ],
    ),
    "a change that adds up in another way": (
        CHANGE,
        "aggregation: sum",
        "aggregation: never",
        [
            (
                "indicators/groei.yaml:15: aggregation: gevonden 'never'; verwacht 'sum'. Een verandering telt "
                "op zoals 'mensen' zelf."
            ),
        ],
    ),
    "a weighted mean without weight": (
        MEAN,
        "weight: telling.mensen\n",
        "",
        [
            (
                "indicators/afstand.yaml:13: aggregation: gevonden 'population_weighted' zonder gewicht; "
                "verwacht een variabele bij 'weight'. Noem de variabele waarmee u weegt, zoals cbs_kwb.inwoners."
            ),
        ],
    ),
    "a weight where nothing is weighted": (
        PEOPLE,
        "aggregation: sum",
        "aggregation: sum\nweight: telling.mensen",
        [
            (
                "indicators/mensen.yaml:13: weight: gevonden een gewicht bij 'sum'; verwacht "
                "'population_weighted'. Laat het gewicht weg of verander 'aggregation'."
            ),
        ],
    ),
    "a weight that is a mean": (
        MEAN,
        "weight: telling.mensen",
        "weight: telling.klasse",
        [
            (
                "indicators/afstand.yaml:14: weight: gevonden een variabele met kind 'class'; verwacht een "
                "aantal ('count' of 'amount'). Weeg met een aantal personen of huishoudens."
            ),
        ],
    ),
    "a weight of another year": (
        MEAN,
        "weight: telling.mensen",
        "weight: telling.ouderen",
        [
            (
                "indicators/afstand.yaml:14: weight: gevonden geen gewicht voor 2024; verwacht een van 2020. Zet "
                "het jaar van het gewicht vast met 'weight_period'."
            ),
        ],
    ),
    "a fixed year of weights that is not there": (
        MEAN,
        "weight: telling.mensen",
        "weight: telling.mensen\nweight_period: 2019",
        [
            (
                "indicators/afstand.yaml:14: weight: gevonden geen gewicht voor 2019; verwacht een van 2020, "
                "2024. Zet het jaar van het gewicht vast met 'weight_period'."
            ),
        ],
    ),
    "a level that the source does not have": (
        MEAN,
        "aggregation: population_weighted\nweight: telling.mensen\nlevels: [gemeente, wijk, buurt]",
        "aggregation: never\nlevels: [gemeente, stadsdeel]",
        [
            (
                "indicators/afstand.yaml:14: levels[2]: gevonden 'stadsdeel', een niveau dat de bron niet heeft; "
                "verwacht een niveau van de bron, of een manier van optellen. Verwijder het niveau, verander "
                "'aggregation', of zeg bij 'awaited_levels' waarop het wacht."
            ),
        ],
    ),
    "an awaited level that is none of its levels": (
        MEAN,
        "first_year: 2020",
        "first_year: 2020\nawaited_levels: {levels: [wijk, stadsdeel], source: telling, table: T9, reason: Nog niet.}",
        [
            (
                "indicators/afstand.yaml:17: awaited_levels.levels[2]: gevonden 'stadsdeel', dat niet bij 'levels' "
                "staat; verwacht een niveau van deze indicator. Noem het niveau ook bij 'levels', of verwijder het "
                "hier."
            ),
        ],
    ),
    "levels that are all awaited": (
        MEAN,
        "first_year: 2020",
        "first_year: 2020\n"
        "awaited_levels: {levels: [gemeente, wijk, buurt], source: telling, table: T9, reason: Nog niet.}",
        [
            (
                "indicators/afstand.yaml:17: awaited_levels: gevonden een indicator die op geen enkel niveau cijfers "
                "heeft; verwacht minstens één niveau met cijfers. Laat deze sleutel weg en gebruik de formule "
                "'awaited'."
            ),
        ],
    ),
    "a level that waits for an unknown source": (
        MEAN,
        "first_year: 2020",
        "first_year: 2020\nawaited_levels: {levels: [wijk], source: raming, table: T9, reason: Nog niet.}",
        [
            (
                "indicators/afstand.yaml:17: awaited_levels.source: gevonden onbekende bron 'raming'; verwacht een "
                "bron in catalogue/sources. Verbeter de naam of beschrijf de bron."
            ),
        ],
    ),
    "a level twice": (
        PEOPLE,
        "levels: [gemeente, wijk, buurt]",
        "levels: [gemeente, wijk, wijk]",
        [
            (
                "indicators/mensen.yaml:13: levels: gevonden een niveau dat twee keer voorkomt; verwacht elk "
                "niveau één keer. Verwijder het dubbele."
            ),
        ],
    ),
    "a year of weights without weights": (
        PEOPLE,
        "first_year: 2020",
        "first_year: 2020\nweight_period: 2024",
        [
            (
                "indicators/mensen.yaml:15: weight_period: gevonden een jaar zonder gewicht; verwacht ook "
                "'weight'. Noem het gewicht of laat het jaar weg."
            ),
        ],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), CASES.values(), ids=CASES.keys())
def test_is_told(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    assert messages(write_catalogue(tmp_path, spoiled(file, old, new))) == expected


def test_a_level_that_the_source_lacks_may_be_awaited(tmp_path: Path) -> None:
    waiting = spoiled(
        MEAN,
        "aggregation: population_weighted\nweight: telling.mensen\nlevels: [gemeente, wijk, buurt]",
        "aggregation: never\nlevels: [land, gemeente]\n"
        "awaited_levels: {levels: [land], source: telling, table: T9, reason: Nog niet geleverd.}",
    )
    assert messages(write_catalogue(tmp_path, waiting)) == []
    indicator = load_catalogue(tmp_path).indicators["afstand"]
    assert indicator.levels_with_figures == (Level.GEMEENTE,)
    assert [indicator.is_awaited_at(level) for level in (Level.LAND, Level.GEMEENTE)] == [True, False]
