"""The walk as data: what somebody opens, fills in and sends, step by step (`steps/*.yaml`).

- does: a researcher rejects a delivery      # what the step is for
  who: onderzoeker-2                         # an account, or "visitor"; "beheerder@later" signs in anew
  open: /leveringen/{release}/               # the page with the form; "=": the one that this account just got
  form: /leveringen/{release}/afkeuren/      # where the form leads; the page itself if left out
  button: end                                # of a form with several, the value of the one that is pressed
  fill: {reason: Onvolledig.}                # over what the form holds; a choice may be named by its words
                                             # "=600": so many letters; "=code": of the app on the telephone
  leave: [sure]                              # taken out: a tick that is off
  extra: {role: koning}                      # what no form of ours would send
  files: {file: enquete.csv}                 # from steps/files/; "=600": one of so many bytes
  seen_by: beheerder                         # who opens the page, where `who` may not
  keep: tab                                  # do not send yet; `from: tab` sends it, as often as is said
  send: false                                # only open the page
  work: true                                 # do the waiting jobs afterwards
  wait: 900                                  # seconds that pass before
  prepare: {link: beheerder}                 # {link} is a fresh link to sign in as that account
  prepare: {age: {access_signinlink: 60}}    # the rows of that table are as many days older
  prepare: {holding: [controller, raad]}     # {holding} is the number of that role of that account
  prepare: {mailed: controller}              # that account has an e-mail address; {stop} is the link in its messages
  prepare: {releases: {survey: [2024]}}      # {survey} is the key of what was handed in for those years
  remember: {note: /notities/(\\d+)/}         # from where it led or what it shows, for later steps as {note}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

STEPS = Path(__file__).with_name("steps")
FILES = STEPS / "files"
VISITOR = "visitor"


@dataclass(frozen=True)
class Step:
    does: str
    who: str
    open: str = ""
    form: str = ""
    button: str = ""
    fill: Mapping[str, str | list[str]] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    leave: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    seen_by: str = ""
    keep: str = ""
    come_from: str = ""
    send: bool = True
    work: bool = False
    wait: int = 0
    remember: Mapping[str, str] = field(default_factory=dict)
    prepare: Mapping[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where the form leads, with the names of what is not known beforehand still in it."""
        return self.form.partition("?")[0] or self.open.partition("?")[0]

    @property
    def posts(self) -> bool:
        return self.send and not self.keep


@dataclass(frozen=True)
class Chapter:
    """demo    whether the site says that it is the demonstration; passwords and second steps are for the others
    after   the chapter that has to be walked before, where it needs what that one made
    """

    name: str
    steps: tuple[Step, ...]
    demo: bool = True
    after: str = ""


def chapters(folder: Path = STEPS) -> list[Chapter]:
    return [_chapter(path) for path in sorted(folder.glob("*.yaml"))]


def chapters_about(match: str, folder: Path = STEPS) -> list[Chapter]:
    """Those with this in their name, and those that they come after."""
    every = chapters(folder)
    wanted = {each.name for each in every if match in each.name}
    for each in reversed(every):
        if each.name in wanted:
            wanted.add(each.after)
    return [each for each in every if each.name in wanted]


def all_steps(folder: Path = STEPS) -> Iterator[Step]:
    """With the address that a form sent later was kept with."""
    for chapter in chapters(folder):
        kept: dict[str, Step] = {}
        for step in chapter.steps:
            if step.keep:
                kept[step.keep] = step
            yield kept[step.come_from] if step.come_from else step


def _chapter(path: Path) -> Chapter:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = tuple(_step(each, path) for each in read["steps"])
    return Chapter(path.stem, steps, read.get("demo", True), read.get("after", ""))


def _step(read: dict[str, Any], path: Path) -> Step:
    known = dict(read)
    known["come_from"] = known.pop("from", "")
    known["leave"] = tuple(known.get("leave", ()))
    try:
        return Step(**known)
    except TypeError as error:
        raise ValueError(f"{path.name}: a step that cannot be read: {read}") from error
