"""Areas that changed place between two editions, in words and as a table: each move split by cause."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.editions.score_causes import ScoreCause
from wijkwerk.editions.score_difference import MovedArea, ScoreDifference
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import enumeration, number, sentence, signed
from wijkwerk.present.scores.words import first_words, place_number, points

CAUSES = {
    ScoreCause.DATA: "andere cijfers",
    ScoreCause.NORM: "andere norm of ijkpunten",
    ScoreCause.METHOD: "ander rekenrecept",
    ScoreCause.CODE: "andere berekening in wijkwerk",
}
# Below this a share of a place is rounding, not a cause.
_NOTHING = 0.005


@dataclass(frozen=True, slots=True)
class MovedRow:
    name: str
    href: str
    place: str  # "van 3 naar 2"
    score: str  # "van 28,8 naar 63,8"
    causes: tuple[tuple[str, str], ...]  # each cause of `ScoreDifferenceBlock.causes` with "−1", "+0,5"
    words: str  # "vooral door andere cijfers"


@dataclass(frozen=True, slots=True)
class ScoreDifferenceBlock:
    """One recipe on one level. causes: heads of the columns; only those that did anything."""

    title: str
    lead: str
    causes: tuple[str, ...]
    rows: tuple[MovedRow, ...]
    notes: tuple[str, ...]


def difference_block(found: ScoreDifference, href: Callable[[AreaRow], str]) -> ScoreDifferenceBlock:
    rows = sorted(found.moved, key=lambda moved: collation_key(moved.area.name))
    causes = [cause for cause in ScoreCause if any(abs((row.places or {}).get(cause, 0)) > _NOTHING for row in rows)]
    return ScoreDifferenceBlock(
        title=f"{found.recipe.title}, {plural(found.level, 2)}",
        lead=_lead(found),
        causes=tuple(map(_head, causes)),
        rows=tuple(_row(moved, causes, href) for moved in rows),
        notes=_notes(found),
    )


def differences_table(found: Sequence[ScoreDifference], footer: Footer) -> ExportTable:
    """One row per area that moved, came or went; the causes of its place and of its score beside it."""
    columns = (
        ExportColumn("recipe", "Rekenrecept"),
        ExportColumn("version_before", "Versie was"),
        ExportColumn("version_after", "Versie is"),
        ExportColumn("area", "Gebiedscode"),
        ExportColumn("area_name", "Gebied"),
        ExportColumn("level", "Niveau"),
        ExportColumn("what", "Wat"),
        ExportColumn("place_before", "Plaats was"),
        ExportColumn("place_after", "Plaats is"),
        ExportColumn("score_before", "Score was"),
        ExportColumn("score_after", "Score is"),
        *(ExportColumn(f"place_by_{cause}", f"Plaatsen door {CAUSES[cause]}") for cause in ScoreCause),
        *(ExportColumn(f"score_by_{cause}", f"Punten door {CAUSES[cause]}") for cause in ScoreCause),
    )
    rows = tuple(row for each in found for row in _table_rows(each))
    return ExportTable("Gebieden op een andere plaats, met de oorzaak", columns, rows, footer)


def _lead(changes: ScoreDifference) -> str:
    count = len(changes.moved)
    where = plural(changes.level, 2)
    if not count:
        return f"Geen enkele {changes.level.value} staat op een andere plaats; {number(changes.same)} bleven staan."
    return (
        f"{number(count)} van de {number(count + changes.same)} {where} {'staat' if count == 1 else 'staan'} op een "
        "andere "
        f"plaats ({first_words(changes.recipe)})."
    )


def _row(moved: MovedArea, causes: Sequence[ScoreCause], href: Callable[[AreaRow], str]) -> MovedRow:
    split = moved.places
    return MovedRow(
        name=moved.area.name,
        href=href(moved.area),
        place=f"van {place_number(moved.before.place)} naar {place_number(moved.after.place)}",
        score=f"van {points(moved.before.score)} naar {points(moved.after.score)}",
        causes=tuple((_head(cause), "" if split is None else _places(split[cause])) for cause in causes),
        words=_words(moved),
    )


def _head(cause: ScoreCause) -> str:
    return sentence(CAUSES[cause])


def _words(moved: MovedArea) -> str:
    """The causes that did anything, the largest first."""
    if moved.places is None:
        return "niet te splitsen: met het ene recept op de andere cijfers is er geen score"
    did = sorted(moved.places.items(), key=lambda item: -abs(item[1]))
    causes = [CAUSES[cause] for cause, places in did if abs(places) > _NOTHING]
    return f"door {enumeration(causes)}" if causes else ""


def _places(value: float) -> str:
    if abs(value) <= _NOTHING:
        return "0"
    return signed(value, 0 if abs(value - round(value)) <= _NOTHING else 1)


def _notes(changes: ScoreDifference) -> tuple[str, ...]:
    notes = []
    before, after = changes.versions
    if before != after:
        notes.append(f"Het rekenrecept ging van versie {before} naar versie {after}.")
    for areas, word in ((changes.appeared, "Kreeg een score"), (changes.vanished, "Heeft geen score meer")):
        if areas:
            names = sorted((row.name for row in areas), key=collation_key)
            notes.append(f"{word}: {enumeration(names)}.")
    if changes.unsplit:
        notes.append(f"De oorzaken zijn niet uit elkaar te halen. {changes.unsplit}")
    return tuple(notes)


def _table_rows(changes: ScoreDifference) -> list[tuple[CellValue, ...]]:
    head = (changes.recipe.title, *changes.versions)
    nothing: tuple[CellValue, ...] = (None,) * (2 * len(ScoreCause))
    rows: list[tuple[CellValue, ...]] = []
    for moved in changes.moved:
        split = [
            None if causes is None else causes[cause] for causes in (moved.places, moved.points) for cause in ScoreCause
        ]
        standings = (moved.before.place, moved.after.place, moved.before.score, moved.after.score)
        rows.append((*head, *_place(moved.area), "andere plaats", *standings, *split))
    for areas, word in ((changes.appeared, "kreeg een score"), (changes.vanished, "geen score meer")):
        rows += [(*head, *_place(row), word, None, None, None, None, *nothing) for row in areas]
    return rows


def _place(area: AreaRow) -> tuple[str, str, str]:
    return area.code, area.name, area.level.value
