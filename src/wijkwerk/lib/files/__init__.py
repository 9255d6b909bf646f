"""What of somebody's file may be kept: its kind by content, and nothing in it that runs, hides or reaches outside.

    fit = fit_to_keep(HandedIn("verslag.pdf", content), FileLimits())     raises UnfitFileError, with what to do
    fit.format, fit.seen, fit.content

The files are served again to others. What is judged here is what they get: a picture is made anew without what it
told of place and camera, all other files are kept to the last byte or refused.
"""

from .fitness import FitFile, fit_to_keep
from .formats import FileFormat
from .limits import FileLimits
from .unfit import UnfitFileError

__all__ = ["FileFormat", "FileLimits", "FitFile", "UnfitFileError", "fit_to_keep"]
