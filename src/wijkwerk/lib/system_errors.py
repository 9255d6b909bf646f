"""What the operating system refuses, in Dutch words for inside a sentence."""

import errno

_WORDS = {
    errno.EACCES: "geen recht",
    errno.EPERM: "geen recht",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOENT: "bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "is een map",
    errno.EEXIST: "bestaat al",
    errno.ENOTEMPTY: "is niet leeg",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijf is vol",
    errno.EIO: "de schijf geeft een fout",
    errno.EMFILE: "te veel bestanden open",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppelingen verwijzen naar elkaar",
}


def in_words(problem: OSError) -> str:
    """Without the path, and never in English; the name of the error where there are no words for it."""
    number = problem.errno or 0
    return _WORDS.get(number) or f"fout {errno.errorcode.get(number, str(number))}"
