"""`wijkwerk audit`: look through the log, and check that nobody changed it."""

import argparse

HELP = "Toon het logboek van handelingen, en ga na of het gaaf is."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(action=verify)
    actions = parser.add_subparsers(title="handelingen", metavar="HANDELING")
    checking = actions.add_parser("verify", help="ga na of het logboek gaaf is (dit gebeurt ook zonder handeling)")
    checking.set_defaults(action=verify)
    checking.add_argument(
        "--digest", metavar="NUMMER:KENMERK", help="ook nagaan dat een eerder genoteerde gebeurtenis nog zo is"
    )
    listing = actions.add_parser("list", help="toon de laatste gebeurtenissen")
    listing.add_argument("--last", type=int, default=50, metavar="AANTAL", help="hoeveel (50)")
    listing.set_defaults(action=show)


def run(options: argparse.Namespace) -> int:
    code: int = options.action(options)
    return code


def verify(options: argparse.Namespace) -> int:
    """Exit code 1 where an event was changed, or cut off since its digest was written down."""
    from wijkwerk.access.log.check import check_log, still_holds

    result = check_log()
    print(result.words)
    if result.is_whole and result.newest is not None:
        print(f"Noteer elders: {result.newest}:{result.digest}")
    noted = getattr(options, "digest", None)
    if noted and not still_holds(noted):
        print("De genoteerde gebeurtenis staat er niet meer zo in: er is van het logboek iets afgehaald of veranderd.")
        return 1
    return 0 if result.is_whole else 1


def show(options: argparse.Namespace) -> int:
    from django.utils.timezone import localtime

    from wijkwerk.access.log.audit import AuditEvent
    from wijkwerk.access.log.words import kind_words, reason_words, verb_words

    for event in reversed(AuditEvent.objects.order_by("-id")[: max(options.last, 0)]):
        who, moment = event.person_id or "systeem", localtime(event.moment)
        print(
            f"{event.pk}  {moment:%Y-%m-%d %H:%M}  {who}  {verb_words(event.verb)}  {kind_words(event.kind)}  "
            f"{event.key}  {reason_words(event.verb, event.kind, event.reason)}".rstrip()
        )
    return 0
