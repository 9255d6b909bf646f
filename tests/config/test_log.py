import json
import logging
import logging.config

import structlog

from wijkwerk.config.log import configure_structlog, logging_settings


def test_one_event_is_one_line_with_its_stamps_in_the_file(tmp_path):
    folder = tmp_path / "log"
    configured = logging_settings(folder=folder, debug=False)
    assert not folder.exists()  # reading the settings writes nothing
    handler = logging.config.DictConfigurator(configured).configure_handler(
        {**configured["handlers"]["file"], "formatter": None}
    )
    formatter = logging.config.DictConfigurator(configured).configure_formatter(configured["formatters"]["line"])
    handler.setFormatter(formatter)
    configure_structlog()
    log = logging.getLogger("test_log")
    log.addHandler(handler)
    try:
        structlog.stdlib.get_logger("test_log").warning("release checked", release="cbs_kwb-84799NED-0a1b2c3d")
    finally:
        log.removeHandler(handler)
        handler.close()
    [line] = (folder / "wijkwerk.log").read_text(encoding="utf-8").splitlines()
    assert "level=warning" in line
    assert 'event="release checked"' in line
    assert "release=cbs_kwb-84799NED-0a1b2c3d" in line


def test_a_collector_gets_one_json_object_per_line_and_no_file_is_made(tmp_path):
    configured = logging_settings(folder=tmp_path / "log", debug=False, to_output=True)
    assert configured["root"]["handlers"] == ["output"]
    formatter = logging.config.DictConfigurator(configured).configure_formatter(configured["formatters"]["json"])
    record = logging.LogRecord("bron", logging.INFO, "x.py", 1, "regel\nmet een é", None, None)
    told = formatter.format(record)
    assert len(told.splitlines()) == 1
    assert json.loads(told)["event"] == "regel\nmet een é"
    assert not (tmp_path / "log").exists()


def test_the_terminal_hears_only_what_needs_attention(tmp_path):
    assert logging_settings(folder=tmp_path, debug=False)["handlers"]["terminal"]["level"] == "WARNING"
    assert logging_settings(folder=tmp_path, debug=True)["handlers"]["terminal"]["level"] == "DEBUG"
