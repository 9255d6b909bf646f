"""The starting files of governance: read with the line of every fault, and the shipped example is honest."""

import pytest

from tests.governance.builders import CATALOGUE
from wijkwerk.definitions.kader_files import kader_files, read_goals, read_kader
from wijkwerk.definitions.problems import DefinitionError

KADER = """\
id: proef
name: Proefkader
valid_from: 2026-01-01
horizon: 2040
norms:
  - indicator: bijstand_per_1000
    scope: alle_wijken
    form: ten_hoogste
    value: 35
    source: streefwaarde
    owner: onderzoeker
    valid_from: 2026-01-01
"""


def written(tmp_path, text=KADER, name="proef.yaml"):
    (tmp_path / "kaders").mkdir(exist_ok=True)
    path = tmp_path / "kaders" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_files_of_a_catalogue_come_in_the_order_of_their_names(tmp_path):
    second, first = written(tmp_path, name="twee.yaml"), written(tmp_path, name="een.yaml")
    written(tmp_path, name=".verborgen.yaml")
    assert kader_files(tmp_path) == [first, second]
    assert kader_files(tmp_path / "geen") == []


def test_a_kader_is_read_with_its_norms(tmp_path):
    terms = read_kader(written(tmp_path)).value
    assert (terms.id, terms.horizon, terms.example, len(terms.norms)) == ("proef", 2040, False, 1)


def test_the_shipped_kader_says_everywhere_that_it_is_an_example():
    terms = read_kader(CATALOGUE / "kaders" / "voorbeeld.yaml").value
    assert terms.example
    assert "voorlopig" in (terms.note or "").lower()
    assert all(norm.note and norm.note.startswith("Voorbeeld;") for norm in terms.norms)
    assert {norm.status.value for norm in terms.norms} == {"voorlopig"}
    assert {norm.source.value for norm in terms.norms} <= {"streefwaarde", "expert"}, "nobody decided these"
    assert {norm.form.value for norm in terms.norms} == {
        "ten_minste",
        "ten_hoogste",
        "band",
        "niet_slechter_dan_gemeente",
        "ontwikkeling",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (KADER.replace("id: proef", "id: anders"), "de naam van het bestand"),
        (KADER.replace("ten_hoogste", "hooguit"), "verwacht een van"),
        (KADER.replace("value: 35", "value: .inf"), "eindig getal"),
        (KADER.replace("    owner: onderzoeker\n", ""), "owner"),
        ("", "een leeg bestand"),
        (KADER.replace("norms:", "normen:"), "norms"),
        ("id: proef\nname: [", "geen YAML"),
    ],
)
def test_a_file_that_is_no_kader_is_refused_with_its_line(tmp_path, text, words):
    with pytest.raises(DefinitionError, match=words):
        read_kader(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {id: een, title: Doel}\n- {id: een, title: Doel}\n", "voor de tweede keer"),
        ("- {id: een, title: Doel, parent: twee}\n- {id: twee, title: Doel}\n", "eerder in het bestand"),
        ("- {id: een}\n", "title"),
    ],
)
def test_goals_must_be_known_once_and_parents_first(tmp_path, text, words):
    (tmp_path / "goals.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=words):
        read_goals(tmp_path)
