"""Does a code still mean the place it meant? CBS gives codes of vanished buurten to new ones."""

from dataclasses import dataclass

from wijkwerk.definitions.vocabulary import Level

from .release_views import CheckedRelease
from .remarks import CheckRemark, Severity, counted, listing, number

CHECK = "hergebruikte_code"
CHANGE_CODES = {1: "ongewijzigd", 2: "alleen een andere code", 3: "andere grens"}


@dataclass(frozen=True, slots=True)
class ReusedCode:
    """A code that stands for another name than before.

    spelling   only capitals, spaces or signs differ ("Oud-West", "Oud West"): probably the same place
    """

    code: str
    level: Level
    gemeente: str
    before: str
    now: str
    year_before: int
    year: int
    spelling: bool


def create_reused_codes(release: CheckedRelease) -> None:
    """Make the table `check_reused` (the fields of ReusedCode); also what jumps and factors leave out."""
    plain = "regexp_replace(lower(strip_accents({0})), '[^a-z0-9]', '', 'g')"
    # The official name, as a shown name may lose its "(O.)" when another area is renamed; wijken lost their
    # "Wijk 02 " on the way, which is no change of place.
    name = "regexp_replace(trim(coalesce(official_name, name)), '^Wijk [0-9]{2} +', '')"
    release.connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE check_reused AS
        WITH now AS (SELECT DISTINCT ON (code) *, {name} AS called FROM areas ORDER BY code, year DESC),
        before AS (SELECT DISTINCT ON (code) *, {name} AS called FROM previous_areas ORDER BY code, year DESC)
        SELECT now.code, now.level, coalesce(now.gemeente, now.code) AS gemeente, before.called AS before,
               now.called AS now, before.year AS year_before, now.year,
               {plain.format("before.called")} = {plain.format("now.called")} AS spelling
        FROM now JOIN before USING (code)
        WHERE now.level IN ('{Level.BUURT}', '{Level.WIJK}') AND before.called <> now.called AND before.year < now.year
    """)


def reused_codes(release: CheckedRelease) -> list[ReusedCode]:
    """The codes of this division that meant another name in the one before, by code."""
    return [
        ReusedCode(code, Level(level), gemeente, before, now, int(year_before), int(year), spelling)
        for code, level, gemeente, before, now, year_before, year, spelling in release.rows(
            "SELECT * FROM check_reused ORDER BY code"
        )
    ]


def check_reused_codes(release: CheckedRelease) -> list[CheckRemark]:
    """One remark for each gemeente whose codes got other names, each naming the total of the country.

    warning   at least one name is really another
    note      only the spelling differs
    """
    reused = reused_codes(release)
    buurten = sum(code.level is Level.BUURT for code in reused)
    names = dict(release.rows("SELECT code, name FROM check_area WHERE level = 'gemeente'"))
    by_gemeente: dict[str, list[ReusedCode]] = {}
    for code in reused:
        by_gemeente.setdefault(code.gemeente, []).append(code)
    return [_reused(gemeente, names.get(gemeente), codes, buurten) for gemeente, codes in by_gemeente.items()]


def check_change_codes(release: CheckedRelease) -> list[CheckRemark]:
    """Note: how many areas CBS marks as recoded (2) or with another border (3) since the year before."""
    rows = release.rows(f"""
        SELECT year, change_code, count(*) FILTER (level = '{Level.WIJK}'), count(*) FILTER (level = '{Level.BUURT}'),
               count(DISTINCT gemeente)
        FROM areas WHERE change_code IS NOT NULL AND year IN (SELECT area_year FROM observations)
        GROUP BY 1, 2 ORDER BY 1, 2
    """)
    remarks = []
    for year in sorted({row[0] for row in rows}):
        counts = {code: (wijken, buurten, places) for y, code, wijken, buurten, places in rows if y == year}
        changed = {code: count for code, count in counts.items() if code != 1}
        if changed:
            remarks.append(_changed(year, counts, sum(wijken + buurten for wijken, buurten, _ in changed.values())))
    return remarks


def _reused(gemeente: str, name: str | None, codes: list[ReusedCode], buurten: int) -> CheckRemark:
    other = [code for code in codes if not code.spelling]
    example = (other or codes)[0]
    own_buurten = sum(code.level is Level.BUURT for code in codes)
    own_wijken = len(codes) - own_buurten
    what = [counted(own_buurten, "buurtcode", "buurtcodes")] if own_buurten else []
    what += [counted(own_wijken, "wijkcode", "wijkcodes")] if own_wijken else []
    spelling = len(codes) - len(other)
    return CheckRemark(
        check=CHECK,
        severity=Severity.WARNING if other else Severity.NOTE,
        place=f"{name or gemeente} ({gemeente}), indeling {example.year}",
        found=f"{listing(what)} met een andere naam dan in {example.year_before}, bijvoorbeeld {example.code}: "
        f"‘{example.before}’ werd ‘{example.now}’"
        + (f"; bij {number(spelling)} verschilt alleen de spelling" if spelling else "")
        + f" (in het hele land {counted(buurten, 'buurtcode', 'buurtcodes')})",
        expected="dezelfde plaats onder dezelfde code",
        remedy="Over een hergebruikte code wordt geen trend getekend. Leg vast welke buurten toch dezelfde zijn."
        if other
        else "Waarschijnlijk dezelfde plaatsen; controleer de namen.",
        area=codes[0].code if len(codes) == 1 else gemeente,
        period=example.year,
        count=len(codes),
    )


def _changed(year: int, counts: dict[int, tuple[int, int, int]], total: int) -> CheckRemark:
    phrases = [
        f"{CHANGE_CODES.get(code, f'code {code}')} ({code}): {counted(wijken, 'wijk', 'wijken')} en "
        f"{counted(buurten, 'buurt', 'buurten')} in {counted(places, 'gemeente', 'gemeenten')}"
        for code, (wijken, buurten, places) in counts.items()
    ]
    return CheckRemark(
        check="indelingswijziging",
        severity=Severity.NOTE,
        place=f"Gebiedsindeling {year}",
        found="; ".join(phrases),
        expected=f"kennis van wat er sinds {year - 1} veranderde",
        remedy="Vergelijk de veranderde gebieden niet zonder meer met eerdere jaren.",
        period=year,
        count=total,
    )
