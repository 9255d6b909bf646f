"""A kader in the folder of an edition: what was frozen is what comes back, whatever the register says later."""

import json

import pytest

from tests.governance.builders import FIRST_DAY, NOORD, TODAY, band, kader, norm
from tests.governance.test_actions import adopted, document, person, version
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.definitions.kaders import AreaKind, KaderStatus, NormScope
from wijkwerk.governance.kader.actions import adopt_kader
from wijkwerk.governance.kader.area_types import set_area_type
from wijkwerk.governance.kader.freezing import frozen_norms
from wijkwerk.governance.kader.frozen import NORMS, FrozenDecision, FrozenNormsError, read_norms, write_norms


def test_what_is_written_is_what_is_read(tmp_path):
    decision = FrozenDecision("Gemeenteraad", FIRST_DAY, "Z-1", "Kwaliteitskader", ("Besluit, R-12",))
    frozen = kader(norm(scope=NormScope.AREA, area=NOORD), band(45, 65), decision=decision, kinds={NOORD: "woonwijk"})
    write_norms(tmp_path, frozen)
    assert read_norms(tmp_path) == frozen


def test_an_edition_without_a_kader_says_so(tmp_path):
    assert read_norms(tmp_path) is None, "published before editions held norms"
    write_norms(tmp_path, None)
    assert json.loads((tmp_path / NORMS).read_text()) == {"format": 1, "kader": None}
    assert read_norms(tmp_path) is None


@pytest.mark.parametrize("text", ["{", '{"format": 1}', '{"format": 1, "kader": {"name": 3}}', "[]"])
def test_a_file_that_was_altered_beyond_reading_is_told(tmp_path, text):
    (tmp_path / NORMS).write_text(text)
    with pytest.raises(FrozenNormsError, match="niet te lezen"):
        read_norms(tmp_path)


def test_a_file_of_a_later_wijkwerk_is_told(tmp_path):
    (tmp_path / NORMS).write_text('{"format": 2, "kader": null}')
    with pytest.raises(FrozenNormsError, match="andere versie van wijkwerk"):
        read_norms(tmp_path)


@pytest.mark.django_db
def test_without_a_kader_there_is_nothing_to_freeze():
    assert frozen_norms(TODAY) is None


@pytest.mark.django_db
def test_the_kader_of_the_day_is_frozen_with_its_norms_wijktypen_and_decision():
    made = version(norm(), band(45, 65), note="toelichting")
    public = document(confidentiality=Confidentiality.OPENBAAR)
    set_area_type(NOORD, AreaKind.WOONWIJK, by=None, since=FIRST_DAY)
    adopt_kader(made, adopted(documents=[public]), by=person("onderzoeker-2"))
    frozen = frozen_norms(TODAY)
    assert frozen is not None
    assert frozen.is_adopted
    assert (frozen.name, frozen.version, frozen.horizon, frozen.frozen_on) == ("Kader", 1, 2040, TODAY)
    assert frozen.norms == (norm(), band(45, 65))
    assert frozen.kinds == {NOORD: AreaKind.WOONWIJK}
    assert frozen.decision is not None
    assert frozen.decision.documents == ("Raadsbesluit, R-12, https://voorbeeld.nl/r-12",)


@pytest.mark.django_db
@pytest.mark.parametrize("level", [level for level in Confidentiality if level != Confidentiality.OPENBAAR])
def test_an_edition_names_no_document_that_is_not_for_everybody(level: Confidentiality):
    made = version()
    adopt_kader(made, adopted(documents=[document(confidentiality=level)]), by=person("onderzoeker-2"))
    frozen = frozen_norms(TODAY)
    assert frozen is not None
    assert frozen.decision is not None
    assert frozen.decision.documents == ()


@pytest.mark.django_db
def test_a_past_edition_keeps_its_norms_when_a_new_version_comes(tmp_path):
    version()
    write_norms(tmp_path, frozen_norms(TODAY))
    version(norm(value=20), reason="strenger")
    assert [each.value for each in read_norms(tmp_path).norms] == [35]
    assert [each.value for each in frozen_norms(TODAY).norms] == [20]
    assert read_norms(tmp_path).status is KaderStatus.PROVISIONAL
