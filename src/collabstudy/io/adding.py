"""Bringing a source in: the file copied, a row written, nothing overwritten."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.documents import COLUMNS, FILE
from collabstudy.io.outputs import write_whole
from collabstudy.io.sources import read_source
from collabstudy.model.case import Case
from collabstudy.model.document import CONSENTS, DOCUMENT_KINDS, INTERVIEWER, DocumentKind, Transcript
from collabstudy.model.study import Study

_ASKS = re.compile(
    r"(?i)i|int|intv|interviewer(in)?\s*\d*|moderator(in)?|facilitator|researcher|q|host|befragende[rn]?"
)
_FOLDERS = {"interview": "interviews", "article": "articles", "note": "notes"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What can be told of a source before anybody is asked; None is what cannot be told."""

    transcript: Transcript
    document: str
    kind: DocumentKind
    date: str
    case: str | None
    interviewer: str | None


def guess(study: Study, path: Path) -> Guess:
    """Read a source and tell what it is. Raises SourceError when it cannot be read."""
    transcript = read_source(path)
    return Guess(
        transcript=transcript,
        document=_free_id(study, path),
        kind="interview" if transcript.speakers else "article",
        date=transcript.date or "",
        case=_case(study.cases, path, transcript),
        interviewer=_interviewer(study, transcript),
    )


def add(study: Study, path: Path, row: dict[str, str]) -> str:
    """Copy the source into corpus/ and write its row; returns the file as registered.

    Raises StudyError when its id or its file is taken; nothing is overwritten.
    """
    for column, allowed in (("kind", DOCUMENT_KINDS), ("consent", CONSENTS)):
        if row[column] not in allowed:
            raise StudyError(f"`{row[column]}` is no {column}", hint=f"one of {', '.join(allowed)}")
    file = f"{_FOLDERS[row['kind']]}/{path.name}"
    target = study.folder / "corpus" / file
    if any(document.id == row["document"] for document in study.documents):
        raise StudyError(f"there is a document {row['document']} already", hint="give another --id", file=FILE)
    inside = path.resolve().is_relative_to((study.folder / "corpus").resolve())
    if inside:
        file = path.resolve().relative_to((study.folder / "corpus").resolve()).as_posix()
    elif target.exists():
        raise StudyError(f"there is a file {path.name} already", hint="rename the new one", file=f"corpus/{file}")
    else:
        write_whole(target, path.read_bytes())
    _write_row(study.folder, row | {"file": file})
    return file


def _write_row(folder: Path, row: dict[str, str]) -> None:
    path = folder / FILE
    before = path.read_bytes().decode("utf-8-sig")
    first = before.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    columns = next(csv.reader([first.strip()], delimiter=delimiter), list(COLUMNS))
    out = StringIO()
    csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\n").writerow(row)
    write_whole(path, (before.rstrip("\r\n") + "\n" + out.getvalue()).encode("utf-8"))


def _free_id(study: Study, path: Path) -> str:
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-") or "D1"
    taken = {document.id for document in study.documents}
    if stem not in taken:
        return stem
    return next(name for n in range(2, 10_000) if (name := f"{stem}-{n}") not in taken)


def _case(cases: tuple[Case, ...], path: Path, transcript: Transcript) -> str | None:
    """The one case whose name or alias stands in the file's name or title; None when none or several do."""
    if len(cases) == 1:
        return cases[0].id
    told = f"{path.stem} {transcript.title or ''}".replace("_", " ").replace("-", " ").casefold()
    named = [
        case.id
        for case in cases
        if any(
            re.search(rf"\b{re.escape(name.casefold())}\b", told)
            for name in (case.id.replace("-", " "), case.name, *case.aliases)
        )
    ]
    return named[0] if len(named) == 1 else None


def _interviewer(study: Study, transcript: Transcript) -> str | None:
    """The label that asks: one known from the other interviews, or one that says so."""
    known = {label for document in study.documents for label, role in document.speakers.items() if role == INTERVIEWER}
    for label in transcript.speakers:
        if label in known or _ASKS.fullmatch(label):
            return label
    return None
