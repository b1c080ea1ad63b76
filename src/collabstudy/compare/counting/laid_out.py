"""Codings laid out as columns: in order, in the turns they touch, with the cases they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Any

from collabstudy.compare.counting.turns import Turns
from collabstudy.model.asking import about_interviewer
from collabstudy.model.coding import ORIGINS, Coding
from collabstudy.model.document import Document
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]
    Columns = dict[str, Numbers]


def laid_out(study: Study, codings: Sequence[Coding]) -> dict[str, Any]:
    """The fields of `Coded`, for these codings but those on the interviewer's words alone.

    `uncounted` are these, and those that speak of no case, by document and reason.

    Raises SourceError when the text of one cannot be read.
    """
    import numpy as np

    names = {
        "documents": tuple(document.id for document in study.documents),
        "codes": tuple(code.id for code in study.codebook),
        "cases": tuple(case.id for case in study.cases),
        "coders": tuple(sorted({coding.coder for coding in codings})),
    }
    found, columns = _in_order(codings, names)
    turns = {at: Turns.of(study.transcript(names["documents"][at]).turns) for at, _ in runs(columns["document"])}
    stands = _place(columns, turns) | _may_ask(study, found, columns)
    uncounted = _by_document(names["documents"], columns["document"][~stands], "interviewer")
    found = list(compress(found, stands))
    columns = {name: column[stands] for name, column in columns.items()}
    row, case = _Cases(study, names["cases"]).pairs(columns, turns)
    tied = np.bincount(row, minlength=len(found)) > 0
    uncounted |= _by_document(names["documents"], columns["document"][~tied], "case")
    made = {"codings": tuple(found), **columns, "row": row, "case": case}
    made |= {"turns": turns, "lineages": _lineages(study)}
    return {**names, **made, "uncounted": uncounted}


def _by_document(documents: Sequence[str], found: Numbers, reason: str) -> dict[tuple[str, str], int]:
    import numpy as np

    numbers = np.bincount(found, minlength=len(documents)).tolist()
    return {(document, reason): number for document, number in zip(documents, numbers, strict=True) if number}


def _lineages(study: Study) -> Numbers:
    """For each code itself and those above it, -1 where there are no more."""
    import numpy as np

    place = {code.id: at for at, code in enumerate(study.codebook)}
    lineages = [[place[code.id] for code in study.codebook.lineage(code)] for code in place]
    found = np.full((len(place), max(map(len, lineages), default=0)), -1, dtype=np.int64)
    for at, lineage in enumerate(lineages):
        found[at, : len(lineage)] = lineage
    return found


def runs(values: Numbers) -> Iterator[tuple[int, slice]]:
    """The stretches of one value in a sorted column, each with where it stands.

    >>> import numpy as np
    >>> list(runs(np.array([3, 3, 5])))
    [(3, slice(0, 2, None)), (5, slice(2, 3, None))]
    """
    import numpy as np

    edges = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    for start, end in pairwise(edges):
        if end > start:
            yield int(values[start]), slice(start, end)


def _in_order(codings: Sequence[Coding], names: Mapping[str, Sequence[str]]) -> tuple[list[Coding], Columns]:
    """Codings sorted, and their numbers."""
    import numpy as np

    document, code, coder = ({name: at for at, name in enumerate(names[of])} for of in ("documents", "codes", "coders"))
    origin = {name: at for at, name in enumerate(ORIGINS)}
    count, whole = len(codings), np.int64
    columns = {
        "document": np.fromiter((document[coding.document] for coding in codings), whole, count),
        "start": np.fromiter((coding.start for coding in codings), whole, count),
        "end": np.fromiter((coding.end for coding in codings), whole, count),
        "code": np.fromiter((code[coding.code] for coding in codings), whole, count),
        "coder": np.fromiter((coder[coding.coder] for coding in codings), whole, count),
        "origin": np.fromiter((origin[coding.origin] for coding in codings), whole, count),
    }
    keys = [columns[name] for name in ("document", "start", "end", "code", "coder")]
    order = _by_id(np.lexsort(keys[::-1]), keys, codings)
    return [codings[at] for at in order.tolist()], {name: column[order] for name, column in columns.items()}


def _by_id(order: Numbers, keys: Sequence[Numbers], codings: Sequence[Coding]) -> Numbers:
    """The same order; codings that are alike in all keys by their id."""
    import numpy as np

    same = np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys])
    for start, end in stretches_of(same):
        order[start : end + 1] = sorted(order[start : end + 1].tolist(), key=lambda at: codings[at].id)
    return order


def stretches_of(mask: Mask) -> Iterator[tuple[int, int]]:
    """Where a mask is true without a break.

    >>> import numpy as np
    >>> list(stretches_of(np.array([True, True, False, True])))
    [(0, 2), (3, 4)]
    """
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]))).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def _place(columns: Columns, turns: Mapping[int, Turns]) -> Mask:
    """Add the turns that each coding touches; tell whether somebody beside the interviewer speaks there."""
    import numpy as np

    first, last = (np.full(len(columns["start"]), -1, dtype=np.int64) for _ in range(2))
    answered = np.ones(len(first), dtype=bool)
    for at, here in runs(columns["document"]):
        first[here], last[here] = turns[at].touched(columns["start"][here], columns["end"][here])
        answered[here] = ~turns[at].of_interviewer(first[here], last[here])
    columns |= {"first_turn": first, "last_turn": last}
    return answered


def _may_ask(study: Study, codings: Sequence[Coding], columns: Columns) -> Mask:
    """The codings that count also where only the interviewer speaks: those of rules, and of codes about questions."""
    import numpy as np

    used, examples = np.unique(columns["code"], return_index=True)
    asking = [code for code, at in zip(used, examples, strict=True) if about_interviewer(study, codings[at])]
    by_rules: Mask = columns["origin"] == ORIGINS.index("rules")
    return by_rules | np.isin(columns["code"], asking)


class _Cases:
    """What a study knows of the cases of its passages; `belonging.Belongings` tells the same of one coding."""

    def __init__(self, study: Study, cases: Sequence[str]) -> None:
        self.study = study
        self.place = {case: at for at, case in enumerate(cases)}

    def pairs(self, columns: Columns, turns: Mapping[int, Turns]) -> tuple[Numbers, Numbers]:
        """Which coding speaks of which case, sorted."""
        import numpy as np

        found = [np.zeros((2, 0), dtype=np.int64)]
        for at, here in runs(columns["document"]):
            document = self.study.documents[at]
            if document.case is None or document.kind != "interview":
                which, turn = turns[at].evidence(columns["first_turn"][here], columns["last_turn"][here])
                place, case = joined_on(turn, *self._tied(document))
                found.append(np.unique(np.stack([which[place] + here.start, case]), axis=1))
            elif document.case in self.place:
                rows = np.arange(here.start, here.stop)
                found.append(np.stack([rows, np.full(len(rows), self.place[document.case])]))
        row, case = np.concatenate(found, axis=1)
        return row, case

    def _tied(self, document: Document) -> tuple[Numbers, Numbers]:
        """Which turn of an article or note (its position) speaks of which case, by turn."""
        import numpy as np

        turns = self.study.transcript(document.id).turns
        place = {turn.number: at for at, turn in enumerate(turns)}
        ties = {(place[turn], case) for turn, case in self._links.get(document.id, ()) if turn in place}
        if document.case in self.place:
            ties |= {(at, self.place[document.case]) for at in range(len(turns))}
        found = np.array(sorted(ties), dtype=np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    @cached_property
    def _links(self) -> dict[str, list[tuple[int, int]]]:
        links: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for link in self.study.caselinks:
            if link.case in self.place:
                links[link.document].append((link.turn, self.place[link.case]))
        return dict(links)


def joined_on(keys: Numbers, known: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """For each key all values that stand beside it in a sorted table: the key's place, and the value.

    Keys are whole numbers from 0, -1 for what is in no table.

    >>> import numpy as np
    >>> [found.tolist() for found in joined_on(np.array([7, 4, 5]), np.array([4, 4, 7]), np.array([1, 2, 3]))]
    [[0, 1, 1], [3, 1, 2]]
    """
    import numpy as np

    if len(known) and known[-1] == len(known) - 1 and (np.diff(known) == 1).all() and keys.min(initial=0) >= 0:
        return np.flatnonzero(keys < len(known)), values[keys[keys < len(known)]]
    size = 2 + max(int(keys.max(initial=-1)), int(known.max(initial=-1)))
    counts = np.bincount(known + 1, minlength=size)
    first, many = (np.cumsum(counts) - counts)[keys + 1], counts[keys + 1]
    place = np.arange(len(keys))
    if (many == 1).all():
        return place, values[first]
    place = np.repeat(place, many)
    return place, values[np.arange(len(place)) + np.repeat(first - np.cumsum(many) + many, many)]
