"""The words of the log in Dutch. What has no word here is shown as it stands."""

from collections.abc import Mapping

_VERBS: Mapping[str, str] = {
    "add": "toegevoegd",
    "adopt": "vastgesteld",
    "anonymise": "anoniem gemaakt",
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
    "finish": "afgerond",
    "give": "gegeven",
    "grant": "ingewilligd",
    "keep": "laten staan",
    "join": "bij een organisatie gezet",
    "plan": "voorbereid",
    "publish": "gepubliceerd",
    "refuse": "afgewezen",
    "refused": "geweigerd",
    "register": "geregistreerd",
    "reject": "afgekeurd",
    "rename": "hernoemd",
    "run": "uitgevoerd",
    "set": "bepaald",
    "sign": "ondertekend",
    "sign_in": "aangemeld",
    "sign_in_failed": "aanmelden mislukt",
    "sign_out": "afgemeld",
    "stop": "gestopt",
    "verify": "nagegaan",
    "view": "bekeken",
    "write": "ingevoerd",
}
_KINDS: Mapping[str, str] = {
    "account": "account",
    "area": "gebied",
    "areatype": "wijktype",
    "auditevent": "logboek",
    "body": "gremium",
    "correctionrequest": "verzoek om correctie",
    "decision": "besluit",
    "document": "document",
    "edition": "editie",
    "freetext": "vrije tekst",
    "goal": "doel",
    "job": "taak",
    "kader": "kwaliteitskader",
    "note": "notitie",
    "organisation": "organisatie",
    "permission": "recht",
    "persondata": "persoonsgegevens",
    "person": "persoon",
    "processing": "verwerking",
    "release": "levering",
    "remark": "opmerking",
    "retention": "opruimronde",
    "roleholding": "rolinvulling",
    "scope": "bereik",
    "score": "score",
    "site": "technisch beheer",
}


def verb_words(verb: str) -> str:
    return _VERBS.get(verb, verb)


def kind_words(kind: str) -> str:
    return _KINDS.get(kind, kind)
