import errno

import pytest

from wijkwerk.lib.system_errors import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "geen recht"), (errno.ENOENT, "bestaat niet"), (errno.ENOSPC, "de schijf is vol")],
)
def test_the_common_refusals_have_dutch_words(number, words):
    assert in_words(OSError(number, "in English", "/srv/x")) == words


@pytest.mark.parametrize(
    ("problem", "words"), [(OSError(errno.EBADF, "Bad file"), "fout EBADF"), (OSError(), "fout 0")]
)
def test_others_are_named_without_english(problem, words):
    assert in_words(problem) == words
