"""The course of a study from interview to interview: what was new in each, and where nothing new came any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.statistics.accumulation import Orders, Reached
from collabstudy.compare.statistics.chao import Unseen
from collabstudy.compare.table import Passage, choices
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas

WHOLE = ""  # the group that everything is in


@dataclass(frozen=True, slots=True)
class Step:
    """One interview (or place) on the way: the codes voiced in it, and those voiced there for the first time.

    `expected`, `low` and `high` are what is to be expected after so many interviews in any order.
    """

    id: str
    name: str
    date: str
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    new: tuple[str, ...]
    cumulative: int
    expected: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Course:
    """The way through all interviews, or through those of one group of places."""

    group: str
    name: str
    steps: tuple[Step, ...]
    reached: Reached
    orders: Orders
    unseen: Unseen

    @property
    def codes(self) -> int:
        """How many codes are voiced in all."""
        return self.unseen.codes


@dataclass(frozen=True)
class Saturation(Comparison):
    """Saturation after Guest, Namey & Chen (2020), and what any other order would have shown.

    `courses` begin with that of everything; one for each group follows. `codes` has the name of each code that can be
    voiced, `called` what one step and several are called. `remarks` say who stands outside, and what about the order
    is not known.
    """

    name: ClassVar[str] = "saturation"

    by: str
    base: int
    run: int
    threshold: float
    courses: tuple[Course, ...]
    codes: Mapping[str, str]
    first_voiced: Mapping[tuple[str, str], tuple[Passage, ...]] = field(repr=False)
    called: tuple[str, str] = ("interview", "interviews")
    remarks: tuple[str, ...] = ()

    def __repr__(self) -> str:
        whole = self.courses[0]
        found = whole.reached.notation or "not reached"
        return f"<Saturation: {whole.codes} codes in {len(whole.steps)} {self.called[1]}, {found}>"

    def named(self, course: Course) -> str:
        """Whose course it is."""
        return course.name if course.group else f"all {self.called[1]}"

    def told(self, course: Course) -> str:
        """What became of a course, in a sentence without its full stop."""
        found = course.reached
        if found.at is None:
            return f"saturation not reached: {found.reason}"
        brought = found.runs[found.at - self.base].new
        later = sum(len(step.new) for step in course.steps[found.at + self.run :])
        return (
            f"saturation reached at {self.called[0]} {found.at} ({found.notation}): the {self.run} after it brought "
            f"{brought} new to the {found.base_codes} of the first {self.base}, at most {self.threshold:g} of them"
            + (f"; later ones brought {later} more all the same" if later else "")
        )

    def course(self, group: str = WHOLE) -> Course:
        """The course of a group; of everything where none is named. Raises StudyError when there is none."""
        for course in self.courses:
            if course.group == group:
                return course
        known = ", ".join(course.group for course in self.courses[1:]) or "none"
        raise StudyError(f"no group `{group}` here", hint=f"groups: {known}")

    def evidence(self, code: str, group: str = WHOLE) -> tuple[Passage, ...]:
        """Where a code was voiced for the first time: its passages in that interview; none if it never was.

        Raises StudyError for a code that is not counted here, or a group that is not there.
        """
        if code not in self.codes:
            raise StudyError(f"no code {code} in this comparison", hint=f"it has {', '.join(list(self.codes)[:40])}")
        return self.first_voiced.get((self.course(group).group, code), ())

    def frame(self) -> pandas.DataFrame:
        """A row per interview, in order: first those of the whole (`group` is empty), then those of each group.

        Columns: group, position (from 1), interview (or case), date, codes, new, new_codes (ids), cumulative; expected,
        low and high (over all orders); base (whether it belongs to the base); run_last, run_new, run_ratio and
        run_below of the run that begins here (NA in the base and where no whole run is left).
        """
        import pandas as pd

        rows = [row for course in self.courses for row in self._rows(course)]
        kinds = {self.by if name == "interview" else name: kind for name, kind in _FRAME}
        return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)

    def _rows(self, course: Course) -> Iterator[list[Any]]:
        runs = {run.first: run for run in course.reached.runs}
        for position, step in enumerate(course.steps, 1):
            run = runs.get(position)
            yield [
                *(course.group, position, step.id, step.date, len(step.codes), len(step.new), " ".join(step.new)),
                *(step.cumulative, step.expected, step.low, step.high, position <= self.base),
                *((run.last, run.new, run.ratio, run.below) if run else (None, None, None, None)),
            ]

    def runs(self) -> pandas.DataFrame:
        """A row per run: group, first, last (positions), new, base_codes, ratio, below."""
        import pandas as pd

        rows = [
            (course.group, run.first, run.last, run.new, course.reached.base_codes, run.ratio, run.below)
            for course in self.courses
            for run in course.reached.runs
        ]
        frame = pd.DataFrame(rows, columns=["group", "first", "last", "new", "base_codes", "ratio", "below"])
        kinds = {"group": "string", "ratio": "Float64", "below": "boolean"}
        return frame.astype(dict.fromkeys(["first", "last", "new", "base_codes"], "Int64") | kinds)

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The table itself, and what was reached."""
        return {self.name: self.frame(), "saturation_summary": self.summary()}

    def summary(self) -> pandas.DataFrame:
        """A row per course: what was reached, and how many codes nobody may have voiced yet.

        Columns: group, steps, codes, base_codes, saturated_at, notation, why (it was not reached); once, twice, chao2,
        error, low, high, jackknife, coverage, why_unseen; orders, orders_reached (in how many it is reached).
        """
        import pandas as pd

        rows = [
            (
                *(c.group, len(c.steps), c.codes, c.reached.base_codes),
                *(c.reached.at, c.reached.notation, c.reached.reason),
                *(c.unseen.once, c.unseen.twice, c.unseen.estimate, c.unseen.error),
                *(c.unseen.interval or (None, None)),
                *(c.unseen.jackknife, c.unseen.coverage, c.unseen.reason),
                *(c.orders.number, sum(many for at, many in c.orders.reached.items() if at is not None)),
            )
            for c in self.courses
        ]
        return pd.DataFrame(rows, columns=[name for name, _ in _SUMMARY]).astype(dict(_SUMMARY))

    @property
    def never(self) -> tuple[str, ...]:
        """The codes that nobody voiced."""
        voiced = {code for step in self.courses[0].steps for code in step.codes}
        return tuple(code for code in self.codes if code not in voiced)

    @property
    def note(self) -> str:
        """What belongs under the table."""
        told = (
            f"Saturation after Guest, Namey & Chen (2020): new codes in overlapping runs of {self.run}, held against "
            f"those of the first {self.base}. Unseen codes: Chao2, "
            f"which is a lower bound and takes the {self.called[1]} for a random sample. "
            f"Band: at least 95 of 100 of {self.courses[0].orders.number:,} orders."
        )
        return " ".join((told, *self.remarks, f"{choices(self.made_by)}."))


_FRAME = (
    *(("group", "string"), ("position", "Int64"), ("interview", "string"), ("date", "string"), ("codes", "Int64")),
    *(("new", "Int64"), ("new_codes", "string"), ("cumulative", "Int64"), ("expected", "Float64"), ("low", "Int64")),
    *(("high", "Int64"), ("base", "boolean"), ("run_last", "Int64"), ("run_new", "Int64"), ("run_ratio", "Float64")),
    ("run_below", "boolean"),
)
_SUMMARY = (
    *(("group", "string"), ("steps", "Int64"), ("codes", "Int64"), ("base_codes", "Int64"), ("saturated_at", "Int64")),
    *(("notation", "string"), ("why", "string"), ("once", "Int64"), ("twice", "Int64"), ("chao2", "Float64")),
    *(("error", "Float64"), ("low", "Float64"), ("high", "Float64"), ("jackknife", "Float64"), ("coverage", "Float64")),
    *(("why_unseen", "string"), ("orders", "Int64"), ("orders_reached", "Int64")),
)
