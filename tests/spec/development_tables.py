"""How an area moves beside where it stands: the cases that define it."""

from wijkwerk.engine import development
from wijkwerk.engine.development import SIGNALS, Signal

from .cells import array, number, out
from .method_table import Cell, Method, MethodTable

YEARS = (2014, 2016, 2020, 2024)
WORDS = {
    Signal.CALM: "rustig",
    Signal.RISING: "wordt urgenter",
    Signal.HIGH: "urgent",
    Signal.RECOVERING: "urgent, herstelt",
    Signal.HIGH_AND_RISING: "urgent en wordt urgenter",
    Signal.CANNOT_TELL: "niet te zeggen",
}


def _change(*cells: Cell) -> tuple[Cell, ...]:
    values = array(cells)[None, :]
    return (
        *out(development.multi_year_change(values, YEARS)),
        *out(development.multi_year_change(values, YEARS, movement="trend")),
        *out(100 * development.multi_year_change(values, YEARS, relative=True)),
    )


def _join(level: Cell, movement: Cell) -> tuple[Cell, ...]:
    answers = (
        development.join_level_and_development(array([level]), array([movement]), development_share=share)
        for share in (0.5, 0.25, 0)
    )
    return tuple(cell for answer in answers for cell in out(answer))


def _signal(level: Cell, movement: Cell) -> tuple[Cell, ...]:
    found = development.signal([number(level)], [number(movement)], high_from=60, margin=2)
    return (WORDS[SIGNALS[int(found[0])]],)


METHOD = Method(
    slug="ontwikkeling",
    title="Ontwikkeling: waar een gebied staat en hoe het beweegt",
    introduction=(
        "Een buurt die er goed voor staat en snel achteruitgaat, vraagt om een ander gesprek dan een buurt die het "
        "zwaar heeft en opkrabbelt. Daarom staat de ontwikkeling over meer jaren naast het niveau. Boven nul is: "
        "urgenter geworden. Over een breuk in een reeks heen wordt niets gezegd. Een leeg vak betekent: ontbreekt."
    ),
    tables=(
        MethodTable(
            title="Verandering per jaar",
            text="Van het eerste naar het laatste jaar dat een gebied heeft, als rechte lijn door alle jaren, en in "
            "procenten van het eerste cijfer. Bij minder dan twee jaar ertussen is er geen uitspraak.",
            inputs=tuple(str(year) for year in YEARS),
            outputs=("begin naar eind", "rechte lijn", "% per jaar"),
            rows=(
                (50, 52, 56, 60, 1, 1, 2),
                (60, 50, 40, 50, -1, -1.02, -1.67),
                (50, None, None, 60, 1, 1, 2),
                (None, None, 50, 60, 2.5, 2.5, 5),
                (None, None, None, 60, None, None, None),
                (None, None, None, None, None, None, None),
            ),
            compute=_change,
        ),
        MethodTable(
            title="Niveau en ontwikkeling samen (Vitaliteitsscore)",
            text="Beide op dezelfde schaal, met het deel dat de ontwikkeling meetelt: de helft, een kwart, of niet. "
            "Is de ontwikkeling onbekend, dan is er geen gezamenlijke score: stilstand aannemen zou een gebied "
            "rustiger doen lijken dan wij weten.",
            inputs=("niveau", "ontwikkeling"),
            outputs=("de helft", "een kwart", "niet"),
            rows=((80, 40, 60, 70, 80), (40, 80, 60, 50, 40), (80, None, None, None, 80), (None, 40, None, None, None)),
            compute=_join,
        ),
        MethodTable(
            title="Het signaal",
            text="Hier is een niveau vanaf 60 urgent en telt een verandering tot en met 2 als stilstand. Een signaal "
            "is een vraag aan het veld, geen oordeel.",
            inputs=("niveau", "ontwikkeling"),
            outputs=("signaal",),
            rows=(
                (70, 5, "urgent en wordt urgenter"),
                (70, 2, "urgent"),
                (60, -5, "urgent, herstelt"),
                (59, 5, "wordt urgenter"),
                (30, 0, "rustig"),
                (30, -5, "rustig"),
                (70, None, "niet te zeggen"),
                (None, 5, "niet te zeggen"),
            ),
            compute=_signal,
        ),
    ),
    closing=(
        "In de geest van de bestaande Buurtsignalering, waarvan de Vitaliteitsscore het niveau op 1 januari samenvoegt "
        "met de meerjarige ontwikkeling van veertien indicatoren, als rookmelder."
    ),
)
