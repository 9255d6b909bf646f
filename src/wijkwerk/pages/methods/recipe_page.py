"""The page of one rekenrecept: its tree, weights and reference points, generated from the recipe itself."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.pages.methods.recipe_shares import share_in_group, share_meant, share_now
from wijkwerk.pages.methods.recipe_words import (
    aggregate_words,
    gate_words,
    method_slugs,
    points_words,
    step_words,
    treat_words,
    weighting_words,
)
from wijkwerk.present.figures.indicator_facts import Fact
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, date, enumeration, number, percentage, sentence
from wijkwerk.present.scores.words import first_words, high_words, recipe_mark, recipe_words

_TIES = {
    "lowest": "gelijke scores krijgen de laagste plaats",
    "highest": "gelijke scores krijgen de hoogste plaats",
    "average": "gelijke scores delen de gemiddelde plaats",
    "dense": "gelijke scores delen een plaats en de volgende sluit aan",
    "ordinal": "gelijke scores staan in de volgorde van de tabel",
}
_AMONG = {
    "all": "elk gebied met een score",
    "residential": "wijken en buurten waar mensen wonen, naar het wijktype en de kleinste grootte van het kader",
}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node of the tree. weight: within its parent; whole: in the score when every figure is there; now: as it is."""

    title: str
    href: str
    depth: int
    layer: str
    is_group: bool
    weight: str
    whole: str
    now: str
    how: str  # groups: how the children become one, and the gate
    because: str  # groups: why these children and weights
    awaited: bool


@dataclass(frozen=True, slots=True)
class PointRow:
    title: str
    href: str
    direction: str
    unit: str
    points: str
    others: str  # points that this recipe does not use itself: for trying another method
    origin: str
    how: str
    treated: str
    awaited: str  # why there are no figures, or that there are none


@dataclass(frozen=True, slots=True)
class MethodLink:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class RecipePage:
    title: str
    eyebrow: str
    lead: str
    mark: tuple[str, str]
    facts: tuple[Fact, ...]
    changes: tuple[str, tuple[str, ...]]  # the version before, and what became otherwise; empty for a first version
    steps: tuple[str, ...]
    tree: tuple[TreeRow, ...]
    weights_note: str
    points: tuple[PointRow, ...]
    awaited: tuple[tuple[str, str], ...]  # what the recipe would want beside its indicators: title, why
    methods: tuple[MethodLink, ...]


def recipe_page(
    recipe: Recipe,
    without_figures: Collection[str],
    titles: Mapping[str, str],
    indicator_href: Callable[[str], str],
    method_titles: Mapping[str, str],
    method_href: Callable[[str], str],
) -> RecipePage:
    """without_figures: indicators of the recipe that this edition has no figure of; titles: of all indicators."""
    return RecipePage(
        title=f"Rekenrecept {recipe.title}",
        eyebrow=recipe_words(recipe),
        lead=recipe.description,
        mark=recipe_mark(recipe),
        facts=_facts(recipe),
        changes=("", ()) if recipe.replaces is None else (recipe.replaces.version, recipe.replaces.changes),
        steps=_steps(recipe),
        tree=_tree(recipe, without_figures, indicator_href),
        weights_note=_weights_note(recipe),
        points=_points(recipe, without_figures, indicator_href),
        awaited=tuple((titles.get(name, name), why) for name, why in recipe.awaited.items()),
        methods=tuple(
            MethodLink(method_titles[slug], method_href(slug)) for slug in method_slugs(recipe) if slug in method_titles
        ),
    )


def decision_words(recipe: Recipe) -> str:
    if recipe.decision is None:
        return "nog geen: voorlopig, niemand heeft dit recept vastgesteld"
    reference = f", {recipe.decision.reference}" if recipe.decision.reference else ""
    return f"{recipe.decision.body}, {date(recipe.decision.on)}{reference}"


def level_words(recipe: Recipe) -> str:
    return enumeration([plural(level, 2) for level in recipe.areas])


def _facts(recipe: Recipe) -> tuple[Fact, ...]:
    lines = [
        ("Versie", f"{recipe.version} van {date(recipe.dated)}"),
        ("Besluit", decision_words(recipe)),
        ("Hoog betekent", high_words(recipe).rstrip(".")),
        ("Plaatsen", f"{first_words(recipe)}; {_TIES[str(recipe.ranks.ties)]}"),
        ("Wie een plaats krijgt", _AMONG[recipe.ranks.among]),
        ("Gebieden", level_words(recipe)),
        ("Stapeling", _stapeling(recipe)),
        ("Ontwikkeling", _development(recipe)),
        ("Controlegetal", f"{recipe.hash[:16]}…"),
    ]
    return tuple(Fact(term, text) for term, text in lines if text)


def _stapeling(recipe: Recipe) -> str:
    wanted = recipe.stapeling
    if wanted is None:
        return ""
    side = "of hoger" if recipe.high_score_means is Meaning.URGENT else "of lager"
    titles = enumeration([recipe.title_of(theme) for theme in wanted.themes])
    return (
        f"een thema telt mee bij een score van {number(wanted.threshold)} {side}, en een gebied wordt genoemd vanaf "
        f"{count_word(wanted.minimum)} thema’s; geteld worden {titles}"
    )


def _development(recipe: Recipe) -> str:
    wanted = recipe.development
    if wanted is None:
        return ""
    return (
        f"de score van {count_word(wanted.years)} jaar eerder op dezelfde ijkpunten; een verschil tot "
        f"{number(wanted.unchanged_within, 1)} punt heet gelijk gebleven"
    )


def _steps(recipe: Recipe) -> tuple[str, ...]:
    """From figure to place in the order in which the engine does it; only the steps that this recipe has."""
    leaves = list(recipe.indicators.values())
    groups = list(recipe.groups.values())
    steps = [f"Wij nemen van {count_word(len(leaves))} indicatoren het nieuwste jaar met cijfers."]
    if any(each.denominator for each in leaves):
        steps.append("Waar dat staat, delen wij het cijfer eerst door een noemer.")
    if any(each.impute for each in leaves):
        steps.append("Een gat vullen wij met het gemiddelde van de groep; het aantal keren staat bij de score.")
    if recipe.screen is not None:
        steps.append(
            f"Een gebied met minder dan {percentage(100 * recipe.screen.minimum_share)} van de cijfers doet niet mee."
        )
    if any(treat_words(each.treat) for each in leaves):
        steps.append("Uitschieters halen wij naar binnen, zodat niet één gebied de schaal bepaalt.")
    meaning = "urgenter" if recipe.high_score_means is Meaning.URGENT else "gunstiger"
    steps.append(f"Wij draaien elk cijfer zo dat hoger overal {meaning} betekent.")
    how = list(dict.fromkeys(step_words(each.normalise) for each in leaves))
    steps.append(f"Wij zetten elk cijfer op één schaal: {enumeration(how)}.")
    joined = list(dict.fromkeys(aggregate_words(group) for group in groups))
    steps.append(f"Wij voegen de onderdelen samen, van onder naar boven: {enumeration(joined)}.")
    steps.append("Heeft een groep te weinig onderdelen met een cijfer, dan heeft zij geen score. Wij vullen niets in.")
    steps.append(f"Gebieden van één niveau in een gemeente krijgen een plaats: {first_words(recipe)}.")
    steps.append("Er wordt nergens afgerond; alleen wat u leest is afgerond.")
    return tuple(steps)


def _tree(recipe: Recipe, without: Collection[str], href: Callable[[str], str]) -> tuple[TreeRow, ...]:
    layers = {layer.id: layer.title for layer in recipe.layers}
    rows = []
    for node, depth in recipe.walk():
        group = recipe.groups.get(node)
        leaves = recipe.indicators_under(node)
        rows.append(
            TreeRow(
                title=recipe.title_of(node),
                href="" if group else href(node),
                depth=depth,
                layer=(layers.get(group.layer or "", "Groep") if group else "Indicator"),
                is_group=group is not None,
                weight="" if node == recipe.root else percentage(100 * share_in_group(recipe, node), 1),
                whole=percentage(100 * share_meant(recipe, node), 1),
                now=percentage(100 * share_now(recipe, node, without), 1),
                how=f"{sentence(aggregate_words(group))}; {gate_words(group)}" if group else "",
                because=group.because if group else "",
                awaited=all(leaf in without for leaf in leaves),
            )
        )
    return tuple(rows)


def _weights_note(recipe: Recipe) -> str:
    """What happens to a weight without a figure, layer by layer, and a sum that is not 1."""
    layers = {layer.id: layer.title.lower() for layer in recipe.layers}
    layers_by_words: dict[str, list[str]] = {}
    for group in recipe.groups.values():
        layers_by_words.setdefault(weighting_words(group), []).append(layers.get(group.layer or "", "elke groep"))
    parts = [f"{enumeration(list(dict.fromkeys(names)))}: {words}" for words, names in layers_by_words.items()]
    odd = [
        f"De gewichten van {group.title} zijn samen {number(sum(group.weights), 3)}."
        for group in recipe.groups.values()
        if abs(sum(group.weights) - 1) > 1e-9 and group.weighting.value == "as-given"
    ]
    return " ".join([f"{sentence('; '.join(parts))}.", *odd])


def _points(recipe: Recipe, without: Collection[str], href: Callable[[str], str]) -> tuple[PointRow, ...]:
    turned = {1: "hoger cijfer, hogere score", -1: "lager cijfer, hogere score"}
    return tuple(
        PointRow(
            title=each.title,
            href=href(each.id),
            direction=turned[each.sign],
            unit=each.unit or "",
            points=points_words(each)[0],
            others=points_words(each)[1],
            origin=each.points_origin or "",
            how=step_words(each.normalise),
            treated=treat_words(each.treat),
            awaited=(each.awaited or recipe.awaited.get(each.id) or "Nog geen cijfers.") if each.id in without else "",
        )
        for each in recipe.indicators.values()
    )
