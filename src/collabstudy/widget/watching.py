"""Which files one coder's view of a document depends on, and what it means when one has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from collabstudy.io.log import FOLDER, events_of
from collabstudy.model.log import Event, fold

if TYPE_CHECKING:
    from collabstudy.model.study import Study

Changed = Literal["text", "book", "log", "lock"]
Stamp = tuple[int, int, int]
Stamps = Mapping[Path, Stamp]


def stamps(study: Study, file: str, document: str) -> Stamps:
    """The state of each file: the source, the codebooks, the register, and everybody's log of the document."""
    folder = study.folder
    books = [folder / name for name in study.settings.codebooks] or list((folder / "codebooks").glob("*.y*ml"))
    register = [folder / "study.toml", folder / "corpus" / "documents.csv", folder / "corpus" / "guide.yaml"]
    logs = [place / f"{document}.jsonl" for place in (folder / FOLDER).glob("*")]
    paths = (folder / "corpus" / file, *books, *register, *logs)
    return {path: stamp for path in paths if (stamp := _stamp(path))}


def differing(one: Stamps, other: Stamps) -> set[Path]:
    """The files that changed, came or went."""
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


def kind(study: Study, file: str, path: Path) -> Changed:
    """What a changed file means."""
    if path.suffix == ".jsonl":
        return "log"
    return "text" if path == study.folder / "corpus" / file else "book"


def elsewhere(study: Study, coder: str, document: str) -> tuple[tuple[Event, ...], Counter[str]]:
    """What a coder has done in other documents: memos about cases and codes, and how often with which code."""
    counts: Counter[str] = Counter()
    memos: list[Event] = []
    for path in sorted((study.folder / FOLDER / coder).glob("*.jsonl")):
        if path.stem != document:
            found = events_of(study.folder, coder, path.stem, [])
            counts.update(coding.code for coding in fold(found).codings)
            memos += [e for e in found if e.do == "memo" and e.details.get("about", "document") != "document"]
    return tuple(memos), counts


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns)
