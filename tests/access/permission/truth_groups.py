"""Groups of roles and how far each reaches, for the second spelling of the permission table (`truth_table`)."""

from collections.abc import Mapping

ROLES = [
    "bezoeker",
    "raad",
    "college",
    "opdrachtgever",
    "programmamanager",
    "procesregisseur",
    "stadsdeelregisseur",
    "beleidsadviseur",
    "projectleider",
    "afdelingsmanager",
    "controller",
    "onderzoeker",
    "communicatieadviseur",
    "secretariaat",
    "partner",
    "bewoner-in-team",
    "bewonersorganisatie",
    "privacy-officer",
    "beheerder",
]
INSIDE = ROLES[2:14]  # college to secretariaat: who works inside the gemeente with content
LEVELS = ("openbaar", "intern", "vertrouwelijk", "strikt")
# Where an object can lie, as seen from the scope that the role is held for.
PLACES = ("own", "inside", "around", "elsewhere", "nowhere")
OWN_PLACES = ("own", "inside")
NOTE_STATES = ("concept", "vastgesteld")

YES = ("strikt", None)  # everywhere, whatever the level
TEAM = ["procesregisseur", "stadsdeelregisseur", "projectleider", "afdelingsmanager", "secretariaat"]
LEADS = ["opdrachtgever", "programmamanager"]

Limits = tuple[str | None, str | None]  # up to which level everywhere, and in one's own scope


def only(*roles: str) -> Mapping[str, Limits]:
    assert set(roles) <= set(ROLES)
    return dict.fromkeys(roles, YES)


def papers() -> Mapping[str, Limits]:
    return {
        **dict.fromkeys(ROLES, ("openbaar", None)),
        **dict.fromkeys(INSIDE, ("intern", None)),
        **dict.fromkeys(["college", "controller"], ("vertrouwelijk", None)),
        **dict.fromkeys(LEADS, ("intern", "strikt")),
        **dict.fromkeys([*TEAM, "beleidsadviseur"], ("intern", "vertrouwelijk")),
        **dict.fromkeys(["partner", "bewoner-in-team"], ("openbaar", "intern")),
    }


def work() -> Mapping[str, Limits]:
    """Actions and pledges: what colleagues agree on is intern everywhere, and more than that in one's own scope."""
    return {
        **dict.fromkeys(LEADS, ("intern", "strikt")),
        **dict.fromkeys([*TEAM, "beleidsadviseur"], ("intern", "vertrouwelijk")),
        **dict.fromkeys(["onderzoeker", "communicatieadviseur"], ("intern", None)),
    }


OUTSIDERS: Mapping[str, Limits] = dict.fromkeys(["partner", "bewoner-in-team"], (None, "intern"))


def drafts() -> Mapping[str, Limits]:
    return {
        **dict.fromkeys(LEADS, (None, "strikt")),
        **dict.fromkeys(TEAM, (None, "vertrouwelijk")),
        "beleidsadviseur": ("intern", "vertrouwelijk"),
    }
