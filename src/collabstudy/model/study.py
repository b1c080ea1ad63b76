"""Everything of one study at one moment; opens at once, reads texts when asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.model.cache import Cache
from collabstudy.model.case import Case, CaseLink
from collabstudy.model.checks import Problem
from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consensus import agreed, speaks
from collabstudy.model.document import Document, Transcript
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded
from collabstudy.model.names import NameList, Names, Pseudonym
from collabstudy.model.summary import Summary

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
    coded: Callable[[Study, str, Collection[str] | None], str] | None = None
    summaries: Callable[[Study], tuple[Summary, ...]] | None = None
    find: Callable[[Study, str, str | None, str, Collection[str] | None], Any] | None = None


@dataclass(frozen=True)
class Study:
    """A study folder, read.

    `problems` are those found while opening; `collabstudy check` finds more. `names` are those that corpus/names.csv
    replaces wherever words are shown.
    """

    folder: Path
    settings: Settings
    cases: tuple[Case, ...]
    documents: tuple[Document, ...]
    codebook: Codebook
    guide: Guide
    ways: Ways = field(repr=False, compare=False)
    problems: tuple[Problem, ...] = ()
    names: tuple[Pseudonym, ...] = ()

    def __repr__(self) -> str:
        parts = (("case", self.cases), ("document", self.documents), ("code", self.codebook.codes))
        told = (
            f"{len(found)} {what}{'s' if len(found) > 1 else ''}" if found else f"no {what}s yet"
            for what, found in parts
        )
        return f"<Study {self.settings.title!r}: {', '.join(told)}>"

    @cached_property
    def _cases(self) -> dict[str, Case]:
        return {case.id: case for case in self.cases}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _transcripts(self) -> dict[str, Transcript]:
        return {}

    @cached_property
    def _names(self) -> dict[str, Names]:
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

    def has_read(self, document: str) -> bool:
        """Tell whether the text of a document is in memory already."""
        return document in self._transcripts

    def names_in(self, document: str) -> Names:
        """The names that may not be said where words of a document are shown, and what stands instead of each."""
        from collabstudy.model.pseudonyms import names_in

        if document not in self._names:
            self._names[document] = names_in(self, self.document(document))
        return self._names[document]

    @cached_property
    def name_lists(self) -> tuple[NameList, NameList, NameList]:
        """The names listed, and those of people who speak without being `named`, told by role and by no role."""
        from collabstudy.model.pseudonyms import name_lists

        return name_lists(self)

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

    def coded_html(self, document: str, *, coders: Collection[str] | None = None) -> str:
        """The whole transcript of a document with its codings marked, as HTML that a notebook draws.

        Every word is in it: for those who may read the transcript, not for passing on. `coders` limits whose codings.

        Raises StudyError for a document that is not there or was withdrawn, or a study that lives in memory only.
        """
        if self.ways.coded is None:
            raise StudyError("this study cannot draw its transcripts", hint="open it with collabstudy.read_study")
        return self.ways.coded(self, document, coders)

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The cells of the framework matrix that people have written, as they are on disk now."""
        return self.ways.summaries(self) if self.ways.summaries else ()

    def find(
        self, query: str, *, where: str | None = None, unit: str | None = None, evidence: Collection[str] | None = None
    ) -> Any:
        """Passages by what is coded in and around them: `study.find("trust & !money within 3 turns of power")`.

        `where` limits the cases and documents (`sector == 'charity'`); `unit` and `evidence` are those of study.toml
        where not given.
        The same as `collabstudy.compare.find`, which says what queries can be and what comes out.

        Raises SettingsError for a query that cannot be understood, StudyError for a study that lives in memory only.
        """
        if self.ways.find is None:
            raise StudyError("this study cannot look for passages", hint="open it with collabstudy.read_study")
        return self.ways.find(self, query, where, unit or self.settings.unit, evidence)

    def code_counts(self, coding: Coding) -> bool:
        """Tell whether a coding counts as evidence under `evidence` of study.toml.

        Where the coders' consensus on a document is finished, it alone counts for people there.
        """
        return coding.origin in self.settings.evidence and self.stands(coding)

    def stands(self, coding: Coding) -> bool:
        """Tell whether a coding has place and code, no consensus in its stead, and words beside the interviewer's."""
        from collabstudy.model.asking import on_interviewer

        placed = coding.status not in UNCOUNTED
        return placed and speaks(coding, self._agreed) and not on_interviewer(self, coding)

    @cached_property
    def _agreed(self) -> frozenset[str]:
        return agreed(self.folded.done)
