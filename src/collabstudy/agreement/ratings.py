"""Ratings as they come (a frame, lists, an array), read into numbers: units × coders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    import pandas
    from numpy.typing import NDArray

Category = Any  # whatever stands in a cell of a frame: a number, a word, True
MISSING = -1
_SHAPE = "ratings are units × coders: a frame with a column a coder, or a list with a row a unit"


@dataclass(frozen=True, eq=False)
class Ratings:
    """Which coder put which unit into which category.

    `codes` has a row a unit, a column a coder: the place of the category in `categories`, -1 where there is none.
    `declared` tells whether somebody gave the categories in an order that means something.
    """

    codes: NDArray[np.int64]
    coders: tuple[str, ...]
    categories: tuple[Category, ...]
    declared: bool = False

    @cached_property
    def numeric(self) -> bool:
        """Tell whether every category is a number."""
        return all(isinstance(category, Real) for category in self.categories)

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Which units somebody rated."""
        found: NDArray[np.bool_] = (self.codes != MISSING).any(axis=1)
        return found

    @property
    def ordered(self) -> bool:
        """Tell whether the order of the categories means something: they are numbers, or somebody gave their order."""
        return self.declared or self.numeric

    def place(self, code: Category) -> int:
        """The number of a category. Raises StudyError when there is none."""
        if code not in self.categories:
            known = ", ".join(map(str, self.categories[:20])) or "none"
            raise StudyError(f"no category `{code}` in these ratings", hint=f"categories: {known}")
        return self.categories.index(code)

    def one_vs_rest(self, code: Category) -> Ratings:
        """The same ratings, of one category and all others. Raises StudyError when nobody uses the category."""
        import numpy as np

        codes = np.where(self.codes == MISSING, MISSING, (self.codes == self.place(code)).astype(np.int64))
        return Ratings(codes, self.coders, (f"not {code}", code), declared=True)


def read(ratings: Any, categories: Sequence[Category] | None = None, code: Category | None = None) -> Ratings:
    """Read ratings.

    Args:
        ratings: a DataFrame (a row a unit, a column a coder), a list of rows, a two-dimensional array, or a mapping
            from coders to their ratings. Missing is NaN, None or NA.
        categories: all there could have been, in their order; otherwise those that occur, sorted, or those of a
            categorical dtype; those of a dtype have an order only if it is an ordered one.
        code: this category against all others.

    Raises StudyError when it is no table, or a rating is not among `categories`.

    >>> read([["a", "b"], ["a", None]]).codes.tolist()
    [[0, 1], [0, -1]]
    """
    if isinstance(ratings, Ratings):
        found = ratings
    else:
        frame = _frame(ratings)
        known, ordered = (tuple(categories), True) if categories is not None else _of_dtypes(frame)
        found = _read(frame, known, ordered)
    return found if code is None else found.one_vs_rest(code)


def from_table(table: Any, categories: Sequence[Category] | None = None) -> pandas.DataFrame:
    """The ratings that a table of two coders counts: rows are the first coder's categories, columns the second's.

    A frame is read by its labels, as `pd.crosstab` makes it: also where one coder never used a category of the other's.
    Words among the labels have an order only if `categories` gives it.

    Raises StudyError when the table is not square or holds anything but counts.

    >>> from_table([[2, 1], [0, 1]], ["no", "yes"])
      first second
    0    no     no
    1    no     no
    2    no    yes
    3   yes    yes
    """
    import numpy as np
    import pandas as pd

    in_order = categories is not None or not isinstance(table, pd.DataFrame)
    if isinstance(table, pd.DataFrame):
        table, categories = _by_labels(table, categories)
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1]:
        raise StudyError("a table of two coders has as many rows as columns", hint="one of each for every category")
    if not (np.isfinite(counts).all() and (counts >= 0).all() and (counts == counts.round()).all()):
        raise StudyError("a table of two coders holds counts", hint="whole numbers from 0, as many as there are units")
    names = tuple(range(len(counts)) if categories is None else categories)
    if len(names) != len(counts) or len(set(names)) != len(names):
        raise StudyError(f"{len(names)} categories for a table of {len(counts)}", hint="one for each row, none twice")
    first, second = (np.repeat(side.ravel(), counts.astype(int).ravel()) for side in np.indices(counts.shape))
    kind = pd.CategoricalDtype(list(names), ordered=in_order)
    sides = {"first": first, "second": second}
    return pd.DataFrame({name: pd.Categorical.from_codes(side, dtype=kind) for name, side in sides.items()})


def _by_labels(
    table: pandas.DataFrame, categories: Sequence[Category] | None
) -> tuple[pandas.DataFrame, tuple[Category, ...]]:
    """A table with the same categories on both sides, and these."""
    rows, columns = list(table.index), list(table.columns)
    if len({*rows}) < len(rows) or len({*columns}) < len(columns):
        raise StudyError("a category has two rows or two columns", hint="one of each for every category")
    if rows and columns and {*rows}.isdisjoint(columns):
        hint = "rows and columns named alike, as `pd.crosstab` does; or a list of rows"
        raise StudyError("the rows and columns have no category in common", hint=hint)
    both = tuple(rows) if {*rows} == {*columns} else _sorted({*rows, *columns})
    names = both if categories is None else tuple(categories)
    if not {*both} <= {*names}:
        raise StudyError("the table has categories that are not declared", hint="declare every category that is used")
    return table.reindex(index=list(names), columns=list(names), fill_value=0), names


def _frame(ratings: Any) -> pandas.DataFrame:
    import numpy as np
    import pandas as pd

    if isinstance(ratings, pd.DataFrame):
        return ratings
    if isinstance(ratings, Mapping) and ratings and all(isinstance(own, pd.Series) for own in ratings.values()):
        return _side_by_side(ratings)
    if isinstance(ratings, Mapping):
        columns = {str(coder): list(values) for coder, values in ratings.items()}
        if len({len(values) for values in columns.values()}) > 1:
            raise StudyError("the coders have rated different numbers of units", hint=f"{_SHAPE}; None for no rating")
        return pd.DataFrame({coder: pd.Series(values, dtype=object) for coder, values in columns.items()})
    if isinstance(ratings, np.ndarray):
        if ratings.ndim != 2:
            raise StudyError(f"an array of {ratings.ndim} dimensions", hint=_SHAPE)
        rows = ratings.tolist()
    else:
        rows = [_row(row) for row in _iterated(ratings)]
    width = {len(row) for row in rows}
    if len(width) > 1:
        raise StudyError("the rows have different lengths", hint=f"{_SHAPE}; None for no rating")
    names = [str(number) for number in range(1, 1 + max(width, default=0))]
    return pd.DataFrame(rows, columns=names, dtype=object)


def _side_by_side(ratings: Mapping[Any, pandas.Series]) -> pandas.DataFrame:
    """Series by their labels, as pandas does: a unit is where two of them have the same label."""
    import pandas as pd

    if not all(own.index.is_unique for own in ratings.values()):
        raise StudyError("a coder has rated a unit twice", hint="each label of a Series once, or a frame")
    return pd.DataFrame({str(coder): own for coder, own in ratings.items()})


def _iterated(ratings: Any) -> Iterable[Any]:
    import pandas as pd

    if isinstance(ratings, str | bytes | pd.Series) or not isinstance(ratings, Iterable):
        raise StudyError(f"no table of ratings but {type(ratings).__name__}", hint=_SHAPE)
    return ratings


def _row(row: Any) -> list[Any]:
    if isinstance(row, str | bytes | Mapping) or not isinstance(row, Iterable):
        raise StudyError("one rating where the ratings of all coders are expected", hint=_SHAPE)
    return list(row)


def _of_dtypes(frame: pandas.DataFrame) -> tuple[tuple[Category, ...] | None, bool]:
    """The categories that the columns declare, if all declare the same; and whether their order means something."""
    import pandas as pd

    kinds = [kind for kind in frame.dtypes if isinstance(kind, pd.CategoricalDtype)]
    declared = {tuple(kind.categories) for kind in kinds}
    if len(kinds) < len(frame.columns) or len(declared) != 1:
        return None, False
    return declared.pop(), all(kind.ordered for kind in kinds)


def _read(frame: pandas.DataFrame, declared: tuple[Category, ...] | None, ordered: bool) -> Ratings:
    import numpy as np
    import pandas as pd

    coders = tuple(map(str, frame.columns))
    if len(set(coders)) != len(coders):
        raise StudyError("two columns have the same coder", hint="a column a coder, each under a name of its own")
    flat = np.asarray(frame.to_numpy(dtype=object)).ravel()
    try:
        numbers, found = pd.factorize(flat)
    except TypeError:
        problem = "a rating is a list, a set or the like"
        raise StudyError(problem, hint="one category in a cell; a frame for each code where codes overlap") from None
    values = [_plain(value) for value in found]
    if any(isinstance(value, float) and not np.isfinite(value) for value in values):
        raise StudyError("a rating is infinite", hint="leave it out (NaN) where it is not known")
    categories = _sorted(values) if declared is None else tuple(map(_plain, declared))
    if len(set(categories)) != len(categories):
        raise StudyError("a category is declared twice", hint="each once, in their order")
    place = {category: number for number, category in enumerate(categories)}
    beyond = [str(value) for value in values if value not in place]
    if beyond:
        raise StudyError(
            f"ratings outside the declared categories: {', '.join(beyond[:10])}",
            hint="declare every category that is used",
        )
    places = np.array([place[value] for value in values] + [MISSING], dtype=np.int64)
    codes = places[numbers].reshape(len(frame), len(coders))  # what is missing has number -1, the last place
    return Ratings(codes, coders, categories, declared=ordered)


def _plain(value: Any) -> Category:
    """A value of Python's own; 1.0 is 1, so that a column with a gap in it has the same categories as one without."""
    import numpy as np

    if isinstance(value, np.generic):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _sorted(values: Iterable[Category]) -> tuple[Category, ...]:
    """Numbers first, then everything else by how it is written."""
    return tuple(sorted(values, key=lambda v: (0, v, "") if isinstance(v, Real) else (1, 0, str(v))))
