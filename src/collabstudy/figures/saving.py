"""The figures of a result as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from collabstudy import plugins
from collabstudy.compare.comparison import Comparison
from collabstudy.compare.table import Crosstab
from collabstudy.errors import StudyError
from collabstudy.figures._data import Data
from collabstudy.figures.render import Saved, Size
from collabstudy.figures.render import save as save_data


def save(
    result: Comparison | Crosstab, folder: str | Path, *, sizes: Sequence[Size] = ("word", "slide")
) -> tuple[Saved, ...]:
    """Write the figures of a comparison into a folder: PNG (300 dots an inch), SVG, PDF and the plotted data.

    `word` is as wide as the text of a page, `slide` is 16:9 with larger type. Same result, same bytes.

    Raises StudyError for a result that has no figure, another size, and when the disk refuses.
    """
    return tuple(save_data(data, Path(folder), name, sizes=sizes) for name, data in plotted(result))


def plotted(result: Comparison | Crosstab) -> Iterator[tuple[str, Data]]:
    """What is plotted in each figure of a result: those called like it, or like it with a part after the name."""
    own = "crosstab" if isinstance(result, Crosstab) else getattr(result, "name", "")
    names = [name for name in plugins.names("collabstudy.figures") if name == own or name.startswith(f"{own}_")]
    if not own or not names:
        raise StudyError(f"there is no figure of a {type(result).__name__}", hint="give a comparison")
    for name in names:
        yield name, plugins.part("collabstudy.figures", name).data(result)
