"""What first figures do to scores, in words: on the page where a publication is prepared, and in the command."""

from collections.abc import Iterable
from itertools import groupby

from wijkwerk.editions.first_figures import FirstFigures
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import enumeration

NOTHING_MOVES = "Geen score verandert doordat een indicator haar eerste cijfers krijgt."


def first_figures_sentences(moving: Iterable[FirstFigures]) -> tuple[str, ...]:
    """A text for each indicator, by title: every score that it moves, and through which groups."""
    return tuple(
        f"{title} krijgt de eerste cijfers. {' '.join(map(_score, scores))}"
        for (title, _), scores in groupby(sorted(moving, key=_title), key=_title)
    )


def _title(each: FirstFigures) -> tuple[str, str]:
    return each.recipe.title_of(each.indicator), each.indicator


def _score(each: FirstFigures) -> str:
    """ "De score Urgentie (versie 0.1) van wijken en buurten verandert, via Samenleven en Sociaal."."""
    areas = enumeration([plural(level, 2) for level in each.levels])
    *groups, _ = each.way
    via = f", via {enumeration([each.recipe.title_of(group) for group in groups])}" if groups else ""
    return f"De score {each.recipe.title} (versie {each.recipe.version}) van {areas} verandert{via}."
