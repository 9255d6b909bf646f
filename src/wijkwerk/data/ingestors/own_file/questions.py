"""What only the person who delivers can say, and what they said."""

from collections.abc import Iterable
from collections.abc import Mapping as Dict

from wijkwerk.data.ingestors.own_file.file_problems import Choice, FileProblem, ProblemKind, Question, problem
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.sheets import Place

from .areas import level_word
from .mapping import Mapping
from .plan import Plan
from .rows import RowKind
from .sniffed import Sniffed, SniffedColumn

SKIP = Choice("overslaan", "niet laden")
LOAD = Choice("meenemen", "wel laden")
MENDED = "hoort hier toch een gebied te staan, verbeter dan de rij en lever opnieuw"
LEVEL_TITLES = {
    "land": "land",
    "gemeente": "gemeente",
    "stadsdeel": "stadsdeel",
    "wijk": "wijk",
    "buurt": "buurt",
    "subbuurt": "subbuurt",
    "cluster": "cluster",
}


def questions_about(sniffed: Sniffed, mapping: Mapping, plan: Plan, period: int | None) -> tuple[Question, ...]:
    """Every question that this file raises with this mapping, answered or not."""
    columns = [sniffed.at(index) for index in plan.read_from]
    questions = [
        _sheet(sniffed, mapping),
        _hidden_sheets(sniffed),
        _hidden_rows(sniffed),
        *(_hidden_column(sniffed, column) for column in columns if column.hidden),
        _rows(sniffed, RowKind.TOTAL, "totaalrijen", "een totaal of gemiddelde in plaats van een gebied"),
        _rows(sniffed, RowKind.NOTE, "voetnoten", "alleen tekst, zoals een voetnoot of bronvermelding"),
        _rows(
            sniffed,
            RowKind.OTHER_LEVEL,
            "eigen-niveau",
            "een gebied van een niveau dat deze gemeente in de monitor niet heeft",
            "stadsdelen leest de monitor zodra de gemeente ze maakte; een niveau tussen wijk en buurt heeft zij niet",
        ),
        _level(sniffed, mapping, plan),
        _dash(sniffed, mapping, columns),
        _year(sniffed, plan, period),
    ]
    return tuple(question for question in questions if question)


def open_questions(questions: Iterable[Question], answers: Dict[str, str]) -> tuple[Question, ...]:
    return tuple(question for question in questions if not question.allows(answers.get(question.id, "")))


def wrong_answers(questions: Iterable[Question], answers: Dict[str, str]) -> list[FileProblem]:
    """Answers that are none of the choices: said, so that a typing error is not a silent open question."""
    return [
        problem(
            ProblemKind.MAPPING,
            question.place,
            f"het antwoord ‘{answers[question.id]}’ op ‘{question.id}’",
            " of ".join(choice.key for choice in question.choices),
            "kies een van deze antwoorden",
        )
        for question in questions
        if question.id in answers and not question.allows(answers[question.id])
    ]


def _sheet(sniffed: Sniffed, mapping: Mapping) -> Question | None:
    visible = [name for name in sniffed.sheets if name not in sniffed.hidden_sheets]
    if len(visible) < 2 or mapping.sheet in visible:
        return None
    return Question(
        id="blad",
        place=Place(),
        text=f"de werkmap heeft {len(visible)} bladen; welk blad hoort in deze levering?",
        choices=tuple(Choice(name, f"blad ‘{name}’") for name in visible),
        evidence=f"op blad ‘{sniffed.sheet}’ staan gebieden" if sniffed.data_rows else "",
        suggested=sniffed.sheet,
    )


def _hidden_sheets(sniffed: Sniffed) -> Question | None:
    if not sniffed.hidden_sheets:
        return None
    names = ", ".join(f"‘{name}’" for name in sniffed.hidden_sheets)
    return Question(
        id="verborgen-bladen",
        place=Place(),
        text=f"de werkmap heeft verborgen bladen: {names}",
        choices=(SKIP,),
        evidence="een verborgen blad kan gegevens bevatten die niet gedeeld mogen worden; haal het dan eerst weg",
        suggested=SKIP.key,
    )


def _hidden_rows(sniffed: Sniffed) -> Question | None:
    if not sniffed.hidden_rows:
        return None
    return Question(
        id="verborgen-rijen",
        place=Place(sniffed.sheet),
        text=f"{sniffed.hidden_rows} gevulde rijen zijn verborgen, misschien door een filter; horen zij erbij?",
        choices=(LOAD, SKIP),
    )


def _hidden_column(sniffed: Sniffed, column: SniffedColumn) -> Question:
    return Question(
        id=f"verborgen-kolom:{column.header}",
        place=Place(sniffed.sheet, sniffed.header_row, column.index, column.header),
        text="deze gekoppelde kolom is verborgen; hoort zij bij de levering?",
        choices=(LOAD, SKIP),
    )


def _rows(sniffed: Sniffed, kind: RowKind, id_: str, what: str, evidence: str = MENDED) -> Question | None:
    count = sniffed.odd_counts.get(kind, 0)
    if not count:
        return None
    number, text = sniffed.odd_rows[kind][0]
    places = ", ".join(str(row) for row, _ in sniffed.odd_rows[kind][:10])
    return Question(
        id=id_,
        place=Place(sniffed.sheet, number),
        text=f"{count} {'rij bevat' if count == 1 else 'rijen bevatten'} {what}: ‘{text[:80]}’ (rij {places})",
        choices=(SKIP,),
        evidence=evidence,
        suggested=SKIP.key,
    )


def _level(sniffed: Sniffed, mapping: Mapping, plan: Plan) -> Question | None:
    """Names that fit two levels. The answer decides for those names only: a code speaks for itself."""
    if not sniffed.several_keys or mapping.level or plan.level is not None:
        return None
    column = sniffed.at(plan.area)
    levels = [level for level, _ in sniffed.levels]
    count = sniffed.several_keys
    names = "1 naam is" if count == 1 else f"{count} namen zijn"
    return Question(
        id="niveau",
        place=Place(sniffed.sheet, sniffed.first_row, column.index, column.header),
        text=f"{names} van een wijk en ook van een buurt; welke is bedoeld?",
        choices=tuple(
            Choice(level, LEVEL_TITLES[level]) for level in dict.fromkeys([*levels, Level.WIJK, Level.BUURT])
        ),
        evidence=_level_evidence(levels, _level_of(column.header)),
        suggested=levels[0] if len(levels) == 1 else _level_of(column.header),
    )


def _level_of(header: str) -> Level | None:
    """A column that is called "Buurten" says it of the names in it."""
    level = level_word(header)
    return level if level in (Level.WIJK, Level.BUURT) else None


def _level_evidence(levels: list[Level], header: Level | None) -> str:
    if len(levels) == 1:
        return f"alle andere gebieden zijn een {LEVEL_TITLES[levels[0]]}"
    if header is not None:
        return f"de kop van de kolom zegt {LEVEL_TITLES[header]}"
    return "de andere gebieden zijn van meer dan één niveau" if levels else ""


def _dash(sniffed: Sniffed, mapping: Mapping, columns: list[SniffedColumn]) -> Question | None:
    column = next((column for column in columns if column.dashes), None)
    if column is None or any(mark == "-" for mark, _ in mapping.marks):
        return None
    return Question(
        id="streepje",
        place=Place(sniffed.sheet, None, column.index, column.header),
        text="wat betekent een cel met alleen een streepje?",
        choices=(
            Choice("nul", "nihil: het getal is 0"),
            Choice("onbekend", "het getal is niet bekend"),
            Choice("nvt", "niet van toepassing"),
            Choice("geheim", "geheim"),
        ),
        evidence="in tabellen van CBS betekent het nul; elders vaak dat het cijfer ontbreekt",
    )


def _year(sniffed: Sniffed, plan: Plan, period: int | None) -> Question | None:
    without = [column for column in (*plan.columns, *plan.things.values()) if column.period is None]
    if period is not None or plan.period is not None or not without or not sniffed.title_years:
        return None
    years = [str(year) for year in sniffed.title_years]
    return Question(
        id="jaar",
        place=Place(sniffed.sheet),
        text="over welk jaar gaan deze cijfers? Er is geen kolom met het jaar",
        choices=tuple(Choice(year, year) for year in years),
        evidence=f"in de titel, de naam van het blad of de bestandsnaam staat {' en '.join(years)}",
        suggested=years[0] if len(years) == 1 else None,
    )
