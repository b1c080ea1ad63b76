"""Everything of one study at one moment; opens at once, reads texts when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.model.cache import Cache
from collabstudy.model.case import Case, CaseLink
from collabstudy.model.checks import Problem
from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Settings:
    """What study.toml says. `rest` keeps every table for the part that reads it (topics, words, briefing)."""

    title: str
    subtitle: str = ""
    language: str = "en"
    unit: str = "turn"
    evidence: tuple[str, ...] = ("person",)
    coders: tuple[str, ...] = ()
    codebooks: tuple[str, ...] = ()
    seed: int = 0
    invented: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ways:
    """How a study gets at what is not in memory yet, and how a notebook shows its results.

    Given by whoever opens the study, so that the model stays pure and siblings need not know each other.
    """

    transcript: Callable[[Study, Document], Transcript]
    fold: Callable[[Study], Folded]
    tags: Callable[[Study], tuple[Coding, ...]]
    caselinks: Callable[[Study], tuple[CaseLink, ...]]
    frame: Callable[[Study, str], pandas.DataFrame]
    show: Callable[[Study, Any], str | None] | None = None
    cache: Callable[[Study], Cache] | None = None


@dataclass(frozen=True)
class Study:
    """A study folder, read.

    `problems` are those found while opening; `collabstudy check` finds more.
    """

    folder: Path
    settings: Settings
    cases: tuple[Case, ...]
    documents: tuple[Document, ...]
    codebook: Codebook
    guide: Guide
    ways: Ways = field(repr=False, compare=False)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _cases(self) -> dict[str, Case]:
        return {case.id: case for case in self.cases}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _transcripts(self) -> dict[str, Transcript]:
        return {}

    def case(self, case: str) -> Case:
        """The case with this id. Raises StudyError when there is none."""
        if case not in self._cases:
            raise StudyError(f"no case {case}", hint=f"cases: {', '.join(self._cases)}", file="corpus/cases.csv")
        return self._cases[case]

    def document(self, document: str) -> Document:
        """The document with this id. Raises StudyError when there is none."""
        if document not in self._documents:
            known = ", ".join(list(self._documents)[:20])
            raise StudyError(f"no document {document}", hint=f"documents: {known}", file="corpus/documents.csv")
        return self._documents[document]

    def transcript(self, document: str) -> Transcript:
        """The text and turns of a document, read when first asked for, with the roles of its speakers.

        Raises SourceError when the source is gone or cannot be read.
        """
        if document not in self._transcripts:
            row = self.document(document)
            self._transcripts[document] = self.ways.transcript(self, row).with_roles(row.speakers)
        return self._transcripts[document]

    @cached_property
    def folded(self) -> Folded:
        """What all coders' logs add up to."""
        return self.ways.fold(self)

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The standing codings of people, codes under the ids they have today."""
        return self.folded.codings

    @cached_property
    def tags(self) -> tuple[Coding, ...]:
        """The codings that the codebook's terms make, by the coder `rules`."""
        return self.ways.tags(self)

    @cached_property
    def caselinks(self) -> tuple[CaseLink, ...]:
        """Which passages belong to which case."""
        return self.ways.caselinks(self)

    @property
    def cache(self) -> Cache | None:
        """Where results that are dear to make may be kept; None for a study that lives in memory only."""
        return self.ways.cache(self) if self.ways.cache else None

    def frame(self, table: str) -> pandas.DataFrame:
        """A tidy frame: `documents`, `turns`, `cases`, `codebook`, `codings`, `segments` or `caselinks`.

        Raises StudyError when there is no such table.
        """
        return self.ways.frame(self, table)

    def code_counts(self, coding: Coding) -> bool:
        """Tell whether a coding counts as evidence under `evidence` of study.toml."""
        return coding.origin in self.settings.evidence and coding.status not in ("orphaned", "retired", "ambiguous")
