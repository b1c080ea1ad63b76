"""The framework matrix as a value: cells with their texts, states and passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.table import Group, Passage, Row, told_values
from collabstudy.errors import StudyError
from collabstudy.model.summary import Seen, Summary

if TYPE_CHECKING:
    import pandas

State = Literal["written", "stale", "not_tied", "empty"]
STATES: tuple[State, ...] = get_args(State)
UNWRITTEN = "voiced, nothing written yet"
_TOLD: dict[State, str] = {
    "written": "written",
    "stale": "to be read again",
    "not_tied": "not tied yet",
    "empty": "nothing written",
}


def told_state(state: State) -> str:
    """A state in words.

    >>> [told_state(state) for state in STATES]
    ['written', 'to be read again', 'not tied yet', 'nothing written']
    """
    return _TOLD[state]


@dataclass(frozen=True, slots=True)
class Change:
    """A coding that a summary has not seen (`added`), that left its cell (`gone`), or lies on other words (`changed`).

    Where and whose, not what. `why` says where a coding went: `removed`, `now coded Trust` …
    """

    how: Literal["added", "gone", "changed"]
    seen: Seen
    why: str = ""

    def __str__(self) -> str:
        where = self.seen.place or self.seen.coding
        return f"{self.how}: {where}" + (f" ({self.why})" if self.why else "")


@dataclass(frozen=True, slots=True)
class Stray:
    """A text that stands in no cell of its own, and why; it is shown by `collabstudy check`."""

    summary: Summary
    code: str
    problem: str
    hint: str


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """What a person has written on a case and a theme, and how that stands to the codings there are now.

    `seen` are those codings as they are now, `news` what is different from when the text was held against them.
    `redefined` says that the code meant something else then. `why` is one of the four values in words.
    """

    case: str
    code: str
    value: Value
    why: str
    state: State
    summary: Summary | None
    seen: tuple[Seen, ...]
    passages: tuple[Passage, ...]
    news: tuple[Change, ...] = ()
    redefined: bool = False
    meaning: str = ""

    @property
    def text(self) -> str:
        """What is written; empty where nothing is."""
        return self.summary.text if self.summary else ""

    @property
    def version(self) -> str:
        """The name of the file as it was read; empty where there is none."""
        return self.summary.version if self.summary else ""

    @property
    def added(self) -> tuple[Change, ...]:
        """Codings that the text has not seen."""
        return tuple(one for one in self.news if one.how == "added")

    @property
    def gone(self) -> tuple[Change, ...]:
        """Codings that it has seen and that are no longer here."""
        return tuple(one for one in self.news if one.how == "gone")

    @property
    def changed(self) -> tuple[Change, ...]:
        """Codings that lie on other words than it has seen."""
        return tuple(one for one in self.news if one.how == "changed")

    @property
    def new_passages(self) -> tuple[Passage, ...]:
        """The passages in which something was added or changed."""
        ids = {one.seen.coding for one in self.news if one.how != "gone"}
        return tuple(passage for passage in self.passages if ids & set(passage.codings))

    @property
    def told(self) -> str:
        """State in words, and for an empty cell why it is empty."""
        if self.state != "empty":
            return told_state(self.state)
        return UNWRITTEN if self.value == "present" else self.why

    @property
    def told_news(self) -> str:
        """What is different, in words: where, and whose, not what."""
        times = Counter(map(str, self.news))
        parts = [f"{told}, {count} times" if count > 1 else told for told, count in times.items()]
        if self.redefined:
            parts.append("the theme is defined otherwise now")
        if self.summary and self.summary.wrong:
            parts.append(f"its file cannot be read: {self.summary.wrong}")
        return "; ".join(parts)


@dataclass(frozen=True, kw_only=True, repr=False)
class Framework(Comparison):
    """Cases × themes, each cell a short text by a person with the passages that it rests on.

    `strays` are texts that have no cell. Words of participants are not in here: passages name codings and places.
    """

    name: ClassVar[str] = "framework"

    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], FrameworkCell]
    strays: tuple[Stray, ...] = ()
    unit: str = "turn"
    guided: bool = True
    counted: str = ""

    def __repr__(self) -> str:
        return f"<Framework: {len(self.groups)} × {len(self.rows)} themes, {self.told}>"

    def cell(self, case: str, code: str) -> FrameworkCell:
        """The cell of a case and a code. Raises StudyError when there is none."""
        if (case, code) in self.cells:
            return self.cells[case, code]
        cases = [group.id for group in self.groups]
        known = cases if case not in cases else [row.id for row in self.rows]
        raise StudyError(f"no cell {case} × {code} in this matrix", hint=f"it has {', '.join(known[:40])}")

    def evidence(self, case: str, code: str, *, cited: bool = False) -> tuple[Passage, ...]:
        """The passages of a cell in the order of documents and texts; `cited`: only those that its text leans on."""
        cell = self.cell(case, code)
        if not cited:
            return cell.passages
        cites = set(cell.summary.cites) if cell.summary else set()
        return tuple(passage for passage in cell.passages if cites & set(passage.codings))

    def with_cell(self, cell: FrameworkCell) -> Framework:
        """The same matrix with one cell as it is now."""
        return replace(self, cells={**self.cells, (cell.case, cell.code): cell})

    @property
    def stale(self) -> tuple[FrameworkCell, ...]:
        """The cells whose text is to be read again, case by case."""
        return tuple(cell for cell in self.cells.values() if cell.state == "stale")

    def counts(self) -> dict[State, int]:
        """How many cells are in each state."""
        found = Counter(cell.state for cell in self.cells.values())
        return {state: found[state] for state in STATES}

    def frame(self) -> pandas.DataFrame:
        """One row a cell, cases in the order of cases.csv and codes in that of the codebook.

        Columns: case, code, value (one of the four), state, summary (NA where nothing is written), codings and passages
        in the cell now, how many were added, gone and changed since, redefined, news (the same in words), file.
        """
        import pandas as pd

        rows = [_row(cell) for cell in self.cells.values()]
        numbers = ("codings", "passages", "added", "gone", "changed")
        columns = ["case", "code", "value", "state", "summary", *numbers, "redefined", "news", "file"]
        kinds = {name: "Int64" if name in numbers else "string" for name in columns} | {"redefined": "boolean"}
        return pd.DataFrame(rows, columns=columns).astype(kinds)

    def matrix(self) -> pandas.DataFrame:
        """Cases × codes: the texts; NA where nothing is written."""
        import pandas as pd

        index = pd.Index([group.id for group in self.groups], name="case", dtype="string")
        columns = {row.id: [self.cells[group.id, row.id].text or None for group in self.groups] for row in self.rows}
        frame = pd.DataFrame(columns, index=index, columns=pd.Index(columns, name="code", dtype="string"))
        return frame.astype("string")

    @property
    def told(self) -> str:
        """How far it is: `23 of 170 cells written, 2 to be read again`."""
        counts = self.counts()
        whole = len(self.cells)
        parts = [f"{whole - counts['empty']} of {whole} cells written"]
        parts += [f"{counts[state]} {told_state(state)}" for state in ("stale", "not_tied") if counts[state]]
        return ", ".join(parts)

    @property
    def told_values(self) -> Mapping[Value, str]:
        """What the four values are called."""
        return told_values(guided=self.guided)

    @property
    def note(self) -> str:
        """What belongs under the matrix: how far it is, on whose evidence, and what has no place in it."""
        return f"{self.told[:1].upper()}{self.told[1:]}. {self.basis}"

    @property
    def basis(self) -> str:
        """The note without how far it is."""
        number = len(self.strays)
        if not number:
            return self.counted
        lost = "1 text has no cell" if number == 1 else f"{number} texts have no cell"
        return f"{self.counted} {lost}: `collabstudy check` names {'it' if number == 1 else 'them'}."


def _row(cell: FrameworkCell) -> list[Any]:
    return [
        *(cell.case, cell.code, cell.value, cell.state, cell.text or None, len(cell.seen), len(cell.passages)),
        *(len(cell.added), len(cell.gone), len(cell.changed), cell.redefined),
        *(cell.told_news or None, cell.summary.file if cell.summary else None),
    ]
