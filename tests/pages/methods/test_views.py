"""Pages of words."""

import pytest
from django.test import Client

from tests.web.reading import get_text
from wijkwerk.definitions.vocabulary import SourceType
from wijkwerk.present.words import MISSING


def test_how_to_read_a_figure_explains_every_kind_of_missing_and_of_source(site: Client):
    text = get_text(site, "/methode/")
    for words in MISSING.values():
        assert words.text in text
    for kind in SourceType:
        assert kind.value in text
    assert "eigen gewogen gemiddelde" in text
    assert "Het hele interval ligt aan de gunstige kant" in text
    assert "geeft het niet vrij om mensen te beschermen" in text


@pytest.mark.parametrize(("address", "said"), [("/privacy/", "geen cookies"), ("/toegankelijkheid/", "WCAG 2.2")])
def test_the_other_pages_of_words_are_there(site: Client, address: str, said: str):
    assert said in get_text(site, address)
