import pytest

from tests.present.builders import BUURT, crimes, figure, source
from wijkwerk.definitions.vocabulary import Domain, IntervalRule, Method, Polarity, SourceType, Status
from wijkwerk.engine.verdicts import Comparison, Verdict
from wijkwerk.present import words

HIGH, LOW, NEUTRAL = Polarity.HIGH_IS_FAVOURABLE, Polarity.LOW_IS_FAVOURABLE, Polarity.NEUTRAL
UP, DOWN, SAME, UNKNOWN = (
    Verdict.CLEARLY_HIGHER,
    Verdict.CLEARLY_LOWER,
    Verdict.NOT_CLEARLY_DIFFERENT,
    Verdict.CANNOT_TELL,
)


@pytest.mark.parametrize(
    ("verdict", "polarity", "signal", "text", "tone", "icon"),
    [
        (UP, LOW, False, "duidelijk ongunstiger", "worse", "i-worse"),
        (UP, HIGH, False, "duidelijk gunstiger", "better", "i-better"),
        (DOWN, LOW, False, "duidelijk gunstiger", "better", "i-better"),
        (DOWN, HIGH, False, "duidelijk ongunstiger", "worse", "i-worse"),
        (DOWN, HIGH, True, "signaal: ongunstiger", "worse", "i-sig-worse"),
        (UP, HIGH, True, "signaal: gunstiger", "better", "i-sig-better"),
        (UP, NEUTRAL, False, "hoger", "neutral", "i-higher"),
        (DOWN, NEUTRAL, False, "lager", "neutral", "i-lower"),
        (DOWN, NEUTRAL, True, "signaal: lager", "neutral", "i-lower"),
        (SAME, LOW, False, "niet duidelijk anders", "same", "i-same"),
        (SAME, NEUTRAL, True, "niet duidelijk anders", "same", "i-same"),
        (UNKNOWN, HIGH, False, "niet vast te stellen", "unknown", "i-unknown"),
    ],
)
def test_a_direction_becomes_a_judgement_by_polarity(
    verdict: Verdict, polarity: Polarity, signal: bool, text: str, tone: str, icon: str
) -> None:
    made = words.verdict_words(Comparison(verdict, signal=signal), polarity)
    assert (made.text, made.tone, made.icon) == (text, tone, icon)


@pytest.mark.parametrize("polarity", list(Polarity))
def test_nothing_to_compare_reads_as_not_to_be_told(polarity: Polarity) -> None:
    assert words.verdict_words(None, polarity).text == "niet vast te stellen"
    assert words.change_words(None, polarity).text == "niet vast te stellen"


@pytest.mark.parametrize(
    ("verdict", "polarity", "counted", "signal", "text", "tone"),
    [
        (UP, LOW, True, False, "duidelijk meer", "worse"),
        (DOWN, LOW, True, False, "duidelijk minder", "better"),
        (DOWN, HIGH, False, False, "duidelijk lager", "worse"),
        (DOWN, HIGH, False, True, "signaal: lager", "worse"),
        (UP, NEUTRAL, True, False, "meer", "neutral"),
        (SAME, LOW, True, False, "geen duidelijke verandering", "same"),
    ],
)
def test_a_change_says_more_or_less_for_things_that_are_counted(
    verdict: Verdict, polarity: Polarity, counted: bool, signal: bool, text: str, tone: str
) -> None:
    made = words.change_words(Comparison(verdict, signal=signal), polarity, counted=counted)
    assert (made.text, made.tone) == (text, tone)


def test_every_verdict_has_a_shape_of_its_own_and_never_colour_alone() -> None:
    made = [
        words.verdict_words(Comparison(verdict, signal=signal), polarity)
        for verdict in Verdict
        for signal in (False, True)
        for polarity in (HIGH, LOW)
    ]
    by_icon = {verdict.icon: verdict.tone for verdict in made}
    assert len(by_icon) == 6
    assert all(verdict.text and verdict.short for verdict in made)


def test_only_hard_judgements_colour_a_cell() -> None:
    assert words.tone_class(words.verdict_words(Comparison(UP), LOW)) == "k-worse"
    assert words.tone_class(words.verdict_words(Comparison(UP, signal=True), LOW)) == ""
    assert words.tone_class(words.verdict_words(Comparison(UP), NEUTRAL)) == ""
    assert words.tone_class(words.UNKNOWN) == ""


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Status.TOO_FEW, "niet gepubliceerd: te weinig personen"),
        (Status.SUPPRESSED, "geheim"),
        (Status.UNKNOWN, "onbekend"),
        (Status.NOT_APPLICABLE, "niet van toepassing"),
        (Status.NOT_DELIVERED, "niet geleverd"),
    ],
)
def test_each_reason_for_a_missing_value_has_its_own_words(status: Status, text: str) -> None:
    found = words.missing_words(status)
    assert found is not None
    assert found.text == text


def test_each_reason_for_a_missing_value_has_its_own_pattern_and_none_is_forgotten() -> None:
    assert set(words.MISSING) == {status for status in Status if not status.carries_value}
    kinds = [entry.kind for entry in words.MISSING.values()]
    assert len({*kinds, words.UNRELIABLE_KIND}) == len(kinds) + 1


def test_a_value_that_is_there_may_need_a_word_beside_it() -> None:
    assert words.status_note(Status.PROVISIONAL) == "voorlopig"
    assert words.status_note(Status.UNRELIABLE) == "onzeker"
    assert words.status_note(Status.VALUE) == ""
    assert words.missing_words(Status.PROVISIONAL) is None


@pytest.mark.parametrize(
    ("method", "label"),
    [
        (Method.PUBLISHED, ""),
        (Method.COMPUTED, ""),
        (Method.OWN_SUM, "eigen optelling"),
        (Method.OWN_RATIO, "eigen optelling"),
        (Method.OWN_WEIGHTED_MEAN, "eigen gewogen gemiddelde"),
    ],
)
def test_what_we_made_ourselves_is_labelled_so(method: Method, label: str) -> None:
    assert words.method_label(figure(crimes(), BUURT, 1.0, method=method)) == label


def test_a_denominator_names_its_day() -> None:
    dated = figure(crimes(), BUURT, 1.0, denominator_period=2024)
    assert words.denominator_label(dated) == "gedeeld door inwoners op 1 januari 2024"
    assert words.denominator_label(figure(crimes(), BUURT, 1.0)) == ""


def test_a_source_line_says_who_which_table_what_kind_and_what_to_know() -> None:
    line = words.source_line("Politie", SourceType.REPORTS, ("47022NED",), ("voorlopig",))
    assert line == "Politie 47022NED, melding, voorlopig"
    assert words.source_line("Politie", SourceType.REPORTS, ()) == "Politie, melding"
    assert words.peildatum(source(), 2025) == "heel 2025"


def test_every_member_of_a_closed_list_has_words() -> None:
    assert set(words.DOMAIN_WORDS) == set(Domain)
    assert set(words.POLARITY_WORDS) == set(Polarity)
    assert set(words.INTERVAL_WORDS) == set(IntervalRule)
