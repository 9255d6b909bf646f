"""Proposals by name."""

from wijkwerk.data.ingestors.own_file import suggest_variables
from wijkwerk.definitions.sources import Variable, VariableKind

VARIABLES = {
    "inwoners": Variable("Aantal inwoners", "personen", VariableKind.COUNT),
    "koopwoningen": Variable("Koopwoningen", "%", VariableKind.SHARE),
    "misdrijven": Variable("Geregistreerde misdrijven", "aantal", VariableKind.COUNT),
}


def suggested(*headers: str) -> dict[str, str]:
    return {suggestion.header: suggestion.variable for suggestion in suggest_variables(headers, VARIABLES)}


def test_a_header_gets_the_variable_that_it_looks_like() -> None:
    assert suggested("Inwoners (aantal)", "koop woningen", "Temperatuur") == {
        "Inwoners (aantal)": "inwoners",
        "koop woningen": "koopwoningen",
    }


def test_years_of_one_thing_get_one_variable() -> None:
    assert suggested("Misdrijven 2023", "Misdrijven 2024") == {
        "Misdrijven 2023": "misdrijven",
        "Misdrijven 2024": "misdrijven",
    }


def test_two_headers_do_not_share_a_variable() -> None:
    assert suggested("inwoners", "inwoners m") == {"inwoners": "inwoners"}


def test_the_best_comes_first() -> None:
    scores = [suggestion.score for suggestion in suggest_variables(["inwoners", "koopwoning"], VARIABLES)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
