"""The area of each row: by code or by name, checked against its name and its level; and what adds up wrongly."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.sheets import CellKind, Place, Row

from .areas import AreaBook, KeyKind, KnownArea, Match, level_word, looks_like_code, same_name
from .figures import shown
from .questions import LEVEL_TITLES

PLURALS = {
    "gemeente": "gemeenten",
    "stadsdeel": "stadsdelen",
    "wijk": "wijken",
    "buurt": "buurten",
    "subbuurt": "subbuurten",
}
CODE_LEVELS = {"GM": Level.GEMEENTE, "SD": Level.STADSDEEL, "WK": Level.WIJK, "BU": Level.BUURT}
KEPT_UNKNOWN = 10_000
KEPT_ANSWERS = 50_000
LISTED = 10


@dataclass
class AreaResolver:
    """Looks areas up for one file, and remembers which were seen.

    level   of every name, when the mapping says so
    chosen  level of the names that fit several, by an answer
    names   as written -> code, resolved by hand
    """

    book: AreaBook
    sheet: str | None
    column: int
    header: str
    name_column: int | None
    level_column: int | None
    level: Level | None
    chosen: Level | None
    names: Dict[str, str]
    seen: dict[Level, set[str]] = field(default_factory=dict)
    unknown: dict[Level, set[str]] = field(default_factory=dict)
    _found: dict[tuple[str, Level | None, str], KnownArea | FileProblem | None] = field(default_factory=dict)

    def resolve(self, row: Row) -> KnownArea | FileProblem | None:
        """The area; or a problem; or None where a question about the level is still open."""
        cell = row.cells.get(self.column)
        place = Place(self.sheet, row.number, self.column, self.header)
        if cell is None:
            return _nameless(place)
        if cell.kind in (CellKind.FORMULA, CellKind.DATE, CellKind.ERROR):
            return _no_key(cell.kind, cell.text, place)
        level = self._level_of(row)
        if isinstance(level, FileProblem):
            return level
        key = (cell.text, level, row.text(self.name_column))
        known = self._found.get(key)
        if isinstance(known, KnownArea):
            return known
        area = self._look_up(*key, place)
        if isinstance(area, KnownArea):
            self.seen.setdefault(area.level, set()).add(area.code)
            if len(self._found) < KEPT_ANSWERS:
                self._found[key] = area
        return area

    def _level_of(self, row: Row) -> Level | FileProblem | None:
        text = row.text(self.level_column)
        if not text:
            return self.level
        word = level_word(text)
        if word is None:
            place = Place(self.sheet, row.number, self.level_column)
            return problem(ProblemKind.AREA, place, shown(text), "gemeente, wijk of buurt", "schrijf het niveau voluit")
        return word

    def _look_up(self, text: str, level: Level | None, name: str, place: Place) -> KnownArea | FileProblem | None:
        match = self.book.find(self.names.get(text, text))
        fitting = match.at(level)
        if level is None and len(fitting.areas) > 1:
            fitting = fitting.at(self.chosen)
        if len(fitting.areas) == 1:
            return self._checked(fitting.areas[0], text, match.kind, name, place)
        if fitting.areas:
            return self._several(text, fitting, level, place)
        self._remember_unknown(text, level)
        if match.areas:
            return _other_level(text, match, level, place)
        return self._unmatched(text, match.kind, name, place)

    def _several(self, text: str, match: Match, level: Level | None, place: Place) -> FileProblem | None:
        """Of one level: two buurten with one name, which only a code tells apart. Of two: the question asks."""
        if level is None and self.chosen is None and len({area.level for area in match.areas}) > 1:
            return None
        codes = ", ".join(area.code for area in match.areas[:LISTED])
        return problem(
            ProblemKind.AREA,
            place,
            f"{shown(text)}, de naam van {codes}",
            "één gebied",
            "lever de code in plaats van de naam",
        )

    def _checked(
        self, area: KnownArea, text: str, kind: KeyKind | None, name: str, place: Place
    ) -> KnownArea | FileProblem:
        """A code whose name is another place's: the code was given away, or the rows have shifted."""
        if not name or kind is KeyKind.NAME or same_name(name, area.name) or self.names.get(name) == area.code:
            return area
        before = self.book.elsewhere(area.code)
        when = f"; in {before.year} was dat {shown(before.name)}" if before and same_name(name, before.name) else ""
        return problem(
            ProblemKind.AREA,
            place,
            f"{shown(text)} met de naam {shown(name)}{when}",
            f"de naam bij de code in de indeling van {self.book.year}: {shown(area.name)}",
            "gebruik de codes van deze indeling, of neem de schrijfwijze op in de koppeling als het dit gebied is",
        )

    def _remember_unknown(self, text: str, level: Level | None) -> None:
        guess = (
            level
            or CODE_LEVELS.get(text[:2].upper())
            or (max(self.seen, key=lambda known: len(self.seen[known])) if self.seen else None)
        )
        if guess:
            unknown = self.unknown.setdefault(guess, set())
            if len(unknown) < KEPT_UNKNOWN:
                unknown.add(text)

    def _unmatched(self, text: str, kind: KeyKind | None, name: str, place: Place) -> FileProblem:
        before = self.book.elsewhere(text)
        if before:
            found = f"{shown(text)}, in {before.year} {shown(before.name)}"
            return problem(
                ProblemKind.AREA,
                place,
                found,
                f"een code van de indeling van {self.book.year}",
                "lever de cijfers op de indeling van dat jaar, of geef die indeling op",
            )
        if kind is KeyKind.CODE or looks_like_code(text):
            return problem(
                ProblemKind.AREA,
                place,
                f"de onbekende code {shown(text)}",
                f"een code van de indeling van {self.book.year}",
                "controleer de code en het jaar van de indeling",
            )
        if kind is KeyKind.NUMBER:
            return problem(
                ProblemKind.AREA,
                place,
                f"{shown(text)}, een getal dat bij geen gebied hoort",
                "een code als BU01640202, of het getal daarvan",
                "lever de volledige code als tekst",
            )
        near = self.book.nearest_names(text)
        likely = f"bedoeld kan zijn: {', '.join(near)}; "
        hint = f"{likely if near else ''}verbeter de naam, lever de code, of wijs het gebied aan in de koppeling"
        return problem(
            ProblemKind.AREA,
            place,
            f"de onbekende naam {shown(text)}",
            f"een naam van de indeling van {self.book.year}",
            hint,
        )

    def problems(self) -> list[FileProblem]:
        """More areas of a level than the division has: 12 wijken where there are 10."""
        place = Place(self.sheet, None, self.column, self.header)
        problems = []
        for level in {**self.seen, **self.unknown}:
            count, known = len(self.seen.get(level, ())) + len(self.unknown.get(level, ())), self.book.count(level)
            if count > known:
                title = PLURALS.get(level, level)
                names = ", ".join(sorted(self.unknown.get(level, ()))[:LISTED])
                problems.append(
                    problem(
                        ProblemKind.AREA,
                        place,
                        f"{count} {title}, waarvan onbekend: {names}",
                        f"ten hoogste {known} {title}, zoals in de indeling van {self.book.year}",
                        "verwijder of verbeter de onbekende gebieden, of geef het jaar van een andere indeling op",
                    )
                )
        return problems

    def remarks(self) -> list[FileProblem]:
        """Areas of a level that is in the file and that have no row."""
        place = Place(self.sheet, None, self.column, self.header)
        remarks = []
        for level, codes in self.seen.items():
            absent = [area for area in self.book.areas if area.level is level and area.code not in codes]
            if absent and level is not Level.GEMEENTE:
                names = ", ".join(f"{area.name} ({area.code})" for area in absent[:LISTED])
                more = f" en nog {len(absent) - LISTED}" if len(absent) > LISTED else ""
                title = PLURALS.get(level, level)
                remarks.append(
                    problem(
                        ProblemKind.REMARK,
                        place,
                        f"{len(codes)} van de {self.book.count(level)} {title}; zonder rij: {names}{more}",
                        f"alle {title}",
                        "controleer of deze gebieden met opzet ontbreken",
                    )
                )
        return remarks


def _other_level(text: str, match: Match, level: Level | None, place: Place) -> FileProblem:
    is_level = " of ".join(LEVEL_TITLES[area.level] for area in match.areas)
    return problem(
        ProblemKind.AREA,
        place,
        f"{shown(text)}, een {is_level}",
        f"een {LEVEL_TITLES[level] if level else 'gebied'}",
        "verbeter het niveau of het gebied",
    )


def _nameless(place: Place) -> FileProblem:
    return problem(
        ProblemKind.AREA,
        place,
        "cijfers zonder gebied",
        "een code of naam in elke rij met cijfers",
        "vul het gebied in of haal de rij weg; vul samengevoegde cellen in elke rij",
    )


def _no_key(kind: CellKind, text: str, place: Place) -> FileProblem:
    if kind is CellKind.FORMULA:
        return problem(
            ProblemKind.FORMULA,
            place,
            f"een formule {shown(text)}",
            "een code of naam",
            "kopieer de kolom en plak haar als waarden",
        )
    return problem(
        ProblemKind.DATE if kind is CellKind.DATE else ProblemKind.AREA,
        place,
        shown(text),
        "een code of naam",
        "zet de kolom op Tekst en vul de code opnieuw in",
    )
