"""How sure a place is: the cases that define bands, chances, drawn figures and causes."""

import numpy as np
from numpy.typing import NDArray

from wijkwerk.engine.method_uncertainty import RankTable, rank_variants
from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC
from wijkwerk.engine.rank_bands import among_first, rank_bands
from wijkwerk.engine.sampling_uncertainty import Chance, doubtful, draw_figures
from wijkwerk.engine.score_tree import flat_tree
from wijkwerk.engine.sensitivity import causes
from wijkwerk.engine.variant_ranks import rank_rows
from wijkwerk.engine.variants import NONE, Variants

from .cells import array, column, number, out, row
from .method_table import Cell, Method, MethodTable

_WAYS = {"rekenkundig": ARITHMETIC, "meetkundig": GEOMETRIC}
_CHANCES = {"toeval": Chance.NORMAL, "afronding": Chance.UNIFORM, "geen": Chance.NONE}


def _variant(way: Cell, first: Cell, second: Cell, left_out: Cell, c2: Cell) -> tuple[Cell, ...]:
    """The places of three areas on two indicators; C's second figure is given."""
    tree = flat_tree(np.array([0, 0]), np.ones(2), np.ones(1))
    nothing = np.zeros(1, np.int64)
    out_of = NONE if left_out is None else int(number(left_out)) - 1
    variant = Variants(nothing, nothing, np.array([out_of]), array([first, second, 1, 1])[None, :])
    figures = np.array([[[80, 20], [45, 50], [55, number(c2)]]])
    return out(rank_variants(figures, tree, [[_WAYS[str(way)]] * 2], variant).ranks())


def _band(*places: Cell) -> tuple[Cell, ...]:
    doubled = np.nan_to_num(2 * column(places)).astype(np.uint16)
    table = RankTable(doubled, np.zeros(len(places), np.bool_), (), (), np.zeros((1, 0)))
    bands = rank_bands(table, share=0.6)
    return out([bands.low[0], bands.median[0], bands.high[0], float(bands.ranked[0])])


def _first(*cells: Cell) -> tuple[Cell, ...]:
    n = int(number(cells[-1]))
    ranked = rank_rows(row(cells[:-1]), (n,))
    table = RankTable(ranked.doubled, np.zeros(1, np.bool_), (), (n,), ranked.first)
    return out(100 * among_first(table)[:, 0])


class _Given:
    """Chance that was agreed on."""

    def __init__(self, drawn: float) -> None:
        self._drawn = drawn

    def standard_normal(self, size: int) -> NDArray[np.float64]:
        return np.full(size, self._drawn)

    random = standard_normal


def _drawn(kind: Cell, value: Cell, low: Cell, high: Cell, drawn: Cell) -> tuple[Cell, ...]:
    figures = doubtful(column([value]), column([low]), column([high]), [_CHANCES[str(kind)]], least=0)
    return out(draw_figures(figures, _Given(number(drawn))))  # type: ignore[arg-type]


def _shares(one: Cell, other: Cell) -> tuple[Cell, ...]:
    """One area that stands on place 10 when nothing varies."""
    tables = {}
    for name, moved in (("one", one), ("other", other)):
        place = 0 if moved is None else 10 + number(moved)
        doubled = np.array([[2 * place]], np.uint16)
        tables[name] = RankTable(doubled, np.zeros(1, np.bool_), (), (), np.zeros((1, 0)))
    found = {cause.name: cause for cause in causes(tables, np.array([10.0]))}
    return out([100 * found["one"].share, 100 * found["other"].share])


METHOD = Method(
    slug="onzekerheid",
    title="Onzekerheid: hoe zeker is een plaats?",
    introduction=(
        "Een plaats hangt af van keuzes die ook anders hadden gekund, en van cijfers die niet precies zijn. Daarom "
        "wordt alles duizenden keren opnieuw berekend. Dat gebeurt twee keer, los van elkaar:\n\n"
        "- **Andere keuzes.** In elke variant is elk gewicht tot een kwart hoger of lager, is de manier van "
        "normaliseren en van samenvoegen een andere, en doet soms één indicator niet mee.\n"
        "- **Andere cijfers.** Elk cijfer wordt opnieuw getrokken binnen zijn interval. De rekenwijze blijft die van "
        "het rekenrecept.\n\n"
        "Betere cijfers helpen tegen het tweede, niet tegen het eerste. De twee worden daarom nooit opgeteld. De "
        "startwaarde van het toeval staat vast: wie het nog eens berekent, krijgt precies dezelfde uitkomst. Een "
        "variant die niet te berekenen is, wordt geteld en genoemd. Een gebied dat in het rekenrecept geen score "
        "heeft, krijgt er in geen enkele variant een."
    ),
    tables=(
        MethodTable(
            title="Eén variant",
            text="Drie gebieden met twee indicatoren die evenveel wegen: A heeft 80 en 20, B 45 en 50, C 55 en het "
            "cijfer in de tabel. In de tabel staat waarmee elk gewicht wordt vermenigvuldigd, en welke indicator niet "
            "meedoet (leeg: ze doen allebei mee). Ontbreekt een cijfer, dan gaat zijn gewicht naar het andere. "
            "Zo is de score van A rekenkundig 50 en meetkundig √(80 × 20) = 40.",
            inputs=("samenvoegen", "gewicht 1 ×", "gewicht 2 ×", "niet mee", "tweede cijfer van C"),
            outputs=("plaats A", "plaats B", "plaats C"),
            rows=(
                ("rekenkundig", 1, 1, None, 30, 1, 2, 3),
                ("meetkundig", 1, 1, None, 30, 3, 1, 2),
                ("rekenkundig", 1, 1, None, 45, 1.5, 3, 1.5),
                ("rekenkundig", 0.75, 1.25, None, 30, 2, 1, 3),
                ("rekenkundig", 1, 1, 1, 30, 3, 1, 2),
                ("rekenkundig", 1, 1, None, None, 2, 3, 1),
                ("rekenkundig", 1, 1, 1, None, 2, 1, None),
            ),
            compute=_variant,
            decimals=1,
        ),
        MethodTable(
            title="De band van een plaats",
            text="De plaatsen van één gebied in vijf varianten. Hier telt de band drie van de vijf (60 %): aan elke "
            "kant valt hooguit één variant erbuiten. Op de pagina's is het 90 %. De grenzen zijn altijd plaatsen die "
            "echt voorkwamen. Leeg betekent: in die variant geen plaats. Zulke varianten tellen niet mee in de band, "
            "en hun aantal wordt getoond.",
            inputs=("1e", "2e", "3e", "4e", "5e"),
            outputs=("van", "midden", "tot", "varianten met plaats"),
            rows=(
                (3, 3, 3, 3, 3, 3, 3, 3, 5),
                (1, 2, 3, 4, 5, 1, 3, 4, 5),
                (9, 2, 2, 2, 2, 2, 2, 2, 5),
                (1.5, 4, 1.5, 6, 9, 1.5, 4, 6, 5),
                (4, None, 2, None, 6, 2, 4, 6, 3),
                (None, None, None, None, None, None, None, None, 0),
            ),
            compute=_band,
            decimals=1,
        ),
        MethodTable(
            title="Bij de eerste n",
            text="Eén variant met vier gebieden. Gelijke scores delen de plaatsen die ze samen innemen: twee gelijke "
            "gebieden zijn elk voor de helft het eerste. Over alle varianten samen is dit de kans dat een gebied bij "
            "de eerste n hoort.",
            inputs=("score A", "score B", "score C", "score D", "n"),
            outputs=("A (%)", "B (%)", "C (%)", "D (%)"),
            rows=(
                (90, 70, 50, 30, 2, 100, 100, 0, 0),
                (90, 90, 50, 30, 1, 50, 50, 0, 0),
                (90, 50, 50, 50, 2, 100, 33.3, 33.3, 33.3),
                (50, 50, 50, 50, 3, 75, 75, 75, 75),
                (90, None, 50, 30, 2, 100, None, 100, 0),
            ),
            compute=_first,
            decimals=1,
        ),
        MethodTable(
            title="Een getrokken cijfer",
            text="Bij **toeval** (steekproef, meldingen) is de trekking een getal uit de normale verdeling: 0 is het "
            "cijfer zelf, −1,96 precies de ondergrens en 1,96 precies de bovengrens. Elke kant heeft zijn eigen "
            "breedte. Bij **afronding** is de trekking een getal tussen 0 en 1: waar tussen de grenzen. Hier kan een "
            "cijfer niet onder nul komen. Wat geen interval heeft, houdt zijn waarde, en dat wordt geteld. Wat "
            "ontbreekt, blijft ontbreken.",
            inputs=("soort", "cijfer", "van", "tot", "trekking"),
            outputs=("getrokken",),
            rows=(
                ("toeval", 40, 30, 46, 0, 40),
                ("toeval", 40, 30, 46, 1.95996, 46),
                ("toeval", 40, 30, 46, -1.95996, 30),
                ("toeval", 40, 30, 46, -0.97998, 35),
                ("toeval", 2, 1, 5, -3.91993, 0),
                ("afronding", 10, 5, 15, 0.25, 7.5),
                ("geen", 10, 5, 15, 0.25, 10),
                ("toeval", 40, None, None, 1.95996, 40),
                ("toeval", None, None, None, 1.95996, None),
            ),
            compute=_drawn,
        ),
        MethodTable(
            title="Wat doet er het meest toe?",
            text="Elke oorzaak varieert om de beurt, de rest blijft staan. Het aandeel van een oorzaak is haar deel in "
            "de verschuivingen van plaats, in het kwadraat: één gebied dat twee plaatsen verschuift, telt zo zwaar als "
            "vier gebieden die er één verschuiven. Hier verschuift één gebied door twee oorzaken. Leeg betekent: het "
            "gebied heeft dan geen plaats, en is dus nergens heen verschoven.",
            inputs=("plaatsen door de ene", "plaatsen door de andere"),
            outputs=("de ene (%)", "de andere (%)"),
            rows=(
                (2, 1, 80, 20),
                (-2, 1, 80, 20),
                (3, 3, 50, 50),
                (0, 4, 0, 100),
                (0, 0, 0, 0),
                (3, None, 100, 0),
            ),
            compute=_shares,
            decimals=0,
        ),
    ),
    closing=(
        "Bronnen: M. Saisana, A. Saltelli en S. Tarantola, *Journal of the Royal Statistical Society A* 168 (2005); "
        "OECD en JRC, *Handbook on Constructing Composite Indicators* (2008), stap 7; R.J. Hyndman en Y. Fan, *The "
        "American Statistician* 50 (1996), de eerste van hun negen percentielen; A. Saltelli en anderen, *Computer "
        "Physics Communications* 181 (2010), voor de aandelen als alle keuzes tegelijk veranderen. Elke plaats in elke "
        "variant is gelijk aan die van een tweede, trage berekening (`tests/reference/slow_uncertainty.py`)."
    ),
)
