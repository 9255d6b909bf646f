"""The door of every form with free text: ask once before something about a person is saved.

    @require_POST
    @staff_page("reject", "release")
    @free_text(reason="Waarom keurt u deze levering af?", to_log=("reason",))
    def reject_release(request, person, key): ...

What somebody sends is looked through first: all of it, as `forms_said` keeps it. Where it seems to point at a person,
nothing is saved: a page shows what was found and where (masked), with the text to mend, and a tick to leave it as it is
for one of four reasons. What was left on purpose is an event once it is saved, without the text. It works for any form,
Django's own too, since it reads what was sent; and without JavaScript, since the page carries everything else that was
sent along.

A text that goes into the log (`to_log`) cannot be left as it is: the log forgets nothing. Only a suspected name can be
said to be none, since that is a guess; a telephone number is no guess.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from wijkwerk.access.audit import record
from wijkwerk.access.people import Person
from wijkwerk.access.privacy.personal_text import Finding, PersonalKind, find_personal

from .forms_said import too_long
from .texts import as_kept

View = Callable[..., HttpResponse]

KEPT, REASON, SEEN, NOBODY = "tekst_laten_staan", "tekst_reden", "tekst_gezien", "tekst_geen_persoon"
REASONS = {
    "organisatie": "het is een nummer, adres of naam van een organisatie",
    "ambt": "het gaat om iemand in een openbare functie, en om die functie",
    "geen": "het is geen persoonsgegeven, maar bijvoorbeeld een zaaknummer of een bedrag",
    "afgesproken": "de persoon weet dat dit hier staat en vindt het goed",
}
_REFUSED = 400  # the first status that says that nothing was done
_OWN_FIELDS = {KEPT, REASON, SEEN, NOBODY, "csrfmiddlewaretoken"}
# Beyond this a text is longer than any field of the site takes, and refused: what is not looked at is not kept either.
_MOST_LETTERS = 20_000


@dataclass(frozen=True)
class Found:
    """One field with what was found in it."""

    name: str
    label: str
    text: str
    findings: tuple[Finding, ...]
    to_log: bool = False

    @property
    def barred(self) -> bool:
        """Whether something in it can in no way stay."""
        return self.to_log and any(each.kind is not PersonalKind.NAME for each in self.findings)

    @property
    def suspected(self) -> bool:
        return self.to_log and any(each.kind is PersonalKind.NAME for each in self.findings)

    @property
    def places(self) -> list[tuple[str, int, str]]:
        """What, on which line, and how it can be recognised."""
        return [(each.kind.value, self.text.count("\n", 0, each.start) + 1, each.masked) for each in self.findings]

    @property
    def is_long(self) -> bool:
        return "\n" in self.text or len(self.text) > 60

    @property
    def seals(self) -> list[str]:
        """One mark for each thing that was found: what was shown once need not be shown again, what is new must."""
        shown = [self.text[each.start : each.end] for each in self.findings]
        values = ["".join(filter(str.isalnum, each)) for each in shown]  # brackets around it are nothing new
        return [salted_hmac("wijkwerk.free_text", f"{self.name}\0{value}").hexdigest() for value in values]


def free_text(
    *, to_log: Collection[str] = (), only_where: Callable[[HttpRequest], bool] | None = None, **labels: str
) -> Callable[[View], View]:
    """Look through these fields of what is sent: their names, with what the form calls them.

    labels      `reason="Reden"`; two underscores stand for any number, `norm__note` is the field `norm-3-note`
    to_log      which of them end in the log, where nothing about a person may stand
    only_where  for a form that does not always save: a preview is not asked about
    """
    assert set(to_log) <= set(labels), "a field that goes to the log has a label too"
    names = {name.replace("__", "_*_"): (label, name in to_log) for name, label in labels.items()}

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, person: Person, **place: Any) -> HttpResponse:
            saves = request.method == "POST" and (only_where is None or only_where(request))
            found = _found_in(request.POST, names) if saves else []
            question = _question(request, found) if found else None
            if question is not None:
                return question
            response = view(request, person, **place)
            if found and response.status_code < _REFUSED:
                _record_kept(request, person, found, place)
            return response

        vars(guarded)["free_text_fields"] = tuple(names)  # what a walk over all forms reads
        vars(guarded)["free_text_to_log"] = tuple(name for name, (_, logged) in names.items() if logged)
        return guarded

    return decorate


def is_covered(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(_spelled(name), pattern) for pattern in patterns)


def _spelled(name: str) -> str:
    """Names with a hyphen cannot be those of arguments: `norm-3-note` is matched by `norm_*_note`."""
    return name.replace("-", "_")


def _found_in(sent: QueryDict, fields: dict[str, tuple[str, bool]]) -> list[Found]:
    return [
        Found(name, label, text, findings, logged)
        for name in sent
        if is_covered(name, tuple(fields)) and name not in _OWN_FIELDS
        for label, logged in [_told_of(name, fields)]
        for text in map(as_kept, sent.getlist(name))
        if (findings := _looked_through(text))
    ]


def _looked_through(text: str) -> tuple[Finding, ...]:
    if len(text) > _MOST_LETTERS:
        raise too_long(text, _MOST_LETTERS)
    return find_personal(text)


def _told_of(name: str, fields: dict[str, tuple[str, bool]]) -> tuple[str, bool]:
    """The label of a field, and whether it goes to the log."""
    return next(told for pattern, told in fields.items() if fnmatchcase(_spelled(name), pattern))


def _question(request: HttpRequest, found: list[Found]) -> HttpResponse | None:
    """The page that asks, or None where everything that was found is left on purpose."""
    shown = set(request.POST.getlist(SEEN))
    kept, suspected = _kept_and_suspected(found)
    news = any(not shown.issuperset(each.seals) for each in found)
    if news or any(each.barred for each in found):
        return _page(request, found, "")
    if (kept and request.POST.get(KEPT) != "ja") or (suspected and request.POST.get(NOBODY) != "ja"):
        return _page(request, found, "")
    if kept and request.POST.get(REASON, "") not in REASONS:
        return _page(request, found, "Kies waarom u de tekst zo laat staan.")
    return None


def _record_kept(request: HttpRequest, person: Person, found: list[Found], place: dict[str, Any]) -> None:
    """After it was saved, so that what is in the address is known to be the key of something of ours."""
    kept, suspected = _kept_and_suspected(found)
    told = [f"{counted(kept)}; {REASONS[request.POST[REASON]]}"] if kept else []
    told += [f"{counted(suspected)}; volgens de schrijver geen persoon"] if suspected else []
    route = request.resolver_match.url_name if request.resolver_match else None
    key = "/".join([route or "-", *map(str, place.values())])
    record(person=person, verb="keep", kind="freetext", key=key[:200], reason="; ".join(told))


def _kept_and_suspected(found: list[Found]) -> tuple[list[Found], list[Found]]:
    return [each for each in found if not each.to_log], [each for each in found if each.suspected]


def counted(found: list[Found]) -> str:
    """ "1 × telefoonnummer, 2 × adres": what the event tells, and nothing of the text."""
    counts = Counter(finding.kind.value for each in found for finding in each.findings)
    return ", ".join(f"{count} × {kind}" for kind, count in counts.items())


def _page(request: HttpRequest, found: list[Found], problem: str) -> HttpResponse:
    names = {each.name for each in found}
    context = {
        "found": found,
        "logged": list(dict.fromkeys(each.label for each in found if each.to_log)),
        "barred": any(each.barred for each in found),
        "suspected": any(each.suspected for each in found),
        "keepable": any(not each.to_log for each in found),
        "carried": list(_carried(request.POST, names)),
        "files": sorted(request.FILES),
        "seen": [seal for each in found for seal in each.seals],
        "reasons": REASONS,
        "chosen": request.POST.get(REASON, ""),
        "ticked": request.POST.get(KEPT) == "ja",
        "nobody": request.POST.get(NOBODY) == "ja",
        "problem": problem,
        "action": request.get_full_path(),
        "names": {"kept": KEPT, "reason": REASON, "seen": SEEN, "nobody": NOBODY},
    }
    response = render(request, "web/free_text.html", context, status=422)
    response["Cache-Control"] = "private, no-store"
    return response


def _carried(sent: QueryDict, apart: set[str]) -> Iterator[tuple[str, str]]:
    """Everything else that was sent, to be sent again."""
    for name, values in sent.lists():
        if name not in _OWN_FIELDS and name not in apart:
            yield from ((name, value) for value in values)
