"""On which kinds of record files hang, and what follows: who may read and add them, and that they go with it.

A file is read by whom the table would let read its record, were that as confidential as the file. So one line of the
table says it for both, and a record that becomes stricter takes its files along.
"""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import also_requires, fields_of, kind_of, level_of, may

from .models import StoredFile

_MAY_READ = "wie een bestand leest, mag het stuk lezen waar het bij staat, ook als dat zo vertrouwelijk was"
_MAY_ADD = "wie bestanden bijhoudt, mag het stuk zelf vastleggen, ook als dat zo vertrouwelijk was"
_IS_ANNEX = "het bestand dat het stuk zelf is, blijft zo lang als het stuk"


@dataclass(frozen=True, slots=True)
class FileKeeper:
    """A kind of record that keeps files.

    by   the verb of the permission table: whoever may do that to a record may add and remove its files
    """

    model: type[Model]
    by: str


_KEEPERS: dict[str, FileKeeper] = {}


def keeps_files(model: type[Model], *, by: str) -> None:
    """Let files hang on records of this kind, and go with them.

    The model has a confidentiality of its own: else a strict file would be as open as its record.
    """
    kind = kind_of(model)
    assert fields_of(model).confidentiality is not None, f"{kind} has no confidentiality, so that its files have none"
    assert kind not in _KEEPERS, f"{kind} keeps files already"
    _KEEPERS[kind] = FileKeeper(model, by)
    post_delete.connect(_take_files_along, sender=model, dispatch_uid=f"files of {kind}")


def keeper_of(kind: str) -> FileKeeper | None:
    return _KEEPERS.get(kind)


def files_of(record: Model) -> list[StoredFile]:
    """All files of a record, for whoever; the one that it is about first."""
    files = list(StoredFile.objects.filter(kind=kind_of(record), key=str(record.pk)).select_related("added_by"))
    for file in files:
        file.record = record
    return files


def readable_files(visitor: Visitor, record: Model) -> list[StoredFile]:
    """Those that this visitor may read."""
    return [file for file in files_of(record) if may(visitor, "read", file)]


def find_record(kind: str, key: str) -> Model | None:
    keeper = keeper_of(kind)
    return None if keeper is None else keeper.model._base_manager.filter(pk=key).first()


def level_of_file(file: StoredFile) -> Confidentiality:
    """Its own, or that of its record where that is stricter by now."""
    own = Confidentiality(file.confidentiality)
    return own if file.record is None else max(own, level_of(file.record), key=lambda level: level.rank)


@also_requires("read", "storedfile", _MAY_READ)
def may_read_its_record(visitor: Visitor, file: Model) -> bool:
    return _may(visitor, file, "read")


@also_requires("add", "storedfile", _MAY_ADD)
@also_requires("remove", "storedfile", _MAY_ADD)
def may_keep_its_record(visitor: Visitor, file: Model) -> bool:
    assert isinstance(file, StoredFile)
    keeper = keeper_of(file.kind)
    return _may(visitor, file, keeper.by if keeper else "")


@also_requires("remove", "storedfile", _IS_ANNEX)
def is_an_annex(visitor: Visitor, file: Model) -> bool:
    assert isinstance(file, StoredFile)
    return not file.is_fixed


def _may(visitor: Visitor, file: Model, verb: str) -> bool:
    """Of the record as it would be at the level of the file."""
    assert isinstance(file, StoredFile)
    if file.pk is None and not file.kind:
        return True  # whether there can be a file at all, wherever
    record = file.record
    if record is None:
        return False
    stricter = copy(record)
    setattr(stricter, str(fields_of(record).confidentiality), level_of_file(file).value)
    return may(visitor, verb, stricter)


def _take_files_along(instance: Model, **more: Any) -> None:
    """Row by row, so that each lets go of its bytes."""
    for file in StoredFile.objects.filter(kind=kind_of(instance), key=str(instance.pk)):
        file.delete()
