"""The register of processings: read as one, refused with every fault and its line, and honest about its terms."""

import datetime
import re
from pathlib import Path

import pytest

from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.processings import Afterwards, GdprGround, RetentionTerm, StartRule
from wijkwerk.definitions.processings_loading import load_processings
from wijkwerk.lib.calendar_periods import read_period

PROCESSING = """\
id: toegang
title: Aanmelden
purpose: Weten wie zich aanmeldt.
grounds:
  - article: e
    law: Gemeentewet artikel 160
persons: [medewerkers]
data: [naam, account]
recipients: [de beheerder]
security: Alleen met een rol.
responsible: afdelingsmanager informatie
reviewed: {by: privacy-officer, on: 2026-11-28}
kinds:
  - kind: person
    fields: [name, email]
    afterwards: anonimiseren
    retention: 2 jaar
    starts: laatste_aanmelding
    reason: Ondertekeningen verwijzen ernaar.
"""


def written(folder: Path, text: str = PROCESSING, name: str = "toegang.yaml") -> Path:
    (folder / "processings").mkdir(exist_ok=True)
    (folder / "processings" / name).write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        load_processings(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_processing_is_read_with_its_terms(tmp_path):
    (processing,) = load_processings(written(tmp_path))
    (holding,) = processing.kinds
    assert (processing.grounds[0].article, processing.grounds[0].article.words) == (
        GdprGround.PUBLIC_TASK,
        "taak van algemeen belang of openbaar gezag",
    )
    assert holding.afterwards is Afterwards.ANONYMISE
    assert holding.term == RetentionTerm(read_period("2 jaar"), StartRule.LAST_SIGN_IN)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "purpose: Weten",
            "doel: Weten",
            "processings/toegang.yaml:3: doel: gevonden een onbekende sleutel; verwacht een sleutel die het schema",
        ),
        ("    starts: laatste_aanmelding\n", "", "verwacht 'starts' bij 'anonimiseren'"),
        ("2 jaar", "twee jaar", "toegang.yaml:17: kinds[1].retention: gevonden 'twee jaar'; verwacht een termijn"),
        ("article: e", "article: z", "toegang.yaml:5: grounds[1].article: gevonden 'z'; verwacht een van"),
        ("anonimiseren", "vergeten", "toegang.yaml:16: kinds[1].afterwards: gevonden 'vergeten'; verwacht een van"),
        ("laatste_aanmelding", "ooit", "toegang.yaml:18: kinds[1].starts: gevonden 'ooit'; verwacht een van"),
        ("on: 2026-11-28", "on: gisteren", "reviewed.on: gevonden 'gisteren'; verwacht een datum"),
        ("id: toegang", "id: aanmelden", "toegang.yaml:1: id: gevonden 'aanmelden'; verwacht 'toegang'"),
        ("[medewerkers]", "[]", "toegang.yaml:7: persons: gevonden een lijst van 0; verwacht een lijst van minstens 1"),
        (
            "afterwards: anonimiseren",
            "afterwards: bewaren",
            "gevonden een termijn bij 'bewaren'; verwacht geen termijn",
        ),
        ("    fields: [name, email]\n", "", "kinds[1].fields: gevonden niets; verwacht deze verplichte sleutel"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, old, new, told):
    assert old in PROCESSING
    found = faults(written(tmp_path, PROCESSING.replace(old, new)))
    assert any(told in problem for problem in found), found


def test_an_unknown_key_is_met_with_the_one_that_was_meant(tmp_path):
    found = faults(written(tmp_path, PROCESSING.replace("responsible:", "responsable:")))
    assert any("Bedoelt u 'responsible'?" in problem for problem in found)


def test_what_is_kept_needs_a_reason(tmp_path):
    text = PROCESSING[: PROCESSING.index("    afterwards")] + "    afterwards: bewaren\n"
    assert [problem.split(":", 2)[2] for problem in faults(written(tmp_path, text))] == [
        " kinds[1]: gevonden niets; verwacht 'reason' bij 'bewaren'. Schrijf op waarom dit niet verdwijnt."
    ]


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    written(tmp_path, PROCESSING.replace("2 jaar", "x").replace("article: e", "article: z"))
    written(tmp_path, "id: leeg\n", "leeg.yaml")
    found = faults(tmp_path)
    assert len(found) > 10
    assert {problem.split(":")[0] for problem in found} == {"processings/leeg.yaml", "processings/toegang.yaml"}


def test_a_field_has_one_purpose_and_a_kind_goes_by_one_rule(tmp_path):
    written(tmp_path)
    written(tmp_path, PROCESSING.replace("id: toegang", "id: tweede"), "tweede.yaml")
    told = " ".join(faults(tmp_path))
    assert "'name' van 'person', ook in 'toegang'" in told
    assert "een tweede termijn voor 'person', ook in 'toegang'" in told


def test_no_file_at_all_is_a_fault(tmp_path):
    assert "geen enkel YAML-bestand" in faults(tmp_path)[0]


@pytest.mark.parametrize(
    ("from_year_end", "today", "last"),
    [
        (False, "2026-11-28", "2024-11-28"),
        (True, "2026-11-28", "2023-12-31"),
        (True, "2026-12-30", "2023-12-31"),
        (True, "2026-12-31", "2024-12-31"),
    ],
)
def test_what_began_on_the_last_start_is_due_and_a_day_later_is_not(from_year_end, today, last):
    term = RetentionTerm(read_period("2 jaar"), StartRule.MADE, from_year_end)
    day, start = datetime.date.fromisoformat(today), datetime.date.fromisoformat(last)
    assert term.last_start(day) == start
    assert term.ends(start) <= day < term.ends(start + datetime.timedelta(days=1))


def test_a_term_is_told_in_words():
    term = RetentionTerm(read_period("2 jaar"), StartRule.CLOSED, from_year_end=True)
    assert term.words == "2 jaar na het einde van het jaar waarin het is afgesloten"


def test_the_example_of_the_guide_is_accepted(tmp_path):
    guide = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    (processing,) = load_processings(written(tmp_path, example, "taken.yaml"))
    shipped = {each.id: each for each in load_processings(Path(__file__).parents[2] / "catalogue")}
    assert processing.kinds == shipped["taken"].kinds


def test_the_shipped_register_names_functions_and_says_what_residents_may_know():
    shipped = load_processings(Path(__file__).parents[2] / "catalogue")
    assert len(shipped) >= 5
    assert any(each.public for each in shipped)
    assert all(each.reviewed.by.startswith("privacy-officer") for each in shipped)
