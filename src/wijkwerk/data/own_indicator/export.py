"""The definitions of an indicator of the site as the files that the catalogue's folder would have."""

from pathlib import Path

from django.conf import settings

from wijkwerk.definitions.added import SOURCES, joined_content
from wijkwerk.definitions.writing import yaml_text

from .models import IN_CATALOGUE, OwnIndicator
from .texts import added_definitions


def files_of(row: OwnIndicator) -> dict[str, str]:
    """Path within the folder -> text: the indicator, and its source with all that rests on it.

    Whoever puts them there can let the indicators of the site go: the files then say the same.
    """
    others = OwnIndicator.objects.filter(IN_CATALOGUE, source=row.source).exclude(code=row.code)
    added = added_definitions([*others, row])
    source = next(each for each in added if each.room == SOURCES)
    indicator = next(each for each in added if each.name == row.code and each.room != SOURCES)
    path = Path(settings.WIJKWERK_CATALOGUE) / SOURCES / f"{row.source}.yaml"
    text = source.text
    if path.is_file():
        text = yaml_text(joined_content(path.read_text(encoding="utf-8-sig"), source))
    return {f"{SOURCES}/{row.source}.yaml": text, f"{indicator.room}/{row.code}.yaml": indicator.text}
