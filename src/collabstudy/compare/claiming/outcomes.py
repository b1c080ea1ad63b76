"""What came out of findings, with the cases and passages behind each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from collabstudy.compare._show import Show
from collabstudy.compare.claiming.claims import Result
from collabstudy.compare.claiming.evidence import Behind
from collabstudy.compare.table import Passage
from collabstudy.errors import StudyError
from collabstudy.model.finding import Finding
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import pandas

_BY = {"person": "people", "rules": "rules", "suggestion": "suggestions", "topic": "topics"}
Side = Literal["", "support", "against"]


@dataclass(frozen=True, slots=True)
class Since:
    """What an earlier run had found, and the cases that have joined those for and against, and left those for."""

    run: str
    result: Result
    support: int
    denominator: int
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one finding: cases for and against, and how many were asked and coded (`denominator`).

    The statement of `finding` has its numbers. `unknown` are the cases of which too little is known; `beside` is how
    many of how many voice it among the cases that it compares with, `why` the reason where it is undecided, `evidence`
    whose codings it rests on, `since` what has changed since the last run, where anything has. `told` is the count as a
    sentence has it, `0 of 8` or `4 of 5 against 2 of 4`. Where a claim is `bounded` (`few`, `7 of 10`), those for it
    are the cases that voice it, and those against it the others: it can be broken by too many as by too few. `chosen`
    is what was taken for a claim that does not say it.
    """

    finding: Finding
    result: Result
    support: tuple[str, ...]
    against: tuple[str, ...]
    denominator: int
    unknown: tuple[str, ...]
    note: str
    why: str = ""
    beside: tuple[int, int] | None = None
    evidence: tuple[str, ...] = ()
    since: Since | None = None
    told: str = ""
    bounded: bool = False
    chosen: str = ""


@dataclass(frozen=True)
class Findings:
    """All findings with what came out; `meanings` is what the words for counts mean in this study."""

    outcomes: tuple[Outcome, ...]
    names: Mapping[str, str]
    meanings: str
    made_by: MadeBy
    behind: Behind = field(repr=False, compare=False)
    show: Show | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Findings: {len(self.outcomes)} sentences, {self.made_by}>"

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    def __len__(self) -> int:
        return len(self.outcomes)

    def __getitem__(self, finding: str) -> Outcome:
        for outcome in self.outcomes:
            if outcome.finding.id == finding:
                return outcome
        raise StudyError(f"no finding {finding}", hint=f"there are {', '.join(o.finding.id for o in self.outcomes)}")

    @property
    def basis(self) -> str:
        """Whose codings they rest on, and where nothing is decided, as sentences for the reader."""
        whose = " and ".join(_BY[origin] for origin in self.made_by.choices["evidence"])
        share = self.made_by.choices["unknown at most"]
        return (
            f"They rest on codings by {whose}, where one does not say otherwise. A sentence is undecided where more"
            f" than {share} of those it is about were not asked, or are not coded yet, and could turn it."
        )

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """Those that no longer hold."""
        return tuple(outcome for outcome in self.outcomes if outcome.result == "broken")

    def evidence(
        self, finding: str, side: Side = "", *, cases: Collection[str] | None = None
    ) -> dict[str, tuple[Passage, ...]]:
        """The passages behind a finding by case, of every case for or against it (or of one `side`) that has some.

        A case that was asked and does not voice a code has no passages of it. `cases` limits whose passages are looked
        for.
        """
        outcome = self[finding]
        sides = {"support": (outcome.support,), "against": (outcome.against,)}
        every = dict.fromkeys(case for part in sides.get(side, (outcome.support, outcome.against)) for case in part)
        wanted = tuple(case for case in every if cases is None or case in cases)
        return self.behind.passages(outcome.finding.claim, wanted, outcome.evidence)

    def frame(self) -> pandas.DataFrame:
        """One row per finding; support, against and unknown are ids of cases, with blanks between."""
        import pandas as pd

        rows = [
            [
                *(o.finding.id, o.finding.statement, str(o.finding.claim), o.result),
                *(" ".join(o.support), " ".join(o.against), o.denominator),
                *(" ".join(o.unknown), o.note, " ".join(o.evidence)),
            ]
            for o in self.outcomes
        ]
        columns = ["finding", "statement", "claim", "result", "support", "against", "denominator"]
        columns += ["unknown", "note", "evidence"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({name: "Int64" if name == "denominator" else "string" for name in columns})

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None


@dataclass(frozen=True)
class Sentence:
    """One finding by itself, as somebody tries it in a notebook."""

    findings: Findings

    @property
    def outcome(self) -> Outcome:
        """What came out."""
        return self.findings.outcomes[0]

    @property
    def result(self) -> Result:
        """`holds`, `weakened`, `broken` or `undecided`."""
        return self.outcome.result

    @property
    def support(self) -> tuple[str, ...]:
        """The cases for it."""
        return self.outcome.support

    @property
    def against(self) -> tuple[str, ...]:
        """The cases against it."""
        return self.outcome.against

    def __repr__(self) -> str:
        return f"<{self.result}: {self.outcome.finding.statement} ({self.outcome.note})>"

    def evidence(self, side: Side = "") -> dict[str, tuple[Passage, ...]]:
        """The passages behind it by case, of one side or of both."""
        return self.findings.evidence(self.outcome.finding.id, side)

    def frame(self) -> pandas.DataFrame:
        """One row, as in the table of findings."""
        return self.findings.frame()

    def _repr_html_(self) -> str | None:
        return self.findings._repr_html_()
