"""`wijkwerk check`: run the checks over releases and tell what they found."""

import argparse
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .area_lines import area_lines

if TYPE_CHECKING:
    from wijkwerk.data.models import Release, Remark
    from wijkwerk.definitions.catalogue import Catalogue

HELP = "Controleer een levering, of alle, en toon de opmerkingen en wat er aan gebieden verandert."
EVERYTHING = "all"
SOUND, BLOCKED, UNKNOWN = 0, 1, 2

# Longer lines are hard to read, also on a wide screen.
_WIDEST = 120
_GAP = "  "


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "release", metavar="LEVERING", help=f"kenmerk van een levering (het begin is genoeg), of ‘{EVERYTHING}’"
    )


def run(options: argparse.Namespace) -> int:
    """0 where nothing blocks; 1 where a blocking remark has no explanation or none can help; 2: no such release."""
    from django.conf import settings

    from wijkwerk.data.area.changes import changes_of
    from wijkwerk.data.own_indicator.catalogue import site_catalogue

    releases = _releases(options.release)
    if not releases:
        print(_unknown(options.release))
        return UNKNOWN
    catalogue = site_catalogue()
    folder = Path(settings.WIJKWERK_DATA) / "releases"
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    blocked = False
    for release in releases:
        remarks = _remarks(release, catalogue, folder)
        print("\n".join([_heading(release, remarks), *_table(remarks, width), *area_lines(changes_of(release)), ""]))
        blocked = blocked or any(remark.stands_in_the_way for remark in remarks)
    return BLOCKED if blocked else SOUND


def _releases(wanted: str) -> "list[Release]":
    """All releases that were not rejected, the one with this key, or the only one whose key begins so."""
    from wijkwerk.data.models import Release, ReleaseState

    if wanted == EVERYTHING:
        return list(Release.objects.exclude(state=ReleaseState.REJECTED).order_by("key"))
    exact = Release.objects.filter(key=wanted)
    begins = Release.objects.filter(key__startswith=wanted)[:2]
    return list(exact) or (list(begins) if len(begins) == 1 else [])


def _remarks(release: "Release", catalogue: "Catalogue", folder: Path) -> "list[Remark]":
    """Check it anew, or show the remarks it was signed with: those no longer change."""
    from wijkwerk.data.release.actions import check
    from wijkwerk.data.release.flow import ReleaseFlow

    if ReleaseFlow.is_time_for(release, "check"):
        return check(release, catalogue, folder, by=None)
    return list(release.remarks.all())


def _heading(release: "Release", remarks: "Sequence[Remark]") -> str:
    title = f"{release.key} ({release.get_state_display()})"
    if not remarks:
        return f"{title}: de controles hebben niets op te merken."
    return f"{title}: {severity_counts(remarks)}"


def severity_counts(remarks: "Sequence[Remark]") -> str:
    """ "1 × waarschuwing, 2 × opmerking"."""
    counts = Counter(remark.get_severity_display() for remark in remarks)
    return ", ".join(f"{count} × {label}" for label, count in counts.items())


def _table(remarks: "Sequence[Remark]", width: int) -> Iterable[str]:
    """Three columns: how serious, which check, what it says; the last one wrapped beside the other two."""
    if not remarks:
        return
    labels = [("ernst", "controle")] + [(remark.get_severity_display(), remark.check_name) for remark in remarks]
    first, second = (max(len(label[column]) for label in labels) for column in (0, 1))
    room = max(width - first - second - 2 * len(_GAP), 40)
    texts = ["opmerking", *map(_text, remarks)]
    for number, ((severity, check), text) in enumerate(zip(labels, texts, strict=True)):
        for line_number, line in enumerate(textwrap.wrap(text, room)):
            beside = (severity, check) if line_number == 0 else ("", "")
            yield f"{beside[0]:<{first}}{_GAP}{beside[1]:<{second}}{_GAP}{line}"
        if number == 0:
            yield _GAP.join("─" * size for size in (first, second, room))


def _text(remark: "Remark") -> str:
    return f"{remark.message} [Verklaard: {remark.explanation}]" if remark.is_explained else remark.message


def _unknown(wanted: str) -> str:
    from wijkwerk.data.models import Release

    keys = list(Release.objects.order_by("key").values_list("key", flat=True))
    if not keys:
        return "Er zijn nog geen leveringen. Maak er een met ‘wijkwerk import’."
    if wanted == EVERYTHING:
        return "Alle leveringen zijn afgekeurd; er is niets te controleren."
    begins = [key for key in keys if key.startswith(wanted)]
    what = f"‘{wanted}’ past op meer dan één levering" if begins else f"Er is geen levering ‘{wanted}’"
    return f"{what}. Kies uit:\n" + "\n".join(f"  {key}" for key in begins or keys)
