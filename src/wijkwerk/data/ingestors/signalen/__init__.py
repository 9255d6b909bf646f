"""Reports about the public space, as Signalen exports them, made into counts before anything of them is kept.

    reports = read_reports(paths)                     when, about what, where; every other field is left in the file
    counts = count_reports(reports, buurten)          per buurt, year and main category
    write_counts(counts, table, folder)               the only file that is kept

Pure: no Django, no network. Who reported, what they wrote and where exactly never leaves the hands of who delivers.
"""

from .counting import Buurten, Counts, count_reports, write_counts
from .reports import Report, Reports, read_reports

__all__ = ["Buurten", "Counts", "Report", "Reports", "count_reports", "read_reports", "write_counts"]
