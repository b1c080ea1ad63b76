"""What hangs on one case: each theme and claim with and without it, and how much of the voices is its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.findings import Findings
from collabstudy.compare.influencing.voices import Voice, Voices
from collabstudy.compare.influencing.without import Kind, Standing
from collabstudy.compare.table import Crosstab, Passage, choices
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True)
class Influence(Comparison):
    """Themes and claims without each case in turn, and whose voice fills passages and quotations.

    `cases` are the names by id. `bound` is the part above which one voice is said to be too much.
    """

    name: ClassVar[str] = "influence"

    cases: Mapping[str, str]
    themes: tuple[Standing, ...]
    claims: tuple[Standing, ...]
    voices: Voices
    bound: Fraction
    table: Crosstab = field(repr=False)
    findings: Findings = field(repr=False)

    def __repr__(self) -> str:
        told = f"{len(self.themes)} themes and {len(self.claims)} claims"
        found = f"{len(self.alone)} on one alone, {len(self.warnings)} voices above {self.bound}"
        return f"<Influence of {len(self.cases)} {self.plural} on {told}: {found}>"

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Themes, then claims."""
        return (*self.themes, *self.claims)

    @property
    def alone(self) -> tuple[Standing, ...]:
        """What stands on one case only."""
        return tuple(standing for standing in self.standings if standing.only)

    def standing(self, kind: Kind, name: str) -> Standing:
        """A theme or a claim by its id. Raises StudyError where there is none."""
        for standing in self.standings:
            if (standing.kind, standing.id) == (kind, name):
                return standing
        known = ", ".join(standing.id for standing in self.standings if standing.kind == kind)
        raise StudyError(f"no {kind} {name} here", hint=f"there are {known or 'none'}")

    def evidence(self, kind: Kind, name: str, case: str) -> tuple[Passage, ...]:
        """The passages of a case behind a theme (a code) or a claim (a finding)."""
        standing = self.standing(kind, name)
        if case not in self.cases:
            raise StudyError(f"no case {case} here", hint=f"there are {', '.join(self.cases)}")
        if standing.kind == "theme":
            return self.table.evidence(case, name)
        outcome = self.findings[name]
        found = self.findings.behind.passages(outcome.finding.claim, (case,), outcome.evidence)
        return found.get(case, ())

    @property
    def warnings(self) -> tuple[str, ...]:
        """Each voice that fills more of the passages or quotations than the bound, in words."""
        return tuple(
            f"{voice.name}: {count} of {of} {what}, more than {self.bound}"
            for voice in self.voices.every
            for count, of, what in self.shares(voice)
            if self.too_much(count, of) and (voice.case or voice.document)
        )

    def shares(self, voice: Voice) -> tuple[tuple[int, int, str], ...]:
        """How many of how many coded passages and quotations are a voice's own."""
        passages = (voice.passages, self.voices.passages, "coded passages")
        return (passages, (voice.quotations, self.voices.quotations, "quotations"))

    def too_much(self, count: int, of: int) -> bool:
        """Tell whether so many of so many are above the bound."""
        return of > 0 and Fraction(count, of) > self.bound

    def frame(self) -> pandas.DataFrame:
        """One row per theme or claim and case.

        Columns: kind (`theme` or `claim`), id, case; told and result (the count, with a theme's word or a claim's
        result); without and result_without (the same without the case), changes (whether word or result do), only
        (whether nobody but this case stands behind it).
        """
        import pandas as pd

        rows = [
            (s.kind, s.id, case, s.told, s.result, left.told, left.result, left.changes, s.only == case)
            for s in self.standings
            for case in self.cases
            for left in (s.left(case),)
        ]
        texts = ["kind", "id", "case", "told", "result", "without", "result_without"]
        frame = pd.DataFrame(rows, columns=[*texts, "changes", "only"])
        return frame.astype(dict.fromkeys(texts, "string") | dict.fromkeys(["changes", "only"], "boolean"))

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The table itself, and the voices."""
        return {self.name: self.frame(), "influence_voices": self.voices_frame()}

    def voices_frame(self) -> pandas.DataFrame:
        """One row per voice.

        Columns: kind (`case` or `speaker`), voice, case, document, role; passages, of_passages, quotations,
        of_quotations (its own, and all there are), above_bound (whether either is more than the bound).
        """
        import pandas as pd

        texts, numbers = (
            ["kind", "voice", "case", "document", "role"],
            ["passages", "of_passages", "quotations", "of_quotations"],
        )
        rows = []
        for voice in self.voices.every:
            shares = [(count, of) for count, of, _ in self.shares(voice)]
            above = any(self.too_much(*share) for share in shares)
            rows.append((voice.kind, voice.id, voice.case, voice.document, voice.role, *shares[0], *shares[1], above))
        frame = pd.DataFrame(rows, columns=[*texts, *numbers, "above_bound"])
        kinds = dict.fromkeys(texts, "string") | dict.fromkeys(numbers, "Int64") | {"above_bound": "boolean"}
        return frame.astype(kinds)

    @property
    def _quoted(self) -> str:
        quotations = self.voices.quotations
        return f" and {quotations} quotations" if quotations else "; no quotations were handed in"

    @property
    def note(self) -> str:
        """What belongs under the table: what stands on one case, whose voice is too much, how it was counted."""
        alone = "; ".join(f"{standing.name.rstrip('.')}: {self.cases[standing.only]}" for standing in self.alone)
        parts = [
            f"On one alone: {alone}." if alone else "",
            f"{'; '.join(self.warnings)}." if self.warnings else f"No voice fills more than {self.bound}.",
            f"Voices are counted in {self.voices.passages} coded turns{self._quoted}; "
            f"a turn that speaks of several {self.plural} counts for each.",
            "Claims are judged as they stand, whatever stood behind them before."
            if self.claims
            else "No claims were handed in.",
            f"Evidence: {self.table.split or 'none yet'}. {choices(self.made_by)}.",
        ]
        return " ".join(part for part in parts if part)
