"""Is everything there that was there before, and everything that the table and the division promise?"""

from wijkwerk.definitions.vocabulary import Level

from .release_views import CheckedRelease
from .remarks import LEVEL_PLURALS, CheckRemark, Severity, counted, listing, number, percentage

CHECK = "dekking"
# Against the period before. Gemeenten merge (355 in 2020, 342 in 2023: 4 %), so a few per cent mean nothing.
WARNING_DROP = 0.05
BLOCKING_DROP = 0.5
# Of the division: this many areas without a single row are worth a warning.
WARNING_ABSENT = 0.01


def check_coverage(release: CheckedRelease) -> list[CheckRemark]:
    """Against the period before: a variable and level with fewer areas that have a value.

    blocking  half of the areas or more are gone; warning  5 % or more
    A level that is not in the release at all is one remark of `check_levels`.
    """
    rows = release.rows(f"""
        WITH now AS (SELECT variable_id, period, level, count(*) AS areas FROM check_cell GROUP BY ALL),
        earlier AS (
            SELECT variable_id, period, level, count(*) AS areas FROM check_before GROUP BY ALL
            UNION ALL SELECT * FROM now
        )
        SELECT variable, p.period, p.before, e.level, coalesce(n.areas, 0) AS now, e.areas
        FROM check_period p JOIN check_variable USING (variable_id)
        JOIN earlier e ON e.variable_id = p.variable_id AND e.period = p.before
        LEFT JOIN now n ON n.variable_id = p.variable_id AND n.period = p.period AND n.level = e.level
        WHERE coalesce(n.areas, 0) <= (1 - {WARNING_DROP}) * e.areas AND e.level IN (SELECT level FROM now)
        ORDER BY variable, p.period, e.level
    """)
    return [
        CheckRemark(
            check=CHECK,
            severity=Severity.BLOCKING if now <= (1 - BLOCKING_DROP) * before_count else Severity.WARNING,
            place=f"{release.title(variable)}, {period}",
            found=f"{number(now)} {LEVEL_PLURALS.get(level, level)} met een waarde, "
            f"{percentage(1 - now / before_count)} minder dan in {before}",
            expected=f"ongeveer {number(before_count)}",
            remedy="Kijk of het bestand volledig is en of de bron dit cijfer nog op dit niveau geeft.",
            variable=variable,
            period=period,
            count=before_count - now,
        )
        for variable, period, before, level, now, before_count in rows
    ]


def check_levels(release: CheckedRelease) -> list[CheckRemark]:
    """Levels that came before and are not in the release at all: a warning, or a note for the country alone.

    The country's figures may come in a table of their own.
    """
    rows = release.rows("""
        SELECT level, count(DISTINCT area), max(period) FROM check_before GROUP BY level
        HAVING level NOT IN (SELECT level FROM check_cell) AND EXISTS (FROM check_cell) ORDER BY level
    """)
    return [
        CheckRemark(
            check="ontbrekend_niveau",
            severity=Severity.NOTE if level == Level.LAND else Severity.WARNING,
            place=f"{release.source.title}, niveau {level}",
            found=f"geen enkele waarde; in {period} nog voor {counted(areas, 'gebied', 'gebieden')}",
            expected=f"waarden op het niveau {level}",
            remedy="Kijk of dit niveau in een ander bestand of een andere tabel staat en laad die erbij.",
            count=areas,
        )
        for level, areas, period in rows
    ]


def check_filled_columns(release: CheckedRelease) -> list[CheckRemark]:
    """Variables that the table has in the catalogue without one value now.

    warning  the period before had them; note  they were never there, or the catalogue expects them later
    Where the catalogue does not have the table, everything that came before counts as promised.
    """
    filled = {
        name
        for (name,) in release.rows("SELECT DISTINCT variable FROM check_cell JOIN check_variable USING (variable_id)")
    }
    before = {
        name
        for (name,) in release.rows(
            "SELECT DISTINCT variable FROM check_before JOIN check_variable USING (variable_id)"
        )
    }
    later = _expected_later(release)
    promised = set(release.table.variables) if release.table else before
    lost = sorted((promised & before) - filled - later, key=release.title)
    empty = sorted((promised | later) - filled - set(lost), key=release.title)
    return [
        _empty_columns(release, names, severity, expected)
        for names, severity, expected in (
            (lost, Severity.WARNING, "waarden, zoals in de vorige levering"),
            (empty, Severity.NOTE, "waarden, nu of in een latere levering"),
        )
        if names
    ]


def check_absent_areas(release: CheckedRelease) -> list[CheckRemark]:
    """Areas of the division without a single row, at the levels and in the gemeenten that the release is about.

    warning  1 % of the areas of a level or more; note  fewer
    """
    rows = release.rows("""
        WITH present AS (SELECT DISTINCT area, area_year FROM observations),
        placed AS (SELECT a.* FROM present p JOIN check_area a ON a.code = p.area AND a.year = p.area_year),
        about AS (
            SELECT * FROM check_area WHERE year IN (SELECT year FROM placed)
                AND level IN (SELECT level FROM placed) AND gemeente IN (SELECT gemeente FROM placed)
        ), absent AS (
            SELECT about.* FROM about ANTI JOIN placed ON placed.area_id = about.area_id
        ), by_gemeente AS (
            SELECT a.year, a.level, a.gemeente, g.name, count(*) AS areas
            FROM absent a LEFT JOIN check_area g ON g.code = a.gemeente AND g.year = a.year GROUP BY ALL
        )
        SELECT year, level, sum(areas)::INTEGER, any_value(total),
               list(coalesce(name, gemeente) || ' (' || areas || ')' ORDER BY areas DESC, gemeente)
        FROM by_gemeente JOIN (SELECT year, level, count(*) AS total FROM about GROUP BY ALL) USING (year, level)
        GROUP BY year, level ORDER BY year, level
    """)
    return [
        CheckRemark(
            check="ontbrekend_gebied",
            severity=Severity.WARNING if absent >= WARNING_ABSENT * total else Severity.NOTE,
            place=f"Gebiedsindeling {year}, {LEVEL_PLURALS.get(level, level)}",
            found=f"{number(absent)} van de {number(total)} staan niet in de levering: {listing(gemeenten)}",
            expected="een rij voor elk gebied van de indeling",
            remedy="Vraag de bronhouder om de rijen, of leg vast waarom ze er niet zijn.",
            period=year,
            count=absent,
        )
        for year, level, absent, total, gemeenten in rows
    ]


def _empty_columns(release: CheckedRelease, names: list[str], severity: Severity, expected: str) -> CheckRemark:
    table = release.table.table if release.table else release.source.id
    return CheckRemark(
        check="lege_kolom",
        severity=severity,
        place=f"{release.source.title}, tabel {table}",
        found=f"{counted(len(names), 'variabele', 'variabelen')} zonder één waarde: "
        f"{listing([f'‘{release.title(name)}’' for name in names])}",
        expected=expected,
        remedy="Een voorlopige levering vult later aan. Is deze definitief, vraag het dan de bronhouder.",
        variable=names[0] if len(names) == 1 else None,
        count=len(names),
    )


def _expected_later(release: CheckedRelease) -> set[str]:
    """Variables whose column the catalogue says to be empty in this release."""
    if release.table is None:
        return set()
    return {release.table.columns.get(column, column) for column in release.table.empty_until_final}
