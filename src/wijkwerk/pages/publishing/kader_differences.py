"""What two editions differ in beside their norms: which norms changed, and which answers moved by norm or by figure."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.kaders import NormTerms
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.governance.kader.difference import Cause, FourBenches, caused_shifts, norm_changes
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.judging import NormBench
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.norms.changes import ChangedNorm, changed_norms, shift_sentences
from wijkwerk.web.figures.norm_benches import area_names, norm_bench
from wijkwerk.web.frame.site import Site

CAUSE_WORDS = {
    Cause.NORM: "Door een andere norm",
    Cause.FIGURE: "Door een ander cijfer",
    Cause.BOTH: "Door norm en cijfer samen",
}
_LEVELS = (Level.WIJK, Level.BUURT)


@dataclass(frozen=True, slots=True)
class KaderDifference:
    """`before` and `after` name the kaders; `moved` holds, per cause, a sentence for each group of areas."""

    before: str
    after: str
    norms: tuple[ChangedNorm, ...]
    moved: tuple[tuple[str, tuple[str, ...]], ...]


@kept
def kader_difference(before: PublishedEdition, after: PublishedEdition) -> KaderDifference | None:
    """Of the gemeente of this site; None where neither edition has a kader. Kept: neither edition ever changes."""
    if before.kader is None and after.kader is None:
        return None
    old, new = _site(before), _site(after)
    described = {**old.described, **new.described}
    names = {**area_names(old), **area_names(new)}
    moved: dict[Cause, list[str]] = {}
    for level in _LEVELS:
        areas = _areas_of_both(old, new, level)
        for cause, shifts in caused_shifts(_benches(old, new, areas), [row.code for row in areas]).items():
            moved.setdefault(cause, []).extend(shift_sentences(shifts, described, names, level))
    changes = norm_changes(_norms(before.kader), _norms(after.kader))
    return KaderDifference(
        before=_name(before.kader),
        after=_name(after.kader),
        norms=changed_norms(changes, described, names, running_name(new.gemeente)),
        moved=tuple((CAUSE_WORDS[cause], tuple(moved[cause])) for cause in Cause if cause in moved),
    )


def _benches(old: Site, new: Site, areas: tuple[AreaRow, ...]) -> FourBenches:
    """Norms with the wijktypen and the day of their edition; figures with the catalogue of theirs."""
    return FourBenches(
        before=_bench(old, old, areas),
        new_norms=_bench(old, new, areas),
        new_figures=_bench(new, old, areas),
        after=_bench(new, new, areas),
    )


def _bench(figures: Site, norms: Site, areas: tuple[AreaRow, ...]) -> NormBench | None:
    kader = norms.edition.kader
    if kader is None:
        return None
    return norm_bench(figures, kader, areas, timezone.localtime(norms.edition.published_at).date())


def _areas_of_both(old: Site, new: Site, level: Level) -> tuple[AreaRow, ...]:
    known = {row.code for row in old.store.areas(level, old.gemeente.code)}
    return tuple(row for row in new.store.areas(level, new.gemeente.code) if row.code in known)


def _site(edition: PublishedEdition) -> Site:
    return Site(edition=edition, newest=edition.key, path="/", query=QueryDict(""))


def _norms(kader: FrozenKader | None) -> tuple[NormTerms, ...]:
    return () if kader is None else kader.norms


def _name(kader: FrozenKader | None) -> str:
    return "geen kader" if kader is None else f"{kader.name}, versie {kader.version} ({kader.status.value})"
