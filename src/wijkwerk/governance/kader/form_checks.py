"""Does a norm have what its form needs, and can its indicator bear that form? Knows no database."""

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator
from wijkwerk.definitions.kaders import NormForm, NormTerms
from wijkwerk.definitions.vocabulary import Level, Polarity, SourceType
from wijkwerk.governance.kader.norm_problems import NormProblems, number_words


def check_form(norm: NormTerms, indicator: Indicator, catalogue: Catalogue, add: NormProblems) -> None:
    """Whether a norm has what its form needs, and nothing that another form needs."""
    is_band, is_trend = norm.form is NormForm.BAND, norm.form is NormForm.TREND
    _check_needed(norm, add, "upper", is_band, "de bovenkant van de band")
    _check_needed(norm, add, "since", is_trend, "het jaar waarmee wordt vergeleken")
    _check_needed(norm, add, "direction", is_trend, "‘stijgen’ of ‘dalen’")
    if is_band and norm.upper is not None and norm.value >= norm.upper:
        add(
            "upper",
            f"een band van {number_words(norm.value)} tot {number_words(norm.upper)}",
            "een bovenkant boven de onderkant",
            "De band staat ondersteboven: verwissel de twee waarden."
            if norm.value > norm.upper
            else "Maak hem breder.",
        )
    if norm.form in {NormForm.NOT_WORSE_THAN_GEMEENTE, NormForm.TREND} and norm.value < 0:
        add(
            "value", number_words(norm.value), "0 of meer", "Geef de afstand zonder minteken; de vorm zegt de richting."
        )
    if norm.form is NormForm.NOT_WORSE_THAN_GEMEENTE:
        if indicator.polarity is Polarity.NEUTRAL:
            add(
                "form",
                f"‘niet slechter dan de gemeente’ bij ‘{indicator.short_title}’",
                "een indicator waarvan hoger of lager gunstig is",
                "Dit cijfer heeft geen gunstige kant: gebruik ten minste, ten hoogste of een band.",
            )
        if Level.GEMEENTE not in indicator.levels:
            add(
                "form",
                "een indicator zonder cijfer voor de gemeente",
                "een cijfer voor de gemeente",
                "Kies een andere vorm.",
            )
    if is_trend:
        _check_trend(norm, indicator, add)
        if catalogue.indicator_source(indicator).type is SourceType.MODEL:
            add(
                "form",
                f"een ontwikkeling van ‘{indicator.short_title}’, een modelcijfer",
                "een cijfer dat geteld of gevraagd is",
                "Een model zegt iets over de stand van nu, niets over vooruitgang. Kies een andere vorm.",
            )


def _check_needed(norm: NormTerms, add: NormProblems, name: str, needed: bool, words: str) -> None:
    value = getattr(norm, name)
    if needed and value is None:
        add(name, "niets", words, f"Een norm van de vorm ‘{norm.form}’ heeft dit nodig.")
    if not needed and value is not None:
        add(name, f"‘{value}’", "niets", f"Laat dit leeg: de vorm is ‘{norm.form}’.")


def _check_trend(norm: NormTerms, indicator: Indicator, add: NormProblems) -> None:
    if isinstance(indicator.formula, Change):
        add(
            "form",
            f"een ontwikkeling van ‘{indicator.short_title}’, dat zelf al een verandering is",
            "een indicator met een stand",
            f"Gebruik ‘{indicator.formula.indicator}’, of de vorm ten minste of ten hoogste.",
        )
    if norm.since is None:
        return
    last_break = max((each.year for each in indicator.breaks if each.year > norm.since), default=None)
    if norm.since < indicator.first_year:
        add("since", str(norm.since), f"{indicator.first_year} of later", "Van eerder zijn er geen cijfers.")
    elif norm.since >= norm.valid_from.year:
        add("since", str(norm.since), f"een jaar vóór {norm.valid_from.year}", "Vergelijk met een jaar dat voorbij is.")
    elif last_break is not None:
        add("since", str(norm.since), f"{last_break} of later", "In dat jaar is anders gemeten; eerder telt niet mee.")
