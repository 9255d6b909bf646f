"""The outcome of the doubt about places in words: who is among the first, and what moves them most."""

from collections.abc import Sequence

import numpy as np

from wijkwerk.engine.intervals import FloatArray
from wijkwerk.pages.certainty.material import CertaintyMaterial, ranked_areas
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import count_word, enumeration, sentence
from wijkwerk.present.scores.certainty_words import CAUSES, first_head, of_hundred, places_moved
from wijkwerk.scores.certainty import PLACES, Certainty, Stability

# So many names fit a sentence; of more only the count is said.
_MOST_NAMES = 4
_OFTEN, _ALMOST_ALWAYS = 0.5, 0.95


def first_sentence(material: CertaintyMaterial, certainty: Certainty, n: int) -> str:
    shares = {
        area.name: float(certainty.method.first[certainty.units.index(area.code), PLACES.index(n)])
        for area in ranked_areas(material)
    }
    often = [name for name, share in shares.items() if share >= _OFTEN]
    several, head = plural(material.level, 2), first_head(n)
    if not often:
        return f"Geen van de {count_word(len(shares))} {several} staat in de helft van de varianten {head}."
    if len(often) > _MOST_NAMES:
        always = [name for name in often if shares[name] >= _ALMOST_ALWAYS]
        more = _always_words(always)
        many = f"{count_word(len(often))} van de {count_word(len(shares))} {several}"
        return sentence(f"{many} staan in minstens de helft van de varianten {head}{more}.")
    verb = "staat" if len(often) == 1 else "staan"
    numbers = enumeration([of_hundred(shares[name]) for name in often])
    return f"{enumeration(often)} {verb} in {numbers} van de 100 varianten {head}."


def cause_sentence(certainty: Certainty) -> str:
    moving = [cause for cause in certainty.causes if cause.shift > 0]
    if not moving:
        return "Geen enkele keuze in de methode verschuift een plaats."
    most = max(moving, key=lambda cause: cause.shift)
    return f"De keuze {CAUSES[most.name][1]}, verschuift de plaatsen het meest: gemiddeld {places_moved(most.shift)}."


def indicator_sentence(material: CertaintyMaterial, certainty: Certainty) -> str:
    if not certainty.indicators or certainty.indicators[0][1] == 0:
        return "Geen enkele indicator verschuift een plaats als hij wordt weggelaten."
    name, shift = certainty.indicators[0]
    return (
        f"Laten we {material.title_of(name)} weg, dan verschuiven de {plural(material.level, 2)} het meest: "
        f"gemiddeld {places_moved(shift)}."
    )


def widths(certainty: Certainty) -> str:
    """Which of the two kinds of doubt is the larger one, in words."""
    method = _mean_width(certainty.method)
    if certainty.sampling is None:
        return f"De band is door de methode gemiddeld {places_moved(method)} breed."
    sampling = _mean_width(certainty.sampling)
    which = "de methode" if method >= sampling else "toeval in de cijfers"
    return (
        f"Vooral {which} maakt de plaats onzeker: de band is door de methode gemiddeld {places_moved(method)} breed, "
        f"door toeval {places_moved(sampling)}."
    )


def _always_words(names: Sequence[str]) -> str:
    if not names or len(names) > _MOST_NAMES:
        return "" if not names else f"; {count_word(len(names))} daarvan vrijwel altijd"
    return f"; vrijwel altijd {'is dat' if len(names) == 1 else 'zijn dat'} {enumeration(list(names))}"


def _mean_width(stability: Stability) -> float:
    width: FloatArray = stability.high - stability.low
    return float(np.nanmean(width)) if (~np.isnan(width)).any() else 0.0
