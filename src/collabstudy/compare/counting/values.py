"""The value of every case × code cell, without the passages behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from collabstudy.compare.counting.asked import VALUES, Reading, Value
from collabstudy.compare.counting.coded import coded, origins_of
from collabstudy.compare.counting.laid_out import joined_on
from collabstudy.model.codebook import Code
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import int8
    from numpy.typing import NDArray

    Found = NDArray[int8]


def values(
    study: Study, *, evidence: Sequence[str] | None = None, documents: Collection[str] | None = None
) -> dict[tuple[str, str], Value]:
    """Present, absent, not asked or not coded yet, for each case and code; a code has what is below it.

    The same as the cells of `crosstab(study, …)` tell, for those who need nothing else of them.

    Args:
        study: the study.
        evidence: the origins that count, one or several; those of study.toml where not given.
        documents: only these documents, in what is voiced as in what has been asked and coded.

    Raises:
        SettingsError: there is no such origin or document.
        SourceError: a coded document cannot be read.
    """
    columns = coded(study, evidence=evidence, documents=documents)
    covered = {code.id: (code, *study.codebook.below(code.id)) for code in study.codebook}
    wanted = documents if documents is None else frozenset([documents] if isinstance(documents, str) else documents)
    texts = frozenset(d.id for d in study.documents if may_count(d) and (wanted is None or d.id in wanted))
    reading = Reading(study, frozenset(origins_of(study, evidence)))
    found = Silence(reading, covered).of(columns.cases, texts)
    pair, above = joined_on(columns.row, *columns.branches)
    found[columns.case[pair], above] = VALUES.index("present")
    told = [VALUES[at] for at in found.ravel().tolist()]
    return dict(zip(product(columns.cases, columns.codes), told, strict=True))


class Silence:
    """What it means that a case does not voice a code: absent, not asked or not coded yet.

    It differs between codes by the questions that ask about them and by whether rules look for them, and by nothing
    else; so it is worked out once for all codes that are alike in both.
    """

    def __init__(self, reading: Reading, covered: Mapping[str, Sequence[Code]]) -> None:
        self._reading = reading
        self._about = {code.id: reading.study.guide.about(code.id) for code in reading.study.codebook}
        self._kinds: dict[tuple[bool, frozenset[str]], Sequence[Code]] = {}
        alike = [self._kind(codes) for codes in covered.values()]
        for kind, codes in zip(alike, covered.values(), strict=True):
            self._kinds.setdefault(kind, codes)
        order = list(self._kinds)
        self._of_row = [order.index(kind) for kind in alike]
        self._known: dict[frozenset[str], dict[str, list[int]]] = {}

    def of(self, cases: Sequence[str], documents: frozenset[str]) -> Found:
        """Cases × codes (as covered), as positions in `VALUES`; only these documents are looked at."""
        import numpy as np

        known = self._known.setdefault(documents, {})
        for case in cases:
            if case not in known:
                told = (self._reading.value(case, codes, documents) for codes in self._kinds.values())
                known[case] = [VALUES.index(value) for value in told]
        found = np.array([known[case] for case in cases], dtype=np.int8)
        return found.reshape(len(cases), len(self._kinds))[:, self._of_row]

    def _kind(self, codes: Sequence[Code]) -> tuple[bool, frozenset[str]]:
        return any(code.terms for code in codes), frozenset[str]().union(*(self._about[code.id] for code in codes))
