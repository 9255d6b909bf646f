"""The page of urgency: every area of a level with its score, place, band, stapeling and coverage, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.pages.urgency.development import told_nodes
from wijkwerk.pages.urgency.hidden import HiddenBuurten, hidden_buurten
from wijkwerk.pages.urgency.map import UrgencyMap, urgency_map
from wijkwerk.pages.urgency.rows import UrgencyMaterial, UrgencyRow, score_scale, urgency_rows
from wijkwerk.pages.urgency.words import how, lead, notes
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.tracks import axis_row
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.numbers import sentence
from wijkwerk.present.scores.words import first_words


@dataclass(frozen=True)
class UrgencyPage:
    title: str
    eyebrow: str
    lead: tuple[str, ...]
    first: str  # "1 = meest urgent"
    how: tuple[str, ...]
    axis: Markup
    rows: tuple[UrgencyRow, ...]
    has_band: bool
    has_stack: bool
    since: str  # "Sinds 2021"; empty where there is no development to show
    notes: tuple[str, ...]
    map: UrgencyMap | None
    hidden: HiddenBuurten | None


def urgency_page(material: UrgencyMaterial, href: Callable[[str], str]) -> UrgencyPage:
    """href: the address of an area's score, opened up, by its code."""
    recipe, nodes = material.recipe, told_nodes(material.recipe, material.moves)
    scale = score_scale(recipe, material.trees)
    rows = urgency_rows(material, href, scale, nodes)
    return UrgencyPage(
        title=f"{recipe.title} per {material.level.value}",
        eyebrow=f"Werkpagina voor beleid, college en raad · {running_name(material.gemeente)}",
        lead=lead(material, rows),
        first=sentence(first_words(recipe)),
        how=how(material, rows),
        axis=axis_row(scale),
        rows=rows,
        has_band=any(row.band for row in rows),
        has_stack=recipe.stapeling is not None,
        since=f"Sinds {material.since}" if nodes and material.since is not None else "",
        notes=notes(material, rows),
        map=urgency_map(material, href),
        hidden=_hidden(material, href),
    )  # fmt: skip


def _hidden(material: UrgencyMaterial, href: Callable[[str], str]) -> HiddenBuurten | None:
    if not material.buurt_trees or not material.wijk_trees:
        return None
    return hidden_buurten(
        material.recipe, material.buurten, material.buurt_trees, material.wijken, material.wijk_trees, href
    )
