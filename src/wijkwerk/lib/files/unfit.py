"""Why a file is not kept: what was found and where, what was expected, and what somebody can do. All in Dutch."""

from wijkwerk.lib.user_errors import UserError

WHOLE = "het hele bestand"


class UnfitFileError(UserError):
    """This file is not kept. Its message is for whoever handed it in; its first sentence says it all in short."""

    def __init__(self, found: str, expected: str, remedy: str, where: str = WHOLE) -> None:
        self.found, self.expected, self.remedy, self.where = found, expected, remedy, where
        place = "" if where == WHOLE else f" ({where})"
        super().__init__(f"Niet bewaard: {found}{place}. Verwacht: {expected}. {_sentence(remedy)}")


def damaged(detail: str, expected: str) -> UnfitFileError:
    return UnfitFileError(
        f"het bestand is beschadigd: {detail[:200]}",
        expected,
        "open het in het programma waar het vandaan komt, bewaar het opnieuw en kies dat bestand",
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
