"""Agreement of a study's coders, laid side by side: unit × uncoded text × code × coefficient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from collabstudy.agreement._show import Show
from collabstudy.agreement.result import NAMES, NAN, Agreement, told, two
from collabstudy.agreement.units import Disagreement, Unit
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import pandas

TEXT = "string"


@dataclass(frozen=True, slots=True)
class Cell:
    """One coefficient of one way to count; `code` is None for all codes together."""

    unit: Unit
    uncoded: str
    code: str | None
    agreement: Agreement


@dataclass(frozen=True)
class Agreements:
    """Coefficients side by side, each with the places behind it where the coders differ.

    `documents` are those that all compared coders have marked as done; `waiting` those that some have, with who has
    not. `left_out` counts codings that are not compared, by why; `remarks` say what to look at before believing the
    numbers. `names` are the compared codes as people call them.
    """

    coders: tuple[str, ...]
    documents: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: Mapping[str, str]
    left_out: Mapping[str, int]
    waiting: Mapping[str, tuple[str, ...]]
    remarks: tuple[str, ...]
    reason: str
    made_by: MadeBy
    places: Mapping[Unit, tuple[Disagreement, ...]] = field(repr=False)
    show: Show | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        who = " and ".join(self.coders) or "nobody"
        documents = f"{len(self.documents)} document{'' if len(self.documents) == 1 else 's'}"
        return f"<Agreements of {who} on {documents}: {len(self.cells)} coefficients>"

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units, in the order in which they were asked for."""
        return tuple(dict.fromkeys(cell.unit for cell in self.cells))

    @property
    def coefficients(self) -> tuple[str, ...]:
        """The coefficients that there are."""
        return tuple(dict.fromkeys(cell.agreement.coefficient for cell in self.cells))

    def cell(self, unit: str, uncoded: str, coefficient: str, code: str | None = None) -> Agreement:
        """One coefficient, of one code or of all together. Raises StudyError when there is none."""
        for one in self.cells:
            if (one.unit, one.uncoded, one.agreement.coefficient, one.code) == (unit, uncoded, coefficient, code):
                return one.agreement
        asked = " × ".join((unit, f"uncoded {uncoded}", coefficient, code or "all codes"))
        raise StudyError(f"no cell {asked} among these", hint=f"{self!r}; its frame() lists them")

    def evidence(self, unit: str, code: str | None = None) -> tuple[Disagreement, ...]:
        """The places behind a number: where, in this unit, the coders differ about a code, or about any.

        Whether uncoded text is in or out makes no difference: where coders differ, somebody has coded.
        Raises StudyError when there is no such unit or code.
        """
        if unit not in self.places:
            raise StudyError(f"nothing was compared by {unit}", hint=f"units: {', '.join(self.places)}")
        if code is not None and code not in self.names:
            raise StudyError(f"no code {code} among those compared", hint=f"codes: {', '.join(self.names)}")
        found = next(places for known, places in self.places.items() if known == unit)
        return tuple(place for place in found if code in (None, place.code))

    def disagreements(self, unit: str | None = None, code: str | None = None) -> pandas.DataFrame:
        """One row a place where the coders differ: unit, document, turn, start, end, code, coded_by, not_coded_by.

        Of one unit, or of all. Places, never words; document and turn open in the coding widget.
        """
        import pandas as pd

        asked = self.places if unit is None else (unit,)
        rows = [
            [d.unit, d.document, d.turn, d.start, d.end, d.code, " + ".join(d.coded), " + ".join(d.not_coded)]
            for each in asked
            for d in self.evidence(each, code)
        ]
        columns = ["unit", "document", "turn", "start", "end", "code", "coded_by", "not_coded_by"]
        numbers = dict.fromkeys(("turn", "start", "end"), "Int64")
        return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, TEXT) | numbers)

    def frame(self) -> pandas.DataFrame:
        """One row a coefficient.

        Columns: unit, uncoded (`in` or `out`), code (NA for all codes together), coefficient, value, low, high, method,
        status, n (units; of all codes together, units times codes), pairable_n, observed, expected, percent_agreement,
        prevalence (the share of given codes), bias, reason,
        and coded_by_ with the name of each coder: to how many units (characters, where these are the units) the coder
            gave it.
        """
        import pandas as pd

        rows = [self._row(cell) for cell in self.cells]
        texts = ["unit", "uncoded", "code", "coefficient", "method", "status", "reason"]
        numbers = ["n", "pairable_n", *(f"coded_by_{coder}" for coder in self.coders)]
        frame = pd.DataFrame(rows, columns=[*_COLUMNS, *numbers[2:]])
        kinds = dict.fromkeys(texts, TEXT) | dict.fromkeys(numbers, "Int64")
        return frame.astype({name: kinds.get(name, "float64") for name in frame.columns})

    def _row(self, cell: Cell) -> dict[str, Any]:
        one = cell.agreement
        row = {"unit": cell.unit, "uncoded": cell.uncoded, "code": cell.code} | told(one)
        row |= {"prevalence": one.prevalence.get(1, NAN), "reason": one.reason or None}
        row |= {f"coded_by_{coder}": own.get(1) for coder, own in one.counts.items()}
        return {name: value for name, value in row.items() if name != "coders"}

    def matrix(self, code: str | None = None) -> pandas.DataFrame:
        """Values at a glance: a row for each unit with uncoded text in or out, a column for each coefficient."""
        import pandas as pd

        own = [cell for cell in self.cells if cell.code == code]
        rows: dict[tuple[str, str], dict[str, float]] = {(cell.unit, cell.uncoded): {} for cell in own}
        for cell in own:
            rows[cell.unit, cell.uncoded][cell.agreement.coefficient] = cell.agreement.value
        index = pd.MultiIndex.from_tuples(list(rows), names=["unit", "uncoded"])
        columns = list(dict.fromkeys(cell.agreement.coefficient for cell in own))
        return pd.DataFrame(list(rows.values()), index=index, columns=columns, dtype=float)

    @property
    def notes(self) -> tuple[str, ...]:
        """What belongs under the table, in sentences without their full stops."""
        found = [self.reason] if self.reason else []
        if self.documents:
            found.append(
                f"compared: {', '.join(self.documents)}, which {' and '.join(self.coders)} have marked as done"
            )
        if self.waiting:
            found.append(f"not compared: {_counted(self.waiting)}")
        if self.left_out:
            told_out = ", ".join(f"{number} {why}" for why, number in self.left_out.items())
            found.append(f"codings left out: {told_out}")
        found += self.remarks
        between = [cell.agreement.interval for cell in self.cells if cell.agreement.interval]
        same = sum(interval.low == interval.high for interval in between)
        if same:
            why = "every resample gave the same number, which is no certainty"
            found.append(f"{same:,} of {len(between):,} intervals have no width: {why}")
        undefined = Counter(cell.agreement.reason for cell in self.cells if not cell.agreement.defined)
        found += [
            f"{count:,} of {len(self.cells):,} coefficients are not defined: {reason}"
            for reason, count in sorted(undefined.items())
            if reason != self.reason
        ]
        return tuple(found)

    def __str__(self) -> str:
        rows = [
            f"{cell.unit}, uncoded {cell.uncoded}: {NAMES[cell.agreement.coefficient]} {two(cell.agreement.value)}"
            for cell in self.cells
            if cell.code is None
        ]
        return "\n".join([repr(self), *rows, *self.notes])

    def _repr_html_(self) -> str | None:
        return self.show(self) if self.show else None


_COLUMNS = (
    *("unit", "uncoded", "code", "coefficient", "value", "low", "high", "method", "status", "n", "pairable_n"),
    *("observed", "expected", "percent_agreement", "prevalence", "bias", "reason"),
)


def _counted(waiting: Mapping[str, tuple[str, ...]]) -> str:
    """Documents by who has not marked them.

    >>> _counted({"P01": ("jonas",), "P04": ("jonas",), "P07": ("mira", "jonas")})
    'P01, P04 (not marked as done by jonas), P07 (not marked as done by mira and jonas)'
    """
    by_who: dict[tuple[str, ...], list[str]] = {}
    for document, who in waiting.items():
        by_who.setdefault(who, []).append(document)
    return ", ".join(
        f"{', '.join(documents)} (not marked as done by {' and '.join(who)})" for who, documents in by_who.items()
    )
