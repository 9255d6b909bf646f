"""Wat er veranderde: every change with its own event, also where several came in one second."""

from datetime import timedelta

import pytest

from tests.web.staff_site import person
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.governance.definition.actions import (
    DefinitionText,
    adopt_definition,
    change_definition,
    write_definition,
)
from wijkwerk.governance.definition.flow import DefinitionFlow
from wijkwerk.web.registers.history import changes_of

pytestmark = pytest.mark.django_db
TEXT = DefinitionText("Wijkaanpak", "Samenhangende inzet.", "Opdracht, hoofdstuk 2")


def test_deeds_of_one_second_each_have_who_did_them_and_why():
    writer, other = person("schrijft", Role.BELEIDSADVISEUR), person("ander", Role.ONDERZOEKER)
    made = write_definition(TEXT, by=writer)
    with pytest.raises(RefusedError):
        adopt_definition(made, by=writer, read=DefinitionFlow.mark_of(made))
    longer = DefinitionText(TEXT.term, "Samenhangende inzet in een gebied.", TEXT.source)
    change_definition(made, longer, by=writer, read=DefinitionFlow.mark_of(made))
    adopt_definition(made, by=other, read=DefinitionFlow.mark_of(made), reason="besproken")
    # A version that is kept right after the event of the deed before it, as on a machine that is quick.
    before = AuditEvent.objects.get(verb="edit", kind="definition")
    last = made.history.order_by("history_id").last()
    made.history.filter(pk=last.pk).update(history_date=before.moment + timedelta(microseconds=1))
    adopted, changed, written = changes_of(made, hidden=("adopted_by", "adopted_at"))
    assert (adopted.by, adopted.reason, [each.now for each in adopted.fields]) == (other.name, "besproken", ["geldt"])
    assert (changed.by, [each.label for each in changed.fields]) == (writer.name, ["omschrijving"])
    assert (written.by, written.reason, written.fields) == (writer.name, TEXT.source, ())
