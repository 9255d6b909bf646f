import pytest

from wijkwerk.lib.dutch import Gender, Noun


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        (Noun("notitie", Gender.FEMININE), ("de notitie", "deze notitie", "zij", "haar")),
        (Noun("gremium", Gender.NEUTER), ("het gremium", "dit gremium", "het", "het")),
        (Noun("wijkaanpak", Gender.MASCULINE), ("de wijkaanpak", "deze wijkaanpak", "hij", "hem")),
    ],
)
def test_a_noun_brings_its_words(noun: Noun, words: tuple[str, ...]):
    assert (noun.the, noun.this, noun.subject, noun.object) == words
