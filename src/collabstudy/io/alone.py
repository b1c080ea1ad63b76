"""One run at a time in a study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.locks import held


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs of this study from starting until the work is done; the system frees it when we die.

    Raises StudyError when another run is under way.
    """
    under_way = StudyError(
        "another run of this study is under way", hint="wait until it has ended, or stop it", file=folder
    )
    with held(folder, "run", 0, under_way):
        yield
