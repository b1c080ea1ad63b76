"""The four values of a case × code cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from collabstudy.errors import SourceError
from collabstudy.model.codebook import Code
from collabstudy.model.coding import UNCOUNTED, Origin
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.log import ASKED
from collabstudy.model.study import Study

Value = Literal["present", "absent", "not_asked", "not_coded"]
VALUES: tuple[Value, ...] = get_args(Value)


@dataclass(frozen=True)
class Reading:
    """What has been read and asked in a study, as far as the evidence that counts goes.

    The documents of a case are those registered to it in documents.csv; for a case that has none there, those with
    a passage tied to it (`caselinks`), so that a place known from articles only can be compared too. Withdrawn
    documents are nobody's.
    """

    study: Study
    evidence: frozenset[str]

    def value(self, case: str, codes: Collection[Code], documents: Collection[str] | None = None) -> Value:
        """The value of a cell in which no coding counts: absent, not asked or not coded.

        `codes` are the code of the cell and those below it; `documents` limits what is looked at.
        """
        own = self.of_case(case, documents)
        if not any(self.read(document, codes) for document in own):
            return "not_coded"
        about = frozenset[str]().union(*(self.study.guide.about(code.id) for code in codes))
        if about and not about & self._put(own):
            return "not_asked"
        return "absent"

    def of_case(self, case: str, documents: Collection[str] | None = None) -> tuple[Document, ...]:
        """The documents of a case (of these documents, where given), in the order of documents.csv."""
        own = self._within(self._registered, case, documents)
        if own or not any(documents is None or document in documents for document in self._tied_by_passages):
            return own
        return self._within(self._linked, case, documents)

    def done_by(self, document: str) -> tuple[str, ...]:
        """The coders whose work counts and who have marked a document as done."""
        return self._done.get(document, ())

    def read(self, document: Document, codes: Collection[Code]) -> bool:
        """Tell whether a coder whose work counts has gone through a document for these codes.

        A person says so by marking it as done. Rules have gone through every document that can be read, for
        codes that have terms; for the others nobody has looked.
        """
        if self.done_by(document.id):
            return True
        return "rules" in self.evidence and any(code.terms for code in codes) and self._readable(document.id)

    @staticmethod
    def _within(
        known: Mapping[str, tuple[Document, ...]], case: str, documents: Collection[str] | None
    ) -> tuple[Document, ...]:
        return tuple(d for d in known.get(case, ()) if documents is None or d.id in documents)

    def _put(self, documents: Iterable[Document]) -> frozenset[str]:
        """The questions put in these documents: questions are put in interviews."""
        return frozenset[str]().union(*(self.put(d) for d in documents if d.kind == "interview"))

    def put(self, document: Document) -> frozenset[str]:
        """The questions of the guide that were put in a document.

        Those that documents.csv lists under `asked`, and those marked in the text. Where nothing is listed, the marks
        are all there is, if somebody who made them has marked the document as done; else every question was put.
        """
        marks = self._marks.get(document.id, {})
        marked = frozenset[str]().union(*marks.values())
        if document.asked is not None:
            return document.asked | marked
        if marks.keys() & self._finished.get(document.id, set()):
            return marked
        return frozenset(question.id for question in self.study.guide.questions)

    @cached_property
    def _marks(self) -> dict[str, dict[str, set[str]]]:
        """By document and coder the questions marked in the text; a mark that has lost its place says nothing."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for mark in self.study.folded.asked:
            if mark.status not in UNCOUNTED:
                found[mark.document][mark.coder].add(mark.code.removeprefix(ASKED))
        return found

    @cached_property
    def _finished(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for done in self.study.folded.done:
            found[done.document].add(done.coder)
        return found

    @cached_property
    def _registered(self) -> dict[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.study.documents:
            if document.case is not None and may_count(document):
                found[document.case].append(document)
        return {case: tuple(documents) for case, documents in found.items()}

    @cached_property
    def _tied_by_passages(self) -> dict[str, Document]:
        """The documents whose passages may belong to several cases: all but the interviews of one."""
        counted = (document for document in self.study.documents if may_count(document))
        return {d.id: d for d in counted if d.kind != "interview" or d.case is None}

    @cached_property
    def _linked(self) -> dict[str, tuple[Document, ...]]:
        pairs = {(link.case, link.document) for link in self.study.caselinks}
        tied = self._tied_by_passages
        return {case: tuple(d for d in tied.values() if (case, d.id) in pairs) for case, _ in pairs}

    @cached_property
    def _done(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for done in self.study.folded.done:
            if origin_of(done.coder) in self.evidence:
                found[done.document].add(done.coder)
        return {document: tuple(sorted(coders)) for document, coders in found.items()}

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    def _readable(self, document: str) -> bool:
        """Whether a source can be read; what it could not be read for is told by `collabstudy check`."""
        if document not in self._known:
            try:
                self._known[document] = bool(self.study.transcript(document).turns)
            except SourceError:
                self._known[document] = False
        return self._known[document]


def origin_of(coder: str) -> Origin:
    """What kind of coder has this name: machines are coders under names of their own.

    >>> [origin_of(name) for name in ("mira", "rules", "suggest:nearest", "topics:ward")]
    ['person', 'rules', 'suggestion', 'topic']
    """
    if coder == "rules":
        return "rules"
    if coder.startswith("suggest:"):
        return "suggestion"
    return "topic" if coder.startswith("topics:") else "person"
