"""Which case a coding speaks of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from collabstudy.model.coding import Coding
from collabstudy.model.consent import is_interviewer
from collabstudy.model.document import Turn
from collabstudy.model.study import Study

Belonging = tuple[tuple[str, tuple[Turn, ...]], ...]


@dataclass(frozen=True)
class Belongings:
    """What a study knows of the cases of its passages."""

    study: Study

    def of(self, coding: Coding) -> Belonging:
        """The cases of a coding, each with the turns in which the coding speaks of it.

        A coding in an interview belongs to the interview's case, whatever places are named in it. One in an article or
        note belongs to the cases to which its turns are tied, and to the document's own case if it has one. Turns of
        the interviewer are left out unless nobody else speaks in the coding.
        """
        document = self.study.document(coding.document)
        turns = self.study.transcript(coding.document).turns_in(coding.start, coding.end)
        turns = tuple(turn for turn in turns if not is_interviewer(turn)) or turns
        if document.case is not None and document.kind == "interview":
            return ((document.case, turns),)
        cases: dict[str, list[Turn]] = defaultdict(list)
        for turn in turns:
            own = {document.case} if document.case is not None else set()
            for case in sorted(own | self._links.get((document.id, turn.number), set())):
                cases[case].append(turn)
        return tuple((case, tuple(cases[case])) for case in sorted(cases))

    @cached_property
    def _links(self) -> dict[tuple[str, int], set[str]]:
        known = {case.id for case in self.study.cases}
        links: dict[tuple[str, int], set[str]] = defaultdict(set)
        for link in self.study.caselinks:
            if link.case in known:
                links[link.document, link.turn].add(link.case)
        return dict(links)
