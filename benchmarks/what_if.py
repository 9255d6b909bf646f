"""*Wat als* on Hengelo's own figures: what somebody waits for after a click on "Bereken".

Both levels of the gemeente together (72 areas), every way of changing the recipe that the page offers; the slowest
counts. `answer` is the computation, `page` the whole page with its form, table and pictures, both in this process.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from .example_site import example_site
from .timing import Row, compared, medians

# What a click may take in process, in seconds.
MOST = 0.2
RECIPE = "urgentie"


def what_if_rows(work: Path) -> list[Row]:
    example_site(work)
    return [
        compared("wat als, 72 areas: the answer", _slowest(_answers()), MOST, 1.0),
        compared("wat als, 62 buurten: the page", _slowest(_pages()), MOST, 1.0),
    ]


def _answers() -> dict[str, Callable[[], object]]:
    from wijkwerk.definitions.vocabulary import Level
    from wijkwerk.editions.exploring import explore
    from wijkwerk.editions.reading import current_edition
    from wijkwerk.scores.what_if import Change, aggregations_of, normalisations_of
    from wijkwerk.web.frame.home import home_gemeente

    edition = current_edition()
    assert edition is not None, "the demonstration publishes an edition"
    scores, store, recipe = edition.scores, edition.store, edition.scores.recipes[RECIPE]
    gemeente = home_gemeente(edition).code
    levels = [store.areas(level, gemeente) for level in (Level.WIJK, Level.BUURT)]
    assert sum(map(len, levels)) == 72, "Hengelo has ten wijken and 62 buurten"
    child = recipe.groups[recipe.root].children[0]
    changes = [
        Change({child: 0.4}),
        *(Change(normalisation=name) for name in normalisations_of(recipe, is_national=False)),
        *(Change(aggregation=name) for name in aggregations_of(recipe)),
        Change(without=tuple(recipe.indicators)[:1]),
    ]

    def answer(change: Change) -> object:
        return [explore(scores, store, RECIPE, areas, change) for areas in levels]

    return {str(change): partial(answer, change) for change in changes}


def _pages() -> dict[str, Callable[[], object]]:
    """Another weight each time, as nobody asks the same trial twice."""
    from django.test import Client

    visitor, turn = Client(headers={"host": "localhost"}), iter(range(1, 1_000_000))

    def page(**query: str) -> object:
        weight = f"0,{next(turn):06d}"
        address = f"/wat-als/?{urlencode({'niveau': 'buurt', 'gewicht-fysiek': weight, **query})}"
        response = visitor.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response

    return {"weights": page, "scale": lambda: page(schaal="landelijk")}


def _slowest(works: dict[str, Callable[[], object]]) -> float:
    return max(medians(works, times=7).values())
