import subprocess
import sys
from os import environ

import pytest

from wijkwerk.config.known_settings import refuse_unknown
from wijkwerk.config.setting_error import SettingError


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("WIJKWERK_HOST", "bedoelt u WIJKWERK_HOSTS?"),
        ("WIJKWERK_GEMEENTEN", "bedoelt u WIJKWERK_GEMEENTE?"),
        ("WIJKWERK_SECRETKEY", "bedoelt u WIJKWERK_SECRET_KEY?"),
        ("WIJKWERK_XYZZY_QQQ_123", "docs/beheer.md"),
    ],
)
def test_a_misspelled_setting_is_refused_with_the_one_that_was_meant(name, meant):
    with pytest.raises(SettingError, match=f"^{name}: onbekend; ") as refused:
        refuse_unknown(["PATH", name])
    assert meant in str(refused.value)


def test_what_others_call_wijkwerk_is_left_alone():
    refuse_unknown([
        "PATH", "DATABASE_URL", "WIJKWERK_DATA", "WIJKWERK_SIGN_IN_SECRET_GEMEENTE", "WIJKWERK_TEST_SEED",
        "WIJKWERK_PORT", "WIJKWERK_SERVICE_HOST", "WIJKWERK_SERVICE_PORT_HTTP", "WIJKWERK_PORT_8000_TCP_ADDR",
        "WIJKWERK_WEB_SERVICE_PORT",
    ])  # fmt: skip


def test_nothing_starts_with_one(data_folder):
    done = subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", "upgrade"],
        capture_output=True, text=True, env=environ | {"WIJKWERK_HOST": "monitor.gemeente.example"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "bedoelt u WIJKWERK_HOSTS?" in done.stderr
    assert not list(data_folder.iterdir())
