"""A picture of a row each: beside the rows of the table on a page, and as one picture in a file."""

from dataclasses import dataclass

from wijkwerk.present.charts.canvas import Markup, PageCanvas
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.tracks import DOT_HEIGHT, axis_row, draw_dots_row
from wijkwerk.present.export.pictures import Head, KeyDot, PictureRow, dots_picture


@dataclass(frozen=True, slots=True)
class RowChart:
    """Dots on one axis, a row for each row of the table and in its order.

    reference  where a dashed line goes through all rows
    key        what each kind of dot is; on the page above the table, in a file above the rows
    notes      what the marks mean, under the picture in a file
    """

    rows: tuple[PictureRow, ...]
    scale: Scale
    reference: float | None = None
    notes: tuple[str, ...] = ()
    key: tuple[KeyDot, ...] = ()

    def tracks(self) -> tuple[Markup, ...]:
        """The pictures of the rows, for a page."""
        return tuple(self._track(row) for row in self.rows)

    def axis(self) -> Markup:
        return axis_row(self.scale)

    def draw(self, head: Head) -> Markup:
        """All rows under each other with their words, for a file."""
        return dots_picture(head, self.rows, self.scale, self.reference, self.notes, self.key)

    def _track(self, row: PictureRow) -> Markup:
        canvas = PageCanvas(DOT_HEIGHT)
        draw_dots_row(canvas, row.dots, self.scale, self.reference, row.beyond, row.limits)
        return canvas.image(row.spoken)
