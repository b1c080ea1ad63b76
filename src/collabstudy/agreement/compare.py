"""How far the coders of a study agree, counted in every way that changes the number."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from collabstudy.agreement._show import Show, own_show
from collabstudy.agreement.agreements import Agreements
from collabstudy.agreement.bootstrap import LEVEL, RESAMPLES, Resampling
from collabstudy.agreement.cells import COEFFICIENTS, Cells
from collabstudy.agreement.measure import Drawn
from collabstudy.agreement.reading import TEXTS, Compared, Text, compared
from collabstudy.agreement.units import UNITS, check_unit, disagreements, lay
from collabstudy.errors import StudyError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study

UNCODED = ("in", "out")
LEVELS = ("code", "branch")
_TOLD_TEXT = {"answers": "all but the interviewer's turns", "all": "all turns"}


def compare(
    study: Study,
    *,
    coders: str | Sequence[str] | None = None,
    unit: str | Sequence[str] | None = None,
    uncoded: str | Sequence[str] | None = None,
    coefficient: str | Sequence[str] | None = None,
    code: str | Sequence[str] | None = None,
    documents: Collection[str] | None = None,
    level: str = "code",
    text: str = "answers",
    interval: Drawn = "units",
    resamples: int = RESAMPLES,
    confidence: float = LEVEL,
    seed: int | None = None,
    show: Show | None = None,
) -> Agreements:
    """Lay unit × uncoded text × coefficient side by side, of each code and of all together.

    Only documents that all compared coders have marked as done are compared. Codings that have lost their place or
    their code are left out and counted; those of one coder and one code that overlap count once.

    Args:
        study: the study.
        coders: whose codings, two or more; None for all people who have marked documents as done.
        unit: `character`, `sentence`, `turn`, `document` or `case`, one or several; None for all. A unit has a code
            when a coding with it shares a character with the unit.
        uncoded: `in` counts all units, `out` only those that one of the coders coded with anything; None for both.
        coefficient: names of the functions of this module, one or several; None for all. `u_alpha` is the unitizing
            family, on the spans as they were coded (in: u-α and |u-α, out: cu-α and (k)u-α), and `nvivo_kappa` the
            mean over documents; both count characters. `holsti` counts the codes given. `pooled_kappa` is of all codes
            together.
        code: one code or several; None for all that one of the coders used. Of all together, every unit with every code
            is one decision.
        documents: only these.
        level: `code`, or `branch` to count a code as the one at the top of its branch.
        text: which text there is to code: `answers`, all but the interviewer's turns, or `all` turns. Labels and time
            stamps are never among it.
        interval: `units` resamples units, for characters the turns that they are in, for `u_alpha` documents; None for
            none.
        resamples, confidence: as for `percent_agreement`.
        seed: where chance starts; that of study.toml where not given.
        show: how a notebook draws the result; the study's own way where not given.

    Where there is nothing to compare, every coefficient is NaN and `reason` says why.

    Raises:
        StudyError: no such coder, unit, coefficient, code, document, level or text.
        SourceError: a document that is compared cannot be read.
    """
    units = tuple(map(check_unit, _several("unit", unit, UNITS)))
    both = _several("value of `uncoded`", uncoded, UNCODED)
    names = _several("coefficient", coefficient, COEFFICIENTS)
    _several("level", level, LEVELS)
    which: Text = "all" if _several("text", text, TEXTS) == ("all",) else "answers"
    if interval not in ("units", None):
        raise StudyError(f"no interval `{interval}`", hint="units or None")
    found = compared(study, _listed(coders), _listed(code), _listed(documents), level, which)
    how = Resampling(resamples, confidence, study.settings.seed if seed is None else seed) if interval else None
    choices = {"coders": found.coders, "unit": units, "uncoded": both, "level": level, "text": _TOLD_TEXT[which]}
    choices |= {"codes": found.shown} if code is not None else {}
    choices |= {"interval": f"{how.level:g}, {how.resamples} resamples, seed {how.seed}" if how else "none"}
    laid = {unit: lay(study, found, unit) for unit in units}
    cells = Cells(found, names, how)
    return Agreements(
        coders=found.coders,
        documents=tuple(read.document.id for read in found.reads),
        cells=tuple(cell for unit in units for out in both for cell in cells.of(laid[unit], out)),
        names={code: study.codebook[code].name for code in found.shown},
        left_out=found.left_out,
        waiting=found.waiting,
        remarks=found.remarks,
        reason=found.reason,
        made_by=MadeBy("agreement", choices, _inputs(study, found)),
        places={
            unit: tuple(place for place in disagreements(found, laid[unit]) if place.code in found.shown)
            for unit in units
        },
        show=show or own_show(study),
    )


def _listed(asked: str | Collection[str] | None) -> tuple[str, ...] | None:
    return (asked,) if isinstance(asked, str) else None if asked is None else tuple(asked)


def _several(what: str, asked: str | Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    """One or several of what there is; all where nothing was asked."""
    chosen = _listed(asked)
    if chosen is None:
        return tuple(known)
    for one in chosen:
        if one not in known:
            raise StudyError(f"no {what} `{one}`", hint=f"one of {', '.join(known)}")
    return tuple(dict.fromkeys(chosen))


def _inputs(study: Study, found: Compared) -> dict[str, str]:
    """Names of what the numbers depend on."""
    told = {
        "codings": (
            f"{read.document.id} {coder} {code} {own}"
            for read in found.reads
            for coder, by_code in sorted(read.given.items())
            for code, own in sorted(by_code.items())
        ),
        "texts": (f"{read.document.id} {read.transcript.hash} {len(read.parts)}" for read in found.reads),
    }
    return {"codebook": study.codebook.hash} | {name: text_hash("\n".join(lines)) for name, lines in told.items()}
