"""Whether further interviews would bring new codes: in the order in which they were held, and in any other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collabstudy.compare._chosen import is_attribute, is_number, one_of, seed_of, whole
from collabstudy.compare._made_from import made_from
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import coded, origins_of
from collabstudy.compare.saturating.course import WHOLE, Course, Saturation, Step
from collabstudy.compare.saturating.interviews import Interviews, Unit
from collabstudy.compare.statistics.accumulation import expected, permuted, reached
from collabstudy.compare.statistics.chao import unseen
from collabstudy.compare.wording import plural, singular
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

BY = ("interview", "case")
LEVELS = ("code", "branch")
ORDERS = ("date", "listed")
MOST_ORDERS = 100_000


def saturation(
    study: Study,
    *,
    by: str,
    base: int,
    run: int,
    threshold: float,
    order: str,
    orders: int,
    seed: int | None = None,
    level: str = "code",
    within: str | None = None,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Saturation:
    """Follow the codes from interview to interview, after Guest, Namey & Chen (2020), PLoS ONE 15(5): e0232076.

    Only interviews that a coder whose work counts has gone through take part; the others are named in `remarks`.

    Args:
        study: the study.
        by: what a step is: `interview`, or `case` for all interviews of a place together, in the order of their first.
        base: how many interviews at the beginning the runs are held against.
        run: how many interviews make a run; runs overlap.
        threshold: saturation is reached before the first run whose new codes are at most this part of the base's.
        order: `date`, those without one last, or `listed` as in documents.csv (places as in cases.csv).
        orders: how many orders are drawn at random for the band.
        seed: where the drawing begins; that of study.toml where not given.
        level: `code` counts the codes as they were given, `branch` those at the top with all below them.
        within: an attribute of cases.csv; each of its values is followed for itself, too.
        evidence: the origins that count; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: a choice that there is not.
        TooFewError: no interview has been gone through yet.
        SourceError: a coded document cannot be read.
    """
    for what, value, known in (("by", by, BY), ("order", order, ORDERS), ("level", level, LEVELS)):
        one_of(what, value, known)
    for what, number, most in (("base", base, None), ("run", run, None), ("orders", orders, MOST_ORDERS)):
        whole(what, number, least=1, most=most)
    _check_threshold(threshold)
    if within is not None:
        is_attribute(study, within)
    seed = seed_of(study, seed)
    origins = origins_of(study, evidence)
    columns = coded(study, evidence=origins)
    work = Interviews(study, Reading(study, frozenset(origins)), columns, by, order, level)
    if not work.units:
        raise TooFewError(
            "no interview has been gone through yet, so there is nothing to follow",
            hint="mark interviews as done when all their codings are made",
        )
    follow = _Follow(work, base, run, threshold, orders, seed)
    groups = [(WHOLE, "all", work.units), *work.groups(within)]
    choices: dict[str, Any] = {"by": by, "base": base, "run": run, "threshold": threshold, "order": order}
    choices |= {"orders": orders, "seed": seed, "level": level, "evidence": origins} | (
        {"within": within} if within else {}
    )
    return Saturation(
        by=by,
        base=base,
        run=run,
        threshold=threshold,
        courses=tuple(follow.course(group, name, units) for group, name, units in groups),
        codes=work.codes,
        first_voiced={
            (group, code): work.passages(unit, code)
            for group, _, units in groups
            for code, unit in work.firsts(units).items()
        },
        called=("interview", "interviews") if by == "interview" else (singular(study.settings), plural(study.settings)),
        remarks=tuple(work.remarks(within)),
        made_by=MadeBy("saturation", choices, made_from(study, columns.hash)),
        plural=plural(study.settings),
        show=show or own_show(study),
    )


@dataclass(frozen=True)
class _Follow:
    """Follows codes with these choices."""

    work: Interviews
    base: int
    run: int
    threshold: float
    orders: int
    seed: int

    def course(self, group: str, name: str, units: Sequence[Unit]) -> Course:
        import numpy as np

        voiced = [self.work.voiced(unit) for unit in units]
        counts = _counts(voiced)
        table = np.array([[code in codes for code in counts] for codes in voiced], dtype=bool)
        table = table.reshape(len(units), len(counts))
        orders = permuted(
            table, base=self.base, run=self.run, threshold=self.threshold, number=self.orders, seed=self.seed
        )
        average = expected(tuple(counts.values()), of=len(units))
        steps: list[Step] = []
        known: set[str] = set()
        for at, (unit, codes) in enumerate(zip(units, voiced, strict=True)):
            new = tuple(code for code in codes if code not in known)
            known.update(new)
            ids = tuple(document.id for document in unit.documents)
            band = (average[at], orders.low[at], orders.high[at])
            steps.append(Step(unit.id, unit.name, unit.date, ids, codes, new, len(known), *band))
        found = reached([len(s.new) for s in steps], base=self.base, run=self.run, threshold=self.threshold)
        return Course(group, name, tuple(steps), found, orders, unseen(tuple(counts.values()), of=len(units)))


def _counts(voiced: Sequence[Sequence[str]]) -> dict[str, int]:
    """In how many units each code is voiced, those that are, by id."""
    found: dict[str, int] = defaultdict(int)
    for codes in voiced:
        for code in codes:
            found[code] += 1
    return dict(sorted(found.items()))


def _check_threshold(threshold: Any) -> None:
    if not is_number(threshold) or not 0 <= threshold < 1:
        raise SettingsError(
            f"threshold = {threshold!r} is no part from 0 to below 1", hint="0.05 is the usual one, 0 the strictest"
        )
