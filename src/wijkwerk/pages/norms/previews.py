"""What a version of the kader would change, before it is stored: the norms, and for which wijken and buurten."""

import datetime

from django.http import QueryDict
from django.utils import timezone

from wijkwerk.definitions.kaders import KaderStatus
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.actions import NewVersion
from wijkwerk.governance.kader.difference import norm_changes, verdict_shifts
from wijkwerk.governance.kader.freezing import frozen_norms
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.versions import area_kinds_on, norm_areas
from wijkwerk.present.figures.material import describe
from wijkwerk.present.norms.changes import changed_norms, shift_sentences
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.staff import live_catalogue, own_gemeente
from wijkwerk.web.figures.norm_benches import norm_bench
from wijkwerk.web.frame.page_problems import NoEditionError
from wijkwerk.web.frame.site import open_site

_LEVELS = (Level.WIJK, Level.BUURT)


def preview_of(asked: NewVersion) -> dict[str, object]:
    """What would change: the norms, and the answer for every wijk and buurt of the current edition."""
    today = timezone.localdate()
    day = max(today, asked.valid_from)
    before = frozen_norms(day)
    after = FrozenKader(
        name=asked.name,
        version=1,
        status=KaderStatus.PROVISIONAL,
        valid_from=asked.valid_from,
        horizon=asked.horizon,
        fewest_inhabitants=asked.fewest_inhabitants,
        frozen_on=today,
        norms=tuple(asked.norms),
        kinds=area_kinds_on(day),
        example=asked.example,
    )
    described = describe(live_catalogue())
    names = norm_areas(own_gemeente())
    changes = norm_changes(before.norms if before else (), after.norms)
    return {
        "norms": changed_norms(changes, described, names, "de gemeente"),
        "shifts": _shifts(before, after, day),
        "day": date(day),
        "beside": before,
        "keeps_adopted": before is not None and before.is_adopted,
    }


def _shifts(before: FrozenKader | None, after: FrozenKader, day: datetime.date) -> tuple[str, ...] | None:
    """In sentences; None where no edition is published yet, so that there are no figures to hold against the norms."""
    try:
        site = open_site(None, "/", QueryDict(""))
    except NoEditionError:
        return None
    sentences: list[str] = []
    for level in _LEVELS:
        areas = tuple(site.store.areas(level, site.gemeente.code))
        old = None if before is None else norm_bench(site, before, areas, day)
        new = norm_bench(site, after, areas, day)
        shifts = verdict_shifts(old, new, [row.code for row in areas])
        sentences += shift_sentences(shifts, site.described, {row.code: row.name for row in areas}, level)
    return tuple(sentences)
