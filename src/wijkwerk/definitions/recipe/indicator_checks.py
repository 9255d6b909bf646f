"""Whether an indicator can take part in a score: its direction, its reference points, its treatment, its method."""

from itertools import pairwise

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.located import Located
from wijkwerk.engine.steps import Step, transformed_points
from wijkwerk.engine.transformations import TRANSFORMATIONS

from .building import plan_of, points_of, polarity_of, sign_of
from .merging import NOTHING, merged_indicator, method_of, path_of
from .method_checks import check_steps
from .shape import Impute, ImputeMethod, RecipeText, ReferencePoints, Treatment

Path = tuple[str | int, ...]
_TREATABLE = (
    f"'transformation' met een van {', '.join(TRANSFORMATIONS)}; bij box_cox ook 'power', en alleen daar",
    "Verbeter de behandeling.",
)


def check_indicator(recipe: Located[RecipeText], name: str, catalogue: Catalogue | None) -> None:
    where = path_of(recipe.value, name)
    _check_meaning(recipe, name, where, catalogue)
    merged = merged_indicator(recipe.value, name)
    sound = True
    if merged.reference is not None:
        sound = _check_reference(recipe, merged.reference, _origin_of(recipe.value, name, "reference", where))
    points = points_of(merged.reference if sound else None)
    if merged.per is not None and merged.denominator is None:
        recipe.report(
            (*where, "per"), "een 'per' zonder noemer", "ook 'denominator'", "Noem de kolom waardoor u deelt."
        )
    if merged.transform is not None:
        path = _origin_of(recipe.value, name, "transform", where)
        if (
            check_steps(recipe, path, merged.transform, points, transform=True)
            and method_of(merged.transform)[0] != NOTHING
        ):
            try:
                points = transformed_points(points, Step(*method_of(merged.transform)))
            except ValueError:
                recipe.report(path, "ijkpunten waarop dit niet kan", "ijkpunten boven 0", "Kies andere ijkpunten.")
    _check_impute(recipe, merged.impute, _origin_of(recipe.value, name, "impute", where))
    _check_treatment(recipe, name, where)
    if merged.normalise is None:
        recipe.report(
            where,
            "geen manier van normaliseren",
            "'normalise', hier of bij 'each_indicator'",
            "Kies bijvoorbeeld min_max met vaste ijkpunten, of none.",
        )
        return
    polarity = polarity_of(recipe.value, name, catalogue)
    sign = sign_of(polarity, recipe.value.high_score_means) if polarity else 1
    if sound:
        check_steps(recipe, _origin_of(recipe.value, name, "normalise", where), merged.normalise, points.oriented(sign))


def _origin_of(text: RecipeText, name: str, key: str, where: Path) -> Path:
    """Where a key was said: with the indicator itself, or with all of them."""
    own = text.indicators.get(name)
    return (*where, key) if own is not None and getattr(own, key) is not None else ("each_indicator", key)


def _check_meaning(recipe: Located[RecipeText], name: str, where: Path, catalogue: Catalogue | None) -> None:
    known = None if catalogue is None else catalogue.indicators.get(name)
    if known is not None and known.retired is not None:
        recipe.report(
            where,
            f"'{name}', een indicator die vervallen is op {known.retired.on}",
            "een indicator die nog geldt",
            f"Neem '{known.retired.replaced_by}'." if known.retired.replaced_by else "Verwijder deze indicator.",
        )
    if polarity_of(recipe.value, name, catalogue) in {None, "neutral"}:
        found = "geen richting" if known is None else "een indicator zonder richting (neutral)"
        recipe.report(
            where,
            found,
            "'polarity' met high_is_favourable of low_is_favourable",
            "Zeg of hoog gunstig is of laag; zonder richting kan een cijfer niet in een score."
            + (" `wijkwerk score` kan de richting ook uit een catalogus halen: --catalogue MAP." * (known is None)),
        )


def _check_reference(recipe: Located[RecipeText], reference: ReferencePoints, path: Path) -> bool:
    before = len(recipe.document.problems)
    pairs = (("low", "high", "het lage en het hoge ijkpunt"), ("norm_low", "norm_high", "de onderkant en de bovenkant"))
    for low, high, words in pairs:
        first, second = getattr(reference, low), getattr(reference, high)
        if low == "low" and (first is None) != (second is None):
            recipe.report(path, f"alleen één van {low} en {high}", "beide", f"Noem {words}.")
        if first is None or second is None:
            continue
        if first == second and low == "low":
            recipe.report(
                (*path, high), f"gelijke ijkpunten ({first:g})", f"'{low}' lager dan '{high}'", "Kies twee punten."
            )
        elif first > second:
            recipe.report(
                (*path, high),
                f"{low} {first:g} boven {high} {second:g}",
                f"'{low}' lager dan '{high}'",
                "Noem de punten van laag naar hoog; de richting staat bij 'polarity'.",
            )
    if reference.sd is not None and reference.sd <= 0:
        recipe.report((*path, "sd"), f"{reference.sd:g}", "een spreiding boven 0", "Verbeter de waarde.")
    distribution = reference.distribution or ()
    if any(first > second for first, second in pairwise(distribution)):
        recipe.report(
            (*path, "distribution"), "waarden door elkaar", "waarden van laag naar hoog", "Zet ze op volgorde."
        )
    elif distribution and distribution[0] == distribution[-1]:
        recipe.report((*path, "distribution"), "alleen gelijke waarden", "een verdeling", "Neem een andere verdeling.")
    return len(recipe.document.problems) == before


def _check_impute(recipe: Located[RecipeText], impute: Impute | str | None, path: Path) -> None:
    if not isinstance(impute, Impute) or impute.method.is_grouped == (impute.by is not None):
        return
    if impute.by is None:
        recipe.report(path, f"'{impute.method}' zonder 'by'", "ook 'by'", "Noem de kolom met de groep van elk gebied.")
    else:
        recipe.report(
            path,
            f"'by' bij '{impute.method}'",
            f"'by' alleen bij {ImputeMethod.GROUP_MEAN} en {ImputeMethod.GROUP_MEDIAN}",
            "Laat 'by' weg, of vul aan binnen de groep.",
        )


def _check_treatment(recipe: Located[RecipeText], name: str, where: Path) -> None:
    merged = merged_indicator(recipe.value, name)
    if merged.treat is None:
        return
    path = _origin_of(recipe.value, name, "treat", where)
    try:
        plan = plan_of(merged.treat)
    except ValueError:
        recipe.report(path, f"een behandeling die niet kan: {_why_not(merged.treat)}", *_TREATABLE)
        return
    if plan.transformation is not None and points_of(merged.reference).given:
        recipe.report(
            path,
            f"'{plan.transformation}' bij een indicator met vaste ijkpunten",
            "een behandeling die de schaal laat staan",
            "Laat 'transformation' weg, of gebruik 'transform': dat geldt ook voor de ijkpunten.",
        )


def _why_not(treatment: Treatment) -> str:
    """What the engine refuses of it; its limits were checked when it was read."""
    name = treatment.transformation
    if name is not None and name not in TRANSFORMATIONS:
        return f"onbekende omvorming '{name}'"
    if name == "box_cox":
        return "'box_cox' zonder 'power'"
    return "'power' zonder 'box_cox'" if treatment.power is not None else "'always' zonder 'transformation'"
