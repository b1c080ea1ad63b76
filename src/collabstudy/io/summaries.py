"""The folder briefing/summaries/: the cells of the framework matrix, `<case>/<code>.md`, written by people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from collabstudy.errors import StudyError
from collabstudy.io.locks import in_turn
from collabstudy.io.outputs import write_whole
from collabstudy.io.summary_text import parsed, written
from collabstudy.model.summary import Summary

FOLDER = "briefing/summaries"
_NO_FILE = re.compile(r"[\x00-\x1f/\\:*?\"<>|%~]|\A[. ]|[. ]\Z")
_NUMBER = re.compile(r"(?P<code>[^~]+)~(?P<number>[2-9]|[1-9]\d+)")


def read_summaries(folder: Path) -> tuple[Summary, ...]:
    """Everything in the folder, sorted by file; what cannot be read or lies elsewhere says so in `wrong`.

    Hidden files, and a README at the top, are none of ours.
    """
    place = folder / FOLDER
    paths = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else []
    return tuple(_read(folder, path) for path in paths if not _is_none_of_ours(path.relative_to(place)))


def summary_file(case: str, code: str, number: int = 1) -> str:
    """Where a cell's text lies in a study; a further text beside it has a number.

    >>> summary_file("ash", "trust"), summary_file("ash", "power/money", 2)
    ('briefing/summaries/ash/trust.md', 'briefing/summaries/ash/power%2Fmoney~2.md')
    """
    return f"{FOLDER}/{_name(case)}/{_name(code)}{f'~{number}' if number > 1 else ''}.md"


def write_summary(folder: Path, summary: Summary, *, before: str) -> Summary:
    """Write a cell's text whole, if its file is still the one of the version `before` (empty: there is none).

    Raises:
        StudyError: the file was changed, made or removed meanwhile, or the disk refuses; nothing is written then.
        LockedError: another program is writing summaries and does not come to an end.
    """
    file = summary_file(summary.case, summary.code, summary.number)
    with in_turn(folder, "summaries"):
        _same(folder, file, before)
        write_whole(folder / file, written(summary).encode("utf-8"))
        return _read(folder, folder / file)


def remove_summary(folder: Path, summary: Summary) -> None:
    """Take a file away, if it is still as it was read. Raises StudyError as `write_summary`."""
    with in_turn(folder, "summaries"):
        _same(folder, summary.file, summary.version)
        try:
            (folder / summary.file).unlink()
        except OSError as error:
            raise StudyError(f"not removed: {error.strerror}", file=summary.file) from error


def _same(folder: Path, file: str, before: str) -> None:
    path = folder / file
    now = _version(path.read_bytes()) if path.is_file() else ""
    if now != before:
        what = "was changed" if now and before else "was written" if now else "was removed"
        hint = "read it again, and write what is still to be said; nothing was written"
        raise StudyError(f"this summary {what} since it was read", hint=hint, file=file)


def _read(folder: Path, path: Path) -> Summary:
    file = path.relative_to(folder).as_posix()
    content = path.read_bytes()
    inside = path.relative_to(folder / FOLDER)
    if len(inside.parts) != 2 or path.suffix != ".md":
        return Summary("", "", "", file=file, version=_version(content), wrong="lies where no cell is")
    case, (code, number) = _id(inside.parts[0]), _code(path.stem)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = Summary(case, code, "", file=file, wrong="not UTF-8", line=line)
    else:
        told = parsed(text, case=case, code=code, file=file)
    return replace(told, number=number, version=_version(content))


def _code(stem: str) -> tuple[str, int]:
    found = _NUMBER.fullmatch(stem)
    return (_id(found["code"]), int(found["number"])) if found else (_id(stem), 1)


def _version(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


def _name(name: str) -> str:
    """An id as the name of a file: signs that a disk refuses are written as web addresses write them."""
    return _NO_FILE.sub(lambda found: f"%{ord(found[0]):02X}", name)


def _id(name: str) -> str:
    return normalize("NFC", unquote(name))


def _is_none_of_ours(inside: Path) -> bool:
    hidden: Iterator[bool] = (part.startswith(".") for part in inside.parts)
    return any(hidden) or (len(inside.parts) == 1 and inside.stem.casefold() == "readme")
