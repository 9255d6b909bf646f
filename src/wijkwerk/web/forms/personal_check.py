"""What points at a person in what somebody wrote: refused, or asked about in the form itself, beside the text.

A number of an account or a citizen is never kept. A telephone number or an e-mail address may be right to keep: the
form shows the text as others would read it without, and asks to take it out or to say why it stays. A text that goes
into the log itself may keep none of these. What looks like a name or an address is a guess: the form shows it the same
way, once, and whoever sends it again has seen it. What stays is told in the log, without the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_text import Finding, PersonalKind, find_personal
from wijkwerk.web.texts import as_kept

from .fields import Choice

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
REASONS = {
    "organisatie": "het is een nummer, adres of naam van een organisatie",
    "ambt": "het gaat om iemand in een openbare functie, en om die functie",
    "geen": "het is geen persoonsgegeven, maar bijvoorbeeld een zaaknummer of een bedrag",
    "afgesproken": "de persoon weet dat dit hier staat en vindt het goed",
}
_STAYS_IF = ("", "haal het weg, of kies waarom het blijft:")
_SENT_AGAIN = "gezien en zo gelaten"  # what looks like a name or an address


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: as it is, or what stands in its place when it is taken out."""

    text: str
    taken_out: str = ""
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One text with what was found in it. `control` is the name under which a browser sends it."""

    control: str
    text: str
    findings: tuple[Finding, ...]
    to_log: bool

    @property
    def refused(self) -> list[Finding]:
        """What can in no way stay. In the log that is all that is no guess."""
        return [each for each in self.findings if each.kind in _NEVER_KEPT or (self.to_log and not each.kind.is_guess)]

    @property
    def needs_reason(self) -> bool:
        """Whether it may stay for a reason only; a guess is a hint, that one goes past by sending it again."""
        return not self.to_log and any(not each.kind.is_guess for each in self.findings)

    @property
    def seals(self) -> list[str]:
        """One mark for each thing that was found: what was shown once need not be shown again, what is new must."""
        shown = [self.text[each.start : each.end] for each in self.findings]
        values = ["".join(filter(str.isalnum, each)) for each in shown]  # brackets around it are nothing new
        return [salted_hmac("wijkwerk.free_text", f"{self.control}\0{value}").hexdigest() for value in values]


@dataclass(frozen=True, slots=True)
class Question:
    """What the form asks about one field."""

    found: Found
    pieces: tuple[Piece, ...]
    answer: str  # the name of the field that holds the reason, where one is asked
    seals: str  # that of the field that holds what was shown

    @property
    def kinds(self) -> str:
        """ "een naam en een telefoonnummer": what was found, each kind once."""
        words = [f"een {_SHORT[kind]}" for kind in dict.fromkeys(each.kind for each in self.found.findings)]
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


class PersonalCheck:
    """The texts of one form.

    questions   what was found, by the name of the field
    added       the fields that hold the answers, beside those of the form itself
    """

    def __init__(self, form: "StaffForm") -> None:
        self.form = form
        self.questions: dict[str, Question] = {}
        self.added: set[str] = set()
        self.answers: list[tuple[Found, str]] = []

    def look_through(self, cleaned: dict[str, Any]) -> None:
        """Adds an error to each field that holds something that is not answered for."""
        for name, field in self.form.free_texts.items():
            text = cleaned.get(name)
            if text and (findings := find_personal(text)):
                self._judge(name, Found(self.form.add_prefix(name), text, findings, field.to_log))

    def _judge(self, name: str, finding: Found) -> None:
        refused = finding.refused
        if refused:
            told = " en ".join(f"een {_SHORT[each.kind]} ({each.masked})" for each in refused)
            why = "Het logboek vergeet niets" if finding.to_log else "Dat wordt nooit bewaard"
            self.form.add_error(name, f"Er staat {told} in. {why}: haal het weg.")
        was_shown = self._show(name, finding)
        answer = self._reason(name, was_shown) if finding.needs_reason else _SENT_AGAIN if was_shown else ""
        if refused:
            return
        if answer:
            self.answers.append((finding, answer))
        else:
            way = "zeg waarom het blijft" if finding.needs_reason else "verstuur het nog een keer als het zo goed is"
            self.form.add_error(name, f"Dit lijkt over een persoon te gaan. Haal het weg, of {way}.")

    def _show(self, name: str, finding: Found) -> bool:
        """Shows what was found, and tells whether all of it was shown before: something new may stand in the text."""
        form, seen = self.form, name + _SEEN
        self.questions[name] = Question(finding, tuple(_pieces(finding.text, finding.findings)), name + _KEPT, seen)
        shown = form.sent.getlist(form.add_prefix(seen))
        form.fields[seen] = forms.MultipleChoiceField(
            choices=[(seal, seal) for seal in finding.seals], widget=forms.MultipleHiddenInput, initial=finding.seals
        )
        self.added.add(seen)
        form.sent.setlist(form.add_prefix(seen), finding.seals)  # what the form shows from now on
        return set(shown).issuperset(finding.seals)

    def _reason(self, name: str, was_shown: bool) -> str:
        """Why it stays: what was chosen for what was shown."""
        form, kept = self.form, name + _KEPT
        choices = [_STAYS_IF, *form.reasons_to_keep.items()]
        chosen = form.sent.get(form.add_prefix(kept), "")
        form.fields[kept] = Choice("Blijft dit staan?", choices, required=False)
        self.added.add(kept)
        if was_shown and chosen in dict(choices):
            return chosen
        form.sent[form.add_prefix(kept)] = ""  # said of another text
        return ""


def record_answers(checks: Iterable[PersonalCheck], person: Person | None, key: str) -> None:
    """One event for what was left on purpose, once it is saved: what, and why; nothing of the text.

    person   None for a visitor
    """
    words = [
        f"{_counted(finding)}; {check.form.reasons_to_keep.get(answer, answer)}"
        for check in checks
        for finding, answer in check.answers
    ]
    if words:
        record(person=person, verb="keep", kind="freetext", key=key[:200], reason="; ".join(words))


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


def _counted(finding: Found) -> str:
    """ "1 × telefoonnummer, 2 × adres": what the event tells, and nothing of the text."""
    counts = Counter(each.kind.value for each in finding.findings)
    return ", ".join(f"{count} × {kind}" for kind, count in counts.items())
