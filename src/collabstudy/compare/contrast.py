"""Groups of cases held beside each other: who says it in each, and whether chance alone would spread it so."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from collabstudy.compare._chosen import names as listed
from collabstudy.compare._chosen import seed_of
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.claiming.claims import Tally, tally
from collabstudy.compare.contrasting.before_after import Day, before_after
from collabstudy.compare.contrasting.choices import (
    check_codes,
    check_dates,
    check_groups,
    check_numbers,
    check_rows,
    check_test,
)
from collabstudy.compare.contrasting.contrasted import YEAR, Contrast
from collabstudy.compare.contrasting.differences import Way, differences
from collabstudy.compare.contrasting.grouping import Cuts, grouped, only
from collabstudy.compare.contrasting.sides import Sides
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.table import Crosstab, is_guided, visible
from collabstudy.compare.wording import plural
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study


def contrast(
    study: Study,
    *,
    by: str,
    test: str,
    cuts: Cuts | None = None,
    before: Day | None = None,
    after: Day | None = None,
    paired: bool | None = None,
    groups: Sequence[str] | None = None,
    codes: Collection[str] | None = None,
    level: str = "code",
    alpha: float = 0.05,
    permutations: int = 9999,
    seed: int | None = None,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> Contrast:
    """Hold groups of cases beside each other, code by code.

    Cases are counted, never passages: of those asked and coded in each group, how many voice a code. A code is not
    tested, and it is said why, where a group has fewer than two known cases, or so few are known that even the most
    uneven table could not reach `alpha`.

    Args:
        study: the study.
        by: an attribute of cases.csv, or `year` for what was said before and after a date.
        test: `fisher` (conditional; Freeman and Halton's form for more than two groups), `boschloo` or `barnard`
            (unconditional, two groups), or `mcnemar` (the same cases before and after).
        cuts: for an attribute that is a number, where classes begin, or `median`.
        before: with `year`: the early side ends before this date (2025, 2025-03 or 2025-03-01).
        after: with `year`: the late side begins after this date; where not given, at `before`.
        paired: with `year`: only the cases heard on both sides (`True`) or only the others (`False`); has to be said
            where there are both.
        groups: only these groups, in this order; the others stand outside.
        codes: only these codes; p is adjusted for how many are tested.
        level: `code` or `branch`, as in a crosstab.
        alpha: where no p could reach this, none is given; intervals are of 1 − `alpha`.
        permutations: how many tables are drawn where there are too many to count (more than two groups).
        seed: for drawing them; study.toml's where not given.
        evidence: the origins that count; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: no such attribute, group, code or test, or choices that do not go together.
        TooFewError: fewer than two groups, or no group of more than one case.
    """
    check_numbers(test, alpha, permutations)
    drawn = seed_of(study, seed)
    check_dates(by, cuts=cuts, before=before, after=after, paired=paired)
    wanted = None if codes is None else check_codes(study, codes)
    sides = (
        before_after(study, before=before, after=after, paired=paired) if by == YEAR else grouped(study, by, cuts=cuts)
    )
    sides = sides if groups is None else only(sides, listed("groups", groups))
    check_groups(study, by, sides)
    check_test(study, test, sides)
    tables = _tables(study, by, sides, level, evidence)
    first = next(iter(tables.values()))
    rows = tuple(row for row in visible(first.rows) if wanted is None or row.id in wanted)
    check_rows(level, [row.id for row in rows], wanted)
    named = plural(study.settings)
    names = tuple(side.group.name for side in sides.groups)
    way = Way(test, alpha, permutations, drawn, names, named, last_less_first=by == YEAR)
    found = differences({row.id: _tallies(sides, tables, row.id) for row in rows}, way)
    chosen: dict[str, object] = {"by": by, **sides.chosen}
    chosen |= {name: str(day) for name, day in (("before", before), ("after", after)) if day is not None}
    chosen |= {"paired": sides.paired} if by == YEAR else {}
    chosen |= {"groups": tuple(tables)} if groups is not None else {}
    chosen |= {"codes": tuple(row.id for row in rows)} if codes is not None else {}
    chosen |= {"test": test, "alpha": alpha, "level": level, "evidence": first.made_by.choices["evidence"]}
    chosen |= {"permutations": permutations, "seed": drawn} if any(line.draws for line in found) else {}
    return Contrast(
        by=by,
        groups=tuple(side.group for side in sides.groups),
        members={side.group.id: side.cases for side in sides.groups},
        rows=rows,
        lines=found,
        test=test,
        alpha=alpha,
        cases={case.id: case.name for case in study.cases},
        tables=tables,
        paired=sides.paired,
        guided=is_guided(study),
        outside=sides.outside,
        made_by=MadeBy("contrast", chosen, _inputs(tables)),
        plural=named,
        show=show or own_show(study),
    )


def _tables(study: Study, by: str, sides: Sides, level: str, evidence: Sequence[str] | None) -> dict[str, Crosstab]:
    """The table of each group; one for all where all documents count."""

    def table(cases: Collection[str], documents: Collection[str] | None) -> Crosstab:
        return crosstab(
            study, unit=study.settings.unit, level=level, evidence=evidence, cases=cases, documents=documents
        )

    if by == YEAR:
        return {side.group.id: table(side.cases, side.documents) for side in sides.groups}
    together = table([case for side in sides.groups for case in side.cases], None)
    return {side.group.id: together for side in sides.groups}


def _inputs(tables: Mapping[str, Crosstab]) -> dict[str, str]:
    """Names of what the numbers depend on; the codings of each group where documents differ."""
    several = len({id(table) for table in tables.values()}) > 1
    return {
        f"{name}, {group}" if several and name == "codings" else name: told
        for group, table in tables.items()
        for name, told in table.made_by.inputs.items()
    }


def _tallies(sides: Sides, tables: Mapping[str, Crosstab], code: str) -> tuple[Tally, ...]:
    return tuple(
        tally({case: tables[side.group.id].cells[case, code].value for case in side.cases}, side.cases)
        for side in sides.groups
    )
