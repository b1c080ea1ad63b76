"""The passages behind findings, looked for when somebody asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from collabstudy.compare.claiming.cases import branch, having
from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import Coded, coded
from collabstudy.compare.counting.passages import Passages, Said
from collabstudy.compare.counting.units import check_unit
from collabstudy.compare.table import Passage
from collabstudy.model.finding import Claim
from collabstudy.model.study import Study


@dataclass(frozen=True)
class Behind:
    """What stands behind the findings of a study."""

    study: Study
    _known: dict[tuple[str, ...], Coded] = field(default_factory=dict, repr=False, compare=False)

    def columns(self, evidence: tuple[str, ...]) -> Coded:
        """The codings that count on this evidence, worked out once."""
        if evidence not in self._known:
            self._known[evidence] = coded(self.study, evidence=evidence)
        return self._known[evidence]

    def passages(
        self, claim: Claim, cases: Collection[str], evidence: tuple[str, ...]
    ) -> dict[str, tuple[Passage, ...]]:
        """The passages with the codes of a claim, by case; cases that have none are left out."""
        return {case: self._of(said) for case, said in self._said(claim.every_code, cases, evidence).items()}

    def count(self, code: str, cases: Collection[str], evidence: tuple[str, ...]) -> int:
        """How many passages some cases have with a code; one that two share counts once."""
        said = [one for found in self._said((code,), cases, evidence).values() for one in found]
        return len(self._of(said))

    def _of(self, said: Sequence[Said]) -> tuple[Passage, ...]:
        """In the unit of study.toml: what two coders marked in one turn is one passage."""
        return Passages(self.study, check_unit(self.study.settings.unit)).of(said)[0]

    def _said(self, codes: Collection[str], cases: Collection[str], evidence: tuple[str, ...]) -> dict[str, list[Said]]:
        """The codings with some codes by case, for those of these cases that have any, in their order."""
        import numpy as np

        columns = self.columns(evidence)
        places = {columns.cases.index(case): case for case in cases}
        pairs = having(columns, branch(self.study, codes))[columns.row] & np.isin(columns.case, list(places))
        found: dict[str, list[Said]] = {case: [] for case in cases}
        belongings = Belongings(self.study)
        for row, at in zip(columns.row[pairs].tolist(), columns.case[pairs].tolist(), strict=True):
            coding = columns.codings[row]
            turns = dict(belongings.of(coding))[places[at]]
            found[places[at]].append(Said(coding, places[at], turns))
        return {case: said for case, said in found.items() if said}
