"""Leveringen as a register: what came from which source, what the checks said of it, and who signed it."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.data.checks.remarks import IMPOSSIBLE
from wijkwerk.data.models import Release, ReleaseState, Severity
from wijkwerk.present.numbers import date, years
from wijkwerk.web.doors.staff import live_catalogue
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.registers import Column, Filter, Options, Register, state_filter, word_filter

SYSTEM = "het systeem"
_IN_THE_WAY = Q(remarks__severity=Severity.BLOCKING) & (
    Q(remarks__explanation="") | Q(remarks__check_name__in=IMPOSSIBLE)
)


def name_or_system(person: Person | None) -> str:
    return person.name if person else SYSTEM


def years_of(release: Release) -> str:
    return years(release.periods[0], release.periods[-1]) if release.periods else "geen"


def source_words(source: str) -> str:
    """The title of a source; its key where the catalogue knows it no longer."""
    known = live_catalogue().sources.get(source)
    return known.title if known else source


def _counted() -> QuerySet[Release]:
    return Release.objects.annotate(remark_count=Count("remarks"), open_count=Count("remarks", filter=_IN_THE_WAY))


def _signed_by(release: Release) -> str:
    return name_or_system(release.signed_by) if release.state == ReleaseState.SIGNED else ""


def _sources(visitor: Visitor) -> Options:
    known = Release.objects.order_by("source").values_list("source", flat=True).distinct()
    return [(source, source_words(source)) for source in known]


RELEASES = Register(
    Release,
    route="releases",
    section="releases",
    title="Leveringen",
    rows_are=("levering", "leveringen"),
    lead="Een levering is één bron op één moment. Zij verandert niet meer. Een tweede persoon ondertekent, en dan komt "
    "zij in de volgende editie.",
    empty="Er zijn nog geen leveringen.",
    related=("delivered_by", "signed_by"),
    order=("-delivered_at", "key"),
    columns=(
        Column("key", "Levering", lambda row: row.key, order=("key",), under=lambda row: source_words(row.source)),
        Column("years", "Jaren", years_of),
        Column("state", "Toestand", lambda row: row.get_state_display(), order=("state",)),
        Column(
            "remarks", "Opmerkingen", lambda row: row.remark_count, order=("remark_count",),
            under=lambda row: f"{row.open_count} blokkerend" if row.open_count else "",
        ),
        Column(
            "delivered", "Aangeleverd", lambda row: timezone.localdate(row.delivered_at), order=("delivered_at",),
            under=lambda row: name_or_system(row.delivered_by),
        ),
        Column("signed_by", "Ondertekend door", _signed_by, order=("signed_by__name",)),
        Column("table", "Tabel", lambda row: row.table, order=("table",), is_optional=True),
        Column("replaces", "Vervangt", lambda row: row.replaces, order=("replaces",), is_optional=True),
    ),
    filters=(
        state_filter(ReleaseState.choices, "Toestand"),
        Filter("bron", "Bron", "alle", _sources, lambda rows, value, visitor: rows.filter(source=value)),
        word_filter("key", "reason", label="Woord in kenmerk of reden"),
    ),
    adds="",
    key="key",
    rows=_counted,
)  # fmt: skip
record_page("release", "releases:record", key="key")
menu_item("releases", "Leveringen", "releases:list", deed=("read", "release"), place=10)


def on_and_by(release: Release) -> list[tuple[str, str]]:
    """Who delivered it and who signed it, and when."""
    delivered = timezone.localtime(release.delivered_at)
    facts = [("Aangeleverd", f"{date(delivered.date())}, {delivered:%H:%M}, {name_or_system(release.delivered_by)}")]
    if release.signed_at:
        signed = timezone.localtime(release.signed_at)
        facts.append(("Ondertekend", f"{date(signed.date())}, {signed:%H:%M}, {name_or_system(release.signed_by)}"))
    return facts
