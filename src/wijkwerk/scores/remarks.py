"""What a reader must know beside the scores: parts without figures, parts on one indicator, what was filled in."""

from collections.abc import Iterator

import numpy as np

from wijkwerk.definitions.recipe.parts import ImputeMethod
from wijkwerk.scores.failing import explain_stage
from wijkwerk.scores.scored import Scored

_MIDDLES = {
    ImputeMethod.GROUP_MEAN: "het gemiddelde",
    ImputeMethod.MEAN: "het gemiddelde",
    ImputeMethod.GROUP_MEDIAN: "het midden",
    ImputeMethod.MEDIAN: "het midden",
}


def notes_of(scored: Scored) -> tuple[str, ...]:
    return (
        *_standing(scored),
        *_borrowed(scored),
        *scored.figures.remarks,
        *_left_out(scored),
        *_parts(scored),
        *_weights(scored),
        *_filled(scored),
        *_treated(scored),
        *_without(scored),
    )


def _standing(scored: Scored) -> Iterator[str]:
    if scored.recipe.is_provisional:
        yield f"Recept '{scored.recipe.title}', versie {scored.recipe.version}, is voorlopig: er is geen besluit over."


def _borrowed(scored: Scored) -> Iterator[str]:
    recipe = scored.recipe
    if recipe.borrowed:
        many, of = len(recipe.borrowed), len(recipe.indicators)
        what = f"{many} van de {of} indicatoren" if of > 1 else "zijn ene indicator"
        yield (
            f"Het recept noemt van {what} geen richting. "
            f"Die komt uit de meegeleverde catalogus (kenmerk {recipe.beside.hash[:12]}), net als namen die het recept "
            "niet geeft. Met --catalogue kiest u een andere."
        )


def _left_out(scored: Scored) -> Iterator[str]:
    """What the recipe lets go where there is no result."""
    indicators = tuple(scored.recipe.indicators.values())
    for indicator in indicators:
        if indicator.may_lack and np.isnan(scored.prepared.figures[:, scored.column_of[indicator.id]]).all():
            yield f"{indicator.title}: weggelaten, zoals het recept zegt. Er is geen enkel cijfer."
    for run in scored.runs:
        at = f" ({run.level})" if run.level else ""
        for error in run.computed.left_out:
            areas = [scored.figures.labels[row] for row in run.rows]
            why = explain_stage(scored.recipe, run.level, areas, scored.prepared.figures[run.rows], error).found
            yield f"{indicators[error.node].title}{at}: weggelaten, zoals het recept zegt. Gevonden: {why}."


def _parts(scored: Scored) -> Iterator[str]:
    """Of every group: children that nobody has, and children that rest on one indicator."""
    recipe = scored.recipe
    for group in recipe.groups.values():
        there = [child for child in group.children if not np.isnan(scored.column(child)).all()]
        if len(there) < len(group.children):
            missing = [recipe.title_of(child) for child in group.children if child not in there]
            yield (
                f"{group.title}: {len(there)} van {_parts_of(len(group.children))}. Geen cijfers: {', '.join(missing)}."
            )
        if group.id != recipe.root and len(_leaves_with_figures(scored, group.id)) == 1:
            only = recipe.title_of(_leaves_with_figures(scored, group.id)[0])
            yield f"{group.title} rust op één indicator: {only}."


def _parts_of(count: int) -> str:
    return "1 onderdeel" if count == 1 else f"de {count} onderdelen"


def _leaves_with_figures(scored: Scored, group: str) -> list[str]:
    leaves = scored.recipe.indicators_under(group)
    return [leaf for leaf in leaves if not np.isnan(scored.column(leaf)).all()]


def _weights(scored: Scored) -> Iterator[str]:
    for group in scored.recipe.groups.values():
        if group.weighting == "as-given":
            counted = [
                weight
                for child, weight in zip(group.children, group.weights, strict=True)
                if not np.isnan(scored.column(child)).all()
            ]
            yield f"{group.title}: gewichten zoals opgegeven, samen {_spelled(sum(counted))}" + (
                f" van {_spelled(sum(group.weights))}." if len(counted) < len(group.weights) else "."
            )


def _filled(scored: Scored) -> Iterator[str]:
    for index, indicator in enumerate(scored.recipe.indicators.values()):
        count = int(scored.prepared.imputed[:, index].sum())
        if count:
            assert indicator.impute is not None, "only what the recipe says is filled in"
            of = f"de groep ({indicator.impute.by})" if indicator.impute.by else "alle gebieden"
            what = _MIDDLES[indicator.impute.method]
            yield f"{indicator.title}: {count} keer geen cijfer, aangevuld met {what} van {of}."


def _treated(scored: Scored) -> Iterator[str]:
    for run in scored.runs:
        at = f" ({run.level})" if run.level else ""
        for treatment, indicator in zip(run.computed.treatments, scored.recipe.indicators.values(), strict=True):
            if treatment.method == "winsorise":
                yield f"{indicator.title}{at}: {_outliers(treatment.points)} naar binnen gehaald."
            elif treatment.method != "none":
                yield f"{indicator.title}{at}: omgevormd met {treatment.method}."


def _spelled(value: float) -> str:
    return f"{value:.6g}".replace(".", ",")


def _outliers(count: int) -> str:
    return "1 uitschieter" if count == 1 else f"{count} uitschieters"


def _without(scored: Scored) -> Iterator[str]:
    screened = int(scored.prepared.screened.sum())
    if screened:
        one = screened == 1
        yield (
            f"{_areas(screened)} {'doet' if one else 'doen'} niet mee: te weinig van {'zijn' if one else 'hun'} "
            "indicatoren hebben een cijfer."
        )
    without = int(np.isnan(scored.column(scored.recipe.root)).sum())
    if without:
        of = f"{without} van de {len(scored.units)} gebieden" if len(scored.units) > 1 else "Het enige gebied"
        yield f"{of} {'heeft' if without == 1 else 'hebben'} geen score."
    root = scored.column_of[scored.recipe.root] - len(scored.recipe.indicators)
    partly = int((~scored.complete[:, root] & ~np.isnan(scored.column(scored.recipe.root))).sum())
    if partly:
        verb = "heeft" if partly == 1 else "hebben"
        yield f"{_areas(partly)} {verb} een score op een deel van de cijfers die andere gebieden wel hebben."


def _areas(count: int) -> str:
    return f"{count} gebied" if count == 1 else f"{count} gebieden"
