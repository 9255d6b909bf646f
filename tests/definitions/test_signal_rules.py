"""The rules of the rookmelder as a file: read whole, every fault with its line, and the shipped one holds."""

import datetime
import re
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from tests.governance.builders import CATALOGUE
from wijkwerk.definitions.catalogue import Catalogue, load_catalogue
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.signal_rules import (
    FILE,
    LevelRule,
    Limit,
    Rule,
    SignalRules,
    TrendRule,
    load_signal_rules,
)

GUIDE = CATALOGUE.parent / "docs" / "rookmelder.md"
RULES = """\
fewest_inhabitants: 500
answer_within_days: 28
rules:
  - id: niveau
    letter: A
    title: Niveau voorbij de grens
    kind: level
    version: 1
    since: 2026-11-01
    limits:
      - {indicator: goed_ervaren_gezondheid, worse_by: 5}
      - {indicator: misdrijven_per_1000, times: 3}
  - id: trend
    letter: B
    title: Trend verslechtert
    kind: trend
    version: 1
    since: 2026-11-01
    indicators: [misdrijven]
    worse: higher
  - id: bewoners
    letter: E
    title: Oordeel bewoners tegen register
    kind: judgement
    version: 1
    since: 2026-11-01
    residents: onveiligheidsgevoel
    register: misdrijven_per_1000
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def written(folder: Path, text: str = RULES) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def messages(folder: Path, catalogue: Catalogue, text: str) -> list[str]:
    with pytest.raises(DefinitionError) as raised:
        load_signal_rules(written(folder, text), catalogue)
    return [str(problem) for problem in raised.value.problems]


def test_rules_are_read_with_their_limits_and_what_is_usual(tmp_path: Path, catalogue: Catalogue):
    rules = load_signal_rules(written(tmp_path), catalogue)
    assert rules is not None
    assert (rules.fewest_inhabitants, rules.answer_within_days) == (500, 28)
    level, trend, _ = rules.rules
    assert isinstance(level, LevelRule)
    assert level.limits == (Limit("goed_ervaren_gezondheid", worse_by=5), Limit("misdrijven_per_1000", times=3))
    assert isinstance(trend, TrendRule)
    assert (trend.years_before, trend.chance, trend.reason) == (3, 0.05, "")


def test_a_retuned_rule_says_why(tmp_path: Path, catalogue: Catalogue):
    text = RULES.replace("version: 1\n", "version: 2\n    reason: Miste te vaak.\n", 1)
    rules = load_signal_rules(written(tmp_path, text), catalogue)
    assert rules is not None
    assert [(each.version, each.reason) for each in rules.rules] == [(2, "Miste te vaak."), (1, ""), (1, "")]


def test_a_catalogue_without_the_file_has_no_rules(tmp_path: Path, catalogue: Catalogue):
    assert load_signal_rules(tmp_path, catalogue) is None


HEALTH_LIMIT = "{indicator: goed_ervaren_gezondheid, worse_by: 5}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "goed_ervaren_gezondheid",
            "gezondheidd",
            "signal_rules.yaml:11: rules[1].limits[1].indicator: gevonden 'gezondheidd'; verwacht een indicator van de "
            "catalogus. Verbeter de naam.",
        ),
        (
            "[misdrijven]",
            "[misdrijven, diefstallen]",
            "signal_rules.yaml:19: rules[2].indicators[2]: gevonden 'diefstallen'; verwacht een indicator van de "
            "catalogus. Verbeter de naam.",
        ),
        (
            "register: misdrijven_per_1000",
            "register: politie",
            "signal_rules.yaml:28: rules[3].register: gevonden 'politie'; verwacht een indicator van de catalogus. "
            "Verbeter de naam.",
        ),
        (
            "id: trend",
            "id: niveau",
            "signal_rules.yaml:13: rules[2].id: gevonden 'niveau' voor de tweede keer; verwacht elke regel één keer. "
            "Kies een andere.",
        ),
        (
            "letter: E",
            "letter: A",
            "signal_rules.yaml:22: rules[3].letter: gevonden 'A' voor de tweede keer; verwacht elke regel één keer. "
            "Kies een andere.",
        ),
        (
            "kind: trend\n    version: 1",
            "kind: trend\n    version: 2",
            "signal_rules.yaml:13: rules[2]: gevonden versie 2 zonder reden; verwacht een reden. Zeg bij 'reason' "
            "waarom de regel is bijgesteld.",
        ),
        (
            HEALTH_LIMIT,
            "{indicator: goed_ervaren_gezondheid}",
            "signal_rules.yaml:11: rules[1].limits[1]: gevonden geen of twee grenzen; verwacht 'worse_by' of 'times'. "
            "Noem één van beide.",
        ),
        (
            "times: 3",
            "times: 3, worse_by: 20",
            "signal_rules.yaml:12: rules[1].limits[2]: gevonden geen of twee grenzen; verwacht 'worse_by' of 'times'. "
            "Noem één van beide.",
        ),
        (
            HEALTH_LIMIT,
            "{indicator: goed_ervaren_gezondheid, times: 2}",
            "signal_rules.yaml:11: rules[1].limits[1].times: gevonden een aantal keer een gunstig cijfer; verwacht "
            "'worse_by'. Gebruik 'worse_by' waar een hoog cijfer gunstig is.",
        ),
        (
            HEALTH_LIMIT,
            "{indicator: inwoners, worse_by: 5}",
            "signal_rules.yaml:11: rules[1].limits[1].indicator: gevonden 'inwoners', zonder gunstige kant; verwacht "
            "een gunstige kant. Kies een indicator waarvan de catalogus zegt welke kant gunstig is.",
        ),
        (
            "register: misdrijven_per_1000",
            "register: inwoners",
            "signal_rules.yaml:28: rules[3].register: gevonden 'inwoners', zonder gunstige kant; verwacht een gunstige "
            "kant. Kies een indicator waarvan de catalogus zegt welke kant gunstig is.",
        ),
        (
            "kind: trend",
            "kind: rook",
            "signal_rules.yaml:16: rules[2].kind: gevonden 'rook'; verwacht een van 'level', 'trend', 'stack', "
            "'contrast', 'judgement'. Verbeter de waarde.",
        ),
        (
            "    kind: trend\n",
            "",
            "signal_rules.yaml:13: rules[2]: gevonden sleutels (id, letter, title, version); verwacht een sleutel "
            "'kind' met een van 'level', 'trend', 'stack', 'contrast', 'judgement'. Verbeter de waarde.",
        ),
        (
            "    worse: higher\n",
            "    worse: higher\n    years_befor: 2\n",
            "signal_rules.yaml:21: rules[2].years_befor: gevonden een onbekende sleutel; verwacht een sleutel die het "
            "schema kent. Bedoelt u 'years_before'?",
        ),
        (
            "    worse: higher\n",
            "    worse: higher\n    kleur: rood\n",
            "signal_rules.yaml:21: rules[2].kleur: gevonden een onbekende sleutel; verwacht een sleutel die het schema "
            "kent. Verwijder haar, of kijk in docs/rookmelder.md.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_remedy(
    tmp_path: Path, catalogue: Catalogue, old: str, new: str, message: str
):
    assert old in RULES
    assert messages(tmp_path, catalogue, RULES.replace(old, new, 1)) == [message]


def test_every_problem_comes_at_once(tmp_path: Path, catalogue: Catalogue):
    text = RULES.replace("id: trend", "id: niveau").replace("[misdrijven]", "[diefstallen]")
    assert len(messages(tmp_path, catalogue, text)) == 2


def test_what_is_no_yaml_is_told_too(tmp_path: Path, catalogue: Catalogue):
    (message,) = messages(tmp_path, catalogue, "rules: [")
    assert message.startswith("signal_rules.yaml:1")


def test_the_guide_names_every_key_and_every_kind_and_its_example_is_sound(tmp_path: Path, catalogue: Catalogue):
    shapes = (SignalRules, Limit, *get_args(Rule))
    keys = {each.name for shape in shapes for each in fields(shape)}
    kinds = {get_args(get_type_hints(shape)["kind"])[0] for shape in get_args(Rule)}
    guide = GUIDE.read_text(encoding="utf-8")
    assert {key for key in keys | kinds if f"`{key}`" not in guide} == set()
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.S)
    rules = load_signal_rules(written(tmp_path, RULES.partition("rules:\n")[0] + "rules:\n" + example), catalogue)
    assert rules is not None
    assert (rules.rules[0].version, bool(rules.rules[0].reason)) == (2, True)


def test_the_shipped_rules_hold_and_are_of_all_five_kinds(catalogue: Catalogue):
    rules = load_signal_rules(CATALOGUE, catalogue)
    assert rules is not None
    assert [(each.letter, each.kind) for each in rules.rules] == [
        ("A", "level"),
        ("B", "trend"),
        ("C", "stack"),
        ("D", "contrast"),
        ("E", "judgement"),
    ]
    assert all(each.since <= datetime.date(2026, 12, 1) for each in rules.rules)
