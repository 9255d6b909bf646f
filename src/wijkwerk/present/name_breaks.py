"""Where a long Dutch name may break: in a narrow head of a table on a page, and in one of a picture."""

import re

SOFT_HYPHEN = "\u00ad"
# The last parts of the names of wijken and buurten, behind at least four letters.
_LAST_PARTS = re.compile(
    r"(?<=\w{4})(hoek|gebied|stad|park|veld|velden|dorp|wijk|buurt|land|landen|terrein|centrum|kwartier|polder|weide|"
    r"broek|beek|berg|burg|rijk|haven|oord|woude|eiland|kanaal)\b"
)
_LONG = 10


def soft_hyphens(name: str) -> str:
    """Where a long Dutch name may break ("Wilderinks-hoek"): browsers without a Dutch dictionary break anywhere."""
    return _LAST_PARTS.sub(f"{SOFT_HYPHEN}\\1", name) if len(name) > _LONG else name


def name_lines(name: str, letters: int) -> list[str]:
    """The name in lines of at most so many letters, for a picture, where nothing breaks by itself.

    Between words first, then behind a hyphen or where `soft_hyphens` says; only a part that is still too long is cut.
    """
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines += [word] if len(word) <= letters else _broken(word, letters)
    return lines


def _broken(word: str, letters: int) -> list[str]:
    """Every line but the last keeps room for the hyphen that it may still need."""
    lines: list[str] = []
    parts = soft_hyphens(word).replace("-", f"-{SOFT_HYPHEN}").split(SOFT_HYPHEN)
    for place, part in enumerate(parts):
        room = letters if part.endswith("-") or place == len(parts) - 1 else letters - 1
        if lines and len(lines[-1]) + len(part) <= room:
            lines[-1] += part
        else:
            lines += _cut(part, room, letters - 1)
    return [*(line if line.endswith("-") else f"{line}-" for line in lines[:-1]), lines[-1]]


def _cut(part: str, room: int, step: int) -> list[str]:
    return [part] if len(part) <= room else [part[start : start + step] for start in range(0, len(part), step)]
