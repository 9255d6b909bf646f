"""Whatever somebody does to a file, the reader answers with a catalogue or with a DefinitionError, and nothing else."""

import random
import tempfile
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.documents import parse_document
from wijkwerk.definitions.problems import DefinitionError

from .small_catalogue import FILES, write_catalogue

# What people really type wrong, beside any character there is.
SNIPPETS = st.sampled_from(
    [":", ": ", "- ", "\n", "\t", "  ", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!python/object:x ", "|", ">-",
     "#", "null", "true", "~", ".nan", "1e999", "-0", "0x1f", "2026-02-30", "? ", "---\n", "...\n", "<<: ", "%YAML",
     "\x00", "\ufeff", "\u2028", "TODO", "{period}", "{}", "9" * 5000]
)  # fmt: skip
TEXTS = SNIPPETS | st.text(max_size=8)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def cut_and_pasted(draw: st.DrawFn) -> tuple[str, str]:
    """A file of which some stretches were replaced by other text."""
    file = draw(st.sampled_from(sorted(FILES)))
    text = FILES[file]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        text = text[:start] + draw(TEXTS) + text[end:]
    return file, text


@st.composite
def with_another_value(draw: st.DrawFn) -> tuple[str, str]:
    """A file of which one value, at any depth, became something else, or one key went."""
    file = draw(st.sampled_from(sorted(FILES)))
    content = parse_document(FILES[file], file).content
    chance = random.Random(draw(st.integers(0, 2**32)))
    holder, key = chance.choice(_places(content))
    if isinstance(holder, dict) and draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = draw(VALUES)
    return file, yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


@settings(max_examples=60)
@given(cut_and_pasted())
@example(("themes.yaml", "[]"))
@example(("themes.yaml", "null"))
@example(("indicators/mensen.yaml", "? [a]\n: b\n"))
@example(("sources/telling.yaml", "a: " + "9" * 5000))
def test_any_text_gives_a_catalogue_or_told_problems(spoilt: tuple[str, str]) -> None:
    load_or_tell(*spoilt)


@settings(max_examples=60)
@given(with_another_value())
def test_any_value_gives_a_catalogue_or_told_problems(spoilt: tuple[str, str]) -> None:
    load_or_tell(*spoilt)


@given(st.text())
def test_any_text_at_all_is_read_or_told(text: str) -> None:
    document = parse_document(text, "a.yaml")
    assert document.problems or document.content is not None
    assert all(1 <= problem.line <= text.count("\n") + _other_breaks(text) + 1 for problem in document.problems)


@settings(max_examples=40)
@given(st.permutations(sorted(FILES)), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_nothing(files: list[str], chance: random.Random) -> None:
    shuffled = {}
    for file in files:
        content = parse_document(FILES[file], file).content
        shuffled[file] = yaml.safe_dump(_shuffled(content, chance), allow_unicode=True, sort_keys=False)
    with tempfile.TemporaryDirectory() as folder:
        assert load_catalogue(write_catalogue(Path(folder), shuffled)).hash == HASH


def load_or_tell(file: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_catalogue(Path(folder), {file: None}) / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            load_catalogue(Path(folder))
        except DefinitionError as error:
            for problem in error.problems:
                assert problem.line >= 1
                assert problem.found
                assert problem.expected
                assert problem.remedy.endswith((".", "?"))


def _places(content: object) -> list[tuple[dict, object] | tuple[list, int]]:
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    found = []
    for key, value in items:
        found.append((content, key))
        found += _places(value)
    return found


def _shuffled(content: object, chance: random.Random) -> object:
    """The same mappings with their keys in another order; lists keep theirs."""
    if isinstance(content, dict):
        keys = list(content)
        chance.shuffle(keys)
        return {key: _shuffled(content[key], chance) for key in keys}
    return [_shuffled(item, chance) for item in content] if isinstance(content, list) else content


def _other_breaks(text: str) -> int:
    """Line breaks that YAML knows beside the line feed."""
    return sum(text.count(each) for each in "\r\x85\u2028\u2029")


def _hash_of_the_small_catalogue() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return load_catalogue(write_catalogue(Path(folder))).hash


HASH = _hash_of_the_small_catalogue()
