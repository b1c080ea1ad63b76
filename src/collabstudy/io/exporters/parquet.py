"""Parquet, with the types of the frame."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.io.outputs import write_whole

if TYPE_CHECKING:
    import pandas

SUFFIX = ".parquet"


def write(frame: pandas.DataFrame, path: Path) -> None:
    """Write a frame; its index is left out. Raises StudyError when the disk refuses."""
    out = io.BytesIO()
    frame.to_parquet(out, engine="pyarrow", index=False, compression="zstd")
    write_whole(path, out.getvalue())
