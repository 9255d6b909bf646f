"""The closed lists that every other package speaks in. The values stand in YAML, Parquet and addresses."""

from enum import StrEnum


class Level(StrEnum):
    """A level of the Dutch area hierarchy, from large to small."""

    LAND = "land"
    GEMEENTE = "gemeente"
    STADSDEEL = "stadsdeel"
    WIJK = "wijk"
    BUURT = "buurt"
    SUBBUURT = "subbuurt"
    CLUSTER = "cluster"


class Status(StrEnum):
    """What a cell is. Only the first three carry a value; none of the others is zero, and each is drawn differently."""

    VALUE = "value"
    PROVISIONAL = "provisional"
    UNRELIABLE = "unreliable"
    SUPPRESSED = "suppressed"  # geheim: known to the source, withheld
    TOO_FEW = "too_few"  # not published: too few persons
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_DELIVERED = "not_delivered"

    @property
    def carries_value(self) -> bool:
        return self in {Status.VALUE, Status.PROVISIONAL, Status.UNRELIABLE}


class SourceType(StrEnum):
    """How a figure came about; decides its interval and what it may be used for."""

    REGISTER = "register"
    SAMPLE = "steekproef"
    MODEL = "model"
    REPORTS = "melding"
    JUDGEMENT = "oordeel"
    FORECAST = "prognose"


class Domain(StrEnum):
    """The four domains of the bestuurlijke opdracht."""

    FYSIEK = "fysiek"
    VEILIGHEID = "veiligheid"
    SOCIAAL = "sociaal"
    DUURZAAMHEID = "duurzaamheid"


class Polarity(StrEnum):
    """Which way is favourable. Applied once, where a verdict or a score is made."""

    HIGH_IS_FAVOURABLE = "high_is_favourable"
    LOW_IS_FAVOURABLE = "low_is_favourable"
    NEUTRAL = "neutral"


class Aggregation(StrEnum):
    """How a larger area gets a figure that its source does not publish."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    POPULATION_WEIGHTED = "population_weighted"
    NEVER = "never"


class Method(StrEnum):
    """How one figure of an edition came about."""

    PUBLISHED = "published"
    COMPUTED = "computed"  # from published parts of the same area
    OWN_SUM = "own_sum"  # eigen optelling
    OWN_RATIO = "own_ratio"  # eigen optelling of numerator and denominator
    OWN_WEIGHTED_MEAN = "own_weighted_mean"  # eigen gewogen gemiddelde


class Protocol(StrEnum):
    """The way a source is delivered. Names the fetcher (where one exists) and the ingestor."""

    CBS_ODATA_V3 = "cbs_odata_v3"
    CBS_ODATA_V4 = "cbs_odata_v4"
    PDOK_OGC_FEATURES = "pdok_ogc_features"
    SWING_ODATA = "swing_odata"  # the databank of a gemeente, by its own address
    STATLINE_CSV = "statline_csv"
    FLAT_CSV = "flat_csv"
    JSON_DOCUMENT = "json_document"  # one document of one area; columns are paths of keys
    CODED_WORKBOOK = "coded_workbook"  # the source's own workbook of a year; known by its heads
    OWN_FILE = "own_file"
    SIGNALEN = "signalen"  # reports about the public space: only counts of them are kept

    @property
    def is_of_gemeente(self) -> bool:
        """Whether the gemeente itself delivers: each file tells its own years, and a new version needs a reason."""
        return self in OF_GEMEENTE


OF_GEMEENTE = frozenset({Protocol.OWN_FILE, Protocol.SIGNALEN})


class IntervalRule(StrEnum):
    """Where an indicator's interval comes from (METHODS.md, Small numbers)."""

    ROUNDING = "rounding"  # register: the source's rounding only, no sampling error
    BYAR = "byar"  # counts of events: Byar from 10, exact Poisson below
    WILSON = "wilson"  # shares from a sample
    PUBLISHED = "published"
    NONE = "none"
