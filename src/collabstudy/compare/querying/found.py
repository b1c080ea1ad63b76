"""What a query finds: each hit with its place, and which cases have any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.counting.left_out import told as told_left_out
from collabstudy.compare.denominator import Denominator
from collabstudy.compare.table import Passage, told_origins
from collabstudy.errors import StudyError
from collabstudy.model.coding import Origin
from collabstudy.model.span import Span, Stretch

if TYPE_CHECKING:
    import pandas

PLURALS = {"turn": "turns", "sentence": "sentences", "coding": "stretches", "document": "documents"}
_COLUMNS = {
    **dict.fromkeys(("document", "case"), "string"),
    **dict.fromkeys(("turn", "start", "end"), "Int64"),
    "role": "string",
    "time_start": "float64",
    "codings": "Int64",
    **dict.fromkeys(("coders", "kind", "date"), "string"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One unit that was asked for, with the stretches in it for which it was found; where, not what.

    `turn` is the number of the (first) turn, None where documents are counted; `cases` are those that it speaks of.
    `role` is None where it would tell who speaks anonymously.
    """

    document: str
    cases: tuple[str, ...]
    turn: int | None
    stretches: tuple[Stretch, ...]
    codings: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    role: str | None = None
    time_start: float | None = None

    @property
    def start(self) -> int:
        """Where the first stretch begins."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Where the last stretch ends."""
        return self.stretches[-1][1]

    @property
    def passage(self) -> Passage:
        """The same in the form that quotations are handed out for."""
        spans = tuple(Span(self.document, start, end) for start, end in self.stretches)
        return Passage(self.document, self.turn, spans, self.codings, self.coders, self.origins)


@dataclass(frozen=True, slots=True)
class Strip:
    """A document that was searched: how long its text is, and whether anybody has gone through it for the query."""

    document: str
    title: str
    kind: str
    date: str
    length: int
    read: bool


@dataclass(frozen=True, slots=True)
class Having:
    """A case: whether it has hits, and if not, what that means; `done` of its `sources` have been gone through."""

    case: str
    name: str
    value: Value
    hits: int
    documents: int
    done: int
    sources: int
    cluster: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Found(Comparison):
    """The hits of a query, in the order of documents and texts.

    `understood` is the query with all its parentheses. `cases` has every case that `where` lets in; `strips` the
    documents that were searched, `unread` those among them of which `!` says nothing, as nobody has finished them.
    """

    name: ClassVar[str] = "find"

    understood: str
    where: str
    unit: str
    hits: tuple[Hit, ...]
    cases: tuple[Having, ...]
    strips: tuple[Strip, ...]
    unread: tuple[str, ...] = ()
    origins: Mapping[Origin, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    guided: bool = True
    tables: Callable[[str], pandas.DataFrame] | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.hits)

    def __repr__(self) -> str:
        return f"<Found: {self.understood}: {self.counted}>"

    @property
    def counted(self) -> str:
        """How many hits in how many documents, in words."""
        documents = len({hit.document for hit in self.hits})
        noun = PLURALS[self.unit] if len(self.hits) != 1 else PLURALS[self.unit][: -2 if self.unit == "coding" else -1]
        if self.unit == "document":
            return f"{len(self.hits):,} {noun}"
        return f"{len(self.hits):,} {noun} in {documents:,} {'document' if documents == 1 else 'documents'}"

    @property
    def denominator(self) -> Denominator:
        """How many cases have a hit, of those asked and coded."""
        return Denominator.of_values("find", Counter(having.value for having in self.cases), self.plural)

    def evidence(self, case: str | None = None) -> tuple[Passage, ...]:
        """The passages of all hits, or of one case's. Raises StudyError for a case that was not searched."""
        known = [having.case for having in self.cases]
        if case is not None and case not in known:
            raise StudyError(f"no case {case} was searched", hint=f"there are {', '.join(known)}")
        return tuple(hit.passage for hit in self.hits if case is None or case in hit.cases)

    def frame(self) -> pandas.DataFrame:
        """One row per hit.

        Columns: document, case (several joined by `; `, NA where none is spoken of), turn, start and end (of the
        stretches found, in code points), role, time_start (seconds), codings (how many are behind it), coders, kind
        and date of the document.
        """
        import pandas as pd

        strips = {strip.document: strip for strip in self.strips}
        rows = [[*_told(hit), strips[hit.document].kind, strips[hit.document].date or None] for hit in self.hits]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    def by_case(self) -> pandas.DataFrame:
        """One row per case: value (the four of a crosstab), hits, documents with hits, done and sources."""
        import pandas as pd

        rows = [[h.case, h.value, h.hits, h.documents, h.done, h.sources] for h in self.cases]
        kinds = dict.fromkeys(("case", "value"), "string")
        kinds |= dict.fromkeys(("hits", "documents", "done", "sources"), "Int64")
        return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)

    def mask(self, frame: pandas.DataFrame | str) -> pandas.Series:
        """Which rows of a table of the study are hit, on the index of that table: `turns[found.mask(turns)]`.

        Args:
            frame: a table of `study.frame`, or its name. Where rows have `start` and `end`, those are hit that share a
                code point with a stretch found; where they have only a `turn`, or only a `document`, those of a hit.

        Raises StudyError for a table without documents, and for a name where the study is not at hand.
        """
        import pandas as pd

        table = self._table(frame) if isinstance(frame, str) else frame
        if "document" not in table.columns:
            raise StudyError("the rows of this table are of no document", hint="turns, codings, segments or documents")
        return pd.Series(self._hit(table), index=table.index, name="hit", dtype="boolean").astype(bool)

    @property
    def note(self) -> str:
        """What belongs under the table: how the query was understood, what was counted, on whose evidence."""
        told = [f"Understood as: {self.understood}."]
        told += [f"Where {self.where}."] if self.where else []
        told.append(f"{self.counted}; {self.denominator}.")
        told.append(f"Unit: {self.unit}; evidence: {_evidence(self)} ({told_origins(self.origins) or 'none yet'}).")
        if self.unread:
            told.append(f"Not gone through, so that `!` says nothing there: {', '.join(self.unread)}.")
        return " ".join([*told, *self.said, *filter(None, [told_left_out(self.left_out)])])

    def _table(self, name: str) -> pandas.DataFrame:
        if self.tables is None:
            raise StudyError(f"no table {name} is at hand", hint=f"give the frame: mask(study.frame({name!r}))")
        return self.tables(name)

    def _hit(self, table: pandas.DataFrame) -> list[bool]:
        columns = table.columns
        if {"start", "end"} <= {*columns}:
            return _sharing(self.hits, table)
        if "turn" in columns and self.unit != "document":
            turns = {(hit.document, hit.turn) for hit in self.hits}
            return [pair in turns for pair in zip(table["document"], table["turn"], strict=True)]
        documents = {hit.document for hit in self.hits}
        return [document in documents for document in table["document"]]


def _told(hit: Hit) -> list[Any]:
    case = "; ".join(hit.cases) or None
    coders = "; ".join(hit.coders) or None
    return [hit.document, case, hit.turn, hit.start, hit.end, hit.role, hit.time_start, len(hit.codings), coders]


def _evidence(found: Found) -> str:
    return " + ".join(found.made_by.choices["evidence"])


def _sharing(hits: Collection[Hit], table: pandas.DataFrame) -> list[bool]:
    """Which rows share a code point with a stretch of a hit."""
    import numpy as np

    shared = np.zeros(len(table), dtype=bool)
    by_document: dict[str, list[Stretch]] = {}
    for hit in hits:
        by_document.setdefault(hit.document, []).extend(hit.stretches)
    starts, ends = (table[name].to_numpy(dtype="float64", na_value=np.nan) for name in ("start", "end"))
    for document, rows in table.groupby("document", sort=False).indices.items():
        stretches = np.array(by_document.get(str(document), []), dtype=np.int64).reshape(-1, 2)
        stretches = stretches[np.argsort(stretches[:, 0], kind="stable")]
        reach = np.maximum.accumulate(np.concatenate([[0], stretches[:, 1]]))
        before = np.searchsorted(stretches[:, 0], ends[rows], side="left")
        shared[rows] = reach[before] > starts[rows]
    return [bool(found) for found in shared]
