"""Small areas beside large ones: drawn to the mean, shrunk to the wijk, placed in a funnel."""

import math

from wijkwerk.engine.empirical_bayes import marshall, martuzzi_elliott
from wijkwerk.engine.funnel import OUTER_CONFIDENCE, dispersion, rate_limits, share_limits
from wijkwerk.engine.shrinkage import shrink

from .method_table import Cell, Method, MethodTable

# The other areas of the first two examples: (count, inhabitants).
OTHERS = ((30, 1000), (60, 1000), (90, 1000))
SISTERS = ((10, 100), (30, 100))


def _number(cell: Cell) -> float:
    return math.nan if cell is None else float(cell)


def _cells(*numbers: float) -> tuple[Cell, ...]:
    return tuple(None if math.isnan(number) else float(number) for number in numbers)


def _rate(count: Cell, people: Cell) -> tuple[Cell, ...]:
    counts, exposures = zip((_number(count), _number(people)), *OTHERS, strict=True)
    found = marshall(counts, exposures, 1000)
    return _cells(found.raw[0], 100 * found.weight[0], found.estimate[0])


def _share(count: Cell, asked: Cell) -> tuple[Cell, ...]:
    counts, exposures = zip((_number(count), _number(asked)), *((10 * x, n) for x, n in OTHERS), strict=True)
    found = martuzzi_elliott(counts, exposures, 100)
    return _cells(found.raw[0], 100 * found.weight[0], found.estimate[0])


def _shrunk(count: Cell, total: Cell) -> tuple[Cell, ...]:
    counts, totals = zip((_number(count), _number(total)), *SISTERS, strict=True)
    found = shrink(counts, totals, ["wijk"] * 3)
    return _cells(100 * found.raw[0], 100 * found.weight[0], 100 * found.share[0])


def _share_funnel(asked: Cell, benchmark: Cell) -> tuple[Cell, ...]:
    limits = [share_limits(_number(asked), _number(benchmark) / 100, level) for level in (0.95, OUTER_CONFIDENCE)]
    return _cells(*(100 * float(limit) for pair in limits for limit in pair))


def _rate_funnel(people: Cell, benchmark: Cell, tau2: Cell) -> tuple[Cell, ...]:
    limits = [
        rate_limits(_number(people), _number(benchmark), 1000, level, _number(tau2))
        for level in (0.95, OUTER_CONFIDENCE)
    ]
    return _cells(*(float(limit) for pair in limits for limit in pair))


def _dispersion(*z_scores: Cell) -> tuple[Cell, ...]:
    found = dispersion([_number(z) for z in z_scores], 0.1, winsorised=0)
    return _cells(found.phi, found.tau2)


METHOD = Method(
    slug="kleine-aantallen",
    title="Kleine aantallen: wat toeval doet met een klein gebied",
    introduction=(
        "In een klein gebied springt een cijfer heen en weer zonder dat er iets verandert. Eén inbraak meer in een "
        "buurt van 200 inwoners scheelt 5 per 1.000. Daarom staan de kleinste gebieden bijna altijd bovenaan én "
        "onderaan een lijst.\n\n"
        "De rekenwijzen hier maken dat zichtbaar. Ze staan **naast** het cijfer en komen er nooit voor in de plaats. "
        "Een gebied zonder cijfer krijgt er ook hier geen."
    ),
    tables=(
        MethodTable(
            title="Naar het gemiddelde getrokken: gebeurtenissen (Marshall)",
            text="Een klein gebied leunt op het gemiddelde van alle gebieden, een groot gebied op zichzelf. Hoe sterk, "
            "volgt uit hoeveel de gebieden méér verschillen dan door toeval. In dit voorbeeld zijn er nog drie "
            "gebieden van 1.000 inwoners, met 30, 60 en 90 gebeurtenissen. Per 1.000 inwoners; het gewicht is hoeveel "
            "procent het eigen cijfer meetelt. Bij 12 van 200: s² = 2 × 1.000 × 0,03² / 3.200 = 0,0005625, daarvan is "
            "0,06 / 800 = 0,000075 toeval, en 0,0004875 / (0,0004875 + 0,06 / 200) = 61,9 %.",
            inputs=("aantal", "inwoners"),
            outputs=("eigen cijfer", "gewicht (%)", "geschat"),
            rows=(
                (0, 20, 0, 15.36, 50.45),
                (0, 200, 0, 71.43, 16.07),
                (0, 2000, 0, 98.52, 0.53),
                (12, 200, 60, 61.9, 60),
                (120, 2000, 60, 91.23, 60),
                (None, 200, None, None, None),
                (12, None, None, None, None),
                (0, 0, None, None, None),
            ),
            compute=_rate,
        ),
        MethodTable(
            title="Naar het gemiddelde getrokken: aandelen (Martuzzi en Elliott)",
            text="Hetzelfde voor iets dat niet zeldzaam is, zoals een goede gezondheid. De drie andere gebieden: 300, "
            "600 en 900 van 1.000 ondervraagden. In procenten.",
            inputs=("aantal", "ondervraagd"),
            outputs=("eigen aandeel", "gewicht (%)", "geschat"),
            rows=(
                (0, 10, 0, 77.18, 13.65),
                (0, 100, 0, 97.54, 1.43),
                (6, 10, 60, 76.75, 60),
                (None, 10, None, None, None),
                (0, 0, None, None, None),
            ),
            compute=_share,
        ),
        MethodTable(
            title="Naar de wijk getrokken (de Engelse indices)",
            text="Een buurt leunt op de andere buurten van haar wijk. Er wordt gerekend met log-odds, zodat een "
            "aandeel nooit onder 0 of boven 100 % komt. De twee andere buurten in dit voorbeeld: 10 van 100 en 30 van "
            "100. In procenten.",
            inputs=("aantal", "van"),
            outputs=("eigen aandeel", "gewicht (%)", "geschat"),
            rows=(
                (0, 10, 0, 59.01, 8.43),
                (0, 1000, 0, 92.79, 0.07),
                (5, 10, 50, 78.11, 42.98),
                (500, 1000, 50, 99.81, 49.99),
                (None, 10, None, None, None),
                (0, 0, None, None, None),
            ),
            compute=_shrunk,
        ),
        MethodTable(
            title="De trechter van een aandeel (%)",
            text="Tussen deze grenzen ligt een gewoon gebied van deze grootte, als er niets aan de hand is: 95 en 99,8 "
            "van de 100 keer. Een gebied ligt erbuiten precies waar zijn eigen interval (Wilson) de vergelijking niet "
            "bevat. Bij 100 ondervraagden en 50 %: 1,96 × √(50 × 50 / 100) = 9,8.",
            inputs=("ondervraagd", "vergelijking (%)"),
            outputs=("95 % van", "95 % tot", "99,8 % van", "99,8 % tot"),
            rows=(
                (10, 50, 19.01, 80.99, 1.14, 98.86),
                (100, 50, 40.2, 59.8, 34.55, 65.45),
                (1000, 50, 46.9, 53.1, 45.11, 54.89),
                (10, 95, 81.49, 100, 73.7, 100),
                (0, 50, None, None, None, None),
                (None, 50, None, None, None, None),
            ),
            compute=_share_funnel,
        ),
        MethodTable(
            title="De trechter van gebeurtenissen per 1.000 inwoners",
            text="Zo veel gebeurtenissen passen nog bij toeval alleen (exacte Poissonverdeling). Verschillen de "
            "gebieden in het echt meer dan toeval verklaart, dan hoort daar τ² bij en wordt de trechter wijder, nooit "
            "nauwer: alleen wie ook tussen de andere gebieden opvalt, ligt er dan nog buiten.",
            inputs=("inwoners", "vergelijking", "τ²"),
            outputs=("95 % van", "95 % tot", "99,8 % van", "99,8 % tot"),
            rows=(
                (100, 20, 0, 0, 56.58, 0, 80.62),
                (1000, 20, 0, 11.25, 29.71, 7.24, 35.65),
                (10000, 20, 0, 17.23, 22.87, 15.73, 24.56),
                (10000, 20, 0.01, 12.55, 29.18, 9.04, 35.26),
                (0, 20, 0, None, None, None, None),
                (None, 20, 0, None, None, None, None),
            ),
            compute=_rate_funnel,
        ),
        MethodTable(
            title="Meer verschil dan toeval (overdispersie)",
            text="φ is het gemiddelde van de gekwadrateerde afstanden, in standaardfouten: 1 als toeval alles "
            "verklaart. τ² is wat er overblijft; hier is elke standaardfout 0,1. In de monitor worden eerst de 10 % "
            "uiterste gebieden aan elke kant bijgetrokken, zodat een echte uitschieter de trechter niet zelf oprekt; "
            "in dit voorbeeld niet.",
            inputs=("gebied 1", "gebied 2", "gebied 3", "gebied 4"),
            outputs=("φ", "τ²"),
            rows=(
                (1, -1, 1, -1, 1, 0.0033),
                (2, -2, 1, -1, 2.5, 0.0233),
                (0.5, -0.5, 0.5, -0.5, 0.25, 0),
                (2, -2, None, None, 4, 0.07),
                (None, None, None, None, None, 0),
            ),
            compute=_dispersion,
            decimals=4,
        ),
    ),
    closing=(
        "Bronnen: R.J. Marshall, *Applied Statistics* 40 (1991); M. Martuzzi en P. Elliott, *Statistics in Medicine* "
        "15 (1996); *English Indices of Deprivation 2019*, Technical report, bijlage D; D.J. Spiegelhalter, "
        "*Statistics in Medicine* 24 (2005). Per gebied vergeleken met spdep en esda (167 gebieden van Auckland, 71 "
        "van Huddersfield), met het Engelse rapport (2.944 gebieden) en met de openbare toetstabellen van "
        "PHEindicatormethods (603 gebieden)."
    ),
)
