"""Which code made an edition: the version of the package and, in a checkout, the commit."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


def code_commit(checkout: Path = CHECKOUT) -> str | None:
    """The commit that is checked out, read from git's own files (git itself need not be there); None elsewhere."""
    git = checkout / ".git"
    try:
        head = (git / "HEAD").read_text(encoding="ascii").strip()
    except OSError:
        return None
    if not head.startswith("ref: "):
        return head
    reference = head.removeprefix("ref: ")
    try:
        return (git / reference).read_text(encoding="ascii").strip()
    except OSError:
        return _packed(git / "packed-refs", reference)


def _packed(file: Path, reference: str) -> str | None:
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((line.split()[0] for line in lines if line.endswith(f" {reference}")), None)
