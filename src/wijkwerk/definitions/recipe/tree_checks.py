"""Whether a recipe hangs together: one tree of children that stand in one place, and what belongs to it."""

import math
from collections import Counter
from collections.abc import Iterator

from wijkwerk.definitions.problems import Fault, did_you_mean

from .nodes import circle, depths, leaves, roots
from .parts import Stapeling
from .shape import GroupText, RecipeText


def tree_faults(text: RecipeText) -> Iterator[Fault]:
    if not text.groups:
        yield Fault(("groups",), "geen enkele groep", "minstens één groep met kinderen", "Beschrijf de score.")
    yield from _children_faults(text)
    yield from _shape_faults(text)
    for name, group in text.groups.items():
        yield from (fault.under("groups", name, "weights") for fault in _weight_faults(group))
    yield from _unused_faults(text)
    yield from _layer_faults(text)
    if text.stapeling is not None:
        yield from (fault.under("stapeling") for fault in _stapeling_faults(text.stapeling, list(text.groups)))


def _children_faults(text: RecipeText) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, group in text.groups.items():
        if not group.children:
            remedy = "Noem de indicatoren waarop u wacht; zonder cijfers leest de groep 'geen cijfers'."
            yield Fault(("groups", name), "een groep zonder kinderen", "minstens één kind", remedy)
        for index, child in enumerate(group.children):
            if child in seen:
                path = ("groups", name, "children", index)
                remedy = "Wat op twee plaatsen staat, telt dubbel. Laat het op één plaats staan."
                yield Fault(path, f"'{child}', ook een kind van '{seen[child]}'", "elk onderdeel op één plaats", remedy)
            seen.setdefault(child, name)


def _shape_faults(text: RecipeText) -> Iterator[Fault]:
    ring, tops = circle(text), roots(text)
    if ring:
        found, expected = f"een kring van groepen: {', '.join(ring)}", "groepen die uitkomen bij één score"
        yield Fault(
            ("groups", ring[0]), found, expected, "Haal uit een van deze groepen het kind weg dat erboven hoort."
        )
    for extra in tops[1:]:
        found, expected = f"een tweede groep die geen kind is, naast '{tops[0]}'", "één groep bovenaan: de score"
        remedy = "Zet deze groep bij 'children' van een andere groep, of verwijder haar."
        yield Fault(("groups", extra), found, expected, remedy)


def _weight_faults(group: GroupText) -> Iterator[Fault]:
    for child, weight in group.weights.items():
        if child not in group.children:
            remedy = did_you_mean(child, group.children, "Verwijder dit gewicht of voeg het kind toe.")
            found = f"een gewicht voor '{child}', dat geen kind van deze groep is"
            yield Fault((child,), found, f"een van {', '.join(group.children)}", remedy)
        elif not math.isfinite(weight) or weight < 0:
            remedy = "Draai de richting om bij 'polarity'."
            yield Fault((child,), f"{weight:g}", "een gewicht van 0 of meer", remedy)
    for child in group.children if group.weights else ():
        if child not in group.weights:
            expected = "een gewicht voor elk kind, of voor geen"
            yield Fault((), f"geen gewicht voor '{child}'", expected, "Geef dit kind een gewicht; 0 mag.")
    if group.weights and not any(group.weights.values()):
        yield Fault((), "alleen nullen", "minstens één gewicht boven 0", "Geef een gewicht.")


def _unused_faults(text: RecipeText) -> Iterator[Fault]:
    used = set(leaves(text))
    for name in text.indicators:
        path = ("indicators", name)
        if name in text.groups:
            yield Fault(path, f"'{name}', ook de naam van een groep", "een eigen naam", "Kies een andere naam.")
        elif name not in used:
            remedy = did_you_mean(name, sorted(used), "Zet het bij 'children' van een groep, of verwijder het.")
            yield Fault(path, f"'{name}', dat in geen groep staat", "een kind van een groep", remedy)


def _layer_faults(text: RecipeText) -> Iterator[Fault]:
    counts = Counter(each.id for each in text.layers)
    for index, layer in enumerate(text.layers):
        path = ("layers", index)
        if not layer.id or not layer.title:
            yield Fault(path, "geen naam", "'id' en 'title'", "Geef deze laag een naam.")
        elif counts[layer.id] > 1:
            yield Fault((*path, "id"), f"'{layer.id}' voor de tweede keer", "een eigen naam", "Kies een andere naam.")
    most = max(depths(text).values(), default=0) + 1
    if len(text.layers) > most:
        remedy = "Verwijder de onderste laag: de indicatoren zelf zijn geen laag."
        expected = f"hoogstens {most}, zo diep als de groepen"
        yield Fault(("layers", most), f"{len(text.layers)} lagen", expected, remedy)


def _stapeling_faults(stapeling: Stapeling, groups: list[str]) -> Iterator[Fault]:
    themes = stapeling.themes
    for index, name in enumerate(themes):
        path = ("themes", index)
        if name not in groups:
            remedy = did_you_mean(name, groups, "Verbeter de naam.")
            yield Fault(path, f"'{name}', dat geen groep is", f"een van {', '.join(groups)}", remedy)
        elif name in themes[:index]:
            yield Fault(path, f"'{name}', voor de tweede keer", "elk thema één keer", "Verwijder het dubbele.")
    if stapeling.minimum > len(themes):
        expected = f"hoogstens {len(themes)}, het aantal thema's"
        yield Fault(("minimum",), str(stapeling.minimum), expected, "Verlaag het aantal.")
