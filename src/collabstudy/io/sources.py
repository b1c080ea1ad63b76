"""A source, whatever its format, as a transcript."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from collabstudy import plugins
from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.flow import flowing
from collabstudy.io.signatures import way_out, what_is
from collabstudy.io.source import Source
from collabstudy.io.turns import turns_of
from collabstudy.io.wordlists import NO_TITLES
from collabstudy.model.document import Transcript, Turn

IMPORTERS = "collabstudy.io.importers"


def read_source(path: Path | str) -> Transcript:
    """Read a file into a transcript, finding out its format and who speaks.

    Raises:
        SourceError: the file cannot be read; the reason and a way out are in the message.
        MissingPartError: an external program that reads this format is not installed.
    """
    return read(Source.open(path))


def read(source: Source) -> Transcript:
    """Make a transcript of a source. Raises SourceError as `read_source` does."""
    name, importer, remarks = _importer(source)
    draft: Draft = importer.read(source)
    if not draft.text.strip():
        raise SourceError("there is no text in this file", hint="was it saved completely?", file=source.path)
    turns = turns_of(draft)
    if not turns:
        raise SourceError(
            "there is nothing to read in this file but headers", hint="was it saved completely?", file=source.path
        )
    title, date = _masthead(draft, turns)
    text = draft.text
    if getattr(importer, "CUES", False) and any(turn.kind == "speech" for turn in turns):
        text, turns = flowing(text, turns)
    return Transcript(
        text=text,
        turns=turns,
        title=title,
        date=date or _date_in(source.path.stem),
        language=draft.language,
        importer=name,
        encoding=draft.encoding,
        remarks=(*remarks, *draft.remarks),
    )


def _masthead(draft: Draft, turns: tuple[Turn, ...]) -> tuple[str | None, str | None]:
    """Title and date as the format gives them, else from the lines at the top; never from what somebody says."""
    given = draft.title if draft.title and draft.title.casefold() not in NO_TITLES else None
    if given and draft.date:
        return given, draft.date
    blocks = draft.blocks
    if any(turn.kind == "speech" for turn in turns):
        heading_end = turns[0].end if turns[0].kind == "heading" else 0
        blocks = tuple(block for block in blocks if block.end <= max(turns[0].start, heading_end))
    if not blocks:
        return given, draft.date
    from collabstudy.io.prose import masthead

    title, date = masthead(draft.text, blocks)
    found = title.strip("*_# ") if title and title.casefold() not in NO_TITLES else None
    return given or found, draft.date or date


def _date_in(name: str) -> str | None:
    """A whole ISO date in a file's name: `2016-04-26-an-interview`."""
    found = re.search(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)", name)
    return found[0] if found else None


def _importer(source: Source) -> tuple[str, ModuleType, tuple[str, ...]]:
    """The importer for a source: by its content, else by the end of its name, else plain text."""
    importers = plugins.parts(IMPORTERS)
    named = [name for name, part in importers.items() if source.suffix in part.SUFFIXES]
    project = "REFI-QDA" in (what_is(source.data) or "")
    claiming = [] if project else [name for name, part in importers.items() if part.claims(source)]
    both = [name for name in claiming if name in named]
    if both:
        return both[0], importers[both[0]], ()
    if claiming:
        remark = (f"named {source.suffix}, but by its content it is {claiming[0]}",) if named else ()
        return claiming[0], importers[claiming[0]], remark
    by_name = named[0] if named else None
    if by_name is None or getattr(importers[by_name], "PLAIN", False):
        _refuse_binary(source, named=False)
        name = by_name or "text"
        return name, importers[name], ()
    _refuse_binary(source, named=True)
    raise SourceError(
        f"the file is named {source.suffix}, but is plain text inside",
        hint="rename it so that it ends in .txt (or whatever it is)",
        file=source.path,
    )


def _refuse_binary(source: Source, *, named: bool) -> None:
    """Raise a SourceError that names what a file is when it is no text."""
    kind = what_is(source.data)
    if kind is None and source.is_text:
        return
    problem = f"this is {kind or 'no text, nor any format that is known here'}"
    if named:
        problem = f"the file is named {source.suffix}, but {problem}"
    raise SourceError(problem, hint=way_out(kind), file=source.path)
