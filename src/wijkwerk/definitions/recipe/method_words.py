"""The methods of the engine and what each wants to be told, in Dutch and in English, with an example of each parameter.

What exists, which values it takes and what it is without a choice, the engine itself says; a test walks over all of it.
"""

from types import MappingProxyType
from typing import NamedTuple


class Words(NamedTuple):
    dutch: str
    english: str


class ParameterWords(NamedTuple):
    """example  a value"""

    dutch: str
    english: str
    example: str


METHOD_WORDS: MappingProxyType[str, Words] = MappingProxyType(
    {
        "goalposts": Words("plaats tussen twee vaste ijkpunten", "place between two fixed points"),
        "min_max": Words(
            "als goalposts, op een schaal naar keuze; zonder ijkpunten het laagste en hoogste cijfer",
            "as goalposts, on any scale; without points the lowest and highest figure",
        ),
        "scaled": Words("een cijfer dat al een schaal heeft, op de onze", "a figure that already has a scale, on ours"),
        "z_score": Words("afstand tot het gemiddelde in standaardafwijkingen", "standard deviations from the mean"),
        "distance_to_norm": Words("afstand tot de band van de norm", "distance to the band of the norm"),
        "national_share": Words(
            "deel van de landelijke verdeling dat lager staat", "share of the distribution of the country below it"
        ),
        "index_to_base": Words("index van de waarde in het basisjaar", "index of the value in the base year"),
        "exponential": Words(
            "plaats, exponentieel uitgerekt zoals IMD, WIMD en SIMD",
            "place, stretched exponentially as in IMD, WIMD and SIMD",
        ),
        "rank": Words("plaats, van onderen geteld", "place, counted from below"),
        "borda": Words("hoeveel gebieden lager staan", "how many areas are below"),
        "percentile_rank": Words("plaats als deel van alle plaatsen", "place as a share of all places"),
        "fraction_of_maximum": Words("deel van het hoogste cijfer", "fraction of the highest figure"),
        "distance_to_target": Words(
            "weg van het laagste cijfer naar de streefwaarde", "way from the lowest figure to the target"
        ),
        "distance_to_reference": Words(
            "weg van het laagste cijfer naar dat van een gebied", "way from the lowest figure to that of an area"
        ),
        "distance_to_maximum": Words("afstand tot het hoogste cijfer", "distance to the highest figure"),
        "normal_scores": Words("plaats, op de normale verdeling", "place, on the normal distribution"),
        "natural_log": Words("natuurlijke logaritme, boven 0", "natural logarithm, above 0"),
        "log10": Words("logaritme met grondtal 10, boven 0", "logarithm to base 10, above 0"),
        "square_root": Words("wortel, vanaf 0", "square root, from 0 on"),
        "power": Words("macht, vanaf 0", "power, from 0 on"),
        "arithmetic": Words("gewogen gemiddelde", "weighted mean"),
        "geometric": Words("meetkundig gemiddelde, boven 0", "geometric mean, above 0"),
        "harmonic": Words("harmonisch gemiddelde, boven 0", "harmonic mean, above 0"),
        "generalised": Words("machtsgemiddelde", "power mean"),
        "mazziotta_pareto": Words(
            "gemiddelde met een toeslag of aftrek voor onbalans", "mean with a penalty for unbalance"
        ),
        "copeland": Words("onderlinge vergelijkingen van gebieden", "areas compared two by two"),
        "median": Words("het kind in het midden", "the child in the middle"),
        "maximum": Words("alleen het hoogste kind", "the highest child alone"),
        "minimum": Words("alleen het laagste kind", "the lowest child alone"),
        "log_of_range": Words(
            "ln(x − laagste + 1 % van het bereik)", "ln(x − lowest + 1 % of the range), for any figures"
        ),
        "log_by_skewness": Words(
            "log_of_range vanaf de kant van de korte staart", "log_of_range from the end of the short tail"
        ),
        "log_from_one": Words("ln(x − laagste + 1)", "ln(x − lowest + 1)"),
        "log_to_maximum": Words(
            "van 0 tot ln van het hoogste cijfer, dat boven 1 ligt", "from 0 to ln of the highest figure, above 1"
        ),
        "box_cox": Words("(x^power − 1) / power, met `power`", "(x^power − 1) / power, with `power`"),
    }
)

PARAMETER_WORDS: MappingProxyType[str, ParameterWords] = MappingProxyType(
    {
        "scale": ParameterWords("wat 1 wordt", "what 1 becomes", "1"),
        "clip": ParameterWords(
            "of wat buiten de punten ligt, op de punten komt", "whether what lies beyond the points is at them", "false"
        ),
        "cap": ParameterWords("of voorbij het doel telt als erop", "whether beyond the target counts as on it", "true"),
        "low": ParameterWords("het lage punt, anders dat bij `reference`", "low point, else that of `reference`", "10"),
        "high": ParameterWords(
            "het hoge punt, anders dat bij `reference`", "high point, else that of `reference`", "20"
        ),
        "scale_low": ParameterWords("laagste punt van de schaal", "lowest point of the scale", "1"),
        "scale_high": ParameterWords("hoogste punt van de schaal", "highest point of the scale", "70"),
        "mean": ParameterWords(
            "gemiddelde, anders dat bij `reference` of van de cijfers", "mean, else of `reference` or of figures", "30"
        ),
        "sd": ParameterWords(
            "spreiding, anders die bij `reference` of van de cijfers", "spread, else of `reference` or of figures", "5"
        ),
        "target_mean": ParameterWords("wat het gemiddelde wordt", "what the mean becomes", "100"),
        "target_sd": ParameterWords("wat één standaardafwijking wordt", "what one standard deviation becomes", "10"),
        "population": ParameterWords(
            "of de spreiding door n wordt gedeeld in plaats van n − 1", "whether divided by n instead of n − 1", "true"
        ),
        "unit": ParameterWords(
            "afstand die de hele schaal waard is, anders die bij `reference`",
            "distance that is worth the whole scale, else that of `reference`",
            "10",
        ),
        "better": ParameterWords(
            "wat beter dan de norm telt: niets, onder 0, of even ver fout als te veel",
            "what better than the norm counts for: nothing, below 0, or as wrong as too much",
            "counts",
        ),
        "base": ParameterWords("waarde van het basisjaar, anders die bij `reference`", "value of the base year", "48"),
        "target": ParameterWords("streefwaarde, anders die bij `reference`", "target, else that of `reference`", "60"),
        "area": ParameterWords("code van het gebied", "code of the area", "BU01640202"),
        "decay": ParameterWords(
            "hoe sterk het uitrekt; 23 geeft de hoogste tiende de halve schaal",
            "how strongly it stretches; 23 gives the highest tenth half of the scale",
            "15",
        ),
        "ranked_of": ParameterWords(
            "de cijfers zijn al plaatsen, 1 de urgentste, van zoveel; anders worden zij hier bepaald",
            "the figures are places already, 1 the most urgent, of so many; else they are taken here",
            "6976",
        ),
        "fraction": ParameterWords(
            "deel van N plaatsen: (N − plaats + 1) / N (Engeland, Wales) of 1 − plaats / N (Schotland)",
            "part of N places: (N − rank + 1) / N (England, Wales) or 1 − rank / N (Scotland)",
            "from-zero",
        ),
        "ties": ParameterWords(
            "plaats van gelijke cijfers: gemiddelde, laagste, hoogste, zonder gaten, of op volgorde van de tabel",
            "place of equal figures: mean, lowest, highest, without gaps, or in the order of the table",
            "average",
        ),
        "form": ParameterWords(
            "van 0 tot en met 1, of het midden van de eigen trede",
            "from 0 to 1, or the middle of the own step",
            "middle",
        ),
        "as_published": ParameterWords(
            "ook als het hoogste cijfer 0 of lager is; de volgorde draait dan om",
            "also where the highest figure is 0 or less; the order then turns around",
            "true",
        ),
        "exponent": ParameterWords("de macht", "the exponent", "0.5"),
        "power": ParameterWords(
            "1 gewoon, 0 meetkundig, −1 harmonisch; boven 1 wegen hoge kinderen door",
            "1 arithmetic, 0 geometric, −1 harmonic; above 1 high children weigh through",
            "2",
        ),
        "penalty": ParameterWords(
            "of onbalans de score hoger maakt of lager", "whether unbalance makes the score higher or lower", "subtract"
        ),
        "spread": ParameterWords("gedeeld door n, of door n − 1", "divided by n, or by n − 1", "sample"),
    }
)
# Where a method means something else by the name.
OWN_WORDS: MappingProxyType[tuple[str, str], ParameterWords] = MappingProxyType(
    {
        ("scaled", "low"): ParameterWords("wat 0 wordt", "what becomes 0", "1"),
        ("scaled", "high"): ParameterWords("wat de hele schaal wordt", "what becomes the whole scale", "5"),
        ("distance_to_norm", "low"): ParameterWords(
            "onderkant van de norm, anders `norm_low`", "lower end of the norm, else `norm_low`", "10"
        ),
        ("distance_to_norm", "high"): ParameterWords(
            "bovenkant van de norm, anders `norm_high`", "upper end of the norm, else `norm_high`", "20"
        ),
    }
)
