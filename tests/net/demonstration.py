"""The demonstration that the net looks at: the real example on a clock that stands still, with somebody in every role.

Everything here runs in a process of its own (`python -m tests.net`), for Django reads its database and data folder from
the environment when it starts.
"""

import os
import shutil
from pathlib import Path

from tests.made_once import REPOSITORY, made_once
from tests.net.clock import standing_clock

_BUILDERS = (REPOSITORY / "examples", Path(__file__), Path(__file__).with_name("clock.py"))


def demonstration() -> Path:
    """The data folder with the database in it, to copy; made when this version of the code has none yet.

    One that the environment names is taken as it is: by a process that walks through changed code.
    """
    if given := os.environ.get("NET_DEMONSTRATION"):
        return Path(given)
    return made_once("demonstration", _make_in_own_process, *_BUILDERS)


def work_on_copy(target: Path, of: Path | None = None) -> None:
    """Copy the demonstration (or another data folder) to `target`, and let this process work in it from here on.

    To be called before Django is set up; `set_up` does that.
    """
    shutil.copytree(of or demonstration(), target)
    _set_environment(target)


def set_up() -> None:
    import django

    django.setup()


def _set_environment(data: Path) -> None:
    for name in [each for each in os.environ if each.startswith("WIJKWERK_")]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "WIJKWERK_DATA": str(data),
        "WIJKWERK_DEMO": "ja",
        "WIJKWERK_OPEN_SCORES": "ja",
        "DJANGO_SETTINGS_MODULE": "tests.net.settings",
    }


def _make_in_own_process(data: Path) -> None:
    import subprocess
    import sys

    subprocess.run([sys.executable, "-m", "tests.net.demonstration", str(data)], cwd=REPOSITORY, check=True)


def _make(data: Path) -> None:
    _set_environment(data)
    with standing_clock():
        set_up()
        from wijkwerk.cli.database import bring_up_to_date
        from wijkwerk.editions.demo import load_example

        bring_up_to_date()
        load_example(None, lambda done, total, text: None)
        _people_in_every_role()


def _people_in_every_role() -> None:
    from wijkwerk.access.people.demo_accounts import DEMO_ACCOUNTS, DemoAccount, make_demo_accounts
    from wijkwerk.access.people.roles import Reach, Role, all_role_facts

    held = {account.role for account in DEMO_ACCOUNTS}
    others = [
        DemoAccount(role.value, facts.name, role, "SD" if facts.reach is Reach.MUST else "")
        for role, facts in all_role_facts().items()
        if role not in held and role is not Role.BEZOEKER
    ]
    make_demo_accounts([*DEMO_ACCOUNTS, *others])


if __name__ == "__main__":
    import sys

    _make(Path(sys.argv[1]))
