"""Store a file with a record, remove it, and read it back as it was stored. Each change writes its event."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Model, Sum
from django.db.models.signals import post_delete
from django.dispatch import receiver

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import kind_of, level_of
from wijkwerk.access.permission.refusals import require
from wijkwerk.lib.disk import DiskFullError
from wijkwerk.lib.files import FitFile
from wijkwerk.lib.user_errors import UserError
from wijkwerk.lib.zip_archive import megabytes

from .byte_store import Bytes, ByteStore
from .hanging import level_of_file
from .models import StoredFile

_PIECE = 1 << 20
KIND = "storedfile"  # of the permission table and of events
_log = structlog.stdlib.get_logger(__name__)


class FileRefusedError(UserError):
    """This file cannot be kept, or removed, now; the message says why, in Dutch."""


class DamagedFileError(Exception):
    """The bytes on disk are not those that were stored, or are gone."""


def byte_store() -> ByteStore:
    return ByteStore(Path(settings.WIJKWERK_DATA))


@dataclass(frozen=True, slots=True)
class Storing:
    """Bytes that are on disk, in a transaction that has begun: now a row is to hang them on a record."""

    fit: FitFile
    stored: Bytes

    def hang(
        self, owner: Model, *, name: str, level: Confidentiality, by: Person | None, is_fixed: bool = False
    ) -> StoredFile:
        """Hang the file on a record, no less confidential than that.

        Raises FileRefusedError where the record is gone, or holds as much as it may.
        """
        kind, key = kind_of(owner), str(owner.pk)
        _hold(owner)
        _require_space(kind, key, self.stored.size)
        file = StoredFile.objects.create(
            kind=kind,
            key=key,
            name=name.strip(),
            format=self.fit.format,
            seen=self.fit.seen,
            size=self.stored.size,
            sha256=self.stored.sha256,
            confidentiality=max(level, level_of(owner), key=lambda each: each.rank),
            is_fixed=is_fixed,
            added_by=by,
        )
        # In kB: a number of eight digits may pass for that of a citizen, which the log refuses.
        summary = joined(f"{file.format}, {max(1, file.size // 1000)} kB, {file.confidentiality}", f"bij {kind} {key}")
        record(person=by, verb="add", kind=KIND, key=str(file.pk), reason=summary)
        return file


@contextmanager
def storing(fit: FitFile) -> Iterator[Storing]:
    """Put bytes on disk and begin the outermost transaction, around which nothing of the bytes is taken away.

    The bytes first: writing them takes longer than others should wait for the database. Where it fails they go again,
    unless another file has the same. Raises FileRefusedError where the disk is full.
    """
    store = byte_store()
    try:
        with store.needed():
            stored = _put(store, fit)
            with transaction.atomic(durable=True):
                yield Storing(fit, stored)
    except BaseException:
        take_away_unused(fit.content.sha256)
        raise


def add_file(
    owner: Model, fit: FitFile, *, name: str, level: Confidentiality, by: Person | None, is_fixed: bool = False
) -> StoredFile:
    """Hang one file on a record that is there. Raises what `storing` and `Storing.hang` raise."""
    with storing(fit) as under_way:
        return under_way.hang(owner, name=name, level=level, by=by, is_fixed=is_fixed)


@transaction.atomic
def remove_file(file: StoredFile, *, by: Person, reason: str) -> None:
    """Take a file away, and its bytes where no other file has the same.

    Raises RefusedError by the table or a rule, and FileRefusedError without a reason or where it is gone.
    """
    require(by, "remove", file)
    if not reason.strip():
        raise FileRefusedError("Zeg waarom u dit bestand verwijdert.")
    row = StoredFile.objects.select_for_update(of=("self",)).filter(pk=file.pk).first()
    if row is None:
        raise FileRefusedError("Dit bestand is er niet meer. Iemand anders heeft het al verwijderd.")
    key = str(row.pk)
    row.delete()
    record(person=by, verb="remove", kind=KIND, key=key, reason=joined(f"bij {row.kind} {row.key}", reason))


def open_whole(file: StoredFile) -> BinaryIO:
    """The bytes from their beginning, after all of them were compared with the hash; whoever asks closes them.

    Raises DamagedFileError where they are others, or gone; the log of the site says so too.
    """
    content = _opened(file)
    if content is None or not _is_whole(content, file):
        _log.error("stored file damaged", file=file.pk, sha256=file.sha256, is_there=content is not None)
        raise DamagedFileError(f"stored file {file.pk} is not as it was stored")
    return content


def path_of(file: StoredFile) -> Path:
    """Where its bytes stand. Whoever reads them compares them first (`open_whole`, `is_whole`)."""
    return byte_store().path(file.sha256)


def is_whole(file: StoredFile) -> bool:
    """Whether its bytes are those that were stored; the log of the site says so where they are not."""
    try:
        open_whole(file).close()
    except DamagedFileError:
        return False
    return True


def _opened(file: StoredFile) -> BinaryIO | None:
    try:
        return path_of(file).open("rb")
    except FileNotFoundError:
        return None


def _is_whole(content: BinaryIO, file: StoredFile) -> bool:
    """Of what was opened, not of what stands under that name meanwhile."""
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
    content.seek(0)
    if digest.hexdigest() == file.sha256:
        return True
    content.close()
    return False


def record_taking(file: StoredFile, reader: Visitor) -> None:
    """Keep in the log that somebody took a file along, unless it is for everybody."""
    if isinstance(reader, Person) and level_of_file(file) is not Confidentiality.OPENBAAR:
        record(person=reader, verb="export", kind=KIND, key=str(file.pk))


@receiver(post_delete, sender=StoredFile, dispatch_uid="bytes of a stored file")
def let_go_of_bytes(instance: StoredFile, **more: object) -> None:
    """Once the row is gone for good, whoever took it: somebody, its record, a retention round."""
    sha256 = instance.sha256
    transaction.on_commit(lambda: take_away_unused(sha256), robust=True)


def take_away_unused(sha256: str) -> bool:
    """Whether bytes without a row went. They stay where somebody needs the store now; then the sweep takes them."""
    store = byte_store()
    with store.alone() as is_alone:
        if not is_alone or StoredFile.objects.filter(sha256=sha256).exists():
            return False
        store.path(sha256).unlink(missing_ok=True)
        return True


def sweep_files() -> int:
    """Take away all bytes without a row, such as those of an upload that was killed; returns how many went.

    Every day. An upload that is under way keeps everything as it is: then the next time.
    """
    store = byte_store()
    with store.alone() as is_alone:
        if not is_alone:
            return 0
        named = set(StoredFile.objects.values_list("sha256", flat=True))
        unused = [name for name in store.names() if name not in named]
        for name in unused:
            store.path(name).unlink(missing_ok=True)
        return len(unused) + store.sweep_half_made()


def _put(store: ByteStore, fit: FitFile) -> Bytes:
    try:
        return store.put(fit.content)
    except DiskFullError as error:
        _log.error("no room for a stored file", size=fit.content.size)
        raise FileRefusedError(
            "Op de schijf van de site is geen ruimte meer voor dit bestand. Er is niets bewaard. Vraag de beheerder om "
            "ruimte te maken."
        ) from error


def _hold(owner: Model) -> None:
    """For this transaction alone, so that two at once do not fill it beyond its limit, and it does not go meanwhile."""
    if not type(owner)._base_manager.select_for_update(of=("self",)).filter(pk=owner.pk).exists():
        raise FileRefusedError("Het stuk waar dit bestand bij hoort, is er niet meer. Er is niets bewaard.")


def _require_space(kind: str, key: str, size: int) -> None:
    used = StoredFile.objects.filter(kind=kind, key=key).aggregate(total=Sum("size"))["total"] or 0
    most = settings.WIJKWERK_RECORD_FILE_BYTES
    if used + size > most:
        raise FileRefusedError(
            f"Bij dit stuk staat al {megabytes(used)} aan bestanden; met dit bestand erbij wordt het meer dan "
            f"{megabytes(most)}. Er is niets bewaard. Verwijder een bestand dat niet meer nodig is, of maak dit "
            "kleiner."
        )
