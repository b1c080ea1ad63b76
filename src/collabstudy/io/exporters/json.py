"""JSON: a list of rows, one row a line, NA as null."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.io.exporters._cells import Value, rows
from collabstudy.io.outputs import write_whole

if TYPE_CHECKING:
    import pandas

SUFFIX = ".json"


def write(frame: pandas.DataFrame, path: Path) -> None:
    """Write a frame; its index is left out. Raises StudyError when the disk refuses."""
    names = [str(name) for name in frame.columns]
    lines = [
        json.dumps(dict(zip(names, map(_finite, row), strict=True)), ensure_ascii=False, allow_nan=False)
        for row in rows(frame)
    ]
    write_whole(path, ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode("utf-8"))


def _finite(value: Value) -> Value:
    """JSON has no infinity."""
    return value if not isinstance(value, float) or math.isfinite(value) else None
