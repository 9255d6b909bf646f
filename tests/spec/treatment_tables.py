"""When an outlier is drawn in, and when a column is transformed: the cases that define it."""

from wijkwerk.engine import moments, transformations, treat
from wijkwerk.engine.orient import orient

from .cells import array, number, out, row
from .method_table import Cell, Method, MethodTable

WORDS = {"none": "niets", "winsorise": "ingetrokken", "log_of_range": "logaritme"}


def _orient(value: Cell, polarity: Cell) -> tuple[Cell, ...]:
    sign = {"meer is urgenter": 1, "minder is urgenter": -1}[str(polarity)]
    return out(orient(row([value]), [sign]))


def _treat(*cells: Cell) -> tuple[Cell, ...]:
    treated = treat.treat(array(cells)[:, None], treat.TreatPlan(max_points=2, transformation="log_of_range"))
    points = treated.columns[0].points
    method = WORDS[treated.methods[0]]
    return (method, points, *(out(treated.values[-2:]) if method != "logaritme" else (None, None)))


def _shape(*cells: Cell) -> tuple[Cell, ...]:
    values = array(cells)
    return out([moments.skewness(values), moments.kurtosis(values)])


def _logarithms(low: Cell, value: Cell, high: Cell) -> tuple[Cell, ...]:
    column = array([low, value, high])
    return out(
        [
            float(function(column)[1])
            for function in (
                transformations.log_of_range,
                transformations.log_by_skewness,
                transformations.log_from_one,
                transformations.log_to_maximum,
            )
        ]
    )


def _box_cox(value: Cell, power: Cell) -> tuple[Cell, ...]:
    return out([float(transformations.box_cox(array([1, value]), number(power))[1])])


METHOD = Method(
    slug="uitschieters",
    title="Richting en uitschieters: wat er met een cijfer gebeurt voor het meetelt",
    introduction=(
        "Eén gebied met een heel hoog cijfer mag niet bepalen wat alle andere gebieden scoren. Een kolom waarvan de "
        "scheefheid onder 2 ligt, of de welving (kurtosis) onder 3,5, blijft zoals hij is. Anders krijgt het uiterste "
        "gebied de waarde van zijn buurman, één voor één en hooguit een vast aantal gebieden. Helpt dat niet, dan "
        "wordt de oorspronkelijke kolom op een logaritmische schaal gezet. Alles wat gebeurt, staat in de uitvoer.\n\n"
        "Dit gaat vooraf aan het draaien: een logaritme buigt de lange bovenkant van aantallen en bedragen, welke kant "
        "ook urgent is. Intrekken werkt aan beide kanten gelijk. Een leeg vak betekent: ontbreekt."
    ),
    tables=(
        MethodTable(
            title="Richting: hoger is urgenter",
            text="Elk cijfer wordt één keer gedraaid, zodat daarna hoger altijd urgenter is. Welke kant urgent is, "
            "staat bij de indicator.",
            inputs=("cijfer", "richting"),
            outputs=("gedraaid",),
            rows=(
                (28.5, "minder is urgenter", -28.5),
                (104, "meer is urgenter", 104),
                (-3, "minder is urgenter", 3),
                (None, "minder is urgenter", None),
            ),
            compute=_orient,
            decimals=1,
        ),
        MethodTable(
            title="Scheefheid en welving",
            text="Beide zoals SPSS, SAS en Excel ze berekenen. Drie gelijke waarden en een grotere geven altijd een "
            "scheefheid van 2; gelijke waarden hebben geen vorm.",
            inputs=("a", "b", "c", "d", "e"),
            outputs=("scheefheid", "welving"),
            rows=(
                (1, 2, 3, 4, 5, 0, -1.2),
                (1, 1, 1, 1, 6, 2.2361, 5),
                (6, 6, 6, 6, 1, -2.2361, 5),
                (0, 0, 0, 8, None, 2, 4),
                (1, 2, 4, None, None, 0.9352, None),
                (7, 7, 7, 7, 7, None, None),
            ),
            compute=_shape,
            decimals=4,
        ),
        MethodTable(
            title="Intrekken, hooguit twee gebieden, en anders de logaritme",
            text="De laatste twee kolommen zijn de cijfers van de gebieden g en h na behandeling, in dezelfde eenheid.",
            inputs=("a", "b", "c", "d", "e", "f", "g", "h"),
            outputs=("gedaan", "gebieden", "g", "h"),
            rows=(
                (1, 2, 3, 4, 5, 6, 7, 8, "niets", 0, 7, 8),
                (1, 2, 3, 4, 5, 6, 7, 90, "ingetrokken", 1, 7, 7),
                (1, 2, 3, 4, 5, 6, 500, 900, "niets", 0, 500, 900),
                (4, 5, 6, 7, 8, 9, 10, -90, "ingetrokken", 1, 10, 4),
                (1, 2, 3, 4, None, 6, 7, 90, "ingetrokken", 1, 7, 7),
                (1, 1, 1, 1, 1, 1, 1, 9, "ingetrokken", 1, 1, 1),
            ),
            compute=_treat,
            decimals=0,
        ),
        MethodTable(
            title="De logaritmen",
            text="Voor een kolom met een laagste, een eigen en een hoogste waarde. Van het bereik: ln(x − min + 1 % "
            "van het bereik). Naar scheefheid: hetzelfde, vanaf de kant met de korte staart. Vanaf één: ln(x − min + "
            "1). Tot het maximum: ln((max − 1)(x − min)/(max − min) + 1).",
            inputs=("laagste", "waarde", "hoogste"),
            outputs=("van het bereik", "naar scheefheid", "vanaf één", "tot het maximum"),
            rows=(
                (0, 9, 100, 2.3026, 2.3026, 2.3026, 2.2935),
                (0, 91, 100, 4.5218, -2.3026, 4.5218, 4.5118),
                (-50, 0, 50, 3.9318, -3.9318, 3.9318, 3.2387),
                (0, None, 100, None, None, None, None),
            ),
            compute=_logarithms,
            decimals=4,
        ),
        MethodTable(
            title="Box–Cox",
            text="(x^λ − 1)/λ, en ln x bij λ = 0, nadat de kolom zo verschoven is dat de laagste 1 is. Hier is de "
            "laagste al 1.",
            inputs=("waarde", "λ"),
            outputs=("na",),
            rows=((4, 0.5, 2), (4, 0, 1.3863), (4, 1, 3), (4, -1, 0.75), (4, 2, 7.5), (None, 0.5, None)),
            compute=_box_cox,
            decimals=4,
        ),
    ),
    closing=(
        "Bronnen: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008); D.N. Joanes en C.A. Gill, *The "
        "Statistician* 47 (1998); G.E.P. Box en D.R. Cox, *JRSS B* 26 (1964). De stappen zijn cijfer voor cijfer "
        "gelijk aan COINr 1.1.14 op het voorbeeld ASEM (`tests/reference/test_asem.py`)."
    ),
)
