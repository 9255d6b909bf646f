"""The starting files: they fill an empty register once, and the shipped ones are sound."""

import pytest

from tests.governance.builders import AREAS, CATALOGUE, NOORD, catalogue
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.governance.kader.errors import KaderError
from wijkwerk.governance.kader.starting import import_kader, start_goals, start_register
from wijkwerk.governance.models import AreaType, Goal, Kader

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


@pytest.mark.django_db
def test_the_shipped_files_fill_an_empty_register_and_then_keep_off():
    start_register(CATALOGUE, catalogue(), AREAS)
    kader = Kader.objects.get()
    assert (kader.version, kader.status, kader.example) == (1, "voorlopig", True)
    assert kader.norms.count() >= 10
    assert list(Goal.objects.filter(parent=None).values_list("code", flat=True)) == [
        "leefbaarheid",
        "samenwerking",
        "gemeenschappen",
    ]
    assert set(AreaType.objects.values_list("area_code", flat=True)) <= AREAS
    events = AuditEvent.objects.count()
    start_register(CATALOGUE, catalogue(), AREAS)
    assert (Kader.objects.count(), AuditEvent.objects.count()) == (1, events)


@pytest.mark.django_db
def test_goals_that_people_changed_are_left_alone():
    Goal.objects.create(code="eigen", title="Eigen doel")
    start_goals(CATALOGUE)
    assert Goal.objects.count() == 1


@pytest.mark.django_db
def test_a_catalogue_without_starting_files_starts_nothing(tmp_path):
    start_register(tmp_path, catalogue(), AREAS)
    assert not Kader.objects.exists()
    assert not Goal.objects.exists()


@pytest.mark.django_db
def test_a_problem_of_a_norm_names_the_line_of_its_file(tmp_path):
    path = written(tmp_path, KADER.replace("value: 35", "value: -35").replace("bijstand_per_1000", "bijstnd_per_1000"))
    with pytest.raises(KaderError) as caught:
        import_kader(path, catalogue(), AREAS, by=None, reason="")
    assert [each.place for each in caught.value.problems] == ["kaders/proef.yaml:6, indicator"]
    path = written(tmp_path, KADER.replace("value: 35", "value: -35"))
    with pytest.raises(
        KaderError, match=r"kaders/proef.yaml:9, value: gevonden −35; verwacht een waarde van 0 of meer"
    ):
        import_kader(path, catalogue(), AREAS, by=None, reason="")
    assert not Kader.objects.exists()


@pytest.mark.django_db
def test_a_wijktype_that_is_known_already_is_not_changed_by_a_file(tmp_path):
    text = KADER + f"area_kinds:\n  - {{area: {NOORD}, kind: buitengebied, valid_from: 2026-01-01}}\n"
    import_kader(written(tmp_path, text), catalogue(), AREAS, by=None, reason="")
    import_kader(
        written(tmp_path, text.replace("buitengebied", "woonwijk")), catalogue(), AREAS, by=None, reason="nog eens"
    )
    assert AreaType.objects.get().kind == "buitengebied"
