"""Sources that page otherwise than they did, or keep silent for a while: every protocol still gets all rows once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from wijkwerk.data.fetchers import FetchError
from wijkwerk.definitions.vocabulary import Protocol

from . import tables
from .reading import PASSING, PDOK, V3, V4, Reader, rows_in
from .replay import HERE, Fault, Route, replay, silent

ROWS = 25
NEXT = {V3: "odata.nextLink", V4: "@odata.nextLink"}
STEM = {V3: "TypedDataSet", V4: "Observations", PDOK: "buurten"}
KEY = {V3: "ID", V4: "Id", PDOK: "id"}
COLUMNS = {V3: {"AantalInwoners_5": "inwoners"}, V4: {"M001924": "verzuim"}, PDOK: {"buurtcode": "code"}}


def route(protocol: Protocol, page_size: int) -> Route:
    if protocol is V3:
        return tables.v3_route(tables.typed_rows(ROWS), page_size)
    if protocol is V4:
        return tables.v4_route(tables.v4_documents(ROWS), page_size)
    return tables.pdok_route({"gemeenten": [], "wijken": [], "buurten": tables.buurt_features(ROWS)}, page_size)


def all_rows(folder: Path, protocol: Protocol) -> list[object]:
    return [row[KEY[protocol]] for row in rows_in(folder, STEM[protocol], "features" if protocol is PDOK else "value")]


def smaller_pages_after_the_first(protocol: Protocol) -> Route:
    first, later = route(protocol, 10), route(protocol, 4)

    def change(path: str, query: Mapping[str, list[str]]) -> Any:
        return (later if "$skip" in query or "cursor" in query else first)(path, query)

    return change


def one_page_with_everything(protocol: Protocol) -> Route:
    return route(protocol, 1000)


def pages_of_one(protocol: Protocol) -> Route:
    return route(protocol, 1)


def an_empty_last_page(protocol: Protocol) -> Route:
    """A next link that leads to nothing any more."""
    usual = route(protocol, 5)  # 25 rows in pages of five: the last page is full

    def change(path: str, query: Mapping[str, list[str]]) -> Any:
        document = usual(path, query)
        at = int((query.get("$skip") or query.get("cursor") or ["0"])[0])
        if document and at == ROWS - 5:
            if protocol is PDOK:
                document["links"].append({"rel": "next", "href": f"{HERE}{path}?f=json&cursor={ROWS}"})
            else:
                document[NEXT[protocol]] = f"{path.rsplit('/', 1)[-1]}?$skip={ROWS}"
        return document

    return change


def whole_next_links(protocol: Protocol) -> Route:
    """Addresses from https on instead of from the table on, or the other way round."""
    usual = route(protocol, 10)

    def change(path: str, query: Mapping[str, list[str]]) -> Any:
        document = usual(path, query)
        if document and protocol is PDOK:
            for link in document.get("links", []):
                link["href"] = link["href"].removeprefix(HERE)
        elif document and NEXT[protocol] in document:
            document[NEXT[protocol]] = f"{HERE}{path.rsplit('/', 1)[0]}/{document[NEXT[protocol]]}"
        return document

    return change


CHANGES: dict[str, Callable[[Protocol], Route]] = {
    "smaller pages after the first": smaller_pages_after_the_first,
    "one page with everything": one_page_with_everything,
    "pages of one": pages_of_one,
    "an empty last page": an_empty_last_page,
    "whole next links": whole_next_links,
}


@pytest.mark.parametrize("protocol", [V3, V4, PDOK], ids=lambda protocol: protocol.value)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_row_comes_once_however_it_is_paged(
    tmp_path: Path, protocol: Protocol, change: Callable[[Protocol], Route]
) -> None:
    with replay(change(protocol)) as server:
        fetched = Reader(server, tmp_path, protocol, COLUMNS[protocol]).fetch()
    found = all_rows(fetched.folder, protocol)
    assert found == [f"b{number}" if protocol is PDOK else number for number in range(ROWS)]
    assert fetched.rows == ROWS


@pytest.mark.parametrize("protocol", [V3, V4, PDOK], ids=lambda protocol: protocol.value)
@pytest.mark.parametrize("fault", [*PASSING.values(), silent], ids=[*PASSING, "silence"])
def test_what_goes_wrong_in_the_middle_of_the_pages_passes(tmp_path: Path, protocol: Protocol, fault: Fault) -> None:
    end = {V3: "UntypedDataSet", V4: "Observations", PDOK: "buurten/items"}[protocol]
    with replay(route(protocol, 10)) as server:
        server.faults[end] = [fault]
        reader = Reader(server, tmp_path, protocol, COLUMNS[protocol])
        reader.timeout = 0.5 if fault is silent else 60.0
        assert reader.fetch().rows == ROWS
    assert not list(tmp_path.glob("*/*/*/*.part"))


@pytest.mark.parametrize("protocol", [V3, V4, PDOK], ids=lambda protocol: protocol.value)
def test_a_source_that_keeps_silent_is_given_up_with_a_message(tmp_path: Path, protocol: Protocol) -> None:
    end = {V3: "TypedDataSet", V4: "Observations", PDOK: "buurten/items"}[protocol]
    with replay(route(protocol, 10)) as server:
        server.faults[end] = [silent] * 5
        reader = Reader(server, tmp_path, protocol, COLUMNS[protocol])
        reader.timeout = 0.2
        with pytest.raises(FetchError, match="de verbinding brak af") as given_up:
            reader.fetch()
    assert "na 5 pogingen" in given_up.value.found
    assert "Probeer het later opnieuw" in given_up.value.remedy
    assert not list(tmp_path.glob("*/*/[0-9]*"))
