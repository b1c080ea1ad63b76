"""Groups of cases side by side: every count with its places, every difference with its test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.contrasting.differences import HALTON, TESTS, Difference
from collabstudy.compare.counting.left_out import told as told_left_out
from collabstudy.compare.table import Crosstab, Group, Passage, Row, choices, told_origins
from collabstudy.errors import StudyError
from collabstudy.model.coding import Origin

if TYPE_CHECKING:
    import pandas

YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Contrast(Comparison):
    """Codes by groups of cases: k of n with the places named, differences with p and interval.

    `outside` are the cases (or documents, where they are cut by date) that stand in no group, by why. `tables` has for
    each group the table that its numbers come from. `paired`: the same cases stand on both sides.
    """

    name: ClassVar[str] = "contrast"

    by: str
    groups: tuple[Group, ...]
    members: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    lines: tuple[Difference, ...]
    test: str
    alpha: float
    cases: Mapping[str, str]
    tables: Mapping[str, Crosstab] = field(repr=False)
    paired: bool = False
    guided: bool = True
    outside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        groups = " | ".join(f"{group.name} ({len(self.members[group.id])})" for group in self.groups)
        return f"<Contrast by {self.by}: {groups}; {len(self.lines)} codes, {self.comparisons} tested>"

    def line(self, code: str) -> Difference:
        """What came out for a code. Raises StudyError when it is not compared."""
        for line in self.lines:
            if line.code == code:
                return line
        raise StudyError(f"no code {code} in this contrast", hint=f"it has {', '.join(x.code for x in self.lines)}")

    def evidence(self, code: str, group: str) -> tuple[Passage, ...]:
        """The passages behind a number: of the cases of a group that voice a code."""
        line = self.line(code)
        if group not in self.tables:
            raise StudyError(f"no group `{group}` in this contrast", hint=f"it has {', '.join(self.tables)}")
        table = self.tables[group]
        voiced = line.sides[list(self.tables).index(group)].present
        return tuple(dict.fromkeys(passage for case in voiced for passage in table.evidence(case, code)))

    @property
    def comparisons(self) -> int:
        """How many codes were tested; the p of each is adjusted for so many."""
        return sum(1 for line in self.lines if line.p is not None)

    @property
    def direction(self) -> str:
        """Which share is taken from which; empty with more than two groups, where there is no one difference."""
        if len(self.groups) != 2:
            return ""
        first, second = (group.name for group in self.groups)
        return f"{second} less {first}" if self.by == YEAR else f"{first} less {second}"

    def frame(self) -> pandas.DataFrame:
        """One row per code and group.

        Columns: code, group; present, of (how many voice it of those asked and coded); voiced, silent, not_asked,
        not_coded, unpaired (ids of cases, with blanks between); and of the code, the same in all its groups:
        difference (a share, −1 to 1), low, high, p, p_holm, comparisons, smallest_p (the least that could have come
        out), test, and reason (why there is no p).
        """
        import pandas as pd

        texts = ["voiced", "silent", "not_asked", "not_coded", "unpaired"]
        numbers = ["difference", "low", "high", "p", "p_holm", "smallest_p"]
        rows = [
            {"code": line.code, "group": group.id, "present": len(side.present), "of": side.of}
            | dict(
                zip(texts, _ids(side.present, side.absent, side.not_asked, side.not_coded, line.unpaired), strict=True)
            )
            | {"difference": line.difference, "low": line.low, "high": line.high, "p": line.p, "p_holm": line.adjusted}
            | {"comparisons": self.comparisons, "smallest_p": line.smallest, "test": line.how, "reason": line.reason}
            for line in self.lines
            for group, side in zip(self.groups, line.sides, strict=True)
        ]
        order = ["code", "group", "present", "of", *texts, *numbers[:5], "comparisons", "smallest_p", "test", "reason"]
        kinds = dict.fromkeys(["code", "group", *texts, "test", "reason"], "string")
        kinds |= dict.fromkeys(["present", "of", "comparisons"], "Int64") | dict.fromkeys(numbers, "Float64")
        return pd.DataFrame(rows, columns=order).astype(kinds)

    @property
    def note(self) -> str:
        """What belongs under the table: who is compared, by which test, of how many, and who stands outside."""
        groups = " against ".join(f"{group.name} ({len(self.members[group.id])})" for group in self.groups)
        parts = [
            f"{groups}. p: {self.told_test}, over {self.plural}, never over passages{self._told_draws()}.",
            f"The same {self.plural} stand on both sides, each compared with itself." if self.paired else "",
            self._told_comparisons(),
            self._told_differences(),
            *(f"{why[:1].upper()}{why[1:]}: {self.told_places(who)}." for why, who in self.outside.items()),
            f"Evidence: {self._split() or 'none yet'}. {choices(self.made_by)}.",
            *dict.fromkeys(told_left_out(table.left_out) for table in self.tables.values()),
        ]
        return " ".join(part for part in parts if part)

    @property
    def told_test(self) -> str:
        """The test and what it takes as given."""
        return HALTON if len(self.groups) > 2 else TESTS[self.test]

    def told_places(self, cases: Sequence[str]) -> str:
        """Cases by name."""
        return ", ".join(self.cases.get(case, case) for case in cases)

    def _told_draws(self) -> str:
        draws = max((line.draws for line in self.lines), default=0)
        return f"; where there are too many tables to count, from {draws:,} drawn at random" if draws else ""

    def _told_comparisons(self) -> str:
        tested = [line.smallest for line in self.lines if line.p is not None and line.smallest is not None]
        refused = len(self.lines) - len(tested)
        told = f"{len(tested)} of {len(self.lines)} codes tested, p adjusted for {len(tested)} (Holm)"
        told += f"; {refused} not, for the reason given." if refused else "."
        if tested and min(tested) * len(tested) > self.alpha:
            told += f" With so many codes and so few {self.plural} no adjusted p could reach {self.alpha:g}."
        return told

    def _told_differences(self) -> str:
        level = f"{100 * (1 - self.alpha):g} %"
        told = f"Differences: {self.direction}, as a share, with Newcombe's interval at {level}"
        told += ", not from the test and not adjusted."
        return told if self.direction and self.comparisons else ""

    def _split(self) -> str:
        found: Counter[Origin] = Counter()
        for table in {id(table): table for table in self.tables.values()}.values():
            found.update(table.origins)
        return told_origins(found)


def _ids(*several: Sequence[str]) -> list[str]:
    return [" ".join(ids) for ids in several]
