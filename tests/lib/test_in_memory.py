"""Tables in memory are never brought up to date with a file that is not there."""

from wijkwerk.lib.in_memory import connect_in_memory


def test_an_empty_database_that_never_stops_to_write_to_a_file():
    with connect_in_memory() as con:
        assert con.execute("SELECT count(*) FROM information_schema.tables").fetchall() == [(0,)]
        (threshold,) = con.execute("SELECT current_setting('checkpoint_threshold')").fetchall()[0]
    assert threshold.endswith(("GiB", "TiB"))


def test_two_connections_share_nothing():
    with connect_in_memory() as one, connect_in_memory() as other:
        one.execute("CREATE TABLE seen (number INTEGER)")
        assert other.execute("SELECT count(*) FROM information_schema.tables").fetchall() == [(0,)]
