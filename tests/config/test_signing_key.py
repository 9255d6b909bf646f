import secrets
from pathlib import Path

import pytest

from wijkwerk.config.setting_error import SettingError
from wijkwerk.config.signing_key import signing_key

EXAMPLE = Path(__file__).parents[2] / "deploy" / "omgeving.voorbeeld"
STRONG = "Qv3_yT7wKzP0dLr9XnB5cHs2JmF8aGe4UtWo1iRxEk6ZqYpVhNbMlCSfDjIgOuA-A7"


def key(monkeypatch: pytest.MonkeyPatch, data: Path, given: str = "", *, demo: bool = False, **more: object) -> str:
    monkeypatch.setenv("WIJKWERK_SECRET_KEY", given)
    told = {"production": False, "example": EXAMPLE, **more}
    return signing_key(data=data, demo=demo, **told)  # type: ignore[arg-type]


def test_on_a_laptop_a_key_is_made_once_and_only_its_owner_can_read_it(monkeypatch, tmp_path):
    first = key(monkeypatch, tmp_path / "data")
    assert key(monkeypatch, tmp_path / "data") == first
    assert len(first) >= 50
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o077 == 0


def test_a_site_that_others_come_to_gets_its_key_from_the_environment_alone(monkeypatch, tmp_path):
    with pytest.raises(SettingError, match=r"ontbreekt.*uit de omgeving. Maak er een met: python3 -c"):
        key(monkeypatch, tmp_path, production=True)
    assert not (tmp_path / "secret.key").exists()
    assert key(monkeypatch, tmp_path, STRONG, production=True) == STRONG


def test_the_demo_has_a_key_of_its_own_and_refuses_a_production_key(monkeypatch, tmp_path):
    made = key(monkeypatch, tmp_path, demo=True)
    assert made.startswith("demo-")
    assert made != key(monkeypatch, tmp_path)
    assert key(monkeypatch, tmp_path, f"demo-{STRONG}", demo=True) == f"demo-{STRONG}"
    with pytest.raises(SettingError, match="start niet met een productiesleutel"):
        key(monkeypatch, tmp_path, STRONG, demo=True)


@pytest.mark.parametrize("make", [lambda: secrets.token_hex(25), lambda: secrets.token_urlsafe(38)])
def test_every_random_key_passes(monkeypatch, tmp_path, make):
    for _ in range(300):
        given = make()
        assert key(monkeypatch, tmp_path, given) == given


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        (f"demo-{STRONG}", "demonstratiesleutel"),
        ("kort", "4 tekens gevonden, verwacht ten minste 50"),
        ("k" * 60, "herhaalt zichzelf"),
        ("Xq7-" * 20, "herhaalt zichzelf"),
        ("correct-horse-battery-staple-" * 2, "herhaalt zichzelf"),
        ("1357924680" * 6, "herhaalt zichzelf"),
        (f"django-insecure-{STRONG}", "een voorbeeld"),
        ("Geheim123!" * 6, "een voorbeeld"),
        (f"CHANGEME{STRONG}", "een voorbeeld"),
        ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "een voorbeeld"),
    ],
)
def test_a_weak_key_is_refused_with_the_reason_and_is_not_repeated(monkeypatch, tmp_path, weak, why):
    with pytest.raises(SettingError, match=f"^WIJKWERK_SECRET_KEY: .*{why}") as refused:
        key(monkeypatch, tmp_path, weak, production=True)
    assert weak not in str(refused.value)
    assert "secrets.token_urlsafe(50)" in str(refused.value)


def test_a_key_that_stands_in_the_example_is_no_secret(monkeypatch, tmp_path):
    example = tmp_path / "omgeving.voorbeeld"
    example.write_text(f"# uitleg\nWIJKWERK_SECRET_KEY='{STRONG}'\n", encoding="utf-8")
    with pytest.raises(SettingError, match="een voorbeeld"):
        key(monkeypatch, tmp_path, STRONG, example=example)
    assert key(monkeypatch, tmp_path, STRONG, example=tmp_path / "weg") == STRONG


def test_the_example_that_we_ship_holds_no_key():
    assert "\nWIJKWERK_SECRET_KEY=\n" in EXAMPLE.read_text(encoding="utf-8")
