"""What cannot be chosen together in a contrast, each refusal with a way out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from collabstudy.compare._chosen import is_number, names, one_of, whole
from collabstudy.compare.contrasting.before_after import Day
from collabstudy.compare.contrasting.contrasted import YEAR
from collabstudy.compare.contrasting.differences import TESTS
from collabstudy.compare.contrasting.grouping import Cuts
from collabstudy.compare.contrasting.sides import Sides
from collabstudy.compare.statistics.exact import UNCONDITIONAL
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.study import Study

MOST_DRAWS = 1_000_000
MOST_CASES = 400  # of an unconditional test, which takes half a second a code with so many


def check_numbers(test: Any, alpha: Any, permutations: Any) -> None:
    """Raise SettingsError for a test that there is not, or numbers that cannot be."""
    one_of("test", test, tuple(TESTS))
    if not is_number(alpha) or not 0 < alpha < 1:
        raise SettingsError(f"alpha = {alpha!r} is no level", hint="a number between 0 and 1, usually 0.05")
    whole("permutations", permutations, least=99, most=MOST_DRAWS)


def check_dates(by: Any, *, cuts: Cuts | None, before: Day | None, after: Day | None, paired: Any) -> None:
    """Raise SettingsError where dates go with an attribute, or classes with years."""
    if paired is not None and not isinstance(paired, bool):
        raise SettingsError(
            f"paired = {paired!r} is neither true nor false", hint="paired = true, without quotation marks"
        )
    if by == YEAR and cuts is not None:
        raise SettingsError(
            "`cuts` are for numbers of cases.csv", hint="say `before` or `after`, or rename a column `year`"
        )
    if by != YEAR and not (before is after is paired is None):
        raise SettingsError("`before`, `after` and `paired` are for dates of documents", hint='say by = "year"')


def check_codes(study: Study, codes: Collection[str]) -> frozenset[str]:
    """The codes as they are called today. Raises SettingsError for one that there is not."""
    listed = names("codes", codes)
    unknown = [code for code in listed if not study.codebook.current(code)]
    if unknown:
        raise SettingsError(f"no code {unknown[0]}", hint=f"codes: {', '.join(code.id for code in study.codebook)}")
    return frozenset(str(study.codebook.current(code)) for code in listed)


def check_rows(level: str, rows: Collection[str], codes: Collection[str] | None) -> None:
    """Raise SettingsError for a code that has no row at this level, TooFewError where there is no row at all."""
    missing = sorted(code for code in codes or () if code not in rows)
    if missing:
        raise SettingsError(
            f"{', '.join(missing)}: not compared at level = {level!r}",
            hint="at level `code` headings, which nobody codes with, are left out; at `branch` codes below others",
        )
    if not rows:
        raise TooFewError("there is no code to compare", hint="write codes into the codebook")


def check_groups(study: Study, by: str, sides: Sides) -> None:
    """Raise TooFewError for fewer than two groups, or none of more than one case."""
    named = plural(study.settings)
    if len(sides.groups) < 2:
        there = f"only {sides.groups[0].group.name}" if sides.groups else "nobody in any group"
        raise TooFewError(f"nothing to contrast by {by}: there is {there}", hint="it takes two groups or more")
    if all(len(side.cases) < 2 for side in sides.groups):
        raise TooFewError(
            f"nothing to contrast by {by}: no group has more than one of the {named}",
            hint=f"choose an attribute that {named} share, or cut a number into classes with `cuts`",
        )


def check_test(study: Study, test: str, sides: Sides) -> None:
    """Raise SettingsError for a test that does not fit the groups."""
    named = plural(study.settings)
    if sides.paired and test != "mcnemar":
        raise SettingsError(
            f"`{test}` takes the two sides for different {named}, and they are the same", hint='say test = "mcnemar"'
        )
    if not sides.paired and test == "mcnemar":
        raise SettingsError(
            f"`mcnemar` compares {named} with themselves, and the groups are different ones",
            hint='say test = "fisher" or "boschloo"',
        )
    if len(sides.groups) > 2 and test != "fisher":
        raise SettingsError(
            f"`{test}` compares two groups, and there are {len(sides.groups)}",
            hint='say test = "fisher", or name two with `groups`',
        )
    many = sum(len(side.cases) for side in sides.groups)
    if test in UNCONDITIONAL and many > MOST_CASES:
        raise SettingsError(
            f"`{test}` takes too long for {many:,} {named}",
            hint='say test = "fisher"; with so many the two hardly differ',
        )
