"""No command lets a text about a person into the log or an edition, where it would stay for ever."""

import argparse
from collections.abc import Iterator

import pytest

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.cli.kept_texts import kept_text
from wijkwerk.cli.main import COMMANDS, MISUSED, command_of, main

# Options that take words and keep none of them, by command, and why. What has another type than text is no text.
STRUCTURED = {
    ("audit", "--digest"): "is compared with a digest",
    ("catalogue", "indicator"): "the name of an indicator that is there",
    ("demo", "--gemeente"): "the code of a gemeente",
    ("demo", "--host"): "an address of this machine",
    ("dev", "--gemeente"): "the code of a gemeente",
    ("dev", "--host"): "an address of this machine",
    ("serve", "--host"): "an address of this machine",
    ("editions", "key"): "the key of an edition that is there",
    ("editions", "before"): "the key of an edition that is there",
    ("fetch", "source"): "the name of a source in the catalogue",
    ("fetch", "--table"): "the number of a table of the source",
    ("fetch", "--via"): "a protocol that a source has its tables in",
    ("import", "source"): "the name of a source in the catalogue",
    ("import", "--table"): "the number of a table of the source",
    ("import", "--by"): "an account that is there",
    ("import", "--gemeente"): "the code of a gemeente",
    ("check", "release"): "the key of a release that is there",
    ("publish", "releases"): "the keys of releases that are there",
    ("publish", "--by"): "an account that is there",
    ("editions", "--by"): "an account that is there",
    ("score", "--unit"): "the header of a column",
    ("score", "--name"): "the header of a column",
    ("score", "--level"): "the header of a column",
    ("retention", "--by"): "an account that is there",
    ("people", "--role"): "a role that there is",
    ("people", "role"): "a role that there is",
    ("people", "--scope"): "the key of a scope that is there",
    ("people", "account"): "a slug; an account names a person on purpose, and goes into no log",
    ("restore", "--to"): "the address of a database",
    ("restore", "--digest"): "is compared with a digest",
    ("test", "--accept"): "a reason of a developer, for a file of the repository",
    ("test", "pytest"): "handed on to pytest",
}


def parser_of(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    command_of(next(entry for entry in COMMANDS if entry.name == name)).add_arguments(parser)
    return parser


def arguments_of(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for each in parser._actions:
        if isinstance(each, argparse._SubParsersAction):
            for below in set(each.choices.values()):
                yield from arguments_of(below)
        elif each.nargs != 0:
            yield each


def texts() -> Iterator[tuple[str, str]]:
    """Every argument that takes any words at all, with how it is spelled."""
    for entry in COMMANDS:
        for each in arguments_of(parser_of(entry.name)):
            if each.type in {None, str} and not each.choices:
                yield entry.name, (each.option_strings or [each.dest])[-1]


def test_every_text_of_every_command_is_looked_at_or_says_why_not():
    assert set(texts()) == set(STRUCTURED)


@pytest.mark.parametrize(("name", "option"), [("publish", "--note"), ("import", "--reason")])
def test_what_is_kept_for_ever_is_looked_at(name, option):
    found = [each for each in arguments_of(parser_of(name)) if option in each.option_strings]
    assert [each.type for each in found] == [kept_text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vragen? 0612345678", "telefoonnummer (0•••••••••)"),
        ("Mevrouw Jansen, 0612345678", "naam van een persoon (M•••••• J•••••), telefoonnummer (0•••••••••)"),
        ("jan@voorbeeld.nl of BSN 123456782", "e-mailadres (j••@v••••••••.nl), burgerservicenummer (BSN) (1••••••••)"),
    ],
)
def test_a_text_about_a_person_is_refused_with_what_was_found_and_not_repeated(text, told):
    with pytest.raises(argparse.ArgumentTypeError) as refused:
        kept_text(text)
    assert told in str(refused.value)
    assert text not in str(refused.value)


def test_what_looks_like_a_name_is_told_and_passes(capsys):
    text = "Mevrouw Jansen weet meer"
    assert kept_text(text) == text
    told = capsys.readouterr().err
    assert "naam van een persoon (M•••••• J•••••)" in told
    assert text not in told


@pytest.mark.parametrize("text", ["", "Met de misdrijven van 2025", "zaaknummer 123456782, tel. 14 074"])
def test_another_text_passes_as_it_is(text):
    assert kept_text(text) == text


@pytest.mark.django_db
def test_a_command_says_so_in_dutch_and_does_nothing(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["publish", "--note", "Mevrouw Jansen 0612345678", "--by", "onderzoeker-1"])
    assert ended.value.code == MISUSED
    told = capsys.readouterr().err
    assert "--note: in deze tekst staat iets over een persoon" in told
    assert "0612345678" not in told
    assert not AuditEvent.objects.exists()
