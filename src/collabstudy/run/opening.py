"""A study with all its ways of getting at what is not in memory yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import StudyError
from collabstudy.io.study import open_study
from collabstudy.model.cache import Cache
from collabstudy.model.case import CaseLink
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript
from collabstudy.model.log import Folded, fold
from collabstudy.model.study import Study, Ways
from collabstudy.model.summary import Summary
from collabstudy.run.keeping import Keeping

if TYPE_CHECKING:
    import pandas

    from collabstudy.compare.querying.found import Found
    from collabstudy.tagging.tags import Tags

CACHE = ".collabstudy"


def read_study(folder: str | Path = ".") -> Study:
    """Open a study folder; texts are read when asked for.

    Raises:
        StudyError: the first problem that makes the study unreadable, and how many more `collabstudy check` names.
            A source that has gone is no such problem until its text is asked for.
    """
    study = look_at(folder)
    stopping = [p for p in study.problems if p.severity == "error" and p.code != "document-gone"]
    if not stopping:
        return study
    first, more = stopping[0], len(stopping) - 1
    hint = f"{first.hint}; {more} more: `collabstudy check` lists them" if more else first.hint
    raise StudyError(first.problem, hint=hint, file=first.file, line=first.line)


def look_at(folder: str | Path) -> Study:
    """Open a study folder even when parts of it cannot be read; `problems` says what.

    Raises SettingsError when there is no study.toml, or none that can be read.
    """
    return open_study(Path(folder).resolve(), _WAYS)


def look_again(study: Study) -> None:
    """Let a study see what is in its folder now: codebook, register, texts and codings.

    A study is a value and does not change under anybody's hands, but for this: whoever codes wants to see what was just
    written. Results made before stay what they were.

    Raises StudyError as `read_study` does; then the study is as it was.
    """
    now = read_study(study.folder)
    kept = {field.name: getattr(now, field.name) for field in fields(now) if field.name != "ways"}
    for name in [name for name in vars(study) if name not in kept and name != "ways"]:
        del vars(study)[name]
    vars(study).update(kept)


def kept_in(study: Study, cache: Cache) -> Study:
    """The same study, what is dear to make being kept in another place."""
    return replace(study, ways=replace(study.ways, cache=lambda _: cache))


def tags_of(study: Study, *, keep: bool = True) -> Tags:
    """What the codebook's terms find; only what changed is searched anew, unless nothing is to be kept."""
    from collabstudy.tagging.tag import tag

    return tag(study, cache=study.cache if keep else None, name=_source_name(study))


def cache_of(study: Study) -> Keeping:
    """The study's cache on disk."""
    return Keeping(study.folder / CACHE)


def _transcript(study: Study, document: Document) -> Transcript:
    from collabstudy.io.transcripts import transcript

    return transcript(study.folder, document, study.cache or cache_of(study))


def _source_name(study: Study) -> Callable[[Document], str]:
    """How a document's source is told by its content, without reading its turns."""
    from collabstudy.io.transcripts import source_name

    return lambda document: source_name(study.folder, document)


def _fold(study: Study) -> Folded:
    from collabstudy.io.log import read_events
    from collabstudy.run.standing import today

    return today(study, fold(read_events(study.folder, [])))


def _tags(study: Study) -> tuple[Coding, ...]:
    return tags_of(study).codings(study)


def _caselinks(study: Study) -> tuple[CaseLink, ...]:
    from collabstudy.tagging.caselinks import caselinks

    return caselinks(study, cache=study.cache, name=_source_name(study))


def _frame(study: Study, table: str) -> pandas.DataFrame:
    from collabstudy.tables.frames import frame

    return frame(study, table)


def _show(study: Study, value: object) -> str | None:
    """How a notebook draws a comparison; its passages come from where consent is asked."""
    from collabstudy.briefing.quotes import passages
    from collabstudy.tables import show

    codings = {coding.id: coding for coding in (*study.codings, *study.tags)}
    return show(value, lambda found: passages(study, found, codings))


def _coded(study: Study, document: str, coders: Collection[str] | None) -> str:
    from collabstudy.tables.coded import coded_html

    return coded_html(study, document, coders=coders)


def _summaries(study: Study) -> tuple[Summary, ...]:
    from collabstudy.io.summaries import read_summaries

    return read_summaries(study.folder)


def _find(study: Study, query: str, where: str | None, unit: str, evidence: Collection[str] | None) -> Found:
    from collabstudy.compare.find import find

    return find(study, query, where=where, unit=unit, evidence=None if evidence is None else tuple(evidence))


_WAYS = Ways(_transcript, _fold, _tags, _caselinks, _frame, _show, cache_of, _coded, _summaries, _find)
