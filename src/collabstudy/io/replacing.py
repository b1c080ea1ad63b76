"""A corrected version of a source, put in the place of the one that is registered."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from collabstudy.errors import SettingsError, StudyError
from collabstudy.io.adding import KnownError
from collabstudy.io.locks import in_turn
from collabstudy.io.outputs import write_whole
from collabstudy.io.registered import FILE
from collabstudy.io.tables_in import delimiter_of
from collabstudy.model.document import Document
from collabstudy.model.study import Study


def meant(study: Study, path: Path, name: str | None) -> Document:
    """The document of which a file is a new version: the one named, or the one whose file, or id, is called the same.

    Raises StudyError when none or several may be meant.
    """
    if name is not None:
        return study.document(name)
    stem = path.stem.casefold()
    own = [d for d in study.documents if Path(d.file).name == path.name]
    fits = own or [d for d in study.documents if stem in (Path(d.file).stem.casefold(), d.id.casefold())]
    if len(fits) == 1:
        return fits[0]
    problem = "several documents are called so" if fits else "no document is called so"
    hint = f"say of which it is a new version: --id, one of {', '.join([d.id for d in fits or study.documents][:20])}"
    raise StudyError(problem, hint=hint, file=path)


def put_in_place(study: Study, document: Document, path: Path) -> str:
    """Put a file where the document's own is, or beside it where its format is another; returns where, in corpus/.

    The row of documents.csv names the new file then, and the old one is taken away.

    Raises KnownError when it is the same content, StudyError when it is that of another document or the disk refuses.
    """
    data = path.read_bytes()
    corpus = study.folder / "corpus"
    for other in study.documents:
        there = corpus / other.file
        if there.is_file() and there.stat().st_size == len(data) and there.read_bytes() == data:
            known = KnownError if other.id == document.id else StudyError
            hint = "nothing has to be done" if other.id == document.id else "is it the right file?"
            raise known(f"this is {other.id} as it is in the study: the content is the same", hint=hint, file=path)
    old = corpus / document.file
    new = old if old.suffix.casefold() == path.suffix.casefold() else old.with_suffix(path.suffix)
    inside = path.resolve() == new.resolve()
    if new != old and new.exists() and not inside:
        raise StudyError("there is such a file already", hint="take it away, or give the new one its name", file=new)
    file = new.relative_to(corpus).as_posix()
    with in_turn(study.folder, "register"):
        register = None if new == old else _with_file(study.folder, document, file)
        if not inside:
            write_whole(new, data)
        if register is not None:
            write_whole(study.folder / FILE, register)
            old.unlink(missing_ok=True)
    return file


def _with_file(folder: Path, document: Document, file: str) -> bytes:
    """The register with another file in one row; everything else as it stood.

    Raises SettingsError when it is not UTF-8, or has no such row.
    """
    before = (folder / FILE).read_bytes()
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise SettingsError(
            "not UTF-8, so nothing is written into it", hint="save it as `CSV UTF-8`", file=FILE
        ) from None
    lines = list(StringIO(text, newline=""))
    mark = delimiter_of(lines[0] if lines else "")
    reader = csv.reader(lines, delimiter=mark)
    header = [name.strip(" \ufeff").casefold() for name in next(reader, [])]
    last = reader.line_num
    for cells in reader:
        first, last = last, reader.line_num
        row = dict(zip(header, cells, strict=False))
        if row.get("document", "").strip() == document.id and "file" in header:
            cells[header.index("file")] = file
            out = StringIO(newline="")
            end = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :]
            csv.writer(out, delimiter=mark, lineterminator=end).writerow(cells)
            return "".join([*lines[:first], out.getvalue(), *lines[last:]]).encode("utf-8")
    raise SettingsError(f"no row of {document.id}", hint="correct its file by hand", file=FILE)
