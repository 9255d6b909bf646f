"""Whether an indicator can take part in a score: the catalogue knows it, it has a direction, its keys go together."""

from collections.abc import Generator, Iterator

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.problems import Fault, did_you_mean
from wijkwerk.engine.steps import Points, transformed_points

from .building import indicator_in, polarity_of, sign_of
from .method_checks import step_faults
from .nodes import Said, path_of, said_of_indicator
from .parts import Impute, ReferencePoints, Treatment
from .shape import IndicatorText, RecipeText

Part = Impute | Treatment | ReferencePoints


def unknown_indicator(text: RecipeText, name: str, catalogue: Catalogue) -> Fault:
    remedy = did_you_mean(name, catalogue.indicators, "`wijkwerk catalogue` toont alle namen.")
    expected = "een indicator van de catalogus, of een groep"
    return Fault(path_of(text, name), f"onbekende indicator '{name}'", expected, remedy)


def indicator_faults(text: RecipeText, name: str, catalogue: Catalogue | None) -> Iterator[Fault]:
    where, said, known = path_of(text, name), said_of_indicator(text, name), indicator_in(catalogue, name)
    merged = said.merged
    polarity = polarity_of(merged, known)
    yield from (fault.under(*where) for fault in _direction_faults(name, polarity, known))
    yield from (fault.under(*where) for fault in _lack_faults(merged))
    yield from _part_faults(said, "impute", merged.imputed)
    yield from _treat_faults(said)
    unsound = _part_faults(said, "reference", merged.reference)
    yield from unsound
    points = yield from _transform_faults(said, Points() if unsound else merged.points)
    if merged.normalise is not None and not unsound:
        sign = sign_of(polarity, text.high_score_means) if polarity else 1
        yield from step_faults(said.path_of("normalise"), merged.normalise, points.oriented(sign))


def _direction_faults(name: str, polarity: str | None, known: Indicator | None) -> Iterator[Fault]:
    if known is not None and known.retired is not None:
        found = f"'{name}', een indicator die vervallen is op {known.retired.on}"
        other = known.retired.replaced_by
        yield Fault(
            (), found, "een indicator die nog geldt", f"Neem '{other}'." if other else "Verwijder deze indicator."
        )
    if polarity in {None, "neutral"}:
        found = "geen richting" if known is None else "een indicator zonder richting (neutral)"
        remedy = "Zeg of hoog gunstig is of laag; zonder richting kan een cijfer niet in een score."
        elsewhere = " `wijkwerk score` kan de richting ook uit een catalogus halen: --catalogue MAP."
        expected = "'polarity' met high_is_favourable of low_is_favourable"
        yield Fault((), found, expected, remedy + elsewhere * (known is None))


def _lack_faults(merged: IndicatorText) -> Iterator[Fault]:
    if merged.per is not None and merged.denominator is None:
        yield Fault(("per",), "een 'per' zonder noemer", "ook 'denominator'", "Noem de kolom waardoor u deelt.")
    if merged.normalise is None:
        remedy = "Kies bijvoorbeeld min_max met vaste ijkpunten, of none."
        yield Fault((), "geen manier van normaliseren", "'normalise', hier of bij 'each_indicator'", remedy)


def _part_faults(said: Said[IndicatorText], key: str, part: Part | None) -> list[Fault]:
    """What a part has wrong on its own, at the place where it was said."""
    return [] if part is None else [fault.under(*said.path_of(key)) for fault in part.faults()]


def _treat_faults(said: Said[IndicatorText]) -> Iterator[Fault]:
    faults = _part_faults(said, "treat", said.merged.treat)
    yield from faults
    treatment, points = said.merged.treat, said.merged.points
    if treatment and treatment.transformation and (points.sd is not None or points.unit is not None):
        found = f"'{treatment.transformation}' bij een indicator met een vaste spreiding (sd of unit)"
        remedy = (
            "Een spreiding heeft na omvormen geen vaste grootte. Laat 'transformation' weg, of gebruik 'transform'."
        )
        yield Fault(said.path_of("treat"), found, "een behandeling die de schaal laat staan", remedy)


def _transform_faults(said: Said[IndicatorText], points: Points) -> Generator[Fault, None, Points]:
    """Gives the reference points as they are after the transformation."""
    steps, path = said.merged.transform or (), said.path_of("transform")
    faults = list(step_faults(path, steps, points, transform=True))
    yield from faults
    try:
        return transformed_points(points, steps[0]) if steps and not faults else points
    except ValueError:
        yield Fault(path, "ijkpunten waarop dit niet kan", "ijkpunten boven 0", "Kies andere ijkpunten.")
        return points
