"""Publish an edition. Killed at any moment, the previous edition still serves and the next run tidies up."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import record, refuse_personal
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.privacy.personal_text import without_personal
from wijkwerk.data.example import site_gemeente
from wijkwerk.data.own_indicator.catalogue import site_catalogue
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.building import STEPS, Order, build_edition
from wijkwerk.editions.first_figures import FirstFigures, filled_by, filled_now, first_figures
from wijkwerk.editions.followers import tell_followers
from wijkwerk.editions.manifest import MANIFEST, EditionError, Manifest
from wijkwerk.editions.models import Edition
from wijkwerk.editions.own_gemeente import why_no_gemeente
from wijkwerk.editions.reading import current_edition, shelf
from wijkwerk.editions.scoring import RECIPES, recipes_to_publish
from wijkwerk.editions.selection import registered_areas, releases_to_publish
from wijkwerk.editions.shelf import Shelf
from wijkwerk.governance.kader.freezing import frozen_norms
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.progress import Progress, no_progress

WITHOUT_NOTE = "de ondertekende leveringen, zonder toelichting"
_MOMENT = "%d-%m-%Y %H:%M"


class ClockBehindError(EditionError):
    """The clock of this machine is behind the edition that was published last: one of the two moments is wrong."""


def publish_edition(
    *,
    by: Person | None,
    note: str = "",
    releases: Sequence[str] | None = None,
    catalogue: Catalogue | None = None,
    without_scores: bool = False,
    clock_is_right: bool = False,
    progress: Progress = no_progress,
    now: datetime.datetime | None = None,
) -> Edition:
    """Freeze the signed releases (or the named ones) and the catalogue as the next edition, and show it to visitors.

    by         who publishes; None for the system itself (the first start of the demo)
    releases   keys; all signed ones where left out
    catalogue  where the caller has read it already
    without_scores  whether scores that the edition before had may lapse
    clock_is_right  whether the clock was looked at, where it is behind the edition that was published last

    Raises EditionError where somebody may not, a release is unsigned or has unexplained blocking remarks, the gemeente
    of this site is not in the division, another publisher is at work, the disk is full, or what was built does not
    agree with the releases; ClockBehindError where the clock cannot be right; PersonalReasonError for a note with a
    number of a person in it, since an edition never
    changes.
    """
    refuse_personal(note, "the note of an edition")
    if by is not None and not may(by, "publish", "edition"):
        raise EditionError(f"{by} mag geen editie publiceren. Alleen een onderzoeker mag dat.")
    moment = timezone.localtime(now)
    on_shelf = shelf()
    data: Path = settings.WIJKWERK_DATA
    with on_shelf.publishing():
        tidy(on_shelf)
        if not clock_is_right:
            _refuse_clock_behind(on_shelf, moment)
        parts = releases_to_publish(data / "releases", releases)
        definitions = catalogue or site_catalogue()
        _require_gemeente(definitions)
        order = Order(
            catalogue=definitions,
            areas=registered_areas(moment.date()),
            releases=parts,
            published_at=moment,
            kader=frozen_norms(moment.date()),
            recipes=recipes_to_publish(settings.WIJKWERK_CATALOGUE, definitions),
            recipe_folder=settings.WIJKWERK_CATALOGUE / RECIPES,
            without_scores=without_scores,
            gemeente=site_gemeente(),
            published_by=None if by is None else by.pk,
            note=note,
        )
        manifest = build_edition(on_shelf, order, progress)
        edition = _take_into_use(on_shelf, manifest)
    tell_followers(manifest.key)
    progress(STEPS, STEPS, f"Editie {manifest.key} is gepubliceerd")
    return edition


def coming_first_figures(
    releases: Sequence[str] | None = None, catalogue: Catalogue | None = None
) -> tuple[FirstFigures, ...]:
    """What would move scores if `publish_edition` were asked the same now; nothing before there is a first edition.

    Only of recipes that the current edition has scores of: where the whole score is new, nothing moves. Raises
    EditionError where nothing could be published, ReleaseError where a release is not whole.
    """
    edition = current_edition()
    if edition is None:
        return ()
    definitions = catalogue or site_catalogue()
    scored = {recipe.id for recipe in edition.manifest.recipes}
    every = recipes_to_publish(settings.WIJKWERK_CATALOGUE, definitions).values()
    recipes = [recipe for recipe in every if recipe.id in scored]
    names = sorted({name for recipe in recipes for name in recipe.indicators})
    levels = sorted({level for recipe in recipes for level in recipe.areas})
    parts = releases_to_publish(settings.WIJKWERK_DATA / "releases", releases)
    return first_figures(recipes, filled_now(edition.store, names, levels), filled_by(definitions, parts, names))


def tidy_up() -> None:
    """Finish or clear away what a killed publisher left. Does nothing while another one is at work."""
    on_shelf = shelf()
    if not on_shelf.root.is_dir():
        return
    try:
        with on_shelf.publishing():
            tidy(on_shelf)
    except EditionError:
        return


def tidy(on_shelf: Shelf) -> None:
    """A folder with its name was checked and is whole: it is written down. Anything else half-made goes.

    Only the holder of `on_shelf.publishing` may.
    """
    on_shelf.sweep()
    known = set(Edition.objects.values_list("key", flat=True))
    keys = on_shelf.published_keys()
    for key in keys:
        if key in known:
            continue
        manifest = on_shelf.manifest(key)
        # Cut off before the switch: nothing was published after it, and visitors still see what it followed on.
        if key == keys[-1] and manifest.previous == current_or_none(on_shelf):
            on_shelf.make_current(key)
        _write_down(on_shelf, manifest)


def current_or_none(on_shelf: Shelf) -> str | None:
    """What visitors see, also where that cannot be read and is about to be said anew."""
    try:
        return on_shelf.current_key()
    except EditionError:
        return None


def clock_is_behind(now: datetime.datetime | None = None) -> bool:
    """Whether somebody has to look at the clock before the next edition can be published.

    No, where the last edition cannot be read: then publishing says what is the matter with it.
    """
    try:
        return _published_later(shelf(), timezone.localtime(now)) is not None
    except (EditionError, OSError, ValueError, KeyError, TypeError):
        return False


def _refuse_clock_behind(on_shelf: Shelf, moment: datetime.datetime) -> None:
    last = _published_later(on_shelf, moment)
    if last is not None:
        later = datetime.datetime.fromisoformat(last.published_at)
        raise ClockBehindError(
            f"De klok van deze machine staat op {moment:{_MOMENT}}, en editie {last.key} is gepubliceerd op "
            f"{timezone.localtime(later):{_MOMENT}}: later dan nu. Er is niets gepubliceerd. Loopt de klok achter, zet "
            "haar dan goed (timedatectl) en publiceer opnieuw. Klopt zij, dan liep zij voor toen die editie werd "
            "gepubliceerd: publiceer met --clock-is-right, of op de site met ‘De klok klopt’."
        )


def _published_later(on_shelf: Shelf, moment: datetime.datetime) -> Manifest | None:
    """The edition that was published last, where that was later than this moment. Before it the clock was judged."""
    keys = on_shelf.published_keys()
    if not keys:
        return None
    last = on_shelf.manifest(keys[-1])
    # A manifest tells whole seconds.
    return last if datetime.datetime.fromisoformat(last.published_at) > moment else None


def _require_gemeente(catalogue: Catalogue) -> None:
    why = why_no_gemeente(catalogue)
    if why:
        raise EditionError(f"Er is niets gepubliceerd. {why}")


def _take_into_use(on_shelf: Shelf, manifest: Manifest) -> Edition:
    """Show it, then write it down: visitors see a whole edition whether or not the second step is reached."""
    on_shelf.make_current(manifest.key)
    return _write_down(on_shelf, manifest)


@transaction.atomic
def _write_down(on_shelf: Shelf, manifest: Manifest) -> Edition:
    by = manifest.published_by
    person = None if by is None else Person.objects.filter(pk=by).first()
    edition = Edition.objects.create(
        key=manifest.key,
        sequence=manifest.sequence,
        published_at=datetime.datetime.fromisoformat(manifest.published_at),
        published_by=person,
        manifest_sha256=sha256_of(on_shelf.root / manifest.key / MANIFEST),
        note=manifest.note,
    )
    reason = without_personal(manifest.note) or WITHOUT_NOTE
    record(person=person, verb="publish", kind="edition", key=manifest.key, reason=reason)
    return edition
