"""Codes beside codes: how often two are together, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.statistics.association import Association
from collabstudy.compare.table import Passage, Row, choices
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas

MEASURES = ("jaccard", "overlap", "dice", "lift", "pmi", "npmi", "phi")
NESTED = "one stands below the other"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes and their counts. Where one counts what the other does (`nested`), nothing follows from these."""

    code_a: str
    code_b: str
    found: Association
    nested: bool = False

    def measure(self, what: str) -> float | None:
        """One of `MEASURES`; None where it is undefined."""
        value: float | None = None if self.nested else getattr(self.found, what)
        return value

    @property
    def uneven(self) -> bool:
        """Whether one code is more than five times as frequent as the other, so that c says little."""
        return not self.nested and self.found.uneven

    @property
    def reason(self) -> str:
        """Why something is undefined; empty where nothing is."""
        return NESTED if self.nested else self.found.reason

    def told(self, units: str) -> str:
        """What is known of the two, in words: counts of units, c, lift and NPMI."""
        if self.nested:
            return NESTED
        counts = self.found
        parts = [f"both in {counts.both:,} {units}, of {counts.a:,} and {counts.b:,}"]
        known = (("c", counts.jaccard), ("lift", counts.lift), ("NPMI", counts.npmi))
        parts += [f"{name} {value:.2f}" for name, value in known if value is not None]
        return ", ".join(parts) + ("; one is more than five times as frequent" if self.uneven else "")


@dataclass(frozen=True)
class Cooccurrence(Comparison):
    """How often two codes are together: in a passage, a turn, some turns, a document or a case.

    `both` has codes × codes in the order of `rows`: in how many units both are, beside itself in how many a code is at
    all. `of` is how many units there are; where coders are `apart`, each of them reads units of their own. `unplaced`
    codings lie in no turn and are in no unit of turns.
    """

    name: ClassVar[str] = "cooccurrence"

    within: str
    rows: tuple[Row, ...]
    both: tuple[tuple[int, ...], ...]
    of: int
    apart: bool
    nested: frozenset[tuple[str, str]]
    unplaced: int
    look: Callable[[str, str], tuple[Passage, ...]] = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Cooccurrence of {len(self.rows)} codes within {self.within}: {self.of:,} {self.units}>"

    @property
    def units(self) -> str:
        """What is counted, in words."""
        turns = f"stretches of {self.reach} turns" if self.reach else "turns"
        told = {"passage": "passages", "document": "documents", "case": self.plural}.get(self.within, turns)
        return f"{told} as one coder reads them" if self.apart else told

    @property
    def reach(self) -> int:
        """How many turns are looked at together, 0 where it is not several."""
        number = self.within.partition(" ")[0]
        return int(number) + 1 if number.isdigit() else 0

    def count(self, code: str) -> int:
        """In how many units a code is."""
        at = self._place(code)
        return self.both[at][at]

    def pair(self, code_a: str, code_b: str) -> Pair:
        """What is known of two codes. Raises StudyError where one is not in the table, or both are one."""
        a, b = self._place(code_a), self._place(code_b)
        if a == b:
            raise StudyError(f"{code_a} is always together with itself", hint="name two codes")
        counts = (self.both[a][b], self.both[a][a], self.both[b][b], self.of)
        nested = (code_a, code_b) in self.nested or (code_b, code_a) in self.nested
        return Pair(code_a, code_b, Association(*counts), nested)

    def __iter__(self) -> Iterator[Pair]:
        """Every pair of codes once, in the order of the codebook."""
        return (self.pair(a.id, b.id) for a, b in combinations(self.rows, 2))

    def evidence(self, code_a: str, code_b: str) -> tuple[Passage, ...]:
        """The passages in which both codes are; with `n turns` and `case`, those of either that count as together."""
        pair = self.pair(code_a, code_b)
        return self.look(pair.code_a, pair.code_b)

    def frame(self) -> pandas.DataFrame:
        """One row a pair of codes, in the order of the codebook.

        Columns: code_a, code_b; both, a, b, of (units); jaccard (ATLAS.ti's c), overlap, dice, lift, pmi, npmi, phi,
        NA where undefined; uneven (one code more than five times as frequent as the other); reason for what is NA.
        """
        import pandas as pd

        rows = [
            (
                *(pair.code_a, pair.code_b, pair.found.both, pair.found.a, pair.found.b, pair.found.of),
                *(pair.measure(what) for what in MEASURES),
                *(pair.uneven, pair.reason or None),
            )
            for pair in self
        ]
        texts, numbers = ("code_a", "code_b", "reason"), ("both", "a", "b", "of")
        frame = pd.DataFrame(rows, columns=[*texts[:2], *numbers, *MEASURES, "uneven", "reason"])
        kinds = dict.fromkeys(texts, "string") | dict.fromkeys(numbers, "Int64") | dict.fromkeys(MEASURES, "Float64")
        return frame.astype(kinds | {"uneven": "boolean"})

    def matrix(self, what: str = "both") -> pandas.DataFrame:
        """Codes × codes: `both` (a code with itself: where it is at all) or one of `MEASURES`, NA where undefined."""
        import pandas as pd

        if what not in ("both", *MEASURES):
            raise StudyError(f"there is no `{what}` of two codes", hint=f"one of both, {', '.join(MEASURES)}")
        codes = pd.Index([row.id for row in self.rows], name="code", dtype="string")
        values = [[self._shown(a.id, b.id, what) for b in self.rows] for a in self.rows]
        frame = pd.DataFrame(values, index=codes, columns=codes)
        return frame.astype("Int64" if what == "both" else "Float64")

    @property
    def note(self) -> str:
        """What belongs under the table: what was counted and chosen."""
        told = f"Counted are {self.units}; {self.of:,} in all. {choices(self.made_by)}."
        if self.within == "passage":
            told += " Where one passage overlaps several with the other code, they are together once."
        if self.unplaced:
            told += f" Not counted: {self.unplaced} codings outside all turns."
        return told

    def _shown(self, code_a: str, code_b: str, what: str) -> Any:
        if what == "both":
            return self.both[self._place(code_a)][self._place(code_b)]
        return None if code_a == code_b else self.pair(code_a, code_b).measure(what)

    def _place(self, code: str) -> int:
        for at, row in enumerate(self.rows):
            if row.id == code:
                return at
        raise StudyError(f"no code {code} in this table", hint=f"it has {', '.join(row.id for row in self.rows[:40])}")
