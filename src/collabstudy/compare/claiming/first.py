"""Whose interview voices a code first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from collabstudy.compare.claiming.cases import among, branch, having
from collabstudy.compare.claiming.claims import Result, Verdict
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.finding import Claim
from collabstudy.model.study import Study


@dataclass(frozen=True)
class First:
    """The order in which the interviews of a study were made, and what was voiced and asked in each."""

    study: Study
    reading: Reading
    columns: Coded

    def of(self, claim: Claim) -> tuple[Verdict, dict[str, tuple[str, ...]]]:
        """Judge that the earliest interview that voices the codes is of `among`; also who is not known before it.

        Where an interview without a date, or several of one day, could be the earliest, and not all are of the same
        side, it is undecided. So it is where an earlier interview is not coded yet and could turn it. Interviews before
        it in which nobody was asked do not undo it; they are told.
        """
        inside = frozenset(among(self.study, claim.among))
        interviews = [d for d in self.study.documents if d.kind == "interview" and d.case and may_count(d)]
        voiced = self._voiced(claim)
        told = [d for d in interviews if d.id in voiced]
        first = [d for d in told if not any(earlier(other.date, d.date) for other in told)]
        support, against = self._cases(first, inside, True), self._cases(first, inside, False)
        earlier_ones = [d for d in interviews if d.id not in voiced and _could_precede(d, first)]
        unread, unasked = self._unknown(claim, earlier_ones)
        turning = [d for d in unread if (d.case in inside) == bool(against)]
        why = _why(told, first, support, against) or _not_read(turning, self._names(turning))
        result: Result = "undecided" if why else "broken" if against else "holds"
        cases = self._cases(told, inside | {str(d.case) for d in told}, True)
        verdict = Verdict(result, support, against, len(cases), _told(first, self._names(first)), why)
        before = {"not coded yet before it": unread, "not asked before it": unasked}
        return verdict, {reason: self._in_order(found) for reason, found in before.items()}

    def _voiced(self, claim: Claim) -> frozenset[str]:
        import numpy as np

        columns = self.columns
        found = np.unique(columns.document[having(columns, branch(self.study, claim.codes))])
        return frozenset(columns.documents[at] for at in found.tolist())

    def _unknown(self, claim: Claim, documents: Iterable[Document]) -> tuple[list[Document], list[Document]]:
        """Those not coded yet, and those in which none of the questions about the codes was put."""
        codes = [self.study.codebook[code] for code in sorted(branch(self.study, claim.codes))]
        about = frozenset[str]().union(*(self.study.guide.about(code.id) for code in codes))
        unread, unasked = [], []
        for document in documents:
            if not self.reading.read(document, codes):
                unread.append(document)
            elif about and not about & self.reading.put(document):
                unasked.append(document)
        return unread, unasked

    def _cases(self, documents: Iterable[Document], inside: Collection[str], wanted: bool) -> tuple[str, ...]:
        return self._in_order(d for d in documents if (d.case in inside) == wanted)

    def _in_order(self, documents: Iterable[Document]) -> tuple[str, ...]:
        cases = {document.case for document in documents}
        return tuple(case.id for case in self.study.cases if case.id in cases)

    def _names(self, documents: Sequence[Document]) -> str:
        return ", ".join(self.study.case(case).name for case in self._in_order(documents))


def earlier(one: str, other: str) -> bool:
    """Tell whether one date surely lies before another; a date may be a month or a year, or not be known.

    >>> earlier("2025-02", "2025-03-01"), earlier("2025-03", "2025-03-01"), earlier("", "2025")
    (True, False, False)
    """
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _could_precede(document: Document, first: Sequence[Document]) -> bool:
    return any(not document.date or not d.date or document.date[: len(d.date)] <= d.date for d in first)


def _why(told: Sequence[Document], first: Sequence[Document], support: Sequence[str], against: Sequence[str]) -> str:
    if not told:
        return "no interview voices it"
    if not (support and against):
        return ""
    undated = [document.id for document in first if not document.date]
    if undated:
        return f"{', '.join(undated)} {'has' if len(undated) == 1 else 'have'} no date"
    return f"{', '.join(document.id for document in first)} may be of the same day"


def _not_read(documents: Sequence[Document], names: str) -> str:
    return f"an earlier interview is not coded yet: {names}" if documents else ""


def _told(first: Sequence[Document], names: str) -> str:
    dates = sorted({document.date for document in first if document.date})
    return f"first in {names}{f' ({dates[0]})' if dates else ''}" if first else "in no interview"
