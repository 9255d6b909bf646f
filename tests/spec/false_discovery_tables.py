"""Which of many verdicts stand: the fifteen p-values of the article that introduced the rule."""

import math

from wijkwerk.engine.false_discovery import SHARE, benjamini_hochberg, benjamini_yekutieli, p_of_verdict

from .method_table import Cell, Method, MethodTable

# Benjamini & Hochberg (1995), section 3.2: fifteen outcomes of a trial of two treatments.
TRIAL = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0,
)  # fmt: skip


def _trial(p_value: Cell) -> tuple[Cell, ...]:
    """One verdict among all fifteen; a missing one is not among them."""
    p_values = [*TRIAL, math.nan]
    place = p_values.index(float(p_value)) if p_value is not None else len(TRIAL)
    adjusted = float(benjamini_hochberg(p_values)[place])
    stricter = float(benjamini_yekutieli(p_values)[place])
    if math.isnan(adjusted):
        return None, None, "niet vast te stellen"
    return adjusted, stricter, "blijft staan" if adjusted <= SHARE else "kan toeval zijn"


def _verdict(value: Cell, low: Cell, high: Cell, benchmark: Cell) -> tuple[Cell, ...]:
    p = float(p_of_verdict(*(math.nan if cell is None else float(cell) for cell in (value, low, high, benchmark))))
    return (None if math.isnan(p) else p,)


METHOD = Method(
    slug="veel-oordelen",
    title="Veel oordelen tegelijk: welke blijven staan?",
    introduction=(
        "Wie 62 buurten op 30 indicatoren bekijkt, stelt 1.860 vragen. Bij 95 % zekerheid zijn daar zo’n 90 "
        "“duidelijke” verschillen bij die toeval zijn. Daarom kijken we naar alle oordelen op een bladzijde samen: "
        "van de verschillen die we noemen, mag hooguit 5 % toeval zijn.\n\n"
        "Elk oordeel krijgt een q: het kleinste aandeel vals alarm waarbij het nog blijft staan. Een oordeel dat niet "
        "te geven was, telt niet mee als vraag."
    ),
    tables=(
        MethodTable(
            title="Vijftien uitkomsten van één onderzoek",
            text="Het voorbeeld uit het artikel waarmee de regel begon. Negen van de vijftien uitkomsten hebben een p "
            "onder 0,05; vier daarvan blijven staan. De vierde: 0,0095 × 15 / 4 = 0,0356. De tweede q is "
            "strenger en geldt ook als de vragen elkaar tegenwerken.",
            inputs=("p",),
            outputs=("q (Benjamini–Hochberg)", "q (Benjamini–Yekutieli)", "oordeel"),
            rows=(
                (0.0001, 0.0015, 0.005, "blijft staan"),
                (0.0004, 0.003, 0.01, "blijft staan"),
                (0.0019, 0.0095, 0.0315, "blijft staan"),
                (0.0095, 0.0356, 0.1182, "blijft staan"),
                (0.0201, 0.0603, 0.2001, "kan toeval zijn"),
                (0.0459, 0.0765, 0.2538, "kan toeval zijn"),
                (0.324, 0.486, 1, "kan toeval zijn"),
                (1.0, 1, 1, "kan toeval zijn"),
                (None, None, None, "niet vast te stellen"),
            ),
            compute=_trial,
            decimals=4,
        ),
        MethodTable(
            title="Van interval naar kans",
            text="Hoe vaak toeval alleen een verschil van minstens deze grootte geeft, naar boven of naar beneden. De "
            "afstand wordt gemeten in de kant van het interval die naar de vergelijking wijst. Raakt het interval de "
            "vergelijking, dan is p precies 0,05. Zonder interval is er geen kans te geven; een registercijfer heeft "
            "geen toeval.",
            inputs=("waarde", "van", "tot", "vergelijking"),
            outputs=("p",),
            rows=(
                (15, 12, 18, 15, 1),
                (15, 12, 18, 12, 0.05),
                (15, 12, 18, 18, 0.05),
                (15, 12, 18, 9, 0.0001),
                (15, 12, 21, 18, 0.3271),
                (15, 15, 15, 12, None),
                (15, None, 18, 12, None),
                (None, 12, 18, 12, None),
                (15, 12, 18, None, None),
            ),
            compute=_verdict,
            decimals=4,
        ),
    ),
    closing=(
        "Bronnen: Y. Benjamini en Y. Hochberg, *Journal of the Royal Statistical Society* B 57 (1995); Y. Benjamini en "
        "D. Yekutieli, *Annals of Statistics* 29 (2001). Vergeleken met scipy op willekeurige reeksen. De eerste regel "
        "past bij gebieden en onderwerpen die op elkaar lijken, zoals buren en verwante indicatoren."
    ),
)
