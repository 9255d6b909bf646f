"""A linter of our own for the Containerfile: no container engine runs where the tests do."""

import json
import re
import shlex
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CONTAINERFILE = REPOSITORY / "deploy" / "Containerfile"
KNOWN = {
    "ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK",
    "ENTRYPOINT", "CMD",
}  # fmt: skip
Instructions = list[tuple[str, str]]


def read(text: str) -> Instructions:
    """Instruction and the rest of its line, with continued lines joined and comments left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\s*\n\s*", " ", "\n".join(lines))
    return [
        (word.upper(), rest)
        for line in joined.splitlines()
        if line.strip()
        for word, _, rest in [line.strip().partition(" ")]
    ]


def problems(text: str) -> list[str]:
    """What is wrong, a line each."""
    given = read(text)
    rules: list[Callable[[Instructions], list[str]]] = [known, base, user, secrets, shells, copies, life]
    return [problem for rule in rules for problem in rule(given)]


def known(given: Instructions) -> list[str]:
    return [f"unknown or unwanted: {word}" for word, _ in given if word not in KNOWN]


def base(given: Instructions) -> list[str]:
    names = dict(rest.split("=", 1) for word, rest in given if word == "ARG" and "=" in rest)
    used = [
        re.sub(r"\$\{(\w+)\}", lambda found: names.get(found[1], ""), rest).split()[0]
        for word, rest in given
        if word == "FROM"
    ]
    pinned = re.compile(r".+(:\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})")
    return [f"base is not pinned: {name}" for name in used if not pinned.fullmatch(name)] + (
        [] if used else ["no base"]
    )


def user(given: Instructions) -> list[str]:
    last_stage = max((place for place, (word, _) in enumerate(given) if word == "FROM"), default=0)
    users = [rest for word, rest in given[last_stage:] if word == "USER"]
    # By number, so that an orchestrator can see that it is not root.
    return [] if users and re.fullmatch(r"[1-9]\d{3,}(:[1-9]\d*)?", users[-1]) else ["runs as root, or as a name"]


def secrets(given: Instructions) -> list[str]:
    told = [(word, rest) for word, rest in given if word in {"ENV", "ARG", "LABEL"}]
    return [f"a secret in {word}" for word, rest in told if re.search(r"SECRET|PASSWORD|TOKEN|DATABASE_URL|_KEY", rest)]


def shells(given: Instructions) -> list[str]:
    words = [rest for word, rest in given if word in {"RUN", "CMD", "ENTRYPOINT"}]
    apt = [
        f"leaves a cache or unpinned packages: {rest}"
        for rest in words
        if re.search(r"\bapt(-get)?\b|\bapk\b|curl|wget", rest)
    ]
    return apt + [f"goes through a shell: {rest}" for rest in words if not rest.startswith("[")]


def copies(given: Instructions) -> list[str]:
    sources = [
        source for word, rest in given if word == "COPY" and "--from" not in rest for source in shlex.split(rest)[:-1]
    ]
    return [
        f"copies all or what is not there: {name}"
        for name in sources
        if name in {".", "./"} or not (REPOSITORY / name).exists()
    ]


def life(given: Instructions) -> list[str]:
    words = {word for word, _ in given}
    return [f"missing: {word}" for word in ("HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "VOLUME") if word not in words]


def test_ours_has_nothing_wrong():
    assert problems(CONTAINERFILE.read_text(encoding="utf-8")) == []


def test_its_python_is_that_of_its_base_whichever_that_is_and_its_data_lie_outside_it(tmp_path):
    text = CONTAINERFILE.read_text(encoding="utf-8")
    assert set(re.findall(r"\.venv/([^/\"]+)/", text)) == {"current"}
    assert "WIJKWERK_DATA=/gegevens" in text
    [link] = [rest for word, rest in read(text) if word == "RUN" and "os.symlink" in rest]
    made = tmp_path / ".venv" / "{}.{}".format(*sys.version_info[:2])
    venv.create(made, with_pip=False, symlinks=True)
    subprocess.run([sys.executable, *json.loads(link)[1:]], cwd=tmp_path, check=True)
    asked = [str(tmp_path / ".venv" / "current" / "bin" / "python"), "-c", "import sys; print(sys.prefix)"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(told).resolve() == made.resolve()


def test_its_example_keeps_the_data_on_the_volume():
    """The example of an environment names a folder of a machine, and goes before what the image says."""
    assert "WIJKWERK_DATA=/srv/" in (CONTAINERFILE.parent / "omgeving.voorbeeld").read_text(encoding="utf-8")
    [example] = re.findall(r"podman run --read-only[^\n]*", CONTAINERFILE.read_text(encoding="utf-8"))
    assert example.index("--env-file") < example.index("-e WIJKWERK_DATA=/gegevens")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("3.13.9-slim-trixie", "latest"), "base is not pinned"),
        (("3.13.9-slim-trixie", "3.13"), "base is not pinned"),
        (("USER 10001:10001", "USER root"), "runs as root"),
        (("USER 10001:10001", "USER wijkwerk"), "runs as root"),
        (("USER 10001:10001\n", ""), "runs as root"),
        (("WIJKWERK_LOG=uitvoer", "WIJKWERK_SECRET_KEY=abc"), "a secret in ENV"),
        (("COPY src src", "COPY . ."), "copies all"),
        (("COPY src src", "COPY weg weg"), "copies all"),
        (("COPY src src", "ADD src src"), "unwanted: ADD"),
        (('RUN ["install"', 'RUN apt-get install -y x #'), "leaves a cache"),
        (("STOPSIGNAL SIGTERM\n", ""), "missing: STOPSIGNAL"),
    ],
)  # fmt: skip
def test_the_linter_finds_what_it_is_for(change, problem):
    text = CONTAINERFILE.read_text(encoding="utf-8")
    assert change[0] in text
    assert any(problem in told for told in problems(text.replace(*change)))
