"""Publish the signed releases as an edition, and see figure by figure what two editions differ in."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.jobs.running import enqueue
from wijkwerk.access.people.models import Person
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.models import Release, ReleaseState
from wijkwerk.data.release.actions import ReleaseStateError
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.editions.difference import ChangedFigure, IndicatorDifference, difference_between
from wijkwerk.editions.difference_text import CAUSE_TEXTS, telling_decimals
from wijkwerk.editions.jobs import PUBLISH
from wijkwerk.editions.manifest import EditionError
from wijkwerk.editions.publishing import coming_first_figures
from wijkwerk.editions.reading import PublishedEdition, find_edition, shelf
from wijkwerk.pages.publishing.kader_differences import kader_difference
from wijkwerk.pages.publishing.score_difference import differences_table
from wijkwerk.pages.publishing.score_differences import difference_blocks, differences_of
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import csv_for_excel, csv_for_machines
from wijkwerk.present.numbers import date, number, years
from wijkwerk.present.scores.first_figures import NOTHING_MOVES, first_figures_sentences
from wijkwerk.present.words import STATUS_WORDS
from wijkwerk.web.doors.staff import live_catalogue, staff_page, staff_trail
from wijkwerk.web.forms import Choice, Outcome, QueryForm, Reason, Sent, StaffForm, Tick, deed, done, offer
from wijkwerk.web.frame.page_problems import NotHereError, Way

LONGEST_NOTE = 500
SCORE_FORMS = {"excel.csv": "CSV voor Excel", "csv": "CSV voor computers"}


class PublishForm(StaffForm):
    note = Reason(
        "Toelichting voor lezers", LONGEST_NOTE, lines=3, required=False,
        hint="Staat bij de editie, bijvoorbeeld: met de misdrijven van 2025.",
    )  # fmt: skip
    without_scores = Tick(
        "Ook publiceren als scores vervallen", required=False,
        hint="Zonder vinkje gaat een editie niet door die een score niet meer kan geven, omdat een levering ontbreekt.",
    )  # fmt: skip


def _publish_page(request: HttpRequest, row: None, form: PublishForm) -> HttpResponse:
    sources = live_catalogue().sources
    context = {
        "section": "releases",
        "crumbs": staff_trail(("Leveringen", reverse("releases:list")), ("Publiceren", "")),
        "rows": [
            {
                "release": each,
                "source": sources[each.source].title if each.source in sources else each.source,
                "years": years(each.periods[0], each.periods[-1]) if each.periods else "",
            }
            for each in _signed()
        ],
        "waiting": Release.objects.filter(state__in=[ReleaseState.LOADED, ReleaseState.CHECKED]).count(),
        "current": shelf().current_key(),
        "moving_scores": _moving_scores(),
        "form": form,
    }
    return render(request, "publishing/publish.html", context)


def _moving_scores() -> tuple[str, ...]:
    """Where nothing can be published the publication itself says why."""
    try:
        return first_figures_sentences(coming_first_figures(catalogue=live_catalogue())) or (NOTHING_MOVES,)
    except (EditionError, ReleaseError):
        return ()


def _signed() -> QuerySet[Release]:
    return Release.objects.filter(state=ReleaseState.SIGNED).order_by("source", "table", "-signed_at")


@deed("publish", "edition", form=PublishForm, page=_publish_page, opens=True, confirms_first=True)
def publish(sent: Sent[None, PublishForm]) -> Outcome:
    if not _signed().exists():
        raise ReleaseStateError("Er is geen ondertekende levering. Laat een ander eerst een levering ondertekenen.")
    job = enqueue(PUBLISH, sent.person, **sent.form.cleaned_data)
    return done("", "web:job", number=job.pk)


class DifferenceQuestion(QueryForm):
    met = Choice("Vergelijken met")

    def __init__(self, keys: list[str], before: str) -> None:
        super().__init__({"met": before})
        offer(self, "met", [(key, key) for key in keys])


@require_safe
@staff_page("compare", "edition")
def difference(request: HttpRequest, person: Person, key: str) -> HttpResponse:
    """With the edition before it, or with the one that `met` names."""
    after = _find(key)
    keys = [known for known in shelf().published_keys() if known != key]
    wanted = request.GET.get("met") or after.manifest.previous or ""
    before = _find(wanted) if wanted else None
    changes = difference_between(before.folder, after.folder) if before else None
    context = {
        "section": "releases",
        "crumbs": staff_trail(
            ("Edities", reverse("web:editions")),
            (f"Editie {key}", reverse("web:edition", kwargs={"key": key})),
            ("Verschil", ""),
        ),
        "key": key,
        "question": DifferenceQuestion(keys, before.key if before else "") if keys else None,
        "before": before.key if before else "",
        "told": changes,
        "indicators": [_indicator(each, after.catalogue) for each in changes.indicators] if changes else [],
        "unchanged": number(changes.unchanged) if changes else "",
        "kader": kader_difference(before, after) if before else None,
        "scores": difference_blocks(before, after) if before else [],
        "score_files": [
            (
                f"{reverse('web:score_difference', kwargs={'key': key, 'form': form})}?{urlencode({'met': wanted})}",
                words,
            )
            for form, words in SCORE_FORMS.items()
        ],
    }
    return render(request, "publishing/difference.html", context)


@require_safe
@staff_page("compare", "edition")
def score_file(request: HttpRequest, person: Person, key: str, form: str) -> HttpResponse:
    """The areas that changed place, with what caused it."""
    after = _find(key)
    before = _find(request.GET.get("met") or after.manifest.previous or "")
    if form not in SCORE_FORMS:
        way = Way("Terug naar het verschil", reverse("web:difference", kwargs={"key": key}))
        raise NotHereError(f"Dit bestand is er niet: ‘scores.{form}’.", (way,))
    footer = Footer(f"rekenrecepten van edities {before.key} en {key}", key, date(after.published_at.date()))
    table = differences_table(differences_of(before, after), footer)
    content = csv_for_excel(table) if form == "excel.csv" else csv_for_machines(table)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"wijkwerk-{key}-scores-sinds-{before.key}{'-excel' if form == 'excel.csv' else ''}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _indicator(diff: IndicatorDifference, catalogue: Catalogue) -> dict[str, object]:
    known = catalogue.indicators.get(diff.indicator)
    return {
        "title": known.title if known else diff.indicator,
        "causes": ", ".join(CAUSE_TEXTS[cause] for cause in diff.causes),
        "counts": f"{number(diff.changed)} gewijzigd, {number(diff.appeared)} nieuw, {number(diff.vanished)} vervallen",
        "levels": ", ".join(f"{number(count)} × {level}" for level, count in diff.levels.items()),
        "changes": [_change(each, known.decimals if known else 1) for each in diff.largest],
    }


def _change(change: ChangedFigure, decimals: int) -> dict[str, object]:
    decimals = telling_decimals(change.before, change.after, decimals)
    return {
        "area": f"{change.name} ({change.area})",
        "period": change.period,
        "before": _side(change.before, change.status_before, decimals),
        "after": _side(change.after, change.status_after, decimals),
    }


def _side(value: float | None, status: str, decimals: int) -> str:
    return STATUS_WORDS.get(status, status) if value is None else number(value, decimals)


def _find(key: str) -> PublishedEdition:
    published = find_edition(key)
    if published is None:
        raise NotHereError(f"Er is geen editie ‘{key}’.", (Way("Alle edities", reverse("web:editions")),))
    return published
