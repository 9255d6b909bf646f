"""One step read: what was sent, what the site answered, and what it changed, in lines that two walks have alike."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.net.walk_answers import downloaded_lines, report_lines, still_filled_in
from tests.net.walk_browser import Answer, Sending
from tests.net.walk_forms import TOKEN
from tests.net.walk_rows import digest_of
from tests.net.walk_scrub import scrubbed, scrubbed_address
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.data.ingestors.own_file.ingestion import SETTINGS

_MOST_FIELDS = 12  # beyond, those that stood as they were are counted


def sent_lines(sending: Sending) -> list[str]:
    """Everything that went out, but for the token: what was typed, and what the form held by itself."""
    standing = {name: values for name, values in sending.data.items() if name not in {*sending.typed, TOKEN}}
    lines = [f"to: {name_of(sending.path)} {scrubbed_address(sending.path)}"]
    if sending.typed:
        lines.append(f"typed: {_fields(sending, sending.typed)}")
    if len(standing) > _MOST_FIELDS:
        lines.append(f"as it stood: {len(standing)} fields ({digest_of(_fields(sending, standing))})")
    elif standing:
        lines.append(f"as it stood: {_fields(sending, standing)}")
    return lines


def answer_lines(answer: Answer, sending: Sending | None = None) -> list[str]:
    lines = [f"answer: {answer.status} {answer.problem}".strip()]
    lines += [f"leads to: {scrubbed_address(each)}" for each in answer.jumps]
    if not answer.is_page:
        return lines + downloaded_lines(answer.response, answer.content)
    lines += report_lines(answer.text)
    if sending is not None and not answer.jumps:
        kept, lost = still_filled_in(answer.text, answer.path, sending.typed)
        lines += [f"{words}: {', '.join(names)}" for words, names in (("keeps", kept), ("loses", lost)) if names]
    return lines


def event_lines(after: int) -> list[str]:
    """Of the events since that number: the deed, by whom, and why."""
    events = AuditEvent.objects.filter(pk__gt=after).select_related("person").order_by("pk")
    return [
        f"event: {each.verb} {each.kind} {scrubbed_address(each.key)} by "
        f"{each.person.account if each.person else 'the site'}: {scrubbed(each.reason)}".rstrip(": ")
        for each in events
    ]


def last_event() -> int:
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return "(nothing)"


def files_in(data: Path) -> set[str]:
    """What stands in the data folder: releases, editions, uploads, and how each of those is to be read."""
    kept = (data / "releases", data / "editions", data / "uploads")
    names = {f"{each.parent.name}/{each.name}" for folder in kept if folder.is_dir() for each in folder.iterdir()}
    settings = data.glob(f"uploads/*/{SETTINGS}")
    return names | {f"uploads/{each.parent.name}/{each.name} {digest_of(each.read_text())}" for each in settings}


def file_lines(before: set[str], after: set[str]) -> Iterator[str]:
    yield from (f"+ {_file(each)}" for each in sorted(after - before))
    yield from (f"- {_file(each)}" for each in sorted(before - after))


def _file(name: str) -> str:
    return re.sub(r"^uploads/[^/]+", "uploads/‹token›", scrubbed(name))


def _fields(sending: Sending, data: dict[str, list[str]]) -> str:
    pairs = [f"{name}={_value(sending, name, each)}" for name, values in data.items() for each in values]
    return ", ".join(sorted(pairs))


def _value(sending: Sending, name: str, value: str) -> str:
    """The number of a row that is chosen from a list may be another one next time; its words may not."""
    if name in sending.templates:
        return f"‹{sending.templates[name]}›"
    words = sending.form.options.get(name, {}).get(value, "")
    return f"‹{words}›" if value.isdecimal() and words and words != value else repr(scrubbed(value))
