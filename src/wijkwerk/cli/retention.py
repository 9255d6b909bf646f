"""`wijkwerk retention`: plan what is due, approve it as another person, run it, and list the rounds."""

import argparse
from typing import TYPE_CHECKING

from wijkwerk.lib.progress import ProgressLine

if TYPE_CHECKING:
    from wijkwerk.access.people.models import Person
    from wijkwerk.access.privacy.models import RetentionRun

HELP = "Bewaartermijnen: bereid een opruimronde voor, keur haar goed, voer haar uit, of toon de rondes."
DONE, REFUSED, UNKNOWN = 0, 1, 2
DEEDS = ("plan", "approve", "run")  # as the permission table spells them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "deed",
        choices=("list", "due", *DEEDS),
        metavar="WAT",
        help="list (de rondes), due (wat nu aan de beurt is), plan, approve of run",
    )
    parser.add_argument("round", nargs="?", type=int, metavar="RONDE", help="nummer van de ronde, bij approve en run")
    parser.add_argument("--by", metavar="ACCOUNT", help="wie het doet, zoals in het logboek komt te staan")


def run(options: argparse.Namespace) -> int:
    """0 where it is done, 1 where it may not be done like this, 2 for an account or a round that is not there."""
    if options.deed == "list":
        return _list()
    if options.deed == "due":
        return _due()
    person = _person(options.by)
    if person is None:
        print("Zeg met --by wie dit doet: een account dat mag aanmelden.")
        return UNKNOWN
    if not _may(person, options.deed):
        print(f"{person.name} mag dit niet. Zie ‘Wie mag wat’ op de site.")
        return REFUSED
    if options.deed == "plan":
        return _plan(person)
    retention_round = _find(options.round)
    if retention_round is None:
        print("Noem het nummer van een ronde; ‘wijkwerk retention list’ toont ze.")
        return UNKNOWN
    return _approve(retention_round, person) if options.deed == "approve" else _run(retention_round, person)


def _list() -> int:
    from wijkwerk.access.privacy.models import RetentionRun

    runs = list(RetentionRun.objects.prefetch_related("tallies"))
    if not runs:
        print("Er is nog geen ronde geweest.")
    for each in runs:
        print(f"ronde {each.pk}, berekend op {each.day:%d-%m-%Y}: {each.get_state_display()}")
        _print_tallies(each)
    return DONE


def _due() -> int:
    """What a round would plan today; nothing is written."""
    from django.utils import timezone

    from wijkwerk.access.privacy.due import due_rows
    from wijkwerk.access.privacy.processings import ending_claims

    for claim in ending_claims():
        term = claim.holding.term
        assert term is not None
        count = due_rows(claim, timezone.localdate()).count()
        print(f"{claim.holding.kind:<20} {count:>8}  {claim.holding.afterwards.value}, {term.words}")
    return DONE


def _plan(person: "Person") -> int:
    from wijkwerk.access.privacy.retention_actions import plan_retention

    run = plan_retention(by=person)
    print(f"Ronde {run.pk} is voorbereid. Er is nog niets weg; een ander moet haar goedkeuren.")
    _print_tallies(run)
    return DONE


def _approve(run: "RetentionRun", person: "Person") -> int:
    from wijkwerk.access.privacy.retention_actions import approve_retention

    approve_retention(run, by=person)
    print(f"Ronde {run.pk} is goedgekeurd.")
    return DONE


def _run(run: "RetentionRun", person: "Person") -> int:
    """Here and now, without the worker; Ctrl-C stops it between two batches, and the same command goes on."""
    from wijkwerk.access.privacy.retention_actions import carry_out_now

    line = ProgressLine()
    try:
        carry_out_now(run, line, by=person)
    finally:
        line.close()
    run.refresh_from_db()
    print(f"Ronde {run.pk} is uitgevoerd.")
    _print_tallies(run)
    return DONE


def _print_tallies(run: "RetentionRun") -> None:
    for each in run.tallies.all():
        counts = f"{each.planned} aan de beurt, {each.taken} gedaan, {each.left} niet meer aan de beurt"
        print(f"  {each.kind:<20} {each.afterwards:<14} {counts}")


def _person(account: str | None) -> "Person | None":
    from wijkwerk.access.people.models import Person

    return Person.objects.filter(account=account, is_active=True).first()


def _may(person: "Person", deed: str) -> bool:
    from wijkwerk.access.permission.permissions import may
    from wijkwerk.access.permission.refusals import record_refusal

    allowed = may(person, deed, "retention")
    if not allowed:
        record_refusal(person, deed, "retention")
    return allowed


def _find(number: int | None) -> "RetentionRun | None":
    from wijkwerk.access.privacy.models import RetentionRun

    return None if number is None else RetentionRun.objects.filter(pk=number).first()
