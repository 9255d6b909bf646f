"""A claim as a file: read with the line of every fault, and the shipped one is about what there is."""

from pathlib import Path

import pytest

from tests.governance.builders import CATALOGUE
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.claims import load_claims
from wijkwerk.definitions.problems import DefinitionError

CLAIM = """\
id: proef
area: BU01640202
text: Op alle domeinen kwetsbaar.
said_in: Een nota
dated: 2024-05-17
reading: Bij het ongunstigste vijfde deel.
domains:
  - title: Sociaal
    themes:
      - {title: Inkomen, indicators: [bijstand_per_1000, inkomen_per_inwoner]}
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def written(folder: Path, text: str = CLAIM, name: str = "proef.yaml") -> Path:
    (folder / "claims").mkdir(exist_ok=True)
    (folder / "claims" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_claim_is_read_with_its_figures_and_yardstick(tmp_path: Path, catalogue: Catalogue):
    claim = load_claims(written(tmp_path), catalogue)["proef"]
    assert claim.indicators == ("bijstand_per_1000", "inkomen_per_inwoner")
    assert (claim.share, claim.among, claim.others) == (0.2, "residential", (3, 5, 10))


def test_a_catalogue_without_claims_has_none(tmp_path: Path, catalogue: Catalogue):
    assert load_claims(tmp_path, catalogue) == {}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("bijstand_per_1000", "bijstand", "een indicator van de catalogus"),
        ("inkomen_per_inwoner", "bijstand_per_1000", "elk cijfer één keer"),
        ("id: proef", "id: anders", "de naam van het bestand"),
        ("area: BU01640202", "area: De Noork", "proef.yaml:2"),
        ("reading: Bij het ongunstigste vijfde deel.", "share: 1.5\nreading: Bij het vijfde deel.", "share"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_remedy(
    tmp_path: Path, catalogue: Catalogue, old: str, new: str, words: str
):
    assert old in CLAIM
    with pytest.raises(DefinitionError, match=words):
        load_claims(written(tmp_path, CLAIM.replace(old, new)), catalogue)


def test_the_faults_of_all_files_come_at_once(tmp_path: Path, catalogue: Catalogue):
    written(tmp_path, CLAIM.replace("bijstand_per_1000", "bijstand"))
    written(tmp_path, CLAIM.replace("id: proef", "id: tweede").replace("2024-05-17", "gisteren"), "tweede.yaml")
    with pytest.raises(DefinitionError) as raised:
        load_claims(tmp_path, catalogue)
    assert {problem.file for problem in raised.value.problems} == {"claims/proef.yaml", "claims/tweede.yaml"}


def test_the_claim_of_the_opdracht_is_in_the_words_of_the_opdracht(catalogue: Catalogue):
    claim = load_claims(CATALOGUE, catalogue)["de_noork"]
    assert "op alle domeinen één van de meest kwetsbare buurten" in claim.text
    assert [domain.title for domain in claim.domains] == ["Sociaal", "Veiligheid", "Fysiek", "Duurzaamheid"]
    assert [reason.title for reason in claim.reasons] == [
        "Eenzaamheid",
        "Overgewicht",
        "Weinig sociale cohesie",
        "Energiewaarde",
    ]
