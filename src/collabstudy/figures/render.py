"""A figure as files for print: PNG, SVG, PDF and the plotted data, without any browser."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy import plugins
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.io.exporters import csv
from collabstudy.io.outputs import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS = 300  # an inch


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a figure has been written, and what is told with it."""

    name: str
    png: Path
    svg: Path
    pdf: Path
    csv: Path
    alt: str
    caption: str
    note: str

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return (self.png, self.svg, self.pdf, self.csv)


def save(data: Data, folder: Path, name: str = "") -> Saved:
    """Draw a figure and write it into a folder, under its own name or another.

    Same data, same bytes: no dates in them, fonts embedded. Raises StudyError when the disk refuses.
    """
    name = name or data.name
    png, svg, pdf, table = (folder / f"{name}.{suffix}" for suffix in ("png", "svg", "pdf", "csv"))
    figure = plugins.part("collabstudy.figures", data.name).draw(data)
    for path in (png, svg, pdf):
        write_whole(path, image(figure, data, path.suffix[1:]))
    csv.write(data.frame, table)
    return Saved(name, png, svg, pdf, table, data.alt, data.caption, data.note)


def image(figure: Figure, data: Data, kind: str) -> bytes:
    """A drawn figure as `png`, `svg` or `pdf`, with what it shows in words inside."""
    told: dict[str, dict[str, Any]] = {
        "png": {"Software": None, "Description": data.alt},
        "svg": {"Date": None, "Creator": None, "Description": data.alt},
        "pdf": {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None, "Subject": data.alt},
    }
    out = io.BytesIO()
    with look.style():
        figure.savefig(out, format=kind, dpi=DOTS, metadata=told[kind])
    return out.getvalue()
