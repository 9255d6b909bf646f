"""The words of the log in Dutch. A test walks what the code records; what has no word here is shown as it stands."""

from collections.abc import Mapping

_VERBS: Mapping[str, str] = {
    "add": "toegevoegd",
    "add_second_factor": "tweede stap ingesteld",
    "adopt": "vastgesteld",
    "anonymise": "anoniem gemaakt",
    "answer": "beantwoord",
    "approve": "goedgekeurd",
    "ask": "gevraagd",
    "assign": "ingedeeld",
    "begin": "begonnen",
    "cancel": "afgebroken",
    "change": "gewijzigd",
    "check": "gecontroleerd",
    "close": "gesloten",
    "correct": "verbeterd",
    "create": "gemaakt",
    "deliver": "aangeleverd",
    "drop": "ingetrokken",
    "edit": "gewijzigd",
    "end": "beëindigd",
    "erase": "gewist",
    "explain": "verklaard",
    "export": "meegenomen",
    "fill": "vervuld",
    "finish": "afgerond",
    "give": "gegeven",
    "give_up": "opgegeven",
    "grant": "ingewilligd",
    "keep": "laten staan",
    "lapse": "vervallen",
    "link": "link voor wachtwoord gemaakt",
    "join": "bij een organisatie gezet",
    "plan": "voorbereid",
    "postpone": "verzet",
    "prove": "bewijs vastgelegd",
    "publish": "gepubliceerd",
    "raise": "gesignaleerd",
    "refuse": "afgewezen",
    "refused": "geweigerd",
    "register": "geregistreerd",
    "reject": "afgekeurd",
    "remove": "verwijderd",
    "remove_second_factor": "tweede stap weggehaald",
    "rename": "hernoemd",
    "replace": "vervangen",
    "report": "bericht gedaan",
    "reopen": "weer geopend",
    "return": "teruggegeven",
    "renew": "nieuwe versie begonnen",
    "renew_second_factor": "herstelcodes vernieuwd",
    "run": "uitgevoerd",
    "send": "verstuurd",
    "set": "bepaald",
    "set_password": "wachtwoord gekozen",
    "sign": "ondertekend",
    "sign_in": "aangemeld",
    "sign_in_failed": "aanmelden mislukt",
    "sign_out": "afgemeld",
    "stop": "gestopt",
    "submit": "voorgelegd",
    "tell": "verteld",
    "use": "op de site gezet",
    "verify": "nagegaan",
    "view": "bekeken",
    "write": "ingevoerd",
}
# What somebody wanted and might not: the reason of a refusal is the verb of the permission table.
_WANTED: Mapping[str, str] = {
    "add": "toevoegen",
    "adopt": "vaststellen",
    "answer": "beantwoorden",
    "approve": "goedkeuren",
    "cancel": "afbreken",
    "check": "controleren",
    "close": "afsluiten",
    "compare": "vergelijken",
    "correct": "verbeteren",
    "deliver": "aanleveren",
    "drop": "intrekken",
    "edit": "wijzigen",
    "end": "beëindigen",
    "erase": "wissen",
    "explain": "verklaren",
    "export": "meenemen",
    "finish": "afronden",
    "give_up": "opgeven",
    "inspect": "nakijken",
    "manage": "beheren",
    "plan": "voorbereiden",
    "postpone": "verzetten",
    "prove": "bewijs vastleggen",
    "publish": "publiceren",
    "read": "bekijken",
    "reject": "afkeuren",
    "reopen": "weer openen",
    "remove": "verwijderen",
    "report": "bericht doen",
    "return": "teruggeven",
    "run": "uitvoeren",
    "send": "versturen",
    "sign": "ondertekenen",
    "submit": "voorleggen",
    "tell": "vertellen",
    "stop": "stoppen",
    "verify": "nagaan",
}
# With what a second step is set up, and why a provider let somebody in or not.
_FACTORS: Mapping[str, str] = {"recovery_codes": "herstelcodes", "totp": "app", "webauthn": "sleutel"}
_NOT_IN: Mapping[str, str] = {
    "cancelled": "afgebroken",
    "closed": "account afgesloten",
    "no role": "geen rol",
    "other person": "een ander account",
    "too many groups": "te veel groepen",
    "unreachable": "niet bereikbaar",
}
# Of what has no flow: a flow names its own kind (`name_kind`).
_KINDS: dict[str, str] = {
    "account": "account",
    "area": "gebied",
    "areatype": "wijktype",
    "auditevent": "logboek",
    "comment": "opmerking van een collega",
    "edition": "editie",
    "feedback": "reactie van een bezoeker",
    "freetext": "vrije tekst",
    "function": "functie",
    "functionholding": "functie-invulling",
    "inbox": "wat wacht op u",
    "job": "taak",
    "kader": "kwaliteitskader",
    "organisation": "organisatie",
    "permission": "recht",
    "persondata": "persoonsgegevens",
    "person": "persoon",
    "processing": "verwerking",
    "provider": "inlogdienst",
    "scope": "bereik",
    "score": "score",
    "site": "technisch beheer",
    "substitution": "vervanging",
    "storedfile": "bestand",
}


def name_kind(kind: str, word: str) -> None:
    """What a kind is called, where its flow says so and no word above is another one."""
    _KINDS.setdefault(kind, word)


def verb_words(verb: str) -> str:
    return _VERBS.get(verb, verb)


def kind_words(kind: str) -> str:
    return _KINDS.get(kind, kind)


def reason_words(verb: str, kind: str, reason: str) -> str:
    """What stands in the log as a reason: what a person wrote, or a word of the code in Dutch."""
    if verb == "refused":
        return _WANTED.get(reason, reason)
    if verb == "sign_in_failed" and kind == "provider":
        return _NOT_IN.get(reason, f"het antwoord klopt niet ({reason})")
    return _FACTORS.get(reason, reason) if kind == "account" else reason
