"""Drawings as files: SVG by hand, PNG by matplotlib (an extra). The same drawing gives the same bytes.

An SVG of boxes and lines of text needs no library, and its bytes then depend on none. A PNG needs letters: matplotlib
brings its own font, so that they look alike on every machine; what it would say of itself is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from wpkgraph.errors import OutputError
from wpkgraph.onefile import write_bytes
from wpkgraph.outputs import refuse_inside
from wpkgraph.views.heat import Drawing, Label

FONT = "DejaVu Sans, Verdana, sans-serif"


def paint(drawing: Drawing, path: Path) -> None:
    """Write the drawing to a file, by its ending .svg or .png; written aside and renamed. Raises OutputError."""
    refuse_inside(path)
    data = png(drawing) if path.suffix.lower() == ".png" else svg(drawing).encode()
    write_bytes(path, data, folders=False)


def svg(drawing: Drawing) -> str:
    """The drawing as SVG 1.1, with a title for screen readers."""
    width, height = drawing.width, drawing.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{FONT}" role="img">',
        f"<title>{_plain(drawing.title)}</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    lines += [
        f'<rect x="{_px(b.x)}" y="{_px(b.y)}" width="{_px(b.width)}" height="{_px(b.height)}" fill="{b.fill}"/>'
        for b in drawing.boxes
    ]
    return "\n".join([*lines, *map(_text, drawing.labels), "</svg>"]) + "\n"


def png(drawing: Drawing, scale: int = 2) -> bytes:
    """The drawing as PNG, `scale` dots to a pixel. Raises OutputError where matplotlib is missing."""
    try:
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.patches import Rectangle
    except ImportError as error:
        raise OutputError("a .png needs matplotlib: pip install 'wpkgraph[plot]'; an .svg needs nothing") from error
    import io
    import warnings

    out = io.BytesIO()
    with matplotlib.rc_context(matplotlib.rcParamsDefault), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that the font lacks
        figure = Figure(figsize=(drawing.width / 100, drawing.height / 100), dpi=100 * scale, facecolor="#ffffff")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, drawing.width), ylim=(drawing.height, 0))
        axes.axis("off")
        for b in drawing.boxes:
            axes.add_patch(Rectangle((b.x, b.y), b.width, b.height, facecolor=b.fill, linewidth=0))
        for label in drawing.labels:
            style: dict[str, Any] = {
                "ha": {"start": "left", "middle": "center", "end": "right"}[label.anchor],
                "color": label.fill,
            }
            turn: dict[str, Any] = {
                "rotation": label.turn,
                "rotation_mode": "anchor",
                "va": "baseline",
                "parse_math": False,
            }
            axes.text(label.x, label.y, label.text, fontsize=label.size * 0.72, **style, **turn)
        figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _text(label: Label) -> str:
    x, y = _px(label.x), _px(label.y)
    turn = f' transform="rotate({-label.turn} {x} {y})"' if label.turn else ""
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return (
        f'<text x="{x}" y="{y}" font-size="{label.size}" fill="{label.fill}"{anchor}{turn}>{_plain(label.text)}</text>'
    )


def _plain(text: str) -> str:
    """Text for XML: marks escaped, characters that XML forbids or nobody sees made spaces."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
