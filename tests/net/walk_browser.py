"""Somebody's browser on the walk: opens a page, fills in a form of it, and sends it, as the step says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.contrib.auth.signals import user_logged_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.net.walk_forms import TOKEN, Form, form_to, forms_of
from tests.net.walk_steps import FILES, VISITOR, Step

_TYPES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_MOST_JUMPS = 5
_ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


class StepError(Exception):
    """The step cannot be taken on this site: a page, form or field of it is not there."""


@dataclass
class Answer:
    """jumps   where it led, before the page that was shown at last"""

    status: int
    path: str
    content: bytes
    response: Any
    jumps: list[str] = field(default_factory=list)
    problem: str = ""  # the name of what was raised, for a fault of ours

    @property
    def is_page(self) -> bool:
        return str(self.response.headers.get("Content-Type", "")).startswith("text/html")

    @property
    def text(self) -> str:
        return self.content.decode() if self.is_page else ""


@dataclass
class Sending:
    """A form as it is filled in, ready to go.

    templates   how the step spells what differs by itself: a number, a code
    """

    path: str
    form: Form
    data: dict[str, list[str]]
    typed: dict[str, list[str]]
    files: Mapping[str, str]
    templates: Mapping[str, str]


class Browsers:
    """One for each account, and one for a visitor; they stay open during a chapter."""

    def __init__(self) -> None:
        self._clients: dict[str, Client] = {}
        self.known: dict[str, str] = {}
        self.kept: dict[str, Sending] = {}
        self._last: dict[str, Answer] = {}

    def opened(self, who: str) -> bool:
        """Whether this is new: then signing in has changed what the database holds."""
        if who in self._clients:
            return False
        self._clients[who] = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if not who.startswith(VISITOR):
            _sign_in(self._clients[who], who.partition("@")[0])
        return True

    def look(self, who: str, address: str) -> Answer:
        return self._followed(who, self._clients[who].get(self._named(address)), self._named(address))

    def prepare(self, step: Step) -> Sending:
        """Open the page as `seen_by` or `who`, and fill in the form."""
        if not step.open:
            return self._without_page(step)
        who = step.seen_by or step.who
        page = self._last[who] if step.open == "=" else self.look(who, step.open)
        path = self._named(step.form) if step.form else urlsplit(page.path).path
        form = form_to(forms_of(page.path, page.text), path, step.button, step.fill)
        if form is None:
            raise StepError(f"{page.status} {page.path} has no form to {path}")
        return self._filled(step, form, page)

    def send(self, who: str, sending: Sending, seen_by: str = "") -> Answer:
        data = dict(sending.data)
        if seen_by or TOKEN not in data:
            data[TOKEN] = [self._token(who)]
        for name, file in sending.files.items():
            data[name] = [_upload(file)]  # type: ignore[list-item]
        return self._followed(who, self._clients[who].post(sending.path, data), sending.path)

    def remember(self, step: Step, answer: Answer) -> None:
        content = "\n".join([*answer.jumps, answer.path, answer.text])
        for name, pattern in step.remember.items():
            match = re.search(pattern, content)
            if match is None:
                raise StepError(f"nothing says what {name} is")
            self.known[name] = match[match.lastindex or 0]

    def _without_page(self, step: Step) -> Sending:
        """As a program would send it, that has read no form."""
        path = self._named(step.form)
        data = {name: [self._named(value)] for name, value in step.extra.items()}
        return Sending(path, Form(path), data, data, {}, _templates(step))

    def _filled(self, step: Step, form: Form, page: Answer) -> Sending:
        fill = {name: self._value(value, page) for name, value in step.fill.items()}
        extra = {name: [self._named(value)] for name, value in step.extra.items()}
        try:
            data = form.filled(fill) | form.pressed(step.button) | extra
        except ValueError as error:
            raise StepError(f"{form.action}: {error}") from error
        typed = {name: data[name] for name in (*fill, *extra)}
        for name in step.leave:
            data.pop(name, None)
        return Sending(form.action, form, data, typed, step.files, _templates(step))

    def _value(self, value: str | list[str], page: Answer) -> str | list[str]:
        if isinstance(value, list):
            return [self._named(each) for each in value]
        if value == "=code":
            return self._code(page)
        long = re.fullmatch(r"=(\d+)", value)
        return "a" * int(long[1]) if long else self._named(value)

    def _code(self, page: Answer) -> str:
        """Of the app on somebody's telephone, which read the key from the page once."""
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

        match = re.search(r"<code>([A-Z2-7]{16,})</code>", page.text)
        self.known["app"] = match[1] if match else self.known.get("app", "")
        counters = list(yield_hotp_counters_from_time())
        return str(format_hotp_value(hotp_value(self.known["app"], counters[len(counters) // 2])))

    def _named(self, text: object) -> str:
        try:
            return re.sub(r"\{(\w+)\}", lambda match: self.known[match[1]], str(text))
        except KeyError as error:
            raise StepError(f"no step before said what {error} is") from error

    def _token(self, who: str) -> str:
        """Of any form of a page of their own: one may send what one did not see.

        A visitor who sees no form at all sends one that was opened before signing out.
        """
        client = self._clients[who]
        match = re.search(rf'name="{TOKEN}" value="(\w+)"', client.get("/aanmelden/").content.decode())
        if match is None:
            client.cookies["csrftoken"] = "a" * 32
        return match[1] if match else "a" * 32

    def _followed(self, who: str, response: Any, path: str) -> Answer:
        """On to where it leads, as a browser goes; the status is that of the first answer."""
        answer = Answer(response.status_code, path, _content(response), response)
        if getattr(response, "exc_info", None):
            answer.problem = response.exc_info[0].__name__
        while answer.response.status_code in {301, 302, 303} and len(answer.jumps) < _MOST_JUMPS:
            answer.path = urljoin(answer.path, answer.response.headers["Location"])
            answer.jumps.append(answer.path)
            answer.response = self._clients[who].get(answer.path)
            answer.content = _content(answer.response)
        self._last[who] = answer
        return answer


def _templates(step: Step) -> dict[str, str]:
    given = {**step.fill, **step.extra}
    return {name: str(value) for name, value in given.items() if "{" in str(value) or str(value).startswith("=")}


def _sign_in(client: Client, account: str) -> None:
    """All of signing in, with the second step passed a moment ago."""
    from wijkwerk.access.people.models import Person

    user_logged_in.connect(_pass_second_factor, dispatch_uid="walk")
    try:
        client.force_login(Person.objects.get(account=account), backend=_ALLAUTH)
    finally:
        user_logged_in.disconnect(dispatch_uid="walk")


def _pass_second_factor(request: Any, user: Any, **more: Any) -> None:
    if not hasattr(request, "allauth"):  # a request that came through the middleware really signs in
        from allauth.account.internal.flows.login import record_authentication

        record_authentication(request, user, "mfa")


def _upload(name: str) -> SimpleUploadedFile:
    if name.startswith("="):
        return SimpleUploadedFile("groot.csv", b"a" * int(name[1:]), _TYPES[".csv"])
    path = FILES / name
    return SimpleUploadedFile(path.name, path.read_bytes(), _TYPES.get(path.suffix, "application/octet-stream"))


def _content(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)
