"""The codings that count, as columns of numbers: what every comparison of a study counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from collabstudy.compare.counting.laid_out import laid_out, runs
from collabstudy.compare.counting.left_out import why
from collabstudy.compare.counting.tally import Branches, InTurns, Tally
from collabstudy.compare.counting.turns import Turns
from collabstudy.compare.table import BY_ORIGIN
from collabstudy.errors import SettingsError
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consensus import agreed, speaks
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]

_KEPT = "_coded"  # where a study keeps its columns
_A_CODING = ("document", "code", "coder", "origin", "start", "end", "first_turn", "last_turn")


@dataclass(frozen=True, eq=False)
class Coded:
    """Codings and, in the same order, what is known of each in numbers.

    `codings` are sorted by document (in the order of documents.csv), start, end, code (in that of the codebook),
    coder, id. `document`, `code`, `coder` and `origin` are positions in `documents`, `codes`, `coders` and `ORIGINS`;
    `start` and `end` are code points; `first_turn` and `last_turn` are positions in the transcript's turns, -1 where a
    coding lies outside all of them. `row` and `case` are pairs, sorted: which coding speaks of which of `cases`. One
    in an interview speaks of the interview's case, one in an article or note of those that its turns are tied to.
    `turns` has those of each coded document, by its position in `documents`. `lineages` has for each code itself and
    all above it, -1 where there are no more. `uncounted` says of how many codings in a document that they could be
    evidence and do not count, and why (see `left_out`).
    """

    codings: tuple[Coding, ...]
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    cases: tuple[str, ...]
    coders: tuple[str, ...]
    document: Numbers
    code: Numbers
    coder: Numbers
    origin: Numbers
    start: Numbers
    end: Numbers
    first_turn: Numbers
    last_turn: Numbers
    row: Numbers
    case: Numbers
    turns: Mapping[int, Turns]
    lineages: Numbers
    uncounted: Mapping[tuple[str, str], int]

    def __len__(self) -> int:
        return len(self.codings)

    def __repr__(self) -> str:
        return f"<Coded: {len(self):,} codings>"

    @cached_property
    def hash(self) -> str:
        """The name of these codings, made of their ids and of the columns with what they stand for."""
        from hashlib import sha256

        named = ((coding.id for coding in self.codings), self.documents, self.codes, self.coders)
        told = sha256("\n\n".join("\n".join(names) for names in named).encode("utf-8", "surrogatepass"))
        for column in (self.document, self.code, self.coder, self.start, self.end):
            told.update(column.astype("<i8").tobytes())
        return told.hexdigest()[:16]

    @cached_property
    def used(self) -> frozenset[str]:
        """The codes that are coded with."""
        import numpy as np

        return frozenset(self.codes[at] for at in np.flatnonzero(np.bincount(self.code)).tolist())

    @cached_property
    def in_turns(self) -> InTurns:
        """Which coding lies in which turn, without the interviewer's turns unless nobody else speaks in the coding."""
        import numpy as np

        found = [np.zeros((3, 0), dtype=np.int64)]
        for at, here in runs(self.document):
            coding, turn = self.turns[at].evidence(self.first_turn[here], self.last_turn[here])
            order = np.argsort(turn, kind="stable")
            found.append(np.stack([np.full(len(turn), at), coding[order] + here.start, turn[order]]))
        return InTurns(*np.concatenate(found, axis=1))

    @cached_property
    def branches(self) -> Branches:
        """Each coding with its code and with every code above that."""
        import numpy as np

        if self.lineages.shape[1] == 1:  # no code stands above another
            return Branches(np.arange(len(self)), self.code)
        found = self.lineages[self.code]
        row, _ = np.nonzero(found >= 0)
        return Branches(row, found[found >= 0])

    @cached_property
    def tally(self) -> Tally:
        """The codings counted by document and code."""
        return Tally.of(self)

    def only(self, wanted: Mask) -> Coded:
        """Some of the codings: those at which this array, one entry a coding, is true."""
        import numpy as np

        if wanted.all():
            return self
        pairs = wanted[self.row]
        place = np.cumsum(wanted) - 1
        changed: dict[str, Any] = {name: getattr(self, name)[wanted] for name in _A_CODING}
        changed["codings"] = tuple(self.codings[at] for at in np.flatnonzero(wanted).tolist())
        changed |= {"row": place[self.row[pairs]], "case": self.case[pairs]}
        return Coded(**{field.name: getattr(self, field.name) for field in fields(self)} | changed)


def coded(
    study: Study,
    *,
    evidence: Sequence[str] | None = None,
    documents: Collection[str] | None = None,
    codings: Iterable[Coding] | None = None,
) -> Coded:
    """The codings that count: with a place, a code, and words beside the interviewer's; not of withdrawn documents.

    They are worked out once for a study and the origins of its evidence, and again when codings have come or gone.

    Args:
        study: the study.
        evidence: the origins that count, one or several; those of study.toml where not given.
        documents: only the codings of these.
        codings: these instead of the study's; still only those that count.

    Raises:
        SettingsError: there is no such origin or document.
        SourceError: a coded document cannot be read.
    """
    origins = frozenset(origins_of(study, evidence))
    wanted = _checked(study, documents)
    if codings is not None:
        return _made(study, codings, origins, wanted)
    kept = _kept(study, origins)
    if kept is None and wanted is not None:
        return _made(study, candidates(study, origins), origins, wanted)
    if kept is None:
        kept = _made(study, candidates(study, origins), origins, None)
        vars(study).setdefault(_KEPT, {})[origins] = (_sources(study, origins), kept)
    return kept if wanted is None else _in_documents(kept, wanted)


def origins_of(study: Study, evidence: Sequence[str] | None) -> tuple[str, ...]:
    """The origins that count as evidence: these or, where none are given, those of study.toml.

    Raises SettingsError for one that there is not.
    """
    chosen = study.settings.evidence if evidence is None else evidence
    origins = tuple(chosen) if isinstance(chosen, list | tuple | set | frozenset) else (chosen,)
    for origin in origins:
        if not isinstance(origin, str) or origin not in BY_ORIGIN:
            raise SettingsError(f"no origin of evidence `{origin}`", hint=f"one of {', '.join(BY_ORIGIN)}")
    if not origins:
        raise SettingsError("nobody's codings count as evidence", hint='for example evidence = ["person"]')
    return origins


def candidates(study: Study, origins: Collection[str]) -> tuple[Coding, ...]:
    """What may be counted: the study's codings, those of rules only where they are evidence."""
    return (*study.codings, *(study.tags if "rules" in origins else ()))


def _checked(study: Study, documents: Collection[str] | None) -> frozenset[str] | None:
    if documents is None:
        return None
    wanted, known = frozenset([documents] if isinstance(documents, str) else documents), [d.id for d in study.documents]
    for unknown in sorted(wanted.difference(known)):
        raise SettingsError(
            f"no document {unknown}", hint=f"there are {', '.join(known[:40])}", file="corpus/documents.csv"
        )
    return wanted


def _sources(study: Study, origins: Collection[str]) -> tuple[object, object]:
    """What columns are made from, to be compared by identity: a study adds up its codings anew when they change."""
    return study.folded, study.tags if "rules" in origins else None


def _kept(study: Study, origins: frozenset[str]) -> Coded | None:
    sources, kept = vars(study).get(_KEPT, {}).get(origins, ((None, None), None))
    same = all(now is then for now, then in zip(_sources(study, origins), sources, strict=True))
    return kept if same else None


def _in_documents(kept: Coded, documents: Collection[str]) -> Coded:
    import numpy as np

    return kept.only(np.array([document in documents for document in kept.documents], dtype=bool)[kept.document])


def _made(
    study: Study, codings: Iterable[Coding], origins: Collection[str], documents: Collection[str] | None
) -> Coded:
    """Columns of those codings that count; whose words they lie on is looked at last, for a whole text at once."""
    texts = {d.id for d in study.documents if may_count(d) and (documents is None or d.id in documents)}
    codes, finished = {code.id for code in study.codebook}, agreed(study.folded.done)
    known = {coding.id: coding for coding in codings if coding.origin in origins and coding.document in texts}
    found = [
        coding
        for coding in known.values()
        if coding.status not in UNCOUNTED and coding.code in codes and speaks(coding, finished)
    ]
    counting = {coding.id for coding in found} if len(found) < len(known) else known
    others = (coding for coding in known.values() if coding.id not in counting)
    uncounted = dict(Counter((coding.document, why(coding, finished)) for coding in others))
    columns = laid_out(study, found)
    return Coded(**columns | {"uncounted": uncounted | columns["uncounted"]})
