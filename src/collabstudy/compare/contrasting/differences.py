"""How groups of cases differ in one code: the difference, its interval, its exact p, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from collabstudy.compare.claiming.claims import Tally
from collabstudy.compare.statistics.exact import Exact, fisher, holm, mcnemar, told, unconditional
from collabstudy.compare.statistics.intervals import newcombe, newcombe_paired

TESTS: Mapping[str, str] = {
    "fisher": "Fisher's exact test (conditional on how many voice a code)",
    "boschloo": "Boschloo's exact test (unconditional)",
    "barnard": "Barnard's exact test (unconditional)",
    "mcnemar": "McNemar's exact test (conditional on how many changed)",
}
HALTON = "Fisher's exact test as Freeman and Halton extended it (conditional on how many voice a code)"


@dataclass(frozen=True, slots=True)
class Way:
    """How a contrast tests: chosen once, for all codes."""

    test: str
    alpha: float
    draws: int
    seed: int
    groups: tuple[str, ...]
    plural: str = "places"
    last_less_first: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One code: the cases of each group by what they say, and what may be said about their difference.

    `difference` (a share, −1 to 1) and its interval are given for two groups; `p` is two-sided, `adjusted` after Holm,
    `smallest` the least p that could have come out, `draws` how many tables were drawn for it (0: exact). Where there
    is no p there is a `reason`. `unpaired` are cases known on one side only, which a comparison of the same cases
    leaves out; `gained` and `lost` are those that changed.
    """

    code: str
    sides: tuple[Tally, ...]
    how: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    adjusted: float | None = None
    smallest: float | None = None
    reason: str = ""
    draws: int = 0
    unpaired: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def differences(found: Mapping[str, tuple[Tally, ...]], way: Way) -> tuple[Difference, ...]:
    """Test each code, and adjust p for how many were tested."""
    lines = [
        _paired(code, sides, way) if way.test == "mcnemar" else _apart(code, sides, way)
        for code, sides in found.items()
    ]
    adjusted = iter(holm([line.p for line in lines if line.p is not None]))
    return tuple(replace(line, adjusted=None if line.p is None else next(adjusted)) for line in lines)


def _apart(code: str, sides: tuple[Tally, ...], way: Way) -> Difference:
    """Groups of different cases."""
    line = Difference(code, sides, way.test if len(sides) == 2 else "freeman-halton")
    present, of = tuple(len(side.present) for side in sides), tuple(side.of for side in sides)
    reason = _too_few(of, way)
    if reason:
        return replace(line, reason=reason)
    if way.test == "fisher":
        tested = fisher(present, of, draws=way.draws, seed=way.seed)
    else:
        tested = unconditional(way.test, present, of)
    if tested.smallest > way.alpha:
        return replace(line, smallest=tested.smallest, reason=_hopeless(present, of, tested, way))
    line = replace(line, p=tested.p, smallest=tested.smallest, draws=tested.draws)
    if len(sides) != 2:
        return line
    first, second = zip(present, of, strict=True)
    if way.last_less_first:
        first, second = second, first
    low, high = newcombe(*first, *second, level=1 - way.alpha)
    return replace(line, difference=first[0] / first[1] - second[0] / second[1], low=low, high=high)


def _paired(code: str, sides: tuple[Tally, ...], way: Way) -> Difference:
    """The same cases twice; what counts is who changed."""
    early, late = ({*side.present, *side.absent} for side in sides)
    unpaired = tuple(case for side in sides for case in (*side.present, *side.absent) if case in early ^ late)
    first, second = (_within(side, early & late) for side in sides)
    gained = tuple(case for case in second.present if case in first.absent)
    lost = tuple(case for case in first.present if case in second.absent)
    line = Difference(code, (first, second), way.test, unpaired=unpaired, gained=gained, lost=lost)
    reason = _too_few((first.of, second.of), way)
    if reason:
        return replace(line, reason=reason)
    tested = mcnemar(len(gained), len(lost))
    if tested.smallest > way.alpha:
        return replace(line, smallest=tested.smallest, reason=_hardly_changed(len(gained) + len(lost), first.of, way))
    both = len(first.present) - len(lost)
    neither = first.of - both - len(gained) - len(lost)
    low, high = newcombe_paired(both, len(gained), len(lost), neither, level=1 - way.alpha)
    return replace(
        line,
        p=tested.p,
        smallest=tested.smallest,
        difference=(len(gained) - len(lost)) / first.of,
        low=low,
        high=high,
    )


def _within(side: Tally, cases: set[str]) -> Tally:
    present, absent = (tuple(case for case in those if case in cases) for those in (side.present, side.absent))
    return Tally(present, absent, side.not_asked, side.not_coded)


def _too_few(of: Sequence[int], way: Way) -> str:
    """Why nothing can be tested whatever was said: a group of nobody, or of one."""
    for size, group in sorted(zip(of, way.groups, strict=True), key=lambda pair: pair[0]):
        if size == 0:
            return f"nothing is known of {group}"
        if size == 1:
            return f"only one of the {way.plural} is known of {group}"
    return ""


def _hopeless(present: Sequence[int], of: Sequence[int], tested: Exact, way: Way) -> str:
    """Why no table could have reached alpha: for the sizes of the groups, or for how many voice it."""
    if tested.draws:
        return f"{tested.draws:,} permutations cannot show a p below {told(tested.smallest)}"
    sizes = f"{', '.join(map(str, of[:-1]))} and {of[-1]} {way.plural}"
    best = _all_against_none(of, way)
    if best > way.alpha:
        return f"with {sizes} even all against none gives p = {told(best)}"
    if sum(present) in (0, sum(of)):
        return f"{'all' if sum(present) else 'none'} of the {sum(of)} {way.plural} voice it"
    voiced = f"{sum(present)} of {sum(of)} {way.plural} voice it"
    return f"{voiced}: however they fell, p could not be below {told(tested.smallest)}"


def _all_against_none(of: Sequence[int], way: Way) -> float:
    """The p of the most uneven table of two groups; 0 for more groups, where it is not told."""
    if len(of) != 2:
        return 0.0
    if way.test == "fisher":
        return fisher((of[0], 0), tuple(of), draws=way.draws, seed=way.seed).p
    return unconditional(way.test, (of[0], 0), tuple(of)).smallest


def _hardly_changed(changed: int, of: int, way: Way) -> str:
    if mcnemar(of, 0).p > way.alpha:
        return f"with {of} {way.plural} even all changing the same way gives p = {told(mcnemar(of, 0).p)}"
    if not changed:
        return f"none of the {of} {way.plural} changed"
    return f"{changed} of {of} {way.plural} changed: even all the same way gives p = {told(mcnemar(changed, 0).p)}"
