import json

import pytest

from wijkwerk.cli import static_files
from wijkwerk.cli.assets import VENDOR
from wijkwerk.cli.static_files import (
    STAMP,
    StaticFilesError,
    build_static_files,
    files_made_beside,
    prepare_files,
)
from wijkwerk.present.export.fonts import READY
from wijkwerk.present.export.png import png
from wijkwerk.web.blocks import fonts


@pytest.fixture
def site(tmp_path, monkeypatch, settings):
    """One package with a style sheet that uses a picture."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body { background: url(kaart.svg); }" + "a{}" * 200)
    (source / "kaart.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    monkeypatch.setattr(static_files, "_source_folders", lambda: [source])
    return source


def test_files_get_their_hash_in_their_name_and_are_compressed(site, tmp_path):
    target = tmp_path / "static"
    assert build_static_files(target) is True
    names = json.loads((target / "staticfiles.json").read_text())["paths"]
    style = target / names["site.css"]
    assert names["kaart.svg"] in style.read_text()
    assert style.with_name(f"{style.name}.br").stat().st_size < style.stat().st_size / 2
    assert style.with_name(f"{style.name}.gz").exists()


def test_a_second_time_there_is_nothing_to_do(site, tmp_path):
    build_static_files(tmp_path / "static")
    assert build_static_files(tmp_path / "static") is False


def test_a_change_is_built(site, tmp_path):
    build_static_files(tmp_path / "static")
    before = (tmp_path / "static" / "staticfiles.json").read_text()
    (site / "kaart.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>")
    assert build_static_files(tmp_path / "static") is True
    assert (tmp_path / "static" / "staticfiles.json").read_text() != before
    assert not (tmp_path / "static.new").exists()


def test_a_reference_to_what_is_not_there_is_named_and_changes_nothing(site, tmp_path):
    build_static_files(tmp_path / "static")
    (site / "kaart.svg").unlink()
    with pytest.raises(StaticFilesError, match=r"site\.css verwijst naar kaart\.svg, en dat is er niet"):
        build_static_files(tmp_path / "static")
    assert (tmp_path / "static" / "staticfiles.json").exists()


def test_without_the_packages_of_the_pages_it_says_which_command_brings_them(site, tmp_path, monkeypatch):
    monkeypatch.setattr(static_files, "VENDOR", tmp_path / "weg")
    with pytest.raises(StaticFilesError, match=r"wijkwerk prepare"):
        prepare_files(tmp_path)
    assert not (tmp_path / "static").exists()


@pytest.mark.rehearsal
def test_the_fonts_of_pictures_stand_ready_before_the_first_visitor_asks_for_one(data_folder):
    """Each weight of each font takes about a second; a PNG only reads them, and they are no part of what is served."""
    fonts.cache_clear()
    try:
        prepare_files(data_folder)
        assert (data_folder / "static" / "staticfiles.json").exists()
        assert not list((data_folder / "static").rglob("*.ttf"))
        fonts.cache_clear()  # as in a web worker, which starts afterwards
        assert not fonts().note
        assert {path.parent for path in fonts().files} == {VENDOR / "fonts" / READY}
        assert png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', fonts())
        assert not (data_folder / "cache" / "fonts").exists()
    finally:
        fonts.cache_clear()


@pytest.mark.rehearsal
def test_they_are_made_beside_other_work_and_stand_when_it_is_done(data_folder):
    with files_made_beside(data_folder):
        pass
    made = (data_folder / "static" / STAMP).stat().st_mtime_ns
    with files_made_beside(data_folder):  # a second time there is nothing to do
        pass
    assert (data_folder / "static" / STAMP).stat().st_mtime_ns == made


def test_what_goes_wrong_beside_other_work_is_raised_after_it(site, tmp_path, monkeypatch):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / STAMP).write_text("{}")
    monkeypatch.setattr(static_files, "VENDOR", tmp_path / "weg")
    done = []
    with pytest.raises(StaticFilesError, match=r"wijkwerk prepare"), files_made_beside(tmp_path):
        done.append("work")
    assert done == ["work"]
