"""Mappings are kept, read back, and refused when they are not understood."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.data.ingestors.own_file import (
    MappedColumn,
    Mapping,
    OwnFileError,
    dump_mapping,
    dump_mapping_json,
    load_mapping,
    mapping_of_table,
)
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Level, Protocol, SourceType, Status

FULL = Mapping(
    source="eigen",
    table="telling",
    area="Gebied",
    columns=(MappedColumn("Inwoners 2024", "inwoners", 3), MappedColumn("Huizen", "huizen")),
    name="Naam",
    level=Level.BUURT,
    period="jaar",
    sheet="Tabel",
    ignored=("Opmerking",),
    names=(("Noorkse buurt", "BU01640202"),),
    marks=(("gh", Status.SUPPRESSED),),
    answers=(("streepje", "nul"),),
)


def test_a_mapping_comes_back_from_yaml_and_json() -> None:
    assert load_mapping(dump_mapping(FULL)) == FULL
    assert load_mapping(dump_mapping_json(FULL)) == FULL
    assert json.loads(dump_mapping_json(FULL))["level"] == "buurt"


texts = (
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)


@given(header=texts, answers=st.dictionaries(texts, texts, max_size=3))
def test_any_header_comes_back(header: str, answers: dict[str, str]) -> None:
    mapping = Mapping("e", "t", header, (MappedColumn(header, "v"),), answers=tuple(answers.items()))
    assert load_mapping(dump_mapping(mapping)) == mapping


def test_every_wrong_key_is_named_at_once() -> None:
    text = "source: e\ntable: t\narea: Code\nlevel: straat\nkleur: rood\ncolumns:\n- {header: a}\n"
    with pytest.raises(OwnFileError) as caught:
        load_mapping(text, "koppeling.yaml")
    found = " ".join(problem.found for problem in caught.value.problems)
    assert all(key in found for key in ("level", "kleur", "columns.0.variable"))
    assert {problem.file for problem in caught.value.problems} == {"koppeling.yaml"}


@pytest.mark.parametrize("text", ["a: [1, 2", "just words", "", "a: &x 1\nb: *x\n", "x" * 1_000_001])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(OwnFileError):
        load_mapping(text)


def test_answers_about_one_file_are_not_kept() -> None:
    kept = FULL.with_answers({"jaar": "2024", "verborgen-rijen": "meenemen", "niveau": "wijk"})
    assert dict(kept.answers) == {"streepje": "nul", "niveau": "wijk"}


def test_a_table_of_the_catalogue_is_a_mapping() -> None:
    table = SourceTable(
        table="telling",
        area_column="Code",
        columns={"Inw": "inwoners"},
        period_column="jaar",
        ignored={"X": "onbekend"},
        area_columns={"name": "Naam"},
    )
    source = Source(
        "eigen", "t", "o", "l", "a", SourceType.REGISTER, Protocol.OWN_FILE, "jaar", "1 januari", "h", tables=(table,)
    )
    mapping = mapping_of_table(source, table)
    assert (mapping.area, mapping.name, mapping.period, mapping.ignored) == ("Code", "Naam", "jaar", ("X",))
    assert mapping.columns == (MappedColumn("Inw", "inwoners"),)
    assert mapping.headers == ("Code", "Naam", "jaar", "Inw")
