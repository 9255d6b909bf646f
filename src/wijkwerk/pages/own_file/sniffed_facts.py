"""What was found in a file, in words for the page."""

from wijkwerk.data.ingestors.own_file import DecimalSign, Layout, Role, Sniffed
from wijkwerk.data.ingestors.own_file.areas import KeyKind
from wijkwerk.present.numbers import number

KEY_WORDS = {
    KeyKind.CODE: "codes",
    KeyKind.NUMBER: "codes zonder letters (1640202), aangevuld",
    KeyKind.NAME: "namen",
}
LAYOUT_WORDS = {
    Layout.WIDE: "breed: een kolom per onderwerp",
    Layout.LONG: "lang: een kolom met het onderwerp en een met de waarde",
}
ROLE_WORDS = {
    Role.AREA: "gebied",
    Role.AREA_NAME: "naam van het gebied",
    Role.LEVEL: "niveau",
    Role.PERIOD: "jaar",
    Role.VARIABLE: "onderwerp",
    Role.VALUE: "waarde",
    Role.NUMBERS: "cijfers",
    Role.N: "aantal respondenten",
    Role.LOW: "ondergrens",
    Role.HIGH: "bovengrens",
    Role.TEXT: "tekst",
    Role.EMPTY: "leeg",
}
SIGN_WORDS = {
    DecimalSign.COMMA: "komma",
    DecimalSign.POINT: "punt",
    DecimalSign.MIXED: "komma en punt door elkaar",
    DecimalSign.NONE: "",
    DecimalSign.DOUBTFUL: "niet te zien",
}


def facts_of(sniffed: Sniffed) -> tuple[tuple[str, str], ...]:
    """Title and words, in reading order; only what there is."""
    levels = ", ".join(f"{number(count)} × {level}" for level, count in sniffed.levels)
    facts = (
        ("Soort bestand", "Excel-werkmap" if sniffed.kind == "xlsx" else "tekstbestand (CSV)"),
        ("Tekens", sniffed.encoding or ""),
        ("Scheidingsteken", sniffed.delimiter_name or ""),
        ("Blad", sniffed.sheet or ""),
        ("Verborgen bladen", ", ".join(sniffed.hidden_sheets)),
        ("Koprij", f"rij {sniffed.header_row}" if sniffed.header_row else "niet gevonden"),
        ("Rijen met cijfers", f"{number(sniffed.data_rows)} (rij {sniffed.first_row} tot en met {sniffed.last_row})"),
        ("Vorm", LAYOUT_WORDS[sniffed.layout]),
        ("Gebieden staan er als", KEY_WORDS[sniffed.key_kind] if sniffed.key_kind else "niet gevonden"),
        ("Herkende gebieden", levels),
        ("Jaren in titel of naam", ", ".join(str(year) for year in sniffed.title_years)),
        ("Andere rijen", _odd(sniffed)),
        ("Verborgen rijen", number(sniffed.hidden_rows) if sniffed.hidden_rows else ""),
        ("Samengevoegde cellen", ", ".join(sniffed.merged[:10])),
    )
    return tuple((title, words) for title, words in facts if words)


def column_rows(sniffed: Sniffed) -> tuple[dict[str, str], ...]:
    """One row per column: where it stands, what it seems to be, and how its numbers are written."""
    return tuple(
        {
            "letter": column.letter,
            "header": column.header or "(geen kop)",
            "role": ROLE_WORDS[column.role] + (f", {column.year}" if column.year else ""),
            "filled": number(column.filled),
            "sign": SIGN_WORDS[column.decimal] + (f": {column.evidence}" if column.evidence else ""),
            "marks": ", ".join(f"‘{text}’ {count} keer" for text, count in column.marks[:6]),
            "examples": ", ".join(f"‘{text}’" for text in column.examples),
            "hidden": "verborgen" if column.hidden else "",
        }
        for column in sniffed.columns
    )


def _odd(sniffed: Sniffed) -> str:
    return "; ".join(f"rij {row}: {text[:60]}" for rows in sniffed.odd_rows.values() for row, text in rows[:3])
