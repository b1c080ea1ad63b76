"""Bringing a source in: the file copied, a row written, nothing overwritten."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from collabstudy.errors import SettingsError, StudyError
from collabstudy.io.documents import COLUMNS, DATES, is_date, is_id
from collabstudy.io.locks import in_turn
from collabstudy.io.outputs import write_whole
from collabstudy.io.registered import FILE
from collabstudy.io.settings import is_language
from collabstudy.io.source import Source
from collabstudy.io.sources import read
from collabstudy.io.tables_in import delimiter_of
from collabstudy.model.case import Case
from collabstudy.model.document import CONSENTS, DOCUMENT_KINDS, INTERVIEWER, Document, DocumentKind, Transcript
from collabstudy.model.study import Study

_ASKS = re.compile(
    r"(?i)i|int|intv|interviewer(in)?\s*\d*|moderator(in)?|facilitator|researcher|q|host|befragende[rn]?"
)
_FOLDERS = {"interview": "interviews", "article": "articles", "note": "notes"}


class KnownError(StudyError):
    """A source that is in the study already, with the same content."""


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
    """Read a source and tell what it is.

    Raises:
        SourceError: it cannot be read.
        KnownError: it is registered already.
        StudyError: another version of it is.
    """
    source = Source.open(path)
    _refuse_known(study, path, source.data)
    transcript = read(source)
    spoken = any(turn.kind == "speech" or turn.time_start is not None for turn in transcript.turns)
    return Guess(
        transcript=transcript,
        document=_free_id(study, path),
        kind="interview" if spoken else "article",
        date=transcript.date if transcript.date and is_date(transcript.date) else "",
        case=_case(study.cases, path, transcript),
        interviewer=_interviewer(study, transcript),
    )


def add(study: Study, path: Path, row: dict[str, str]) -> str:
    """Copy the source into corpus/ and write its row; returns the file as registered.

    Raises StudyError when a cell says what it cannot, or id or file are taken; then nothing has been written.
    """
    _check(study, row)
    corpus = study.folder / "corpus"
    file = f"{_FOLDERS[row['kind']]}/{path.name}"
    inside = path.resolve().is_relative_to(corpus.resolve())
    if inside:
        file = path.resolve().relative_to(corpus.resolve()).as_posix()
    with in_turn(study.folder, "register"):
        _refuse_known(study, path, path.read_bytes())
        register = _with_row(study.folder, row | {"file": file})
        if not inside:
            if (corpus / file).exists():
                raise StudyError(
                    f"there is a file {path.name} already, which is not registered",
                    hint=f"rename the new one, or register the one that is there: `collabstudy add corpus/{file}`",
                    file=f"corpus/{file}",
                )
            write_whole(corpus / file, path.read_bytes())
        write_whole(study.folder / FILE, register)
    return file


def _refuse_known(study: Study, path: Path, data: bytes) -> None:
    """A source comes in once. Raises StudyError for one that is registered, and for a new version of one."""
    for document in study.documents:
        there = study.folder / "corpus" / document.file
        same_place = there.resolve() == path.resolve()
        if same_place or (there.is_file() and there.stat().st_size == len(data) and there.read_bytes() == data):
            raise KnownError(
                f"this is {document.id} already (corpus/{document.file}): the content is the same",
                hint="nothing has to be done; to change its case, speakers or consent, edit its row in documents.csv",
                file=path,
            )
    for document in study.documents:
        if Path(document.file).name == path.name and (study.folder / "corpus" / document.file).is_file():
            raise StudyError(
                f"{document.id} has a file of this name (corpus/{document.file}), with other content",
                hint=_of_this_name(document),
                file=path,
            )


def _of_this_name(document: Document) -> str:
    return (
        f"the corrected transcript of {document.id}: `collabstudy add --replace` puts it in its place, and its codings "
        "go along; another interview: rename it and add it again"
    )


def _check(study: Study, row: dict[str, str]) -> None:
    for column, allowed in (("kind", DOCUMENT_KINDS), ("consent", CONSENTS)):
        if row[column] not in allowed:
            raise StudyError(f"`{row[column]}` is no {column}", hint=f"one of {', '.join(allowed)}")
    if not is_id(row["document"]):
        raise StudyError(f"`{row['document']}` cannot be the id of a document", hint="for example P01")
    if any(document.id == row["document"] for document in study.documents):
        raise StudyError(
            f"there is a document {row['document']} already",
            hint="give another --id; --replace where this is its corrected version",
            file=FILE,
        )
    if row.get("date") and not is_date(row["date"]):
        raise StudyError(f"`{row['date']}` is not a date", hint=f"write {DATES}")
    if row.get("language") and not is_language(row["language"]):
        raise StudyError(f"`{row['language']}` is no language code", hint="for example en, de or fr")


def _with_row(folder: Path, row: dict[str, str]) -> bytes:
    """The register with one row more: same columns, separator and line ends, and what stood there untouched.

    Raises SettingsError when it is not UTF-8, or has no column for something that the row says.
    """
    before = (folder / FILE).read_bytes()
    try:
        text = before.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise SettingsError(
            "not UTF-8, so nothing is written into it", hint="save it as `CSV UTF-8` first", file=FILE
        ) from None
    first = re.split(r"\r\n|\n|\r", text.lstrip(), maxsplit=1)[0]
    header = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    columns = [name.casefold() if name.casefold() in COLUMNS else name for name in map(str.strip, header)]
    missing = [name for name, told in row.items() if told and name not in columns]
    if missing:
        raise SettingsError(
            f"no column {', '.join(missing)}",
            hint=f"write it into the first line; then add {row['document']} again",
            file=FILE,
        )
    found = re.search(r"\r\n|\n|\r", text)
    end = found[0] if found else "\n"
    out = StringIO(newline="")
    csv.DictWriter(out, columns, delimiter=delimiter_of(first), extrasaction="ignore", lineterminator=end).writerow(row)
    mark = before[: len(before) - len(before.removeprefix(codecs.BOM_UTF8))]
    return mark + (text.rstrip("\r\n") + end + out.getvalue()).encode("utf-8")


def _free_id(study: Study, path: Path) -> str:
    stem = re.sub(r"\W+", "-", path.stem).strip("-_") or "D1"
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
