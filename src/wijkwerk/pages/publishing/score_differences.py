"""The areas that changed place between two editions, for the page of their difference."""

from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.editions.score_difference import ScoreDifference, score_differences
from wijkwerk.pages.publishing.score_difference import ScoreDifferenceBlock, difference_block
from wijkwerk.web.frame.home import home_gemeente
from wijkwerk.web.frame.links import Links


@kept
def differences_of(before: PublishedEdition, after: PublishedEdition) -> tuple[ScoreDifference, ...]:
    """Of the gemeente of this site. Kept per process: neither edition ever changes."""
    return score_differences(before, after, home_gemeente(after).code)


def difference_blocks(before: PublishedEdition, after: PublishedEdition) -> list[ScoreDifferenceBlock]:
    links = Links.of_edition(after.key)
    return [difference_block(each, lambda area: links.area(area.code)) for each in differences_of(before, after)]
