"""Small tables in the shapes of CBS and PDOK, and the routes that serve them in pages."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wijkwerk.definitions.sources import Source, SourceTable, Variable, VariableKind
from wijkwerk.definitions.vocabulary import Protocol, SourceType

from .replay import HERE, Route

Rows = list[dict[str, Any]]


def source(
    protocol: Protocol, address: str, columns: Mapping[str, str], dimensions: Mapping[str, str] | None = None
) -> Source:
    return Source(
        id="cbs_kwb",
        title="Kerncijfers wijken en buurten",
        owner="CBS",
        licence="CC BY 4.0",
        attribution="CBS",
        type=SourceType.REGISTER,
        protocol=protocol,
        rhythm="jaarlijks",
        peildatum="1 januari {year}",
        homepage="https://www.cbs.nl",
        address=address,
        variables={name: Variable(name, "aantal", VariableKind.COUNT) for name in columns.values()},
        tables=(
            SourceTable(
                table="84799NED",
                area_column="WijkenEnBuurten",
                columns=dict(columns),
                year=2020,
                dimensions=dict(dimensions or {}),
            ),
        ),
    )


def typed_rows(count: int) -> Rows:
    return [
        {"ID": number, "WijkenEnBuurten": f"BU0164{number:04}", "AantalInwoners_5": 5 * number, "Mannen_6": None}
        for number in range(count)
    ]


def untyped(rows: Rows) -> Rows:
    return [{key: _as_text(key, value) for key, value in row.items()} for row in rows]


def v3_route(
    typed: Rows, page_size: int, modified: str = "2021-03-26T02:00:00", dimensions: Sequence[str] = ()
) -> Route:
    """The entity sets of one v3 table; rows come in pages with a nextLink that leaves the format out, as CBS's do."""
    sets = {
        "TypedDataSet": typed,
        "UntypedDataSet": untyped(typed),
        "TableInfos": [{"ID": 1, "Identifier": "84799NED", "Modified": modified}],
        "CategoryGroups": [],
        "WijkenEnBuurten": [{"Key": row["WijkenEnBuurten"], "Title": "Buurt"} for row in typed],
        **{name: [{"Key": row[name], "Title": "Alles"} for row in typed] for name in dimensions},
        "DataProperties": [
            {"ID": 0, "Type": "GeoDetail", "Key": "WijkenEnBuurten"},
            *({"ID": 2, "Type": "Dimension", "Key": name} for name in dimensions),
            *({"ID": 1, "Type": "Topic", "Key": key} for key in typed[0] if key.count("_")),
        ],
    }

    def route(path: str, query: Mapping[str, Sequence[str]]) -> Any:
        name = path.rsplit("/", 1)[-1]
        if name not in sets or query.get("$format") != ["json"]:
            return None
        start = int(query.get("$skip", ["0"])[0])
        page: dict[str, Any] = {"odata.metadata": "x", "value": sets[name][start : start + page_size]}
        if start + page_size < len(sets[name]):
            page["odata.nextLink"] = f"{name}?$skip={start + page_size}"
        return page

    return route


def v4_route(documents: Mapping[str, Any], page_size: int) -> Route:
    """The entity sets of one v4 table; `Observations` in pages, `Properties` without an envelope."""

    def route(path: str, query: Mapping[str, Sequence[str]]) -> Any:
        name = path.rsplit("/", 1)[-1]
        document = documents.get(name)
        if name != "Observations" or document is None:
            return document
        start = int(query.get("$skip", ["0"])[0])
        page: dict[str, Any] = {"value": document["value"][start : start + page_size]}
        if start + page_size < len(document["value"]):
            page["@odata.nextLink"] = f"Observations?$skip={start + page_size}"
        return page

    return route


def v4_documents(observations: int) -> dict[str, Any]:
    return {
        "Properties": {
            "Identifier": "80072ned",
            "ObservationCount": str(observations),
            "ObservationsModified": "2020-06-19T02:00:00+02:00",
        },
        "MeasureCodes": {"value": [{"Identifier": "M001924", "Title": "Ziekteverzuim"}]},
        "Dimensions": {"value": [{"Identifier": "Perioden", "Kind": "TimeDimension"}]},
        "PeriodenCodes": {"value": [{"Identifier": "2020JJ00", "Title": "2020"}]},
        "PeriodenGroups": {"value": []},
        "Observations": {
            "value": [
                {"Id": number, "Measure": "M001924", "ValueAttribute": "None", "Value": 5.5, "Perioden": "2020JJ00"}
                for number in range(observations)
            ]
        },
    }


def v4_samples(folder: Path) -> dict[str, Any]:
    """The captured payloads of table 80072ned, by entity set."""
    names = {4: "Observations", 5: "MeasureCodes", 6: "Dimensions", 7: "Properties", 8: "PeriodenGroups"}
    names |= {9: "PeriodenCodes", 10: "BedrijfskenmerkenSBI2008Groups", 11: "BedrijfskenmerkenSBI2008Codes"}
    return {name: json.loads((folder / f"meta_{number}.json").read_text("utf-8")) for number, name in names.items()}


def pdok_route(features: Mapping[str, Rows], limit: int) -> Route:
    """Collections in pages of `limit`, by cursor; next links are whole addresses, as PDOK's are."""

    def route(path: str, query: Mapping[str, Sequence[str]]) -> Any:
        collection = path.split("/")[-2]
        if collection not in features:
            return None
        start = int(query.get("cursor", ["0"])[0])
        rows = features[collection]
        links = [{"rel": "self", "href": path}]
        if start + limit < len(rows):
            links.append({"rel": "next", "href": f"{HERE}{path}?f=json&cursor={start + limit}"})
        return {"type": "FeatureCollection", "links": links, "features": rows[start : start + limit]}

    return route


def buurt_features(count: int) -> Rows:
    return [
        {
            "type": "Feature",
            "id": f"b{number}",
            "properties": {"buurtcode": f"BU0164{number:04}", "water": "NEE", "aantal_inwoners": -99997},
            "geometry": None,
        }
        for number in range(count)
    ]


def _as_text(key: str, value: object) -> object:
    if key == "ID":
        return value
    return "       ." if value is None else f"{value:>8}" if isinstance(value, int | float) else value
