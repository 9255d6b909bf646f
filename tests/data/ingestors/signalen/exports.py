"""Small exports of Signalen, in the shapes of its map, its API and a table; every person in them is made up."""

import json
from pathlib import Path
from typing import Any

# What a report says of who made it, and where exactly: none of it may be found anywhere after an import.
PERSONAL = {
    "email": "bewoner@voorbeeld.test",
    "phone": "0612345678",
    "text": "De buurman van nummer 12 zet zijn vuilnis buiten",
    "note": "Gebeld met de melder, die Jansen heet",
    "address": "Voorbeeldstraat 12",
}
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]


def feature(month: str, slug: str, lon: float, lat: float) -> dict[str, Any]:
    """As the public map has it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "category": {"name": "Naam", "slug": "soort", "parent": {"name": "Hoofd", "slug": slug}},
            "created_at": f"{month}-15T08:30:00+01:00",
        },
    }


def result(month: str, slug: str, buurt: str) -> dict[str, Any]:
    """As the API has it for who may sign in, with all that a report holds of a person."""
    return {
        "_display": PERSONAL["text"],
        "id": 1,
        "text": PERSONAL["text"],
        "created_at": f"{month}-15T08:30:00+01:00",
        "category": {"sub": "Grofvuil", "sub_slug": "grofvuil", "main": "Afval", "main_slug": slug},
        "location": {"buurt_code": buurt, "address_text": PERSONAL["address"], "address": {"huisnummer": "12"}},
        "status": {"text": PERSONAL["note"], "user": PERSONAL["email"], "state": "o"},
        "reporter": {"email": PERSONAL["email"], "phone": PERSONAL["phone"], "sharing_allowed": False},
        "notes": [{"text": PERSONAL["note"], "created_by": PERSONAL["email"]}],
    }


def write_json(folder: Path, document: object, name: str = "signals.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(document), "utf-8")
    return path


def write_table(folder: Path, rows: list[tuple[str, str, str]], name: str = "signals.csv") -> Path:
    """Day, main category and buurt, with a person in each row."""
    lines = ["id;created_at;main_slug;buurt_code;reporter_email;reporter_phone;text"]
    lines += [
        f'1;{day};{slug};{buurt};{PERSONAL["email"]};{PERSONAL["phone"]};"{PERSONAL["text"]}"'
        for day, slug, buurt in rows
    ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def whole_year(buurt: str, slug: str = "afval", year: int = 2025) -> list[tuple[str, str, str]]:
    return [(f"{year}-{month:02}-15T08:30:00+01:00", slug, buurt) for month in range(1, 13)]
