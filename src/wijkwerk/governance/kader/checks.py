"""Do the norms of a kader fit their indicators, their areas and each other? Knows no database.

Every rule adds its own problem; a kader is refused with all of them at once.
"""

from collections.abc import Collection, Sequence
from itertools import groupby, pairwise

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.kaders import KaderStatus, NormScope, NormSource, NormTerms
from wijkwerk.definitions.sources import VariableKind
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.governance.kader.form_checks import check_form
from wijkwerk.governance.kader.norm_problems import NormProblems, Places, nearest, numbered
from wijkwerk.governance.kader.resolution import reach, short_date, told
from wijkwerk.governance.kader.value_checks import check_denominator, check_values
from wijkwerk.lib.problems import Problem


def check_norms(
    norms: Sequence[NormTerms],
    catalogue: Catalogue,
    areas: Collection[str],
    places: Places = numbered,
    *,
    complete: bool = True,
) -> list[Problem]:
    """Everything that is wrong with these norms, in their order; then what is wrong between them.

    areas     the codes of the areas that a norm may be set for; empty where no division is loaded: then codes are not
              held against anything
    complete  whether these are all norms; of a part nobody can say where there is a gap or an overlap
    """
    problems: list[Problem] = []
    for index, norm in enumerate(norms):
        add = NormProblems(index, places, problems)
        _check_reach(norm, areas, add)
        _check_period(norm, add)
        _check_status(norm, add)
        indicator = _known(norm, catalogue, add)
        if indicator is not None:
            _check_fitness(norm, indicator, catalogue, add)
            check_form(norm, indicator, catalogue, add)
            check_values(norm, indicator, catalogue, add)
            check_denominator(norm, indicator, catalogue, add)
    if complete:
        _check_between(norms, places, problems)
    return problems


def _check_reach(norm: NormTerms, areas: Collection[str], add: NormProblems) -> None:
    wanted = {NormScope.AREA: "area", NormScope.AREA_KIND: "area_kind"}.get(norm.scope)
    for name, value, words in (("area", norm.area, "een gebied"), ("area_kind", norm.area_kind, "een wijktype")):
        if name == wanted and value is None:
            add(name, "niets", words, f"Noem voor een norm op ‘{norm.scope}’ ook {words}.")
        if name != wanted and value is not None:
            add(name, f"‘{value}’", "niets", f"Laat dit leeg: de norm geldt voor ‘{norm.scope}’.")
    if norm.scope is NormScope.AREA and norm.area is not None:
        if not norm.area.startswith(("WK", "BU")):
            add("area", f"‘{norm.area}’", "een wijk of buurt", "Een norm geldt voor een wijk of een buurt.")
        elif areas and norm.area not in areas:
            add("area", f"‘{norm.area}’", "een gebied dat geladen is", nearest(norm.area, areas, "de code"))


def _check_period(norm: NormTerms, add: NormProblems) -> None:
    if norm.valid_to is not None and norm.valid_to < norm.valid_from:
        add(
            "valid_to",
            short_date(norm.valid_to),
            f"een dag op of na {short_date(norm.valid_from)}",
            "De norm eindigt voordat hij begint: verbeter een van beide data.",
        )
    if norm.by is not None and norm.by < norm.valid_from.year:
        add("by", str(norm.by), f"{norm.valid_from.year} of later", "Het streefjaar ligt vóór het begin van de norm.")


def _check_status(norm: NormTerms, add: NormProblems) -> None:
    if norm.status is KaderStatus.ADOPTED and norm.document is None:
        add("document", "niets", "de vindplaats van het besluit", "Noem bij een vastgestelde norm het document.")
    if norm.source is NormSource.COUNCIL and norm.document is None:
        add("document", "niets", "het kenmerk van het raadsbesluit", "Noem het besluit waar de norm op rust.")
    if "@" in norm.owner:
        add("owner", f"‘{norm.owner}’", "een functie", "Noem een functie, geen persoon en geen mailadres.")


def _known(norm: NormTerms, catalogue: Catalogue, add: NormProblems) -> Indicator | None:
    indicator = catalogue.indicators.get(norm.indicator)
    if indicator is None:
        fit = [name for name, each in catalogue.indicators.items() if each.retired is None and not each.origin]
        remedy = nearest(norm.indicator, fit, "de indicator")
        add("indicator", f"‘{norm.indicator}’", "een indicator uit de catalogus", remedy)
        return None
    if indicator.retired is not None:
        after = indicator.retired.replaced_by
        add(
            "indicator",
            f"‘{norm.indicator}’, die op {short_date(indicator.retired.on)} is vervallen",
            "een indicator die nog geldt",
            f"Gebruik ‘{after}’." if after else "Laat deze norm vervallen.",
        )
        return None
    return indicator


def _check_fitness(norm: NormTerms, indicator: Indicator, catalogue: Catalogue, add: NormProblems) -> None:
    """Some figures can have no norm at all."""
    if indicator.origin:
        add(
            "indicator",
            f"‘{norm.indicator}’, die over herkomst gaat",
            "een indicator die iets over de wijk zegt",
            "Op herkomst ligt geen norm.",
        )
    if catalogue.indicator_source(indicator).type is SourceType.FORECAST:
        add(
            "indicator",
            f"‘{norm.indicator}’, een prognose",
            "een cijfer van nu of van eerder",
            "Of iets aan een norm voldoet, is pas te zeggen als het is geteld of gevraagd.",
        )
    if any(catalogue.variable(name).kind in {VariableKind.CLASS, VariableKind.CODE} for name in indicator.variables):
        add("indicator", f"‘{norm.indicator}’, een klasse of code", "een cijfer met een maat", "Kies een ander cijfer.")


def _check_between(norms: Sequence[NormTerms], places: Places, problems: list[Problem]) -> None:
    """Norms on exactly the same areas must follow each other without overlap and without a gap."""
    order = sorted(enumerate(norms), key=lambda each: (reach(each[1]), each[1].valid_from))
    for _, group in groupby(order, key=lambda each: reach(each[1])):
        for (first, one), (index, other) in pairwise(group):
            add = NormProblems(index, places, problems)
            lines = [f"‘{told(norm)}’ ({places(at, 'valid_from')})" for at, norm in ((first, one), (index, other))]
            if one.valid_to is None or one.valid_to >= other.valid_from:
                add(
                    "valid_from",
                    f"twee normen die even specifiek zijn en samen gelden: {' en '.join(lines)}",
                    "op elke dag één norm voor dezelfde wijken",
                    f"Laat de eerste eindigen vóór {short_date(other.valid_from)}, of verwijder een van beide.",
                )
            elif (other.valid_from - one.valid_to).days > 1:
                add(
                    "valid_from",
                    f"geen norm tussen {' en '.join(lines)}",
                    f"een norm vanaf de dag na {short_date(one.valid_to)}",
                    "Sluit de periodes op elkaar aan.",
                )
