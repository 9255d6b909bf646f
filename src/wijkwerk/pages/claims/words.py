"""What a check of a claim comes to, in words and shapes."""

from collections.abc import Sequence

from wijkwerk.present.numbers import count_word
from wijkwerk.present.words import UNKNOWN, VerdictWords
from wijkwerk.scores.claims import AGAINST, JUDGED, SUPPORTS, CheckedClaim, Finding, Placed

HOLDS = VerdictWords("klopt", "klopt", "neutral", "i-pass")
FITS = VerdictWords("past", "past", "neutral", "i-sig-better", signal=True)
HOLDS_NOT = VerdictWords("klopt niet", "klopt niet", "neutral", "i-same")
FITS_NOT = VerdictWords("past niet", "past niet", "neutral", "i-same", signal=True)
NO_FIGURE = VerdictWords("geen cijfer", "geen cijfer", "unknown", "i-unknown")
UNCLEAR = VerdictWords("onbekend wat is bedoeld", "onbekend", "unknown", "i-unknown")
NO_DIRECTION = VerdictWords("geen oordeel", "geen oordeel", "neutral", "i-same")

_WORDS = {
    Finding.HOLDS: HOLDS,
    Finding.FITS: FITS,
    Finding.HOLDS_NOT: HOLDS_NOT,
    Finding.FITS_NOT: FITS_NOT,
    Finding.CANNOT_TELL: UNKNOWN,
    Finding.NO_FIGURE: NO_FIGURE,
    Finding.NO_DIRECTION: NO_DIRECTION,
}
# From this share of the figures on a claim fits "grotendeels".
_MOSTLY = 2 / 3


def finding_words(finding: Finding) -> VerdictWords:
    return _WORDS[finding]


def summary_words(placed: Sequence[Placed]) -> VerdictWords:
    """Of some figures together. "Klopt" needs counted figures alone: with one model figure a claim at most fits."""
    judged = [each for each in placed if each.finding in JUDGED]
    if not judged:
        return NO_FIGURE
    support = sum(each.finding in SUPPORTS for each in judged)
    against = sum(each.finding in AGAINST for each in judged)
    if not support and not against:
        return UNKNOWN
    if not support:
        return FITS_NOT if any(each.is_model for each in judged) else HOLDS_NOT
    counted = not any(each.is_model for each in judged)
    whole = HOLDS if counted else FITS
    if support == len(judged):
        return whole
    words = f"{whole.text} {'grotendeels' if support >= _MOSTLY * len(judged) else 'deels'}"
    return VerdictWords(words, words, whole.tone, whole.icon, whole.signal)


def place_words(placed: Placed) -> str:
    """ "5 van 41", "22 tot 23 van 41, gelijke waarden", "7 van 41, door toeval 5 tot 12"."""
    if placed.first is None or placed.last is None:
        return ""
    place = f"{_span(placed.first, placed.last)} van {placed.of}"
    notes = []
    if placed.first != placed.last:
        notes.append("gelijke waarden")
    if placed.low is not None and placed.high is not None and (placed.low, placed.high) != (placed.first, placed.last):
        notes.append(f"{'bij afronding' if placed.is_rounded else 'door toeval'} {_span(placed.low, placed.high)}")
    return ", ".join([place, *notes])


def lead_sentences(checked: CheckedClaim) -> str:
    """Domain by domain what holds, and whether that makes "all domains"."""
    sentences = [_domain_sentence(checked, index) for index in range(len(checked.claim.domains))]
    whole = [summary_words(_of_domain(checked, index)) for index in range(len(checked.claim.domains))]
    shown = all(each in (HOLDS, FITS) for each in whole)
    ending = "Op elk domein past de uitspraak bij alle cijfers." if shown else "‘Op alle domeinen’ is niet aangetoond."
    return " ".join([*sentences, ending]) if len(whole) > 1 else " ".join(sentences)


def count_words(checked: CheckedClaim, indicators: Sequence[str]) -> str:
    """ "15 van 21 cijfers bij de eerste acht"."""
    support, judged = checked.counted(indicators)
    if not judged:
        return "geen cijfer"
    doubtful = any(checked.placed[name].finding is Finding.CANNOT_TELL for name in indicators)
    figures = "cijfer" if judged == 1 else "cijfers"
    return f"{support} van {judged} {figures} {'zeker ' if doubtful else ''}bij de eerste {first_words(checked)}"


def first_words(checked: CheckedClaim) -> str:
    return count_word(checked.yardstick)


def _domain_sentence(checked: CheckedClaim, index: int) -> str:
    domain = checked.claim.domains[index]
    names = [name for theme in domain.themes for name in theme.indicators]
    words = summary_words(_of_domain(checked, index))
    if words is NO_FIGURE:
        return f"{domain.title}: geen cijfer, en dat is geen ‘nee’."
    if words is UNKNOWN:
        return f"{domain.title}: niet vast te stellen."
    return f"{domain.title}: {words.text}, {count_words(checked, names)}."


def _of_domain(checked: CheckedClaim, index: int) -> list[Placed]:
    return [checked.placed[name] for theme in checked.claim.domains[index].themes for name in theme.indicators]


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} tot {last}"
