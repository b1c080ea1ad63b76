"""The coefficients of one unit, with uncoded text in or out, of all codes together and of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from collabstudy.agreement.agreements import Cell
from collabstudy.agreement.bootstrap import Resampling
from collabstudy.agreement.continuum import Continuum, Valued, divide
from collabstudy.agreement.measure import nothing
from collabstudy.agreement.reading import Compared, Read
from collabstudy.agreement.result import REASONS, Agreement, Status
from collabstudy.agreement.unitizing import COMBINED, Unitizing, family
from collabstudy.agreement.units import Laid
from collabstudy.agreement.weighing import WAYS, Weighing

COEFFICIENTS = (*WAYS, "pooled_kappa", "nvivo_kappa", "u_alpha")
_FAMILY = {
    ("in", False): ("u_alpha", "binary_u_alpha"),
    ("in", True): ("u_alpha",),
    ("out", False): ("cu_alpha",),
    ("out", True): ("ku_alpha",),
}


@dataclass(frozen=True)
class Cells:
    """What is compared, which coefficients of it, and how their intervals are made (None: not at all)."""

    found: Compared
    names: Sequence[str]
    how: Resampling | None

    def of(self, laid: Laid, uncoded: str) -> Iterator[Cell]:
        """The cells of a unit, with uncoded text in or out: of all codes together, then of each."""
        status = self._status()
        weighing = None if status else self._weighing(laid, uncoded)
        for code in (None, *self.found.shown):
            names = tuple(self._names(laid, uncoded, code))
            if weighing is None:
                agreements: Iterator[Agreement] = (self._without(name, status) for name in names)
            else:
                agreements = (self._agreement(weighing, name, uncoded, code) for name in names)
            yield from (Cell(laid.unit, uncoded, code, agreement) for agreement in agreements)

    def _status(self) -> Status | None:
        """Why nothing can be compared at all; None where something can."""
        if self.found.reason:
            return "no_pairable_units" if len(self.found.coders) > 1 else "needs_two_coders"
        return None if self.found.shown else "no_codings"

    def _without(self, name: str, status: Status | None) -> Agreement:
        why = status or "no_codings"
        return nothing(name, why, coders=self.found.coders, note=self.found.reason or REASONS[why])

    def _names(self, laid: Laid, uncoded: str, code: str | None) -> Iterator[str]:
        """The coefficients that there are of this unit."""
        for name in self.names:
            if name == "u_alpha":
                yield from _FAMILY[uncoded, code is not None] if laid.unit == "character" else ()
            elif name == "nvivo_kappa":
                yield from [name] if laid.unit == "character" and uncoded == "in" else []
            elif name != "pooled_kappa" or code is None:
                yield name

    def _weighing(self, laid: Laid, uncoded: str) -> Weighing:
        import numpy as np

        where = laid.given.any(axis=(1, 2)) if uncoded == "out" else np.ones(len(laid.given), dtype=bool)
        columns = [self.found.codes.index(code) for code in self.found.shown]
        kept = np.flatnonzero(where)
        seen = replace(
            laid,
            given=laid.given[kept][:, columns],
            sizes=laid.sizes[kept],
            clusters=laid.clusters[kept],
            pieces=tuple(laid.pieces[number] for number in kept),
        )
        how = self.how and replace(self.how, method="turns" if laid.unit == "character" else "units")
        choices = {"unit": laid.unit, "uncoded": uncoded, "documents": len(self.found.reads)}
        return Weighing(seen, self.found.coders, self.found.shown, how, choices)

    def _agreement(self, weighing: Weighing, name: str, uncoded: str, code: str | None) -> Agreement:
        if name == "nvivo_kappa":
            return weighing.per_document(code)
        if name in WAYS or name == "pooled_kappa":
            return weighing.agreement(name, code)
        return self._of_spans(name, code)

    def _of_spans(self, name: str, code: str | None) -> Agreement:
        """A member of the unitizing family, on the spans as they were coded."""
        if name == "ku_alpha":
            of_code = self._all_spans.ku.get(str(code))
            return of_code or nothing(name, "no_codings", coders=self.found.coders, note=REASONS["no_codings"])
        of = self._all_spans if code is None else self._unitized((code,))
        return {"u_alpha": of.u, "binary_u_alpha": of.binary, "cu_alpha": of.cu}[name]

    @cached_property
    def _all_spans(self) -> Unitizing:
        return self._unitized(self.found.shown)

    def _unitized(self, codes: Sequence[str]) -> Unitizing:
        texts, combined = [], False
        for read in self.found.reads:
            divided = [divide(_spans(read, coder, codes), read.length, coder) for coder in self.found.coders]
            combined = combined or any(more for _, more in divided)
            texts.append(Continuum(read.length, self.found.coders, tuple(sections for sections, _ in divided)))
        how = self.how and replace(self.how, method="documents")
        return family(texts, how, note=COMBINED if combined else "")


def _spans(read: Read, coder: str, codes: Sequence[str]) -> Iterator[Valued]:
    """What a coder coded, counted in the characters that are compared."""
    for code, own in read.given.get(coder, {}).items():
        if code in codes:
            for start, end in own:
                first, last = read.place(start), read.place(end)
                if first < last:
                    yield first, last, code
