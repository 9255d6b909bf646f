"""Hot spots in words: what was found, who counted as a neighbour, and the rows of those that are beyond chance."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.pages.stacking.spots import Spots
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import enumeration, number
from wijkwerk.present.scores.words import points
from wijkwerk.present.words import VerdictWords


@dataclass(frozen=True, slots=True)
class SpotRow:
    name: str
    href: str
    words: VerdictWords
    score: str
    around: str
    neighbours: str


def spots_text(spots: Spots | None, material: StackingMaterial) -> tuple[str, ...]:
    """What was found, and who counted as a neighbour."""
    where = plural(material.level, 2)
    name = running_name(material.gemeente)
    if spots is None:
        return (f"De grenzen van de {where} van {name} zijn niet geladen. Wie naast wie ligt is dus niet bekend.",)
    if not spots.asked:
        return (f"Er zijn te weinig {where} met een score en een buur om hier iets over te zeggen.",)
    count = len(spots.found)
    if not count:
        first = (
            f"Geen enkele {material.level.value} ligt met haar buren meer bij elkaar dan toeval doet. Op een kaart "
            "lijken "
            "er altijd plekken te zijn, ook waar niets aan de hand is; daarom staat hier niets."
        )
    else:
        first = (
            f"Bij {number(count)} van de {number(spots.asked)} {where} met een score is het patroon met de buren "
            "meer dan "
            "toeval."
        )
    return first, _outside(spots, where, name), *_joined(spots)


def _outside(spots: Spots, where: str, name: str) -> str:
    if spots.outside:
        return f"Ook {number(spots.outside)} {where} net buiten {name} tellen mee als buur."
    return (
        f"Grenzen van {where} buiten {name} zijn niet geladen. Aan de rand van {name} ontbreken dus buren; een "
        "patroon dat "
        "over de gemeentegrens loopt, is hier niet te zien."
    )


def _joined(spots: Spots) -> tuple[str, ...]:
    if not spots.joined:
        return ()
    pairs = enumeration([f"{one} bij {other}" for one, other in spots.joined])
    return (f"Raakt geen ander gebied en is bij het dichtstbijzijnde gevoegd: {pairs}.",)


def spot_rows(spots: Spots | None, href: Callable[[AreaRow], str]) -> tuple[SpotRow, ...]:
    rows = []
    for spot in spots.found if spots else ():
        assert spot.words is not None
        rows.append(
            SpotRow(
                name=spot.area.name,
                href=href(spot.area),
                words=spot.words,
                score="" if spot.score is None else points(spot.score),
                around="" if spot.around is None else points(spot.around),
                neighbours=enumeration(list(spot.neighbours)),
            )
        )
    return tuple(rows)
