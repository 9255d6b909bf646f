"""Whether the names in an indicator exist, and whether its formula can be worked out from what the tables deliver."""

from .documents import Key
from .indicators import Awaited, Change, Indicator, Published, Ratio
from .located import Draft, Located
from .sources import ADDS_UP


def check_references(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    for path, name in _variable_references(value):
        source = name.partition(".")[0]
        if draft.source_is_unsound(source):
            continue
        if source not in draft.sources:
            indicator.report(
                path,
                f"onbekende bron '{source}'",
                "een bron in catalogue/sources",
                "Verbeter de naam of beschrijf de bron.",
            )
        elif draft.book.variable(name) is None:
            indicator.report(
                path,
                f"onbekende variabele '{name}'",
                f"een variabele van bron '{source}'",
                "Verbeter de naam of voeg haar toe aan de bron.",
            )
    theme = draft.themes.get(value.theme)
    if theme is None:
        if draft.themes and not any(each.document.problems for each in draft.themes.values()):
            indicator.report(
                ("theme",),
                f"onbekend thema '{value.theme}'",
                f"een van {', '.join(draft.themes)}",
                "Verbeter de naam of voeg het thema toe aan themes.yaml.",
            )
    elif value.domain not in (None, theme.value.domain):
        indicator.report(
            ("domain",),
            f"'{value.domain.value}'",
            f"het domein van thema '{value.theme}', of niets",
            "Kies een ander thema of domein.",
        )


def _variable_references(value: Indicator) -> list[tuple[tuple[Key, ...], str]]:
    references: list[tuple[tuple[Key, ...], str]] = []
    match value.formula:
        case Published(variable=variable, at_levels=others):
            references.append((("formula", "variable"), variable))
            references += [
                (("formula", "at_levels", index, "variable"), other.variable) for index, other in enumerate(others)
            ]
        case Ratio(numerator=numerator, denominator=denominator):
            references += [(("formula", "numerator", index), name) for index, name in enumerate(numerator)]
            references.append((("formula", "denominator"), denominator))
        case _:
            pass
    if value.weight is not None:
        references.append((("weight",), value.weight))
    if value.disclosure is not None:
        references.append((("disclosure", "variable"), value.disclosure.variable))
    return references


def check_formula(indicator: Located[Indicator], draft: Draft) -> None:
    match indicator.value.formula:
        case Ratio() as ratio:
            _check_ratio(indicator, ratio, draft)
        case Change() as change:
            _check_change(indicator, change, draft)
        case Awaited(source=source) if source not in draft.sources and not draft.source_is_unsound(source):
            indicator.report(
                ("formula", "source"),
                f"onbekende bron '{source}'",
                "een bron in catalogue/sources",
                "Verbeter de naam of beschrijf de bron.",
            )
        case _:
            pass


def _check_ratio(indicator: Located[Indicator], ratio: Ratio, draft: Draft) -> None:
    for index, name in enumerate(ratio.numerator):
        variable = draft.book.variable(name)
        if variable is not None and variable.kind not in ADDS_UP:
            indicator.report(
                ("formula", "numerator", index),
                f"een variabele met kind '{variable.kind.value}'",
                "een aantal ('count' of 'amount')",
                "Een verhouding deelt aantallen; gebruik anders kind: published.",
            )
    variable = draft.book.variable(ratio.denominator)
    if variable is not None and variable.kind not in ADDS_UP:
        indicator.report(
            ("formula", "denominator"),
            f"een variabele met kind '{variable.kind.value}'",
            "een aantal ('count' of 'amount')",
            "Een verhouding deelt aantallen; gebruik anders kind: published.",
        )
    fixed = ratio.denominator_period
    if fixed is not None and variable is not None and fixed not in draft.book.periods_of_variable(ratio.denominator):
        indicator.report(
            ("formula", "denominator_period"),
            str(fixed),
            one_of_years(draft.book.periods_of_variable(ratio.denominator)),
            "Kies een jaar waarvan de noemer bekend is.",
        )
    if indicator.value.numerator_title is None or indicator.value.denominator_title is None:
        indicator.report(
            ("formula",),
            "een verhouding zonder namen voor teller en noemer",
            "'numerator_title' en 'denominator_title'",
            "Voeg beide toe, zoals 'misdrijven' en 'inwoners'.",
        )


def _check_change(indicator: Located[Indicator], change: Change, draft: Draft) -> None:
    if change.start >= change.end:
        indicator.report(
            ("formula", "end"),
            f"van {change.start} tot {change.end}",
            "een eindjaar na het beginjaar",
            "Draai de jaren om.",
        )
    other = draft.indicators.get(change.indicator)
    if draft.indicator_is_unsound(change.indicator) and change.indicator != indicator.value.id:
        return
    if other is None:
        indicator.report(
            ("formula", "indicator"),
            f"onbekende indicator '{change.indicator}'",
            "een indicator in catalogue/indicators",
            "Verbeter de naam.",
        )
        return
    if isinstance(other.value.formula, Change | Awaited):
        indicator.report(
            ("formula", "indicator"),
            f"'{change.indicator}', zelf een verandering of nog zonder cijfers",
            "een indicator met eigen cijfers",
            "Kies de indicator waarvan u de verandering zoekt.",
        )
        return
    if _are_unknown(other.value, draft):
        return
    periods = draft.book.periods_of(other.value)
    for key, year in (("start", change.start), ("end", change.end)):
        if year not in periods:
            indicator.report(
                ("formula", key),
                str(year),
                one_of_years(periods),
                f"Kies een jaar waarvan '{change.indicator}' cijfers heeft.",
            )


def check_first_year(indicator: Located[Indicator], draft: Draft) -> None:
    value = indicator.value
    if value.is_awaited or _are_unknown(value, draft) or draft.book.waits_for_own_file(value):
        return
    periods = draft.book.periods_of(value)
    if not periods:
        indicator.report(
            ("formula",),
            "variabelen die in geen enkel jaar samen voorkomen",
            "minstens één jaar met teller en noemer",
            "Zet het jaar van de noemer vast met 'denominator_period'.",
        )
    elif value.first_year != min(periods):
        indicator.report(
            ("first_year",),
            str(value.first_year),
            f"{min(periods)}, het eerste jaar in de tabellen",
            "Verbeter het jaar.",
        )


def _are_unknown(value: Indicator, draft: Draft) -> bool:
    """Whether a variable is missing, so that its years would only be an echo of that."""
    return any(draft.book.variable(name) is None for name in value.variables)


def one_of_years(periods: set[int]) -> str:
    return "een van " + ", ".join(map(str, sorted(periods))) if periods else "een jaar met cijfers"
