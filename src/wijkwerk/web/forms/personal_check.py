"""What points at a person in what somebody wrote: refused, or asked about in the form itself, beside the text.

A number of an account or a citizen is never kept. A telephone number, an e-mail address, what looks like a name or an
address may be right to keep: the form shows the text as others would read it without, and asks to take it out or to say
why it stays. The answer goes into the log, without the text. A text that goes into the log itself may keep nothing of
it; only a name, which is a guess, can be said to be none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from wijkwerk.access.audit import record
from wijkwerk.access.people import Person
from wijkwerk.access.privacy.personal_text import Finding, PersonalKind, find_personal
from wijkwerk.web.free_text import REASONS, Found, counted
from wijkwerk.web.texts import as_kept

from .fields import Choice, FreeText

if TYPE_CHECKING:
    from .staff_form import StaffForm

TAKE_OUT = "weghalen"  # the button that takes what was found out of one field
_KEPT, _SEEN = "-blijft", "-gezien"
_NEVER_KEPT = {PersonalKind.IBAN, PersonalKind.BSN}
_SHORT = {
    PersonalKind.IBAN: "rekeningnummer",
    PersonalKind.EMAIL: "e-mailadres",
    PersonalKind.PHONE: "telefoonnummer",
    PersonalKind.BSN: "burgerservicenummer",
    PersonalKind.ADDRESS: "adres",
    PersonalKind.NAME: "naam",
}
_IS_NOBODY = "geen persoon"
_NOBODY = [("", "haal het weg, of kies:"), (_IS_NOBODY, "het is geen persoon, maar bijvoorbeeld een straat")]
_MAY_STAY = [("", "haal het weg, of kies waarom het blijft:"), *REASONS.items()]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: as it is, or what stands in its place when it is taken out."""

    text: str
    taken_out: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the form asks about one field."""

    found: Found
    pieces: tuple[Piece, ...]
    answer: str  # the name of the field that holds the answer

    @property
    def kinds(self) -> str:
        """ "een naam en een telefoonnummer": what was found, each kind once."""
        words = [f"een {_SHORT[kind]}" for kind in dict.fromkeys(each.kind for each in self.found.findings)]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


class PersonalCheck:
    """The texts of one form. `questions` holds what was found that may stay, by the name of the field."""

    def __init__(self, form: "StaffForm") -> None:
        self.form = form
        self.questions: dict[str, Question] = {}
        self._answered: list[tuple[Found, str]] = []

    def look_through(self, cleaned: dict[str, Any]) -> None:
        """Adds an error to each field that holds something that is not answered for."""
        for name, field in self.form.free_texts.items():
            text = cleaned.get(name)
            if text and (findings := find_personal(text)):
                self._judge(name, field, text, findings)

    def record_answers(self, person: Person, key: str) -> None:
        """One event for what was left on purpose, once it is saved: what, and why; nothing of the text."""
        words = [f"{counted([found])}; {REASONS.get(answer, answer)}" for found, answer in self._answered]
        if words:
            record(person=person, verb="keep", kind="freetext", key=key[:200], reason="; ".join(words))

    def _judge(self, name: str, field: FreeText, text: str, findings: tuple[Finding, ...]) -> None:
        found = Found(name, str(field.label), text, findings, field.to_log)
        refused = [each for each in findings if each.kind in _NEVER_KEPT or (found.barred and _is_sure(each))]
        if refused:
            told = " en ".join(f"een {_SHORT[each.kind]} ({each.masked})" for each in refused)
            why = "Het logboek vergeet niets" if field.to_log else "Dat wordt nooit bewaard"
            self.form.add_error(name, f"Er staat {told} in. {why}: haal het weg.")
        answer = self._answer(name, found)
        self.questions[name] = Question(found, tuple(_pieces(text, findings)), name + _KEPT)
        if refused:
            return
        if answer:
            self._answered.append((found, answer))
        else:
            self.form.add_error(name, "Dit lijkt over een persoon te gaan. Haal het weg, of zeg waarom het blijft.")

    def _answer(self, name: str, found: Found) -> str:
        """What was chosen for what was shown; nothing where there is something new in the text."""
        choices = _NOBODY if found.to_log else _MAY_STAY
        seen, chosen = self.form.sent.getlist(name + _SEEN), self.form.sent.get(name + _KEPT, "")
        self.form.fields[name + _KEPT] = Choice("Blijft dit staan?", choices, required=False)
        self.form.fields[name + _SEEN] = forms.MultipleChoiceField(
            choices=[(seal, seal) for seal in found.seals], widget=forms.MultipleHiddenInput, initial=found.seals
        )
        self.form.sent.setlist(name + _SEEN, found.seals)  # what the form shows from now on
        if set(seen).issuperset(found.seals) and chosen in dict(choices):
            return chosen
        self.form.sent[name + _KEPT] = ""  # said of another text
        return ""


def without_findings(data: QueryDict, name: str) -> QueryDict:
    """What was sent, with what was found in one field taken out of it."""
    changed = data.copy()
    text = as_kept(changed.get(name, ""))
    changed[name] = "".join(piece.taken_out or piece.text for piece in _pieces(text, find_personal(text)))
    return changed


def _pieces(text: str, findings: tuple[Finding, ...]) -> Iterator[Piece]:
    start = 0
    for each in findings:
        yield Piece(text[start : each.start])
        yield Piece(text[each.start : each.end], f"[{_SHORT[each.kind]}]", each.kind in _NEVER_KEPT)
        start = each.end
    yield Piece(text[start:])


def _is_sure(finding: Finding) -> bool:
    """A name is a guess; a telephone number is none."""
    return finding.kind is not PersonalKind.NAME
