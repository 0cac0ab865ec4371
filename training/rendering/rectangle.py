"""An upright rectangle in whole pixels."""

from typing import NamedTuple


class Rectangle(NamedTuple):
    """From left and top, which are inside, to right and bottom, which are not."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def moved(self, x: int, y: int) -> "Rectangle":
        """The rectangle elsewhere."""
        return Rectangle(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def meets(self, other: "Rectangle") -> bool:
        """Whether both have a pixel in common."""
        apart_x = self.right <= other.left or self.left >= other.right
        apart_y = self.bottom <= other.top or self.top >= other.bottom
        return not (apart_x or apart_y)
