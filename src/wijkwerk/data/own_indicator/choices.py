"""The closed lists of the catalogue in the words of who fills them in."""

from django.db.models import TextChoices

from wijkwerk.definitions.vocabulary import Aggregation, Domain, Level, Polarity, SourceType


class FigureKind(TextChoices):
    """What one figure of the file is, and so how it may be reckoned with."""

    COUNT = "aantal", "Aantal: het telt op over gebieden"
    SHARE = "aandeel", "Aandeel in procenten, zoals het in het bestand staat"
    SURVEY = "enquete", "Aandeel in procenten uit een enquête, met het aantal respondenten erbij"
    MEAN = "gemiddelde", "Gemiddelde, zoals het in het bestand staat"
    RATIO = "verhouding", "Verhouding: een teller gedeeld door een noemer"


POLARITIES = [
    (Polarity.HIGH_IS_FAVOURABLE.value, "Hoger is gunstiger"),
    (Polarity.LOW_IS_FAVOURABLE.value, "Lager is gunstiger"),
    (Polarity.NEUTRAL.value, "Geen van beide: er is geen goed of slecht"),
]
DOMAINS = [(each.value, each.value) for each in Domain]
AGGREGATIONS = [
    (Aggregation.NEVER.value, "Alleen wat er in het bestand staat"),
    (Aggregation.SUM.value, "Optellen (bij een aantal)"),
    (Aggregation.RATIO_OF_SUMS.value, "Tellers en noemers optellen en dan delen (bij een verhouding)"),
    (Aggregation.POPULATION_WEIGHTED.value, "Gemiddelde, gewogen met inwoners (bij een aandeel of gemiddelde)"),
]  # fmt: skip
SOURCE_TYPES = [
    (SourceType.REGISTER.value, "Register of telling: alles is geteld"),
    (SourceType.SAMPLE.value, "Steekproef of enquête: een deel is gevraagd"),
    (SourceType.REPORTS.value, "Meldingen: wat mensen zelf doorgaven"),
    (SourceType.MODEL.value, "Model: een schatting door berekening"),
    (SourceType.JUDGEMENT.value, "Oordeel van deskundigen"),
]
LEVELS = [
    (level.value, level.value.capitalize())
    for level in (Level.LAND, Level.GEMEENTE, Level.STADSDEEL, Level.WIJK, Level.BUURT)
]
