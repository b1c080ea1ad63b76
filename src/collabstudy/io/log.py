"""Coding logs on disk: codings/<coder>/<document>.jsonl, one line per action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from collabstudy.errors import LogError
from collabstudy.io.appending import append_whole
from collabstudy.io.log_lines import TornError, event_of, to_line
from collabstudy.io.log_names import FOLDER, is_coder, log_file
from collabstudy.model.checks import Problem
from collabstudy.model.log import Event

__all__ = ["FOLDER", "append_events", "events_of", "lines_in", "log_file", "read_events", "read_lines"]


def read_events(folder: Path, problems: list[Problem]) -> Iterator[Event]:
    """All events of all coders; a line that cannot be read goes to `problems` and the rest still loads."""
    return (event for _, _, event in read_lines(folder, problems))


def events_of(folder: Path, coder: str, document: str, problems: list[Problem]) -> tuple[Event, ...]:
    """The events of one coder in one document; none when there is no such log.

    Raises LogError when the coder's name could not be a folder, or the document's not a file.
    """
    path = log_file(folder, coder, document)
    return tuple(event for _, event in lines_in(path, folder, problems)) if path.exists() else ()


def read_lines(folder: Path, problems: list[Problem]) -> Iterator[tuple[str, int, Event]]:
    """Every event with the file and the line that tell it."""
    seen: dict[str, Event] = {}
    at: dict[str, int] = {}
    for path in _logs(folder, problems):
        name = path.relative_to(folder).as_posix()
        for number, event in lines_in(path, folder, problems):
            first = seen.setdefault(event.id, event)
            line = at.setdefault(event.id, number)
            if first is not event and not _say_the_same(first, event):
                where = f"{FOLDER}/{first.coder}/{first.document}.jsonl, line {line}"
                problem = f"this event has the id of another ({where}), so only one of them counts"
                hint = "give one of them a new `id`, and a new `coding`"
                problems.append(Problem("log-id", "error", problem, name, number, hint))
            yield name, number, event


def _say_the_same(one: Event, other: Event) -> bool:
    """Tell whether two lines say one thing, if at two times, as when the same was adopted on two branches."""
    return one == other or replace(one, time=other.time, codebook=other.codebook) == other


def lines_in(path: Path, folder: Path, problems: list[Problem]) -> Iterator[tuple[int, Event]]:
    """The events of one log with their line numbers."""
    name = path.relative_to(folder).as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"this log cannot be read: {error.strerror}"
        problems.append(Problem("log-unreadable", "error", problem, name, None, "ask who may read it"))
        return
    coder, document = path.parent.name, path.stem
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, event_of(line, coder, document)
        except TornError as error:
            problems.append(Problem("log-torn", "warning", error.problem, name, number, error.hint))
        except LogError as error:
            problems.append(Problem("log-line", "error", error.problem, name, number, error.hint))


def _logs(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The logs that lie where logs lie; of others it is said that they are not read."""
    own = {path for path in (folder / FOLDER).glob("*/*.jsonl") if _is_visible(path, folder)}
    for path in sorted(own | {path for path in (folder / FOLDER).rglob("*.jsonl") if _is_visible(path, folder)}):
        name = path.relative_to(folder).as_posix()
        if path not in own:
            problem, hint = "this log is not read where it is", f"move it to {FOLDER}/<coder>/{path.name}"
            problems.append(Problem("log-place", "warning", problem, name, None, hint))
        elif not is_coder(path.parent.name):
            problem = f"`{path.parent.name}` cannot be the name of a coder; what is here is not read"
            hint = "move the file to the folder of the person who coded, and correct `coder` in its lines"
            problems.append(Problem("coder-name", "error", problem, name, None, hint))
        else:
            yield path


def _is_visible(path: Path, folder: Path) -> bool:
    """Not what Jupyter and other editors put by."""
    return not any(part.startswith(".") for part in path.relative_to(folder).parts)


def append_events(folder: Path, events: Iterable[Event]) -> None:
    """Write events at the end of their logs, as they are; on disk (fsync) when this returns.

    For tools that bring whole histories; whoever codes does it through `open_logbook`. Raises LogError when the disk
    refuses; what was there before stays whole.
    """
    by_file: dict[Path, list[bytes]] = {}
    for event in events:
        by_file.setdefault(log_file(folder, event.coder, event.document), []).append(to_line(event))
    for path, lines in by_file.items():
        append_whole(path, b"".join(lines), root=folder)
