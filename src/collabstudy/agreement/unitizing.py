"""Agreement on where something is said as well as on what it is: Krippendorff's α for unitizing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.agreement import bootstrap
from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling, resampled
from collabstudy.agreement.continuum import SUMS, Continuum, sectioned, summed
from collabstudy.agreement.measure import Drawn, nothing, told_resampling
from collabstudy.agreement.result import NAN, Agreement, Interval, Status, told
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy

if TYPE_CHECKING:
    import numpy as np
    import pandas
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ONE_TEXT = "no interval: there is one text, and texts are what is resampled"
COMBINED = "several codes of one coder on the same characters count as one value of their own"


@dataclass(frozen=True, slots=True)
class Unitizing:
    """The family of one set of spans; `float(unitizing)` and what it shares with other results are those of u-α.

    `u` speaks of gaps and of each value; `binary` (|u-α) of gaps against everything else; `cu` of the values alone,
    where two coders or more coded something; `ku` has (k)u-α of each value there. `coverage` is the share of all that
    was marked out on which cu-α and each (k)u-α stand (under "" and under the value).
    """

    u: Agreement
    binary: Agreement
    cu: Agreement
    ku: Mapping[str, Agreement]
    coverage: Mapping[str, float]
    made_by: MadeBy
    coders: tuple[str, ...]
    note: str = ""

    def __float__(self) -> float:
        return self.u.value

    @property
    def value(self) -> float:
        """u-α."""
        return self.u.value

    @property
    def status(self) -> Status:
        """That of u-α."""
        return self.u.status

    @property
    def n(self) -> int:
        """How many characters there are."""
        return self.u.n

    @property
    def pairable_n(self) -> int:
        """How many of them two coders or more looked at."""
        return self.u.pairable_n

    @property
    def interval(self) -> Interval | None:
        """That of u-α; None where there is one text."""
        return self.u.interval

    def __repr__(self) -> str:
        return f"<Unitizing {self.u}; {self.binary}; {self.cu}>"

    def frame(self) -> pandas.DataFrame:
        """One row for each member of the family: coefficient, code, value, …, coverage."""
        import pandas as pd

        family = [("", self.u), ("", self.binary), ("", self.cu), *self.ku.items()]
        covers = {"cu_alpha": self.coverage.get("", NAN)}
        rows = [
            {
                "code": code or None,
                **told(one),
                "coverage": self.coverage[code] if code else covers.get(one.coefficient),
            }
            for code, one in family
        ]
        return pd.DataFrame(rows)


def u_alpha(
    spans: Any,
    *,
    length: int | Mapping[str, int],
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int = 0,
) -> Unitizing:
    """Krippendorff's α for unitizing, the family: u, |u, cu and (k)u (Krippendorff, Mathet, Bouvry & Widlöcher 2016).

    Definitions: Quality & Quantity 50:2347–2364 with its erratum 50:2365; Krippendorff (2019), Content Analysis, 4th
    ed.

    Args:
        spans: for each coder the spans (start, end, value), half-open: a mapping from coders or a list of such lists;
            or a frame with the columns coder, start, end, code, and document where there are several texts. Every
            coder named in a mapping takes part, also without spans. Spans of one coder with one value that overlap
            count once; values that overlap each other count as a value of their own (`a + b`).
        length: how many characters the text has, or each text by its document.
        interval: `units` resamples texts, since what is coded in one text hangs together: so there is none for one
            text.
        resamples, confidence, seed: as for `percent_agreement`.

    Raises StudyError for spans outside the text.

    >>> found = u_alpha({"mira": [(0, 5, "a")], "jonas": [(0, 5, "b")]}, length=20)
    >>> round(found.value, 4), round(float(found.binary), 4), float(found.cu)
    (0.4154, 1.0, 0.0)
    """
    if interval not in ("units", None):
        raise StudyError(f"no interval `{interval}`", hint="units or None")
    texts, combined = sectioned(spans, length)
    how = Resampling(resamples, confidence, seed, "documents") if interval else None
    return family(texts, how, note=COMBINED if combined else "")


def family(texts: Sequence[Continuum], how: Resampling | None, note: str = "") -> Unitizing:
    """The family of texts that were cut into sections."""
    import numpy as np

    coders = texts[0].coders if texts else ()
    values = sorted({section.value for text in texts for own in text.sections for section in own} - {""})
    if len(texts) < 2:
        how = None
    made = MadeBy("u_alpha", {"texts": len(texts), "spans": "characters"} | told_resampling(how))
    rows = np.array([summed(text, values) for text in texts]).reshape(len(texts), len(SUMS), len(values) + 1)
    length = sum(text.length for text in texts)
    once = _worked(rows.sum(axis=0, keepdims=True))
    drawn = _worked(resampled(rows, np.ones(len(texts), dtype=int), how)) if how else None

    def one(name: str, key: str) -> Agreement:
        value, observed, expected, pairable = (float(number[0]) for number in once[key])
        status: Status = "ok"
        if len(coders) < 2:
            status = "needs_two_coders"
        elif not pairable:
            status = "no_pairable_units"
        elif value != value:
            status = "undefined_no_variation"
        between = bootstrap.interval(drawn[key][0], how) if drawn and how and status == "ok" else None
        no_interval = "" if between or how else ONE_TEXT
        return nothing(
            name,
            status,
            n=length,
            pairable_n=length if len(coders) > 1 else 0,
            coders=coders,
            value=value if status == "ok" else NAN,
            observed=observed,
            expected=expected,
            interval=between,
            note="; ".join(filter(None, (note, no_interval))) if status == "ok" else "",
            made_by=made,
        )

    return Unitizing(
        u=one("u_alpha", "u"),
        binary=one("binary_u_alpha", "binary"),
        cu=one("cu_alpha", "cu"),
        ku={value: one("ku_alpha", f"k{place}") for place, value in enumerate(values, 1)},
        coverage={"": _first(once["coverage"][0])}
        | {value: _first(once[f"c{place}"][0]) for place, value in enumerate(values, 1)},
        made_by=made,
        coders=coders,
        note=note,
    )


def _first(numbers: Array) -> float:
    return float(numbers[0])


def _worked(sums: Array) -> dict[str, tuple[Array, Array, Array, Array]]:
    """Every member of the family, for each weighting of texts: value, D_o, D_e, and the length it stands on.

    In the words of the article: o_ck is how long coders' sections of values c and k run together, e_ck how long they
    would by chance, l its margins; the disagreement is l.. minus what lies on the diagonal.
    """
    import numpy as np

    margins, same, beside_gap, own, shared = (sums[:, row] for row in SUMS)
    coded, inner = margins[:, 1:], (margins - beside_gap)[:, 1:]
    alone = margins[:, 0] - same[:, 0]  # a gap of one coder beside something of another
    both = np.stack([same[:, 0], coded.sum(axis=1) - alone], axis=1)
    found = {
        "u": _alpha(margins, same, own),
        "binary": _alpha(np.stack([margins[:, 0], coded.sum(axis=1)], axis=1), both, _two(own)),
        "cu": _alpha(inner, same[:, 1:], shared[:, 1:]),
        "coverage": _share(inner.sum(axis=1), margins.sum(axis=1)),
    }
    total = inner.sum(axis=1)
    scale = _over(total, total**2 - shared[:, 1:].sum(axis=1))
    for place in range(coded.shape[1]):
        sums_of_value = (inner[:, place], same[:, place + 1], shared[:, place + 1])
        found[f"k{place + 1}"] = _of_value(*sums_of_value, total, scale)
        found[f"c{place + 1}"] = _share(inner[:, place], coded[:, place])
    return found


def _two(sums: Array) -> Array:
    """Gaps, and everything else."""
    import numpy as np

    return np.stack([sums[:, 0], sums[:, 1:].sum(axis=1)], axis=1)


def _share(part: Array, whole: Array) -> tuple[Array, Array, Array, Array]:
    import numpy as np

    unknown = np.full_like(whole, np.nan)
    return _over(part, whole), unknown, unknown, whole


def _alpha(margins: Array, same: Array, self_pairs: Array) -> tuple[Array, Array, Array, Array]:
    """1 − D_o / D_e of lengths that run together."""
    import numpy as np

    total = margins.sum(axis=1)
    scale = _over(total, total**2 - self_pairs.sum(axis=1))
    observed = total - same.sum(axis=1)
    expected = total - scale * (margins**2 - self_pairs).sum(axis=1)
    room = np.where(expected > 1e-9 * np.where(total > 0, total, 1), expected, np.nan)
    return 1 - observed / room, observed, expected, total


def _of_value(
    own: Array, same: Array, self_pairs: Array, total: Array, scale: Array
) -> tuple[Array, Array, Array, Array]:
    """(k)u-α of one value, from its own sums and those of all."""
    import numpy as np

    chance = scale * (total * own - self_pairs)
    chance_same = scale * (own**2 - self_pairs)
    observed, room = own - same, chance - chance_same
    room = np.where(room > 1e-9 * np.where(total > 0, total, 1), room, np.nan)
    return 1 - _over(chance, own) * observed / room, observed, chance - chance_same, own


def _over(part: Array, whole: Array) -> Array:
    import numpy as np

    found: Array = part / np.where(whole > 0, whole, np.nan)
    return found
