"""What jobs are called. Each kind that the worker can do has its name here; a test walks them."""

JOB_KINDS = {
    "import": "Bestand inlezen",
    "fetch": "Bron ophalen",
    "publish": "Editie publiceren",
    "retention": "Opruimronde uitvoeren",
    "mail": "E-mail versturen",
    "digests": "Berichten over wat wacht klaarzetten",
    "sweep_files": "Losse bestanden opruimen",
    "area_scopes": "Gebieden bijwerken waarvoor rollen gelden",
}


def job_words(kind: str) -> str:
    return JOB_KINDS.get(kind, kind)
