"""What the engine says, in words for who writes recipes. The engine itself speaks English and knows no names."""

from dataclasses import dataclass

from wijkwerk.engine.stages import TOO_LARGE


@dataclass(frozen=True)
class Reason:
    found: str
    expected: str
    remedy: str


_OTHER_SCALE = "Kies een schaal die boven 0 blijft (zoals min_max met scale_low: 1), of een ander gemiddelde."
_POINTS = "Geef de indicator vaste ijkpunten bij 'reference', of kies een andere methode."
_OTHER_STEP = "Kies een andere methode, of laat de indicator weg."
_ABOVE_ZERO = "waarden boven 0"
_DIFFERENCES = "verschillen tussen gebieden"
# By words of the engine: the first that stands in what it said counts.
_REASONS: tuple[tuple[str, Reason], ...] = (
    ("a reference point lies where", Reason(
        "een ijkpunt waarop de omvorming niet kan", "ijkpunten binnen het bereik van de omvorming",
        "Kies andere ijkpunten, of een vaste omvorming bij 'transform'.")),
    ("the geometric mean needs", Reason(
        "een onderdeel met een waarde van 0 of lager, en een meetkundig gemiddelde", _ABOVE_ZERO, _OTHER_SCALE)),
    ("the harmonic mean needs", Reason(
        "een onderdeel met een waarde van 0 of lager, en een harmonisch gemiddelde", _ABOVE_ZERO, _OTHER_SCALE)),
    ("a power of", Reason(
        "een onderdeel met een waarde van 0 of lager, en een negatieve macht", _ABOVE_ZERO, _OTHER_SCALE)),
    ("the generalised mean needs", Reason(
        "een onderdeel met een waarde onder 0, en een machtsgemiddelde", "waarden van 0 of hoger", _OTHER_SCALE)),
    ("the mean of area", Reason(
        "een gebied met een gemiddelde van 0 of lager, en mazziotta_pareto", "gemiddelden boven 0", _OTHER_SCALE)),
    ("needs figures 0 or more", Reason("een cijfer onder 0", "cijfers van 0 of hoger", _OTHER_STEP)),
    ("needs figures above 0", Reason("een cijfer van 0 of lager", "cijfers boven 0", _OTHER_STEP)),
    ("needs values above 0", Reason("een cijfer van 0 of lager", "cijfers boven 0", _OTHER_STEP)),
    ("needs a maximum above 1", Reason("een hoogste cijfer van 1 of lager", "een hoogste cijfer boven 1", _OTHER_STEP)),
    ("its lower point is not below", Reason(
        "een laagste punt dat niet onder het hoogste ligt", "een laag en een hoger punt", _POINTS)),
    (TOO_LARGE, Reason(
        "cijfers die te groot zijn om mee te rekenen", "getallen van gewone grootte",
        "Controleer de cijfers en hun eenheid, of reken in grotere eenheden.")),
    ("there is no range", Reason("alleen gelijke cijfers", _DIFFERENCES, _POINTS)),
    ("has no range", Reason("alleen gelijke cijfers", _DIFFERENCES, _POINTS)),
    ("has no spread", Reason("cijfers zonder spreiding", _DIFFERENCES, _POINTS)),
    ("has one figure only", Reason("één gebied met een cijfer", "twee of meer gebieden met een cijfer", _POINTS)),
    ("no value at all", Reason("geen enkel cijfer", "minstens één cijfer", _OTHER_STEP)),
    ("no figure for the reference area", Reason(
        "geen cijfer van het gebied waarmee vergeleken wordt", "een gebied met een cijfer", "Kies een ander gebied.")),
    ("not above its lowest figure", Reason(
        "een doel dat niet boven het laagste cijfer ligt", "een doel boven het laagste cijfer", "Verander het doel.")),
    ("highest figure of 0", Reason("een hoogste cijfer van 0", "een hoogste cijfer boven 0", _OTHER_STEP)),
    ("figure below 0, and a fraction", Reason(
        "een hoogste waarde onder 0, waardoor de volgorde zou omdraaien", "een hoogste waarde boven 0", _OTHER_STEP)),
    ("outside 1 and the number of areas", Reason(
        "een plaats buiten de rij van gebieden", "plaatsen van 1 tot het aantal gebieden", _OTHER_STEP)),
)  # fmt: skip
_UNKNOWN = Reason("cijfers waarop deze methode niet kan", "cijfers die passen", "Kies een andere methode.")


def reason_of(said: str) -> Reason:
    """said: what the engine gave as its reason. Never any of its own words come back."""
    return next((reason for words, reason in _REASONS if words in said), _UNKNOWN)
