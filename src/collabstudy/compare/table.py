"""Cases × codes, each number with the passages behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from collabstudy.compare._show import Show
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.counting.left_out import told as told_left_out
from collabstudy.compare.denominator import Denominator
from collabstudy.errors import StudyError
from collabstudy.model.coding import ORIGINS, Origin
from collabstudy.model.consent import may_count
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import Span

if TYPE_CHECKING:
    import pandas

    from collabstudy.model.study import Study

COUNTS = ("passages", "codings", "words", "documents")
BY_ORIGIN: dict[Origin, str] = {
    "person": "persons",
    "rules": "rules",
    "suggestion": "suggestions",
    "topic": "topics",
}
_TOLD: dict[Origin, str] = {
    "person": "by people",
    "rules": "by rules",
    "suggestion": "suggested",
    "topic": "by topics",
}


@dataclass(frozen=True, slots=True)
class Group:
    """One column: a case, or the cases or documents that share an attribute, a kind or a year.

    `cluster` is the value of the attribute that study.toml groups cases by (`[cases] group_by`), empty without.
    """

    id: str
    name: str
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a code and those below it.

    `depth` is 0 at the top, `colour` that of the branch in the codebook. A `heading` is a code at the top that nobody
    codes with.
    """

    id: str
    name: str
    path: str
    branch: str
    heading: bool = False
    depth: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn, sentence, coding or document with the coded stretches in it; where, not what.

    `turn` is the first turn, None where a coding lies outside all turns. `codings` are ids.
    """

    document: str
    turn: int | None
    spans: tuple[Span, ...]
    codings: tuple[str, ...]
    coders: tuple[str, ...]
    origins: tuple[Origin, ...]


class Behind(NamedTuple):
    """The passages of some codings, in the order of documents and texts, and how many words are coded in them."""

    passages: tuple[Passage, ...] = ()
    words: int = 0


@dataclass(frozen=True, eq=False)
class Cell:
    """What a group says about a code.

    `codings` counts the code and those below it, `own` the code alone. `cases` counts the cases of the group by value
    (in a table by case, one). Passages and words are dear: `look` gives them, and they are asked for when first needed.
    """

    value: Value
    codings: int
    own: int
    documents: int
    origins: Mapping[Origin, int]
    cases: Mapping[Value, int]
    done: int = 0
    sources: int = 0
    look: Callable[[], Behind] = field(default=Behind, repr=False)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages behind the cell, in the order of documents and texts."""
        return self._behind.passages

    @property
    def words(self) -> int:
        """How many words are coded, each once, however many codings lie over it."""
        return self._behind.words

    @cached_property
    def _behind(self) -> Behind:
        return self.look()

    def count(self, what: str) -> int:
        """One of passages, codings, words or documents."""
        return len(self.passages) if what == "passages" else int(getattr(self, what))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cell) and self._told() == other._told() and self._behind == other._behind

    __hash__ = None  # type: ignore[assignment]  # equal by mappings, which have none

    def _told(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "look"}

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of a cell, its passages among it; not the study from which they were made."""
        return self._told() | {"look": Behind, "_behind": self._behind}


@dataclass(frozen=True)
class Crosstab:
    """A case × code table.

    `totals` has each code over all groups, every case and document once; `origins` how many codings stand behind
    the table by where they come from, `left_out` how many are not counted, by why. In a notebook it is drawn by `show`,
    if whoever made it gave one. The words behind a cell are not in here: passages name codings and places, and
    quotations are handed out where consent is looked at.
    """

    by: str
    unit: str
    count: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Cell]
    origins: Mapping[Origin, int]
    made_by: MadeBy
    plural: str = "places"
    guided: bool = True
    left_out: Mapping[str, int] = field(default_factory=dict)
    show: Show | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Crosstab by {self.by}: {len(self.groups)} × {len(self.rows)} codes, {self.made_by}>"

    def cell(self, group: str, code: str) -> Cell:
        """The cell of a case (or other group) and a code. Raises StudyError when there is none."""
        if (group, code) not in self.cells:
            known = (
                [g.id for g in self.groups] if group not in {g.id for g in self.groups} else [r.id for r in self.rows]
            )
            raise StudyError(f"no cell {group} × {code} in this table", hint=f"it has {', '.join(known[:40])}")
        return self.cells[group, code]

    def evidence(self, group: str, code: str) -> tuple[Passage, ...]:
        """The passages behind a cell, in the order of documents and texts."""
        return self.cell(group, code).passages

    def denominators(self) -> dict[str, Denominator]:
        """For each code how many cases voice it, of those asked and coded; a case counts once, whatever the groups."""
        return {code: Denominator.of_values(code, total.cases, self.plural) for code, total in self.totals.items()}

    def frame(self) -> pandas.DataFrame:
        """One row per cell, cases in the order of cases.csv and codes in that of the codebook.

        Columns: the group (named as in `by`), code, value, codings, documents, words; then passages, own (codings with
        just this code), codings by origin, done and sources (documents of the group marked as done, and all), and
        how many cases are present, absent, not_asked, not_coded.
        """
        import pandas as pd

        texts = [self.by, "code", "value"]
        told = [self._told(group, row) for group in self.groups for row in self.rows]
        numbers = [
            *("codings", "documents", "words", "passages", "own"),
            *BY_ORIGIN.values(),
            *("done", "sources", "present", "absent", "not_asked", "not_coded"),
        ]
        frame = pd.DataFrame(told, columns=texts + numbers)
        return frame.astype(dict.fromkeys(texts, "string") | dict.fromkeys(numbers, "Int64"))

    def _told(self, group: Group, row: Row) -> list[Any]:
        cell = self.cells[group.id, row.id]
        return [
            *(group.id, row.id, cell.value, cell.codings, cell.documents, cell.words, len(cell.passages), cell.own),
            *(cell.origins.get(origin, 0) for origin in ORIGINS),
            *(cell.done, cell.sources),
            *(cell.cases.get(value, 0) for value in ("present", "absent", "not_asked", "not_coded")),
        ]

    def matrix(self, what: str = "") -> pandas.DataFrame:
        """Groups × codes: passages, codings, words, documents (the table's own count where empty), or value.

        Where a code was not asked about or not coded yet there is no number but NA: nothing is known there.
        """
        import pandas as pd

        what = what or self.count
        if what not in (*COUNTS, "value"):
            raise StudyError(f"no count `{what}`", hint=f"one of {', '.join(COUNTS)}, value")
        index = pd.Index([group.id for group in self.groups], name=self.by, dtype="string")
        columns = {row.id: [self._shown(group.id, row.id, what) for group in self.groups] for row in self.rows}
        frame = pd.DataFrame(columns, index=index, columns=pd.Index(columns, name="code", dtype="string"))
        return frame.astype("string" if what == "value" else "Int64")

    def _shown(self, group: str, code: str, what: str) -> Any:
        cell = self.cells[group, code]
        if what == "value":
            return cell.value
        return cell.count(what) if cell.value in ("present", "absent") else None

    @property
    def told(self) -> Mapping[Value, str]:
        """What the values are called in a key; where there is no guide, nobody was asked."""
        return told_values(guided=self.guided)

    @property
    def silent(self) -> tuple[Value, ...]:
        """The values that a key explains besides voiced ones."""
        return ("absent", "not_asked", "not_coded") if self.guided else ("absent", "not_coded")

    @property
    def split(self) -> str:
        """How many codings stand behind the table, by where they come from: `9 by people, 3 by rules`."""
        return told_origins(self.origins)

    @property
    def note(self) -> str:
        """What belongs under the table: what was counted, on whose evidence."""
        told = f"Evidence: {self.split or 'none yet'}. {choices(self.made_by)}."
        return " ".join(filter(None, (told, told_left_out(self.left_out))))

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None


def told_values(*, guided: bool) -> dict[Value, str]:
    """The four values in words.

    >>> list(told_values(guided=True).values())
    ['voiced', 'asked, not voiced', 'not asked', 'not coded yet']
    """
    absent = "asked, not voiced" if guided else "not voiced"
    return {"present": "voiced", "absent": absent, "not_asked": "not asked", "not_coded": "not coded yet"}


def is_guided(study: Study) -> bool:
    """Tell whether people were asked about codes: there are interviews, and a guide says what they were asked."""
    asked = any(document.kind == "interview" and may_count(document) for document in study.documents)
    return asked and any(question.codes for question in study.guide.questions)


def told_origins(origins: Mapping[Origin, int]) -> str:
    """Codings by origin, in words.

    >>> told_origins({"person": 9, "rules": 3})
    '9 by people, 3 by rules'
    """
    return ", ".join(f"{origins[origin]} {_TOLD[origin]}" for origin in ORIGINS if origin in origins)


def choices(made_by: MadeBy) -> str:
    """What was chosen, as a sentence without its full stop.

    >>> choices(MadeBy("crosstab", {"unit": "turn", "evidence": ("person", "rules")}))
    'Unit: turn; evidence: person + rules'
    """
    told = str(made_by).partition(": ")[2].replace("=", ": ").replace(", ", "; ")
    return told[:1].upper() + told[1:]


def visible(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that a matrix shows as rows; headings stand above them."""
    return tuple(row for row in rows if not row.heading)


def labels(rows: Sequence[Row]) -> dict[str, str]:
    """What each code is called in a matrix: `· ` before its name for each shown code that it stands below.

    >>> labels([Row("m", "Measuring", "", "m"), Row("h", "Health", "", "m", depth=1)])
    {'m': 'Measuring', 'h': '· Health'}
    """
    top: dict[str, int] = {}
    for row in visible(rows):
        top[row.branch] = min(row.depth, top.get(row.branch, row.depth))
    return {row.id: "· " * (0 if row.heading else row.depth - top[row.branch]) + row.name for row in rows}


class Clustered(Protocol):
    """Whatever stands in a column."""

    @property
    def cluster(self) -> str:
        """The name of its cluster."""


Of = TypeVar("Of", bound=Clustered)


def clustered(columns: Iterable[Of]) -> tuple[Of, ...]:
    """Columns of one cluster beside each other, clusters in the order of their first."""
    found = tuple(columns)
    order = list(dict.fromkeys(column.cluster for column in found))
    return tuple(sorted(found, key=lambda column: order.index(column.cluster)))


def clusters(columns: Iterable[Clustered]) -> list[tuple[str, int]]:
    """The clusters and how many columns each has."""
    return list(Counter(column.cluster for column in columns).items())
