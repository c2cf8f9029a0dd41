"""Draws an answer on positions into the files that the user names: who goes where, and the frontier of two sides."""

from dataclasses import dataclass
from pathlib import Path

from homeward.app.write_pictures import refuse_unless_ours, write_picture
from homeward.basics.errors import PictureRefused
from homeward.exchanges.model import Answer, Positions, Status
from homeward.exchanges.pictures import exchange_picture
from homeward.exchanges.plots import frontier_plot


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is to be drawn and where: a picture of the exchange, a plot of the frontier of two sides; None is not."""

    picture: Path | None = None
    plot: Path | None = None
    sides: tuple[str, str] | None = None

    def must_be_possible(self, positions: Positions) -> None:
        """Raise PictureRefused, before any work, where a file is no place for one or the two sides are not told."""
        if self.plot is not None:
            self._two_sides(positions)
        for path in (self.picture, self.plot):
            if path is not None:
                refuse_unless_ours(path)
        if self.picture is not None and self.plot is not None and self.picture.resolve() == self.plot.resolve():
            raise PictureRefused(f"{self.plot} is named for both pictures. Name another file for the plot.")

    def write(self, answer: Answer, positions: Positions) -> None:
        """Draw and write; raise PictureRefused where there is no frontier to plot."""
        if self.picture is not None:
            write_picture(self.picture, exchange_picture(answer, positions))
        if self.plot is None:
            return
        if not answer.frontier:
            raise PictureRefused(f"There is no frontier to plot: {_why_no_frontier(answer)}.")
        write_picture(self.plot, frontier_plot(answer, positions, self._two_sides(positions)))

    def _two_sides(self, positions: Positions) -> tuple[str, str]:
        known = [one.id for one in positions.participants]
        listed = ", ".join(known)
        if self.sides is None and len(known) == 2:
            return known[0], known[1]
        if self.sides is None:
            raise PictureRefused(f"A plot is of two sides. Name them with --sides; known are {listed}.")
        if len({*self.sides} & {*known}) < 2:
            raise PictureRefused(f"--sides {' '.join(self.sides)} does not name two participants. Known are {listed}.")
        return self.sides


def _why_no_frontier(answer: Answer) -> str:
    if answer.status is not Status.NONE:
        return "it was not settled"
    many = f"if any {answer.withstand} releases fall through"
    return (
        f"no exchange stays acceptable {many}" if answer.none_withstands else "no exchange is acceptable to every side"
    )
