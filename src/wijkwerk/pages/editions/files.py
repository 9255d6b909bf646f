"""Which files of an edition somebody may take along: those with scores are intern for as long as the scores are."""

from wijkwerk.access.people.models import Visitor
from wijkwerk.editions.certainties import CERTAINTY
from wijkwerk.editions.manifest import FrozenFile, Manifest
from wijkwerk.editions.scoring import SCORES
from wijkwerk.web.doors.public import may_see_scores


def is_of_scores(name: str) -> bool:
    """Recipes are not: how a score is made is open, whatever becomes of the scores."""
    return name in {SCORES, CERTAINTY}


def open_files(manifest: Manifest, visitor: Visitor) -> list[FrozenFile]:
    """The files of an edition that this visitor may have."""
    everything = may_see_scores(visitor)
    return [file for file in manifest.files if everything or not is_of_scores(file.name)]
