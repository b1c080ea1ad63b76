"""Groups of words that come together (non-negative matrix factorisation of tf-idf); needs no language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from collabstudy.topics.methods import Material, Steps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MATERIAL: Material = "words"
MOST = 200_000
NEEDS_N = True

ROUNDS = 2000


def steps(*, n: int | None, seed: int, count: int) -> Steps:
    """Each passage goes to the group of words that explains most of it, or to none when no word of it counts."""
    assert n is not None
    return Steps(Factors(n, seed), Strongest(), {"rounds": ROUNDS})


class Factors:
    """NMF whose columns say how much of a passage's tf-idf a group of words explains."""

    def __init__(self, n: int, seed: int) -> None:
        self.n = n
        self.seed = seed

    def fit_transform(self, X: Any, y: Any = None) -> NDArray[np.float64]:  # noqa: N803 (scikit-learn's name)
        """One row per passage, one column per group of words."""
        from sklearn.decomposition import NMF

        model = NMF(self.n, init="nndsvda", random_state=self.seed, max_iter=ROUNDS)
        explained: NDArray[np.float64] = model.fit_transform(X) * model.components_.sum(axis=1)
        return explained.round(9)


class Strongest:
    """The column with the largest number, the first of equals; -1 for a row of zeros."""

    labels_: NDArray[np.integer[Any]]

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: N803 (scikit-learn's name)
        """Fill `labels_`."""
        import numpy as np

        self.labels_ = np.where(X.max(axis=1) > 0, X.argmax(axis=1), -1)
        return self
