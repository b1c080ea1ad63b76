"""What cannot be chosen together in a contrast, each refusal with a way out."""

from __future__ import annotations

from collections.abc import Collection

from collabstudy.compare._sides import Sides
from collabstudy.compare.before_after import Day
from collabstudy.compare.contrasted import YEAR
from collabstudy.compare.differences import TESTS
from collabstudy.compare.exact import UNCONDITIONAL
from collabstudy.compare.grouping import Cuts
from collabstudy.compare.wording import plural
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.study import Study

MOST_CASES = 400  # of an unconditional test, which takes half a second a code with so many


def check_numbers(test: str, alpha: float, permutations: int) -> None:
    """Raise SettingsError for a test that there is not, or numbers that cannot be."""
    if test not in TESTS:
        raise SettingsError(f"no test `{test}`", hint=f"one of {', '.join(TESTS)}")
    if not _is_number(alpha, float) or not 0 < alpha < 1:
        raise SettingsError(f"alpha = {alpha!r} is no level", hint="a number between 0 and 1, usually 0.05")
    if not _is_number(permutations, int) or permutations < 99:
        raise SettingsError(f"permutations = {permutations!r} are too few", hint="a whole number from 99, usually 9999")


def check_dates(by: str, *, cuts: Cuts | None, before: Day | None, after: Day | None, paired: bool | None) -> None:
    """Raise SettingsError where dates go with an attribute, or classes with years."""
    if by == YEAR and cuts is not None:
        raise SettingsError("`cuts` are for numbers of cases.csv", hint="for years say `before` or `after`")
    if by != YEAR and not (before is after is paired is None):
        raise SettingsError("`before`, `after` and `paired` are for dates of documents", hint='say by = "year"')


def check_codes(study: Study, codes: Collection[str]) -> frozenset[str]:
    """The codes as they are called today. Raises SettingsError for one that there is not."""
    listed = (codes,) if isinstance(codes, str) else tuple(codes)
    unknown = [code for code in listed if not study.codebook.current(code)]
    if unknown:
        raise SettingsError(f"no code {unknown[0]}", hint=f"codes: {', '.join(code.id for code in study.codebook)}")
    return frozenset(str(study.codebook.current(code)) for code in listed)


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


def _is_number(given: object, kind: type) -> bool:
    """Tell whether what somebody wrote in study.toml is a number, whole where it has to be."""
    return isinstance(given, int | kind) and not isinstance(given, bool)
