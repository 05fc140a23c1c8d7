"""A figure of a printed size, and the file that it becomes; the same picture gives the same bytes.

Letters are those of the font that matplotlib brings, drawn as outlines in an SVG, so that they look alike everywhere.
Nothing of the day or of the library is written into the file. What a document says is never read as mathematics.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.errors import OutputError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito (2008): colours that readers of every kind of colour vision tell apart.
BLUE, ORANGE, GREEN, RED, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9"
INK, GREY, FAINT = "#1a1a1a", "#666666", "#d9d9d9"
MM = 1 / 25.4  # inches
TEXT, SMALL, TITLE = 7.0, 6.0, 9.0  # points, as printed
MARGIN = 3.0  # millimetres
_LETTER = 0.545  # of its size: how wide a letter is on the average
_SETTINGS: Any = {
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "svg.hashsalt": "wpkgraph",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.5,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.5,
    "ytick.major.width": 0.5,
    "hatch.linewidth": 0.4,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to be: its width in millimetres as printed, its title, and the first and last year to show."""

    width: float = 180.0
    title: str = ""
    first: int | None = None
    last: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is for one column of a page."""
        return self.width < 120


@contextmanager
def settings() -> Iterator[None]:
    """matplotlib as these pictures need it, whatever the user's own settings are. OutputError where it is missing."""
    try:
        import matplotlib
    except ImportError as error:
        raise OutputError("a picture needs matplotlib: pip install 'wpkgraph[plot]'") from error
    with matplotlib.rc_context(matplotlib.rcParamsDefault), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that the font lacks
        matplotlib.rcParams.update(_SETTINGS)
        yield


class Frame:
    """A white figure with its title above and a caption below; `axes` places drawings between them, in millimetres."""

    def __init__(self, look: Look, title: str, caption: str, height: float) -> None:
        """height  of what stands between title and caption, in millimetres"""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.width, self.title, self.caption = look.width, plain(look.title or title), plain(caption)
        above, below = (wrapped(text, look.width - 2 * MARGIN, size) for text, size in self._texts())
        self.top = MARGIN + 4.2 * len(above) + 1
        self._bottom = MARGIN + 2.8 * len(below) + 1.5
        self.height = self.top + height + self._bottom
        size = (self.width * MM, self.height * MM)
        self.figure: Figure = Figure(figsize=size, dpi=300, facecolor="#ffffff")
        FigureCanvasAgg(self.figure)
        for i, line in enumerate(above):
            self.text(MARGIN, MARGIN + 4.2 * i, line, size=TITLE, va="top")
        for i, line in enumerate(below):
            self.text(MARGIN, self.height - self._bottom + 1.5 + 2.8 * i, line, size=SMALL, va="top", color=GREY)

    def _texts(self) -> tuple[tuple[str, float], tuple[str, float]]:
        return (self.title, TITLE), (self.caption, SMALL)

    def text(self, x: float, y: float, words: str, size: float = TEXT, **style: Any) -> None:
        """Words at a place in millimetres from the left and the top of the figure."""
        spot = {"color": INK, "ha": "left", "va": "center"} | style
        self.figure.text(x / self.width, 1 - y / self.height, words, fontsize=size, **spot)

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes at a place below the title; upper and right frame lines are left out."""
        box = (left / self.width, 1 - (self.top + top + height) / self.height)
        made = self.figure.add_axes((*box, width / self.width, height / self.height))
        made.spines[["top", "right"]].set_visible(False)
        made.tick_params(length=2, pad=1.5)
        return made

    def data(self, ending: str) -> bytes:
        """The figure as a file of this ending, .svg or .png (300 dots to an inch)."""
        out = io.BytesIO()
        about: dict[str, Any] = {"Date": None, "Creator": None, "Title": self.title, "Description": self.caption}
        if ending == ".png":
            about = {"Software": None}
        self.figure.savefig(out, format=ending[1:], metadata=about)
        return out.getvalue()


def save(frame: Frame, path: Path) -> None:
    """Write a figure to a file that lies in no output folder. Raises OutputError."""
    from wpkgraph.onefile import write_bytes
    from wpkgraph.outputs import refuse_inside

    refuse_inside(path)
    write_bytes(path, frame.data(path.suffix.lower()))


@lru_cache(maxsize=20_000)
def wide(words: str, size: float = TEXT) -> float:
    """How wide words are in millimetres, in the font of the pictures."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    prop = FontProperties(family="DejaVu Sans", size=size)
    points, *_ = text_to_path.get_text_width_height_descent(words, prop, ismath=False)
    return float(points) * 25.4 / 72


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Words in lines of at most some millimetres."""
    return textwrap.wrap(words, max(10, int(width / (size * _LETTER * 25.4 / 72))))


def cut(words: str, width: float, size: float = TEXT) -> str:
    """Words on one line of at most some millimetres; what is left out is an ellipsis."""
    words = plain(words[:300])  # more is never on one line
    if wide(words, size) <= width:
        return words
    while words and wide(words + "…", size) > width:
        words = words[:-1]
    return words.rstrip() + "…"


def plain(words: str) -> str:
    """Words without characters that nobody sees or that XML forbids."""
    return "".join(c if c.isprintable() else " " for c in words)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "event"), counted(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
