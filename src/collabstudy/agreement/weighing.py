"""Every coefficient of units that were laid out: of all codes together, and of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from collabstudy.agreement import ac1, fleiss, kappa, percent
from collabstudy.agreement.alpha import formula as alpha
from collabstudy.agreement.bootstrap import Resampling, resampled
from collabstudy.agreement.brennan_prediger import expected as even_chances
from collabstudy.agreement.chance import expecting
from collabstudy.agreement.holsti import of_category
from collabstudy.agreement.measure import applied, settled
from collabstudy.agreement.nvivo import NO_INTERVAL
from collabstudy.agreement.pooled import Item, pooled
from collabstudy.agreement.result import Agreement
from collabstudy.agreement.tally import Formula, Tally
from collabstudy.agreement.units import Laid, patterns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Way:
    """How a coefficient is worked out of units that a code was given (1) or not (0)."""

    formula: Formula
    of_two: bool = False
    corrects: bool = True


WAYS = {
    "percent_agreement": Way(percent.formula, corrects=False),
    "cohen_kappa": Way(kappa.formula(None), of_two=True),
    "scott_pi": Way(kappa.scott, of_two=True),
    "fleiss_kappa": Way(expecting(fleiss.expected, None)),
    "brennan_prediger": Way(expecting(even_chances, None)),
    "gwet_ac1": Way(expecting(ac1.expected, None)),
    "krippendorff_alpha": Way(alpha("nominal")),
    "holsti": Way(partial(of_category, 1), of_two=True, corrects=False),
}


@dataclass(frozen=True)
class Weighing:
    """Units, in one way of cutting and with or without uncoded text; drawn again once, for all coefficients alike."""

    laid: Laid
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    how: Resampling | None
    choices: dict[str, Any]

    def agreement(self, name: str, code: str | None) -> Agreement:
        """A coefficient of a code, or of all codes: every unit with every code is then a decision."""
        if name == "pooled_kappa":
            return pooled([Item(one, self.tally, *self._of(one)) for one in self.codes], self.how, self.choices)
        return self._settled(name, *self._of(code))

    def _settled(self, name: str, counts: Array, drawn: Array | None) -> Agreement:
        way = WAYS[name]
        return settled(
            name,
            self.tally,
            counts,
            way.formula,
            of_two=way.of_two,
            drawn=drawn,
            how=self.how,
            choices=self.choices,
            corrects=way.corrects,
            undefined="no_codings" if name == "holsti" else "undefined_no_variation",
        )

    def per_document(self, code: str | None) -> Agreement:
        """NVivo's κ of each document (and code), and the mean of those that have one."""
        import numpy as np

        each = self._by_document
        counts, _ = self._of(code)
        whole = settled("nvivo_kappa", self.tally, counts, kappa.formula(None), of_two=True, choices=self.choices)
        own = each if code is None else each[:, [self.codes.index(code)]]
        cells = own.reshape(-1, len(self.tally.patterns))
        if whole.status not in ("ok", "undefined_no_variation") or not len(cells):
            return whole
        value, observed, _ = applied(kappa.formula(None), self.tally, cells, of_two=True)
        defined = value[~np.isnan(value)]
        what = "documents" if code is not None else "codes in documents"
        note = f"the mean of {len(defined)} of {len(value)} {what}, where somebody coded something; {NO_INTERVAL}"
        mean = float(observed.mean())
        whole = replace(whole, observed=mean, percent_agreement=mean, pairs=())
        if not len(defined):
            return replace(whole, status="undefined_no_variation", value=float("nan"))
        return replace(whole, status="ok", value=float(defined.mean()), note=note)

    @cached_property
    def tally(self) -> Tally:
        """The ways in which the coders gave codes."""
        return Tally(self._patterns[0], (0, 1), self.coders)

    @cached_property
    def _patterns(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return patterns(self.laid)

    @property
    def _kinds(self) -> NDArray[np.int64]:
        return self._patterns[1]

    @cached_property
    def _drawing(self) -> tuple[Array, NDArray[Any]]:
        """What each thing that is drawn adds, things × codes × patterns, and how many there are of its kind."""
        import numpy as np

        kinds, sizes, clusters = self._kinds, self.laid.sizes, self.laid.clusters
        times = np.ones(0, dtype=int)
        if len(kinds) and self.laid.unit != "character":
            kinds, times = _alike(kinds)
            sizes, clusters = np.ones(len(kinds)), np.arange(len(kinds))
        elif len(kinds):
            names, clusters = np.unique(clusters, return_inverse=True)
            times = np.ones(len(names), dtype=int)
        rows = np.zeros((len(times), len(self.codes), len(self.tally.patterns)))
        np.add.at(rows, (clusters[:, None], np.arange(len(self.codes))[None, :], kinds), sizes[:, None])
        return rows, times

    @cached_property
    def _drawn(self) -> Array | None:
        rows, times = self._drawing
        return resampled(rows, times, self.how) if self.how and len(times) > 1 else None

    @cached_property
    def _by_document(self) -> Array:
        """How often each pattern occurs in each document, documents × codes × patterns."""
        import numpy as np

        documents = np.array([pieces[0].read for pieces in self.laid.pieces], dtype=np.int64)
        names, documents = np.unique(documents, return_inverse=True)
        each = np.zeros((len(names), len(self.codes), len(self.tally.patterns)))
        where = (documents[:, None], np.arange(len(self.codes))[None, :], self._kinds)
        np.add.at(each, where, self.laid.sizes[:, None])
        return each

    @cached_property
    def _counts(self) -> Array:
        """How often each pattern occurs, codes × patterns."""
        import numpy as np

        rows, times = self._drawing
        counted: Array = np.tensordot(times.astype(float), rows, axes=1)
        return counted

    def _of(self, code: str | None) -> tuple[Array, Array | None]:
        """How often each pattern occurs, and how often in each resample."""
        counts, drawn = self._counts, self._drawn
        if code is None:
            return counts.sum(axis=0), None if drawn is None else drawn.sum(axis=1)
        place = self.codes.index(code)
        return counts[place], None if drawn is None else drawn[:, place]


def _alike(kinds: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """Units that are alike in every code as one, and how many there are of each; most are alike in having none."""
    import numpy as np

    most = (kinds == kinds.min(axis=0)).all(axis=1)
    found, times = np.unique(kinds[~most], axis=0, return_counts=True)
    if not most.any():
        return found, times
    return np.concatenate([kinds[most][:1], found]), np.concatenate([[most.sum()], times])
