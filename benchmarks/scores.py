"""All scores of all areas of the country, as a publication makes and writes them: every recipe, wijken and buurten.

How sure the places of the own gemeente are is written with them, so that is in it: 10,000 variants of each recipe and
level.
"""

import tempfile
from pathlib import Path

from .example_site import example_site
from .timing import Row, compared, medians

# What it may take, in seconds.
MOST = 5.0
GEMEENTE = "GM0164"


def scores_rows(work: Path) -> list[Row]:
    example_site(work)
    from django.conf import settings

    from wijkwerk.definitions.catalogue import load_catalogue
    from wijkwerk.editions.reading import current_edition
    from wijkwerk.editions.scoring import RECIPES, SCORES, recipes_to_publish, write_scores

    edition, catalogue = current_edition(), load_catalogue(settings.WIJKWERK_CATALOGUE)
    assert edition is not None, "the demonstration publishes an edition"
    recipes = recipes_to_publish(settings.WIJKWERK_CATALOGUE, catalogue)
    rows: set[int | None] = set()

    def publish() -> None:
        with tempfile.TemporaryDirectory(dir=work) as folder:
            texts = settings.WIJKWERK_CATALOGUE / RECIPES
            scoring = write_scores(Path(folder), edition.store, catalogue, recipes, texts, edition.kader, GEMEENTE)
            assert not scoring.unscored, "every recipe that is shipped has scores"
            rows.add(scoring.files[SCORES])

    seconds = medians({"scores": publish}, times=3)["scores"]
    areas = len(
        {area.code for recipe in recipes.values() for level in recipe.areas for area in edition.store.areas(level)}
    )
    told = f"{len(recipes)} recipes on {areas:,} areas: {max(filter(None, rows)):,} rows, and certainty"
    return [compared(told, seconds, MOST, 1.0)]
