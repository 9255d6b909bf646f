"""Whether a recipe hangs together: one tree, children that exist, weights that belong to them."""

import datetime
import difflib
import math
from collections import Counter

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.located import Located
from wijkwerk.engine.ranks import Ties

from .indicator_checks import check_indicator
from .merging import circle, depths, leaves, path_of, roots
from .method_checks import check_group_methods
from .shape import RecipeText


def check_recipe(
    recipe: Located[RecipeText], catalogue: Catalogue | None, today: datetime.date, *, closed: bool = True
) -> None:
    """closed: whether every indicator must be one of the catalogue; on a bare table others are columns."""
    _check_decision(recipe, today)
    _check_tree(recipe)
    for name in recipe.value.groups:
        _check_weights(recipe, name)
        check_group_methods(recipe, name, depths(recipe.value).get(name, 0))
    _check_unused(recipe)
    for name in dict.fromkeys(leaves(recipe.value)):
        if not closed or _is_known(recipe, name, catalogue):
            check_indicator(recipe, name, catalogue)
    _check_layers(recipe)
    _check_ranks(recipe)
    _check_stapeling(recipe)


def _check_decision(recipe: Located[RecipeText], today: datetime.date) -> None:
    """What nobody decided yet is voorlopig, and may not pass for adopted."""
    decision = recipe.value.decision
    if decision is not None and decision.on > today:
        recipe.report(
            ("decision", "on"),
            f"{decision.on}, een besluit dat nog moet vallen",
            f"een dag tot en met vandaag ({today})",
            "Verbeter de datum, of laat 'decision' weg: zonder besluit is het recept voorlopig.",
        )


def _check_tree(recipe: Located[RecipeText]) -> None:
    text = recipe.value
    if not text.groups:
        recipe.report(("groups",), "geen enkele groep", "minstens één groep met kinderen", "Beschrijf de score.")
        return
    seen: dict[str, str] = {}
    for name, group in text.groups.items():
        if not group.children:
            recipe.report(
                ("groups", name),
                "een groep zonder kinderen",
                "minstens één kind",
                "Noem de indicatoren waarop u wacht; zonder cijfers leest de groep 'geen cijfers'.",
            )
        for index, child in enumerate(group.children):
            if child in seen:
                recipe.report(
                    ("groups", name, "children", index),
                    f"'{child}', ook een kind van '{seen[child]}'",
                    "elk onderdeel op één plaats",
                    "Wat op twee plaatsen staat, telt dubbel. Laat het op één plaats staan.",
                )
            seen.setdefault(child, name)
    ring = circle(text)
    if ring:
        recipe.report(
            ("groups", ring[0]),
            f"een kring van groepen: {', '.join(ring)}",
            "groepen die uitkomen bij één score",
            "Haal uit een van deze groepen het kind weg dat erboven hoort.",
        )
    for extra in roots(text)[1:]:
        recipe.report(
            ("groups", extra),
            f"een tweede groep die geen kind is, naast '{roots(text)[0]}'",
            "één groep bovenaan: de score",
            "Zet deze groep bij 'children' van een andere groep, of verwijder haar.",
        )


def _check_weights(recipe: Located[RecipeText], name: str) -> None:
    group = recipe.value.groups[name]
    if not group.weights:
        return
    for child, weight in group.weights.items():
        path = ("groups", name, "weights", child)
        if child not in group.children:
            recipe.report(
                path,
                f"een gewicht voor '{child}', dat geen kind van deze groep is",
                f"een van {', '.join(group.children)}",
                _nearest(child, group.children) or "Verwijder dit gewicht of voeg het kind toe.",
            )
        elif not math.isfinite(weight) or weight < 0:
            recipe.report(path, f"{weight:g}", "een gewicht van 0 of meer", "Draai de richting om bij 'polarity'.")
    for child in group.children:
        if child not in group.weights:
            recipe.report(
                ("groups", name, "weights"),
                f"geen gewicht voor '{child}'",
                "een gewicht voor elk kind, of voor geen",
                "Geef dit kind een gewicht; 0 mag.",
            )
    if group.weights and all(weight == 0 for weight in group.weights.values()):
        recipe.report(("groups", name, "weights"), "alleen nullen", "minstens één gewicht boven 0", "Geef een gewicht.")


def _check_unused(recipe: Located[RecipeText]) -> None:
    text = recipe.value
    used = set(leaves(text))
    for name in text.indicators:
        if name in text.groups:
            recipe.report(
                ("indicators", name), f"'{name}', ook de naam van een groep", "een eigen naam", "Kies een andere naam."
            )
        elif name not in used:
            recipe.report(
                ("indicators", name),
                f"'{name}', dat in geen groep staat",
                "een kind van een groep",
                _nearest(name, sorted(used)) or "Zet het bij 'children' van een groep, of verwijder het.",
            )


def _is_known(recipe: Located[RecipeText], name: str, catalogue: Catalogue | None) -> bool:
    if catalogue is None or name in catalogue.indicators:
        return True
    recipe.report(
        path_of(recipe.value, name),
        f"onbekende indicator '{name}'",
        "een indicator van de catalogus, of een groep",
        _nearest(name, list(catalogue.indicators)) or "`wijkwerk catalogue` toont alle namen.",
    )
    return False


def _check_layers(recipe: Located[RecipeText]) -> None:
    counts = Counter(each.id for each in recipe.value.layers)
    for index, layer in enumerate(recipe.value.layers):
        if not layer.id or not layer.title:
            recipe.report(("layers", index), "geen naam", "'id' en 'title'", "Geef deze laag een naam.")
        elif counts[layer.id] > 1:
            recipe.report(
                ("layers", index, "id"), f"'{layer.id}' voor de tweede keer", "een eigen naam", "Kies een andere naam."
            )
    deepest = max(depths(recipe.value).values(), default=0)
    if len(recipe.value.layers) > deepest + 1:
        recipe.report(
            ("layers", deepest + 1),
            f"{len(recipe.value.layers)} lagen",
            f"hoogstens {deepest + 1}, zo diep als de groepen",
            "Verwijder de onderste laag: de indicatoren zelf zijn geen laag.",
        )


def _check_ranks(recipe: Located[RecipeText]) -> None:
    ties = recipe.value.ranks.ties
    if ties not in set(Ties):
        recipe.report(
            ("ranks", "ties"), f"'{ties}'", f"een van {', '.join(Ties)}", "Kies een regel voor gelijke scores."
        )


def _check_stapeling(recipe: Located[RecipeText]) -> None:
    stapeling = recipe.value.stapeling
    if stapeling is None:
        return
    for index, name in enumerate(stapeling.themes):
        if name not in recipe.value.groups:
            recipe.report(
                ("stapeling", "themes", index),
                f"'{name}', dat geen groep is",
                f"een van {', '.join(recipe.value.groups)}",
                _nearest(name, list(recipe.value.groups)) or "Verbeter de naam.",
            )
        elif stapeling.themes.index(name) < index:
            recipe.report(
                ("stapeling", "themes", index),
                f"'{name}', voor de tweede keer",
                "elk thema één keer",
                "Verwijder het dubbele.",
            )
    if stapeling.minimum > len(stapeling.themes):
        recipe.report(
            ("stapeling", "minimum"),
            str(stapeling.minimum),
            f"hoogstens {len(stapeling.themes)}, het aantal thema's",
            "Verlaag het aantal.",
        )


def _nearest(name: str, names: list[str] | tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"Bedoelt u '{near[0]}'?" if near else ""
