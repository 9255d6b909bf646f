"""How much of editions a process keeps in memory: in one place, and the same whatever number of them there is.

Nine editions, every address of any of them asked at random, take what two take (docs/prestaties.md; benchmarks/).
"""

from wijkwerk.lib.room import Room, bytes_of

# What DuckDB holds of the read caches, all editions together. The files are read from disk, which the system keeps in
# memory for all processes. Two threads that read maps of 22 M figures and scores have room in it; four at once would
# not always (`cache_connection` lets in two).
POOL_BYTES = 32_000_000
# The editions that are open (4 MB each for the whole country, and 10 MB for the areas of all that have the same ones)
# and the answers that were made from them.
ROOM_BYTES = 24_000_000


def _is_definition(value: object) -> bool:
    """Part of a catalogue or recipe, which stands with its edition."""
    return type(value).__module__.startswith("wijkwerk.definitions.")


ROOM = Room(ROOM_BYTES, _is_definition)


def bytes_kept(value: object) -> int:
    """What it takes of that room."""
    return bytes_of(value, _is_definition)
