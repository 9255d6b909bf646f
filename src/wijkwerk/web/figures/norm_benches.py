"""A kader beside the figures of an edition, for every page that judges: the kader, its versions, two editions."""

import datetime
from dataclasses import replace

from django.utils import timezone

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.governance.kader.limits import places_of
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.frame.site import Site


def norm_bench(
    site: Site, kader: FrozenKader, areas: tuple[AreaRow, ...], day: datetime.date | None = None
) -> NormBench:
    """The figures of these areas and the gemeente beside a kader; norms are those of a day, or of the publication.

    A norm for an indicator that this edition does not know (of a later catalogue) has nothing to stand beside.
    """
    known = tuple(norm for norm in kader.norms if norm.indicator in site.catalogue.indicators)
    wijken = site.store.areas(Level.WIJK, site.gemeente.code)
    around = {row.code: row for row in (*wijken, *areas)}
    places = places_of(around.values(), kader.kinds)
    figures = [figure for code in (*around, site.gemeente.code) for figure in figures_of(site.edition, code)]
    valid = day or timezone.localtime(site.edition.published_at).date()
    return NormBench(replace(kader, norms=known), site.catalogue, places, site.gemeente.code, figures, valid)


def area_names(site: Site) -> dict[str, str]:
    """Code -> name of the wijken and buurten, for norms of one area."""
    gemeente = site.gemeente.code
    return {row.code: row.name for level in (Level.WIJK, Level.BUURT) for row in site.store.areas(level, gemeente)}
