import argparse

import pytest
from tests.data.deliveries import catalogue, csv_file

from wijkwerk.cli.export import add_arguments, run
from wijkwerk.data.example import ExampleError
from wijkwerk.data.release.imports import import_files

pytestmark = pytest.mark.django_db


def test_an_example_is_written_and_its_size_told(tmp_path, capsys):
    import_files(catalogue(), "bron", None, [csv_file(tmp_path)], None)
    target = tmp_path / "voorbeeld"
    target.mkdir()
    (target / "gemeente.toml").write_text('code = "GM0164"\n')
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args(["example", "--to", str(target)])) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["MB", "MB"]
    assert (target / "borders.parquet").is_file()
    assert len(list(target.glob("releases/*/observations.parquet"))) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "Er is geen .*gemeente.toml"), ("code = ", "geen leesbaar TOML"), ("codes = 1", "staat geen gemeente")],
)
def test_a_folder_without_its_gemeente_is_told_how_to_begin(tmp_path, content, message):
    if content is not None:
        (tmp_path / "gemeente.toml").write_text(content)
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(ExampleError, match=f'{message}.*code = "GM0164"'):
        run(parser.parse_args(["example", "--to", str(tmp_path)]))
