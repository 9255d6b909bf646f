"""How figures of different units come on one scale: the cases that define it."""

import numpy as np

from wijkwerk.engine import normalise, normalise_sample

from .cells import array, column, number, out, row
from .method_table import Cell, Method, MethodTable

COUNTRY = np.array([[10.0], [20.0], [20.0], [40.0]])


def _goalposts(value: Cell, low: Cell, high: Cell) -> tuple[Cell, ...]:
    points = [number(low)], [number(high)]
    return (
        *out(normalise.goalposts(row([value]), *points)),
        *out(normalise.min_max(row([value]), *points)),
        *out(normalise.min_max(row([value]), *points, scale_low=1)),
    )


def _z_score(value: Cell, mean: Cell, sd: Cell) -> tuple[Cell, ...]:
    points = [number(mean)], [number(sd)]
    return (
        *out(normalise.z_score(row([value]), *points)),
        *out(normalise.z_score(row([value]), *points, target_mean=100, target_sd=10)),
    )


def _norm(value: Cell, low: Cell, high: Cell) -> tuple[Cell, ...]:
    answers = (
        normalise.distance_to_norm(row([value]), [number(low)], [number(high)], unit=10, better=better)
        for better in normalise.Better
    )
    return tuple(cell for answer in answers for cell in out(answer))


def _share(value: Cell) -> tuple[Cell, ...]:
    return out(normalise.national_share(row([value]), COUNTRY))


def _index(value: Cell, base: Cell) -> tuple[Cell, ...]:
    return out(normalise.index_to_base(row([value]), [number(base)]))


def _sample(*cells: Cell) -> tuple[Cell, ...]:
    """The last of the areas, by every method that reads the areas themselves."""
    values = column(cells)
    answers = (
        normalise.min_max(values),
        normalise.z_score(values),
        normalise_sample.rank(values),
        normalise_sample.borda(values),
        normalise_sample.percentile_rank(values),
        normalise_sample.fraction_of_maximum(values),
        normalise_sample.distance_to_maximum(values),
    )
    return tuple(out(answer[-1])[0] for answer in answers)


def _target(value: Cell, target: Cell) -> tuple[Cell, ...]:
    values = column([2, value, 12, 6])
    return (
        out(normalise_sample.distance_to_target(values, number(target)))[1],
        out(normalise_sample.distance_to_target(values, number(target), cap=True))[1],
        out(normalise_sample.distance_to_reference(values, 3))[1],
    )


def _exponential(place: Cell, areas: Cell) -> tuple[Cell, ...]:
    places = -array([place])[:, None]
    answers = (
        normalise.exponential(places, ranked_of=number(areas), fraction=fraction) for fraction in normalise.RankFraction
    )
    return tuple(cell for answer in answers for cell in out(answer))


METHOD = Method(
    slug="normaliseren",
    title="Normaliseren: cijfers van verschillende eenheid op één schaal",
    introduction=(
        "Euro’s, procenten en aantallen zijn pas te vergelijken als ze op dezelfde schaal staan. Dat gebeurt na het "
        "draaien: hoger is urgenter. Liefst tegen **vaste punten** die landelijk bepaald zijn: dan hangt de score van "
        "een buurt niet af van welke andere buurten toevallig meedoen, en blijft zij van jaar tot jaar vergelijkbaar. "
        "Wie een bestaande index wil volgen die anders werkt, vindt die methoden hier ook. Een leeg vak betekent: "
        "ontbreekt; wat ontbreekt, blijft ontbreken."
    ),
    tables=(
        MethodTable(
            title="Tussen twee vaste punten",
            text="0 bij het gunstigste punt, 100 bij het meest urgente. Naar keuze houdt de schaal daar op of loopt "
            "hij door; voor een meetkundig gemiddelde begint hij bij 1.",
            inputs=("cijfer", "laag", "hoog"),
            outputs=("afgekapt", "doorlopend", "1 tot 100"),
            rows=(
                (15, 10, 30, 25, 25, 25.75),
                (10, 10, 30, 0, 0, 1),
                (30, 10, 30, 100, 100, 100),
                (35, 10, 30, 100, 125, 124.75),
                (5, 10, 30, 0, -25, -23.75),
                (-207, -378, -150, 75, 75, 75.25),
                (None, 10, 30, None, None, None),
            ),
            compute=_goalposts,
        ),
        MethodTable(
            title="Afstand tot het gemiddelde (z-score)",
            text="In standaardafwijkingen; daarnaast op de schaal met gemiddelde 100 en standaardafwijking 10.",
            inputs=("cijfer", "gemiddelde", "standaardafwijking"),
            outputs=("z", "100 ± 10"),
            rows=((15, 10, 4, 1.25, 112.5), (10, 10, 4, 0, 100), (4, 10, 4, -1.5, 85), (None, 10, 4, None, None)),
            compute=_z_score,
        ),
        MethodTable(
            title="Afstand tot de norm, per 10 eenheden 100 punten",
            text="De norm is een band; één kant mag open zijn. Wie beter doet dan de norm krijgt 0, of minder dan 0, "
            "of (als te weinig ook een probleem is) evenveel als wie er even ver boven zit.",
            inputs=("cijfer", "norm van", "norm tot"),
            outputs=("telt niet", "telt mee", "ook een probleem"),
            rows=(
                (25, 10, 20, 50, 50, 50),
                (20, 10, 20, 0, 0, 0),
                (15, 10, 20, 0, 0, 0),
                (6, 10, 20, 0, -40, 40),
                (6, None, 20, 0, 0, 0),
                (35, None, 20, 150, 150, 150),
                (6, 10, None, 0, -40, 40),
                (6, 20, 20, 0, -140, 140),
                (None, 10, 20, None, None, None),
            ),
            compute=_norm,
        ),
        MethodTable(
            title="Plaats in de landelijke verdeling",
            text="Het land heeft hier vier buurten: 10, 20, 20 en 40. Welk deel is minder urgent? Gelijke cijfers "
            "tellen voor de helft.",
            inputs=("cijfer",),
            outputs=("plaats",),
            rows=((5, 0), (10, 12.5), (20, 50), (30, 75), (41, 100), (None, None)),
            compute=_share,
        ),
        MethodTable(
            title="Index ten opzichte van een basisjaar",
            text="100 is zoals toen, 110 is tien procent urgenter. Bij een onderwerp waar minder urgenter is, zijn "
            "beide cijfers gedraaid en dus negatief.",
            inputs=("cijfer", "basis"),
            outputs=("index",),
            rows=(
                (110, 100, 110),
                (90, 100, 90),
                (-110, -100, 90),
                (-90, -100, 110),
                (None, 100, None),
                (5, None, None),
            ),
            compute=_index,
        ),
        MethodTable(
            title="Ten opzichte van de gebieden zelf",
            text="De uitkomsten gelden voor gebied d. Bij gelijke cijfers krijgen alle de laagste plaats.",
            inputs=("a", "b", "c", "d"),
            outputs=("min–max", "z", "rang", "Borda", "percentiel", "deel van max", "afstand tot max"),
            rows=(
                (0, 4, 8, 6, 75, 0.44, 3, 2, 66.67, 75, 75),
                (0, 4, 8, 8, 100, 0.78, 3, 2, 66.67, 100, 100),
                (0, 4, 8, 0, 0, -0.78, 1, 0, 0, 0, 0),
                (0, None, 8, 6, 75, 0.32, 2, 1, 50, 75, 75),
                (0, 4, 8, None, None, None, None, None, None, None, None),
            ),
            compute=_sample,
        ),
        MethodTable(
            title="De weg naar een doel",
            text="Vanaf het laagste cijfer van alle gebieden (hier 2) is het doel 100. Het referentiegebied heeft 6.",
            inputs=("cijfer", "doel"),
            outputs=("weg", "hooguit 100", "naar het gebied"),
            rows=((6, 10, 50, 50, 100), (10, 10, 100, 100, 200), (12, 10, 125, 100, 250), (None, 10, None, None, None)),
            compute=_target,
        ),
        MethodTable(
            title="Exponentieel naar plaats",
            text="Plaats 1 is het meest urgent. De meest urgente tien procent krijgt de helft van de schaal, zodat een "
            "achterstand op één gebied niet wegvalt tegen de rest. In Engeland (IMD) en Wales (WIMD) krijgt plaats 1 "
            "precies 100 (`up-to-one`: het deel is (N − plaats + 1) / N); in Schotland (SIMD) krijgt de laatste plaats "
            "precies 0 (`from-zero`: 1 − plaats / N).",
            inputs=("plaats", "van"),
            outputs=("up-to-one", "from-zero"),
            rows=(
                (1, 100, 100, 86.96),
                (11, 100, 50.43, 48.48),
                (51, 100, 15.65, 15.20),
                (100, 100, 0.23, 0),
                (1.5, 100, 92.57, 82.45),
                (None, 100, None, None),
            ),
            compute=_exponential,
        ),
    ),
    closing=(
        "Bronnen: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008); de documentatie van COINr 1.1.14; "
        "MHCLG, *The English Indices of Deprivation 2019, Technical report*; M. Mazziotta en A. Pareto, *Social "
        "Indicators Research* 127 (2016); Scottish Government, *SIMD 2020 technical notes*. Vergeleken met COINr en "
        "met alle plaatsen van de IMD 2019, de WIMD 2019 en de SIMD 2020 in `tests/reference`."
    ),
)
