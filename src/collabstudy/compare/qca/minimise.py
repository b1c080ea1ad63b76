"""The shortest expressions that cover the rows of a truth table which have the outcome.

Our own, since nothing can be declared: `setqca` (MIT) asks for pandas below 3, and beside pandas 3 no resolver installs
it; `pyqca` gives another statistic than PRI under that name. A truth table of few cases has few conditions, so all
terms can be looked at, and the result is exact: every model with the fewest terms is returned, none is chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

# For each condition: present, absent, or None where it makes no difference.
Term = tuple[bool | None, ...]
Model = tuple[Term, ...]


def models(positive: Collection[Term], free: Collection[Term] = ()) -> tuple[Model, ...]:
    """All models with the fewest prime implicants that cover these rows, using the free rows where that helps.

    With no free rows the solution is the conservative one, with all logical remainders the parsimonious one.

    >>> models([(True, True), (True, False)])
    (((True, None),),)
    """
    rows = sorted(positive)
    if not rows:
        return ()
    found = primes(rows, free)
    for size in range(1, len(rows) + 1):
        covers = {frozenset(cover) for cover in _covers(rows, found, size)}
        if covers:
            return tuple(sorted((tuple(term for term in found if term in cover) for cover in covers), key=_order))
    raise AssertionError("each row is covered by a term of its own")


def primes(positive: Collection[Term], free: Collection[Term] = ()) -> tuple[Term, ...]:
    """The prime implicants: terms that hold in no other rows and cannot lose a condition, fewest conditions first."""
    allowed, wanted = frozenset(positive) | frozenset(free), frozenset(positive)
    width = len(next(iter(wanted)))
    found: list[Term] = []
    for term in sorted(product((None, True, False), repeat=width), key=_length):
        if any(contains(prime, term) for prime in found):
            continue
        rows = set(rows_of(term))
        if rows <= allowed and rows & wanted:
            found.append(term)
    return tuple(sorted(found, key=_key))


def rows_of(term: Term) -> Iterator[Term]:
    """The rows in which a term holds.

    >>> list(rows_of((True, None)))
    [(True, False), (True, True)]
    """
    return product(*((False, True) if state is None else (state,) for state in term))


def contains(term: Term, other: Term) -> bool:
    """Tell whether a term holds wherever the other one does."""
    return all(mine is None or mine == its for mine, its in zip(term, other, strict=True))


def easy(positive: Collection[Term], assumed: Collection[Term], expected: Term) -> tuple[Term, ...]:
    """The assumed rows that theory makes easy to believe (Ragin & Sonnett 2005).

    Such a row is reached from one that has the outcome by changing conditions only into the state that is expected to
    help: `expected` says True (present), False (absent) or None (nothing) for each condition.
    """
    return tuple(row for row in assumed if any(_only_as_expected(seen, row, expected) for seen in positive))


def _only_as_expected(seen: Term, row: Term, expected: Term) -> bool:
    states = zip(seen, row, expected, strict=True)
    return all(its == mine or (wanted is not None and its == wanted) for mine, its, wanted in states)


def _covers(rows: list[Term], terms: tuple[Term, ...], size: int) -> Iterator[tuple[Term, ...]]:
    """All choices of at most so many terms that cover the rows, by way of the row that the fewest terms cover."""
    if not rows:
        yield ()
        return
    if size == 0:
        return
    hardest = min((tuple(term for term in terms if contains(term, row)) for row in rows), key=len)
    for term in hardest:
        left = [row for row in rows if not contains(term, row)]
        for rest in _covers(left, terms, size - 1):
            yield (term, *rest)


def _length(term: Term) -> int:
    return sum(state is not None for state in term)


def _key(term: Term) -> tuple[int, ...]:
    """Present before absent before indifferent, condition by condition."""
    return tuple(2 if state is None else int(not state) for state in term)


def _order(model: Model) -> tuple[int, list[tuple[int, ...]]]:
    return sum(map(_length, model)), [_key(term) for term in model]
