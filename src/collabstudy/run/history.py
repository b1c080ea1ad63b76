"""What each run found, kept small in build/runs, so that the next can say what changed.

A run is a file of JSON: documents, cases, cells, findings, the codings that the briefing quotes. Its codings stand in
files beside it (`runs/codings`), each with those of some documents and named after what is in it: what a run has in
common with the one before is kept once. Of rules nothing is kept: their codings follow from codebook and texts.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.io.outputs import write_whole
from collabstudy.run.manifest import Manifest
from collabstudy.run.state import NEEDED, State, state_of
from collabstudy.run.work import Work

FOLDER = "runs"
_CODINGS = "codings"
_NAME = re.compile(r"[0-9a-f]{32}")


def record(work: Work, manifest: Manifest) -> dict[str, Any]:
    """Keep what this run found, and return it."""
    told, files = state_of(
        work.study,
        work.findings,
        {place: cell.value for place, cell in work.crosstab.cells.items()},
        name=manifest.run,
        documents=work.study.documents,
        sources=manifest.inputs,
        quoted=quoted_in(work.build / "briefing.html"),
    )
    folder = work.build / FOLDER
    for name, content in files.items():
        if not (folder / _CODINGS / name).is_file():
            write_whole(folder / _CODINGS / name, content)
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(folder / f"{manifest.run}.json", text.encode("utf-8"))
    return told


def runs(build: Path) -> list[State]:
    """The runs there were, oldest first. Raises StudyError when what was kept of one cannot be read."""
    return [_kept(path) for path in _paths(build)]


def names(build: Path) -> list[str]:
    """What the runs are called, oldest first."""
    return [path.stem for path in _paths(build)]


def last(build: Path) -> dict[str, Any] | None:
    """What was kept of the last run, None before the first. Raises StudyError when it cannot be read."""
    paths = _paths(build)
    return dict(_kept(paths[-1]).told) if paths else None


def quoted_in(page: Path) -> dict[str, str] | None:
    """The codings that a briefing quotes; None where there is no such page."""
    return quoted_on(page.read_text(encoding="utf-8")) if page.is_file() else None


def quoted_on(page: str) -> dict[str, str]:
    """The codings that a briefing quotes, each with its document, as far as their place may be told."""
    quotations = _Quotations()
    quotations.feed(page)
    return quotations.found


class _Quotations(HTMLParser):
    """Reads what leads from the quotations of a briefing back to the transcripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "figure":
            self.found |= dict.fromkeys((told.get("data-codings") or "").split(), told.get("data-document") or "")


def _paths(build: Path) -> list[Path]:
    return sorted((build / FOLDER).glob("*.json"))


def _kept(path: Path) -> State:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict) or not set(NEEDED) <= set(told):
        raise StudyError("what was kept of this run cannot be read", hint="take the file away", file=path)

    def load(name: str) -> bytes:
        file = path.parent / _CODINGS / name
        try:
            return file.read_bytes() if _NAME.fullmatch(name) else b""
        except OSError:
            raise StudyError("the codings of this run are gone", hint="compare with another run", file=file) from None

    return State(told, load)
