"""Perform the pledges, actions and terms of an example by the deeds that people use, for people by function."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.definitions.documents import Key
from wijkwerk.definitions.located import Located
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.definitions.work_files import ActionTerms, PledgeTerms, WorkTerms, read_work
from wijkwerk.lib.values import FuzzyDay, UnreadableValueError

from .action.actions import ActionText, Origin, agree_action
from .definition.actions import DefinitionText, adopt_definition, write_definition
from .definition.flow import DefinitionFlow
from .definition.models import Definition
from .models import Action, Pledge
from .pledge.actions import PledgeText, Told, make_pledge, report_on_pledge
from .pledge.flow import PledgeFlow
from .pledge.models import Audience
from .pledge.rhythm import Rhythm

Value = TypeVar("Value")


def perform_work(folder: Path) -> None:
    """The pledges, actions and terms of an example's folder. Does nothing of a kind of which there are any already.

    The people that it names, with their roles, and the areas are there already.

    Raises DefinitionError on a file that cannot be read or names nobody that is there; GovernanceError, RefusedError
    and the errors of a flow where people could not do it either. Then nothing was kept.
    """
    work = read_work(folder)
    if work is None:
        return
    performing = _Performing(work)
    with transaction.atomic():
        performing.definitions()
        if Pledge.objects.exists() or Action.objects.exists():
            return
        pledges = {
            terms.id: performing.pledge(terms, ("pledges", index)) for index, terms in enumerate(work.value.pledges)
        }
        for index, terms in enumerate(work.value.actions):
            performing.action(terms, ("actions", index), pledges)


@dataclass(frozen=True, slots=True)
class _Performing:
    work: Located[WorkTerms]

    def definitions(self) -> None:
        if Definition.objects.exists():
            return
        for index, terms in enumerate(self.work.value.definitions):
            place = ("definitions", index)
            text = DefinitionText(terms.term, terms.text, terms.source)
            definition = write_definition(text, by=self._person(terms.by, (*place, "by")))
            if terms.adopted_by is not None:
                adopting = self._person(terms.adopted_by, (*place, "adopted_by"))
                adopt_definition(definition, by=adopting, read=DefinitionFlow.mark_of(definition))

    def pledge(self, terms: PledgeTerms, place: tuple[Key, ...]) -> Pledge:
        by = self._person(terms.by, (*place, "by"))
        text = PledgeText(
            title=terms.title,
            audience=Audience(terms.audience),
            audience_words=terms.audience_words,
            promised_on=terms.promised_on,
            owner=self._owner(terms.owner, place),
            rhythm=Rhythm(terms.rhythm),
            case_number=terms.case_number,
            explanation=terms.explanation,
            confidentiality=Confidentiality(terms.level),
            scope=self._scope(terms.area, place),
        )
        pledge = make_pledge(text, due=self._due(terms.due, place), by=by)
        for each in terms.reports:
            notice = Told(each.on, each.how, each.how_many)
            report_on_pledge(pledge, notice, by=by, read=PledgeFlow.mark_of(pledge))
        return pledge

    def action(self, terms: ActionTerms, place: tuple[Key, ...], made: Mapping[str, Pledge]) -> None:
        text = ActionText(
            title=terms.title,
            explanation=terms.explanation,
            owner=self._owner(terms.owner, place),
            due=self._due(terms.due, place),
            confidentiality=Confidentiality(terms.level),
            scope=self._scope(terms.area, place),
        )
        origin = Origin(pledge=made[terms.pledge] if terms.pledge else None)
        agree_action(text, by=self._person(terms.by, (*place, "by")), origin=origin)

    def _owner(self, account: str | None, place: tuple[Key, ...]) -> Person | None:
        return None if account is None else self._person(account, (*place, "owner"))

    def _person(self, account: str, place: tuple[Key, ...]) -> Person:
        person = Person.objects.filter(account=account).first()
        return self._known(person, place, account, "een account van de demonstratie")

    def _scope(self, area: str | None, place: tuple[Key, ...]) -> Scope | None:
        if area is None:
            return None
        scope = Scope.objects.on(timezone.localdate()).filter(key=area).first()
        return self._known(scope, (*place, "area"), area, "een gebied van deze gemeente")

    def _due(self, text: str, place: tuple[Key, ...]) -> FuzzyDay | None:
        try:
            return FuzzyDay.parse(text)
        except UnreadableValueError as error:
            raise self._problem((*place, "due"), text, str(error)) from error

    def _known(self, value: Value | None, place: tuple[Key, ...], name: str, expected: str) -> Value:
        if value is None:
            raise self._problem(place, name, expected)
        return value

    def _problem(self, place: tuple[Key, ...], name: str, expected: str) -> DefinitionError:
        self.work.report(place, f"'{name}'", expected, "Verbeter deze regel.")
        return DefinitionError(self.work.document.problems)
