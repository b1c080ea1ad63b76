"""Groups where passages lie dense, the rest in none: UMAP and HDBSCAN, as BERTopic does by itself."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Self

from collabstudy.topics.methods import Material, Steps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MATERIAL: Material = "embeddings"
MOST = 200_000
NEEDS_N = False

NEIGHBOURS = 15
AXES = 5
EXACT = 4096  # fewer passages than this are compared each with each; UMAP does the same, passage by passage
DECIMALS = 6  # drops what differs between two builds of the same linear algebra


def steps(*, n: int | None, seed: int, count: int) -> Steps:
    """UMAP with a fixed seed on one thread, then HDBSCAN; with n, the nearest groups are joined until n are left."""
    smallest = 5 if count < 1000 else 10
    neighbours = min(NEIGHBOURS, count - 1)
    choices = {"axes": AXES, "neighbours": neighbours, "smallest group": smallest}
    return Steps(Axes(neighbours, seed), Dense(smallest, n), choices)


class Axes:
    """UMAP of cosine distances, of few passages all at once, which takes half the time."""

    def __init__(self, neighbours: int, seed: int) -> None:
        self.neighbours = neighbours
        self.seed = seed

    def fit_transform(self, X: Any, y: Any = None) -> NDArray[np.floating[Any]]:  # noqa: N803 (scikit-learn's name)
        """One short row per passage."""
        if len(X) >= EXACT:
            return self._umap("cosine", X)
        from sklearn.metrics.pairwise import cosine_distances

        return self._umap("precomputed", cosine_distances(X).round(DECIMALS))

    def _umap(self, metric: str, material: Any) -> NDArray[np.floating[Any]]:
        from umap import UMAP

        fixed = {"n_components": AXES, "min_dist": 0.0, "random_state": self.seed, "n_jobs": 1}
        axes = UMAP(n_neighbors=self.neighbours, metric=metric, **fixed)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="using precomputed metric")
            placed: NDArray[np.floating[Any]] = axes.fit_transform(material)
        return placed


class Dense:
    """HDBSCAN with an exact tree, and at most n groups."""

    labels_: NDArray[np.integer[Any]]

    def __init__(self, smallest: int, n: int | None) -> None:
        self.smallest = smallest
        self.n = n

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: N803 (scikit-learn's name)
        """Fill `labels_`."""
        from hdbscan import HDBSCAN

        dense = HDBSCAN(min_cluster_size=self.smallest, approx_min_span_tree=False, core_dist_n_jobs=1).fit(X)
        self.labels_ = _joined(X, dense.labels_, self.n)
        return self


def _joined(rows: Any, labels: NDArray[np.integer[Any]], n: int | None) -> NDArray[np.integer[Any]]:
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering

    groups = int(labels.max()) + 1
    if n is None or groups <= n:
        return labels
    centres = np.stack([rows[labels == group].mean(axis=0) for group in range(groups)])
    joined = AgglomerativeClustering(n, linkage="average").fit(centres).labels_
    return np.where(labels < 0, -1, joined[labels])
