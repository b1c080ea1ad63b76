"""What a row of somebody's codings means here: which document, whose, which codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from collabstudy.io.codings_in import Row
from collabstudy.io.log import log_file
from collabstudy.model.codebook import Codebook
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.log import ASKED
from collabstudy.model.study import Study

_LEVELS = re.compile(r"\s*(?:›|\\+|::|>|/)\s*")
_MADE_LEVELS = re.compile(r"\s*(?:›|\\+|::)\s*|\s>\s")
_LONGEST, _MOST_WORDS = 60, 8
_SEVERAL = re.compile(r"\s*[\n;|]\s*")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not brought in, and why; never the words in it."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A row whose document, coder and codes are known."""

    row: Row
    document: str
    coder: str
    codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Sum:
    """What has been found so far."""

    added: list[str] = field(default_factory=list)
    there: int = 0
    removed: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, line: int, why: str) -> None:
        """Note that a row was left out, once."""
        if all(one.line != line for one in self.left_out):
            self.left_out.append(LeftOut(line, why))


def documents_of(study: Study, rows: Iterable[Row], document: str | None, result: Sum) -> list[Meant]:
    """The rows whose document is known."""
    names = _names(study)
    found = []
    for row in rows:
        wanted = document if document is not None else row.document
        fits = names.get(wanted.strip().casefold(), [])
        log_file(study.folder, row.coder, "P01")  # a name that could be no folder is an error here
        if not wanted:
            result.leave_out(row.line, "it names no document")
        elif len(fits) != 1:
            told = _short(wanted)
            why = f"no document is called {told}" if not fits else f"{len(fits)} documents are called {told}"
            result.leave_out(row.line, why)
        elif not may_count(fits[0]):
            result.leave_out(row.line, f"{fits[0].id} was withdrawn")
        else:
            found.append(Meant(row, fits[0].id, row.coder))
    return found


def _names(study: Study) -> dict[str, list[Document]]:
    """Documents by everything they may be called: id first, else file or title."""
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in study.documents:
        file = Path(document.file)
        for name in (document.file, file.name, file.stem, document.title):
            if name:
                found[name.casefold()][document.id] = document
    ids = {document.id.casefold(): [document] for document in study.documents}
    return {name: list(fits.values()) for name, fits in found.items()} | ids


def codes_of(
    study: Study, rows: list[Meant], *, new_codes: bool, dry_run: bool, result: Sum
) -> tuple[list[Meant], tuple[str, ...]]:
    """The rows whose codes are known, or were made."""
    cells = {cell: _codes(study.codebook, cell) for cell in {one.row.code for one in rows}}
    wanted = [(one, cells[one.row.code]) for one in rows]
    unknown = list(dict.fromkeys(name for _, codes in wanted for name, ids in codes.items() if not ids and name))
    if new_codes and unknown:
        made = {name: _made(study, name, dry_run=dry_run) for name in unknown}
        wanted = [(one, {n: ids or [made[n]] if n else ids for n, ids in codes.items()}) for one, codes in wanted]
    found = []
    for one, codes in wanted:
        wrong = [_wrong(name, ids) for name, ids in codes.items() if len(ids) != 1]
        if not codes or wrong:
            result.leave_out(one.row.line, "; ".join(wrong) or "it names no code")
        else:
            found.append(replace(one, codes=tuple(dict.fromkeys(ids[0] for ids in codes.values()))))
    return found, tuple(unknown) if new_codes else ()


def _wrong(name: str, ids: list[str]) -> str:
    told = _short(name)
    return f"no code is called {told}" if not ids else f"{told} may be any of {', '.join(ids)}"


def _short(name: str) -> str:
    """A name as it may stand in a message: what is too long for a name could be somebody's words."""
    is_name = len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS and "\n" not in name
    return name if is_name and not name.endswith((".", "?", "!", "…", ",")) else "what stands there"


def _codes(book: Codebook, cell: str) -> dict[str, list[str]]:
    """The codes that a cell names, and the ids that each may mean: as a whole, else its lines or parts."""
    cell = cell.strip()
    if cell.startswith(ASKED):
        return {cell: [cell]}
    whole = _ids(book, cell)
    if whole or not cell:
        return {cell: whole} if cell else {}
    parts = [part for part in _SEVERAL.split(cell) if part]
    if len(parts) > 1:
        return {part: _ids(book, part) for part in parts}
    commas = [part.strip() for part in cell.split(",") if part.strip()]
    if len(commas) > 1 and all(_ids(book, part) for part in commas):
        return {part: _ids(book, part) for part in commas}
    return {cell: []}


def _ids(book: Codebook, name: str) -> list[str]:
    """The codes that a name may mean: by id, by path from the top, by name."""
    known = book.current(name)
    if known is not None:
        return [known]
    told = tuple(part.casefold() for part in _LEVELS.split(name) if part)
    paths = {code.id: tuple(part.name.casefold() for part in book.lineage(code.id)) for code in book}
    ends = [code for code, path in paths.items() if told and path[-len(told) :] == told]
    exact = [code for code in ends if paths[code] == told]
    if exact or ends:
        return exact or ends
    return [code for code, path in paths.items() if path[-1] == name.casefold()]


def _made(study: Study, name: str, *, dry_run: bool) -> str:
    """A code of this name, under those that the name has before it (`Power > Sharing`); its id."""
    from collabstudy.run.new_codes import new_code

    if dry_run:
        return name
    parent: str | None = None
    for part in [part for part in _MADE_LEVELS.split(name) if part] or [name]:
        parent = new_code(study, part, parent=parent).id
    assert parent is not None
    return parent
