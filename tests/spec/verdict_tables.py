"""When a figure is clearly higher or lower, and when nobody can tell: the cases that define it."""

import math

from wijkwerk.engine.verdicts import RELEVANCE_MARGIN, Estimate, Verdict, judge, judge_change, rest_of

from .method_table import Cell, Method, MethodTable

WORDS = {
    Verdict.CLEARLY_HIGHER: "duidelijk hoger",
    Verdict.CLEARLY_LOWER: "duidelijk lager",
    Verdict.NOT_CLEARLY_DIFFERENT: "niet duidelijk anders",
    Verdict.CANNOT_TELL: "niet vast te stellen",
}


def _estimate(*cells: Cell) -> Estimate:
    return Estimate(*(None if cell is None else float(cell) for cell in cells))


def _judge(value: Cell, low: Cell, high: Cell, benchmark: Cell) -> tuple[Cell, ...]:
    return (WORDS[judge(_estimate(value, low, high), _estimate(benchmark)).verdict],)


def _with_margin(value: Cell, low: Cell, high: Cell, benchmark: Cell) -> tuple[Cell, ...]:
    verdicts = (
        judge(_estimate(value, low, high), _estimate(benchmark), margin=margin).verdict
        for margin in (0.0, RELEVANCE_MARGIN, 2 * RELEVANCE_MARGIN)
    )
    return tuple(WORDS[verdict] for verdict in verdicts)


def _rest(total_top: Cell, total_bottom: Cell, own_top: Cell, own_bottom: Cell) -> tuple[Cell, ...]:
    cells = (math.nan if cell is None else float(cell) for cell in (total_top, total_bottom, own_top, own_bottom))
    rest = float(rest_of(*cells, per=1000))
    return (None if math.isnan(rest) else rest,)


def _change(first_low: Cell, first_high: Cell, last_low: Cell, last_high: Cell, same: Cell) -> tuple[Cell, ...]:
    def middle(low: Cell, high: Cell) -> Cell:
        return None if low is None or high is None else (float(low) + float(high)) / 2

    comparison = judge_change(
        _estimate(middle(first_low, first_high), first_low, first_high),
        _estimate(middle(last_low, last_high), last_low, last_high),
        comparable=same == "ja",
    )
    words = {Verdict.CLEARLY_HIGHER: "duidelijk gestegen", Verdict.CLEARLY_LOWER: "duidelijk gedaald"}
    return (words.get(comparison.verdict, WORDS[comparison.verdict].replace("anders", "veranderd")),)


METHOD = Method(
    slug="oordelen",
    title="Oordelen: wanneer is een verschil duidelijk?",
    introduction=(
        "Een oordeel heeft drie waarden: duidelijk hoger of lager, niet duidelijk anders, en **niet vast te stellen**. "
        "Het zegt alleen een richting. Of hoger gunstig is, hangt van het onderwerp af en wordt pas in de tekst "
        "toegepast.\n\n"
        "Een **modelcijfer** wordt net zo vergeleken, maar het antwoord is een *signaal*: een model mag nooit het "
        "effect van beleid beoordelen. Noemt de bron een cijfer onbetrouwbaar, dan is niets vast te stellen."
    ),
    tables=(
        MethodTable(
            title="Met een interval",
            text="Een verschil is duidelijk als het hele interval aan één kant van de vergelijkingswaarde ligt. "
            "Raken is niet genoeg.",
            inputs=("waarde", "van", "tot", "vergelijking"),
            outputs=("oordeel",),
            rows=(
                (15, 12, 18, 11, "duidelijk hoger"),
                (15, 12, 18, 12, "niet duidelijk anders"),
                (15, 12, 18, 16, "niet duidelijk anders"),
                (15, 12, 18, 19, "duidelijk lager"),
                (15, None, None, 11, "niet vast te stellen"),
                (None, None, None, 11, "niet vast te stellen"),
                (15, 12, 18, None, "niet vast te stellen"),
            ),
            compute=_judge,
        ),
        MethodTable(
            title="Registercijfers: ook groot genoeg om ertoe te doen",
            text="In een register is iedereen geteld, dus elk verschil is echt, ook een verschil van één euro. Daarom "
            "telt een verschil pas als het meer is dan 5 % van de vergelijkingswaarde, boven op de afronding. Die 5 % "
            "is een keuze; de kolommen laten zien wat geen marge en een marge van 10 % zouden zeggen.",
            inputs=("waarde", "van", "tot", "vergelijking"),
            outputs=("zonder marge", "marge 5 % (gebruikt)", "marge 10 %"),
            rows=(
                (207, 206.5, 207.5, 378, "duidelijk lager", "duidelijk lager", "duidelijk lager"),
                (350, 349.5, 350.5, 378, "duidelijk lager", "duidelijk lager", "niet duidelijk anders"),
                (370, 369.5, 370.5, 378, "duidelijk lager", "niet duidelijk anders", "niet duidelijk anders"),
                (207, None, None, 378, "niet vast te stellen", "duidelijk lager", "duidelijk lager"),
                (None, None, None, 378, "niet vast te stellen", "niet vast te stellen", "niet vast te stellen"),
            ),
            compute=_with_margin,
        ),
        MethodTable(
            title="De vergelijkingswaarde zonder het gebied zelf, per 1.000",
            text="Een groot gebied zou anders voor een deel met zichzelf worden vergeleken. Zijn de aantallen van het "
            "gebied niet bekend, dan geldt het hele totaal. Blijft er niets over, dan is er geen vergelijking.",
            inputs=("teller totaal", "noemer totaal", "teller gebied", "noemer gebied"),
            outputs=("de rest",),
            rows=(
                (2430, 81140, 180, 2195, 28.5),
                (100, 1000, 10, 100, 100),
                (100, 1000, 60, 200, 50),
                (100, 1000, None, 200, 100),
                (100, 1000, 100, 1000, None),
                (None, 1000, 10, 100, None),
            ),
            compute=_rest,
            decimals=1,
        ),
        MethodTable(
            title="Veranderd tussen twee jaren",
            text="Een verandering is duidelijk als de twee intervallen elkaar niet overlappen. Dat is streng: bij twee "
            "intervallen die elkaar net raken is het toeval nog geen 1 %. Over een hergebruikte code, een verlegde "
            "grens of een veranderde vraag is niets vast te stellen.",
            inputs=("eerst van", "eerst tot", "later van", "later tot", "zelfde gebied en meting"),
            outputs=("oordeel",),
            rows=(
                (108.6, 154.4, 63.4, 99.6, "ja", "duidelijk gedaald"),
                (63.4, 99.6, 108.6, 154.4, "ja", "duidelijk gestegen"),
                (108.6, 154.4, 85.0, 126.0, "ja", "niet duidelijk veranderd"),
                (8465, 8475, 675, 685, "nee", "niet vast te stellen"),
                (None, None, 85.0, 126.0, "ja", "niet vast te stellen"),
            ),
            compute=_change,
        ),
    ),
    closing=(
        "De vergelijking met intervallen is die van de meeste gezondheidsmonitors. Wie veel gebieden tegelijk bekijkt, "
        "vindt bij 95 % altijd enkele duidelijke verschillen door toeval: ongeveer één op de twintig als er niets aan "
        "de hand is. Een oordeel begint daarom een gesprek en sluit het niet."
    ),
)
