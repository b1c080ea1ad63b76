"""Of which cases each turn of a study speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from collabstudy.model.document import Document
from collabstudy.model.study import Study


@dataclass(frozen=True)
class Spoken:
    """The cases of turns, whether they are coded or not; `belonging.Belongings` says the same of codings."""

    study: Study

    def of(self, document: Document, number: int) -> tuple[str, ...]:
        """The cases of the turn with this number, sorted.

        The interview's case, whatever places are named in it; in articles and notes the document's own and those that
        the turn is tied to.
        """
        own = () if document.case is None else (document.case,)
        if own and document.kind == "interview":
            return own
        return tuple(sorted({*own, *self._links.get((document.id, number), ())}))

    @cached_property
    def _links(self) -> Mapping[tuple[str, int], set[str]]:
        known = {case.id for case in self.study.cases}
        links: dict[tuple[str, int], set[str]] = defaultdict(set)
        for link in self.study.caselinks:
            if link.case in known:
                links[link.document, link.turn].add(link.case)
        return links
