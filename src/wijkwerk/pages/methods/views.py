"""Pages of words: how to read a figure, and who can use the site."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.vocabulary import IntervalRule, Polarity, SourceType
from wijkwerk.engine.verdicts import RELEVANCE_MARGIN, Comparison, Verdict
from wijkwerk.pages.methods.recipe_views import method_titles
from wijkwerk.present.numbers import percentage
from wijkwerk.present.words import INTERVAL_WORDS, MISSING, UNKNOWN, MissingWords, VerdictWords, verdict_words
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site


@dataclass(frozen=True, slots=True)
class Explained:
    """A word of the site with what it means. `words` carries its shape or hatch, where it has one."""

    text: str
    title: str = ""
    words: VerdictWords | MissingWords | None = None


@public_page()
def method(request: HttpRequest, site: Site) -> HttpResponse:
    context = {
        "site": site,
        "section": "sources",
        "crumbs": trail(site, ("Bronnen en methode", site.links.sources()), ("Hoe lees ik een cijfer?", "")),
        "verdicts": _VERDICTS,
        "intervals": _INTERVALS,
        "missing": [Explained(_WHY_MISSING[words.kind], words=words) for words in MISSING.values()],
        "types": _TYPES,
        "recipes": [(each, site.links.method_recipe(each.id)) for each in site.edition.scores.recipes.values()],
        "rules": [(title, site.links.method_rule(slug)) for slug, title in method_titles().items()],
        "margin": percentage(100 * RELEVANCE_MARGIN),
    }
    return render(request, "methods/method.html", context)


@public_page()
def accessibility(request: HttpRequest, site: Site) -> HttpResponse:
    return render(
        request, "methods/accessibility.html", {"site": site, "crumbs": trail(site, ("Toegankelijkheid", ""))}
    )


def _verdict(verdict: Verdict, polarity: Polarity, *, signal: bool = False) -> VerdictWords:
    return verdict_words(Comparison(verdict, signal=signal), polarity)


_GOOD = Polarity.HIGH_IS_FAVOURABLE
_VERDICTS = (
    Explained(
        "Het hele interval ligt aan de gunstige kant van de vergelijking.",
        words=_verdict(Verdict.CLEARLY_HIGHER, _GOOD),
    ),
    Explained(
        "Het hele interval ligt aan de ongunstige kant van de vergelijking.",
        words=_verdict(Verdict.CLEARLY_LOWER, _GOOD),
    ),
    Explained(
        "Het verschil kan toeval zijn, of is te klein om iets te betekenen. Dat is iets anders dan ‘precies gelijk’.",
        words=_verdict(Verdict.NOT_CLEARLY_DIFFERENT, _GOOD),
    ),
    Explained(
        "Een duidelijk verschil, maar hoger of lager is hier niet goed of slecht.",
        words=_verdict(Verdict.CLEARLY_HIGHER, Polarity.NEUTRAL),
    ),
    Explained(
        "De waarde komt uit een rekenmodel. Die mag een gesprek beginnen, nooit beoordelen of beleid werkt.",
        words=_verdict(Verdict.CLEARLY_LOWER, _GOOD, signal=True),
    ),
    Explained("Er is geen cijfer, of het is te onzeker om te vergelijken.", words=UNKNOWN),
)
_INTERVALS = (
    Explained("Het interval dat bij de steekproef hoort.", IntervalRule.WILSON.value.capitalize()),
    Explained(
        f"{INTERVAL_WORDS[IntervalRule.BYAR]}. Voor aantallen die door toeval schommelen, zoals misdrijven.", "Byar"
    ),
    Explained("Een registratie telt iedereen. De enige speling is die van de afronding door de bron.", "Afronding"),
    Explained("Als de bron zelf een interval geeft, nemen we dat over.", "Van de bron"),
)
_WHY_MISSING = {
    "geheim": "De bron kent het cijfer, maar geeft het niet vrij om mensen te beschermen.",
    "weinig": "Er wonen te weinig mensen of staan te weinig woningen voor een betrouwbaar of veilig cijfer.",
    "geen": "De bron heeft geen cijfer en zegt niet waarom.",
    "nvt": "Het cijfer kan hier niet bestaan, bijvoorbeeld per inwoner op een bedrijventerrein.",
    "leeg": "De bron heeft dit cijfer voor dit gebied of dit jaar (nog) niet geleverd.",
}
_TYPES = (
    Explained(
        "Geteld in een administratie, zoals de basisregistratie personen. Geen steekproeffout.",
        SourceType.REGISTER.value,
    ),
    Explained("Gevraagd aan een deel van de mensen. Heeft een interval.", SourceType.SAMPLE.value),
    Explained("Geschat met een rekenmodel uit andere gegevens. Mag signaleren, niet oordelen.", SourceType.MODEL.value),
    Explained(
        "Geteld wat mensen melden of de politie registreert. Meer meldingen kan ook meer vertrouwen zijn.",
        SourceType.REPORTS.value,
    ),
    Explained("Een oordeel van mensen die het gebied kennen. Geen telling.", SourceType.JUDGEMENT.value),
    Explained("Een verwachting voor later. Geen waarneming.", SourceType.FORECAST.value),
)
