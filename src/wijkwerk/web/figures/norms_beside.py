"""The norms of an edition's kader as lines, for the charts of any page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.norms.lines import NormLines, norm_lines
from wijkwerk.web.frame.site import Site

# Indicator -> area -> the norm that holds there.
Held = dict[str, dict[str, NormLines]]


def norms_beside(
    site: Site, areas: Iterable[AreaRow], figures: Iterable[Figure], indicators: Sequence[str] | None = None
) -> Held:
    """The norms that hold for some wijken and buurten of this site's own gemeente; for others a kader says nothing.

    areas       with the wijken around buurten, or their norms are not seen
    figures     of the gemeente too, for norms beside it
    indicators  all that the edition shows where left out
    """
    kader = site.edition.kader
    if kader is None:
        return {}
    rows = {row.code: row for row in areas if row.gemeente == site.gemeente.code and row.level in _LEVELS}
    wanted = site.described.keys() & (site.described.keys() if indicators is None else set(indicators))
    known = replace(kader, norms=tuple(norm for norm in kader.norms if norm.indicator in wanted))
    if not rows or not known.norms:
        return {}
    day = timezone.localtime(site.edition.published_at).date()
    bench = NormBench(known, site.catalogue, places_of(rows.values(), kader.kinds), site.gemeente.code, figures, day)
    names, gemeente = {code: row.name for code, row in rows.items()}, running_name(site.gemeente)
    return {
        name: {
            code: lines
            for code, row in rows.items()
            if (lines := norm_lines(bench, site.described[name], row, names, gemeente)) is not None
        }
        for name in bench.indicators
    }


def shared(held: Held, areas: Sequence[AreaRow]) -> dict[str, NormLines]:
    """By indicator, the norm that is the same for all these areas: one line can stand for them."""
    lines_by_indicator = {}
    for name, by_area in held.items():
        lines = [by_area.get(area.code) for area in areas]
        first = lines[0] if lines else None
        if first is not None and all(each is not None and each.limits == first.limits for each in lines):
            lines_by_indicator[name] = first
    return lines_by_indicator


_LEVELS = frozenset({Level.WIJK, Level.BUURT})
