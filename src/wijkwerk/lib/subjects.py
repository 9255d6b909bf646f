"""A room is cut by subject: what is looked for by its name (`models`, `flow`) is looked for in each of them."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules


def import_subjects(room: str, name: str) -> None:
    """Import `<room>.<subject>.<name>` of every subject that has it, in the order of the alphabet.

    room  the name of the package; its own module of that name may ask for this
    """
    for subject in iter_modules(import_module(room).__path__):
        module = f"{room}.{subject.name}.{name}"
        if subject.ispkg and find_spec(module) is not None:
            import_module(module)
