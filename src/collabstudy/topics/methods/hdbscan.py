"""Groups where passages lie dense, the rest in none: UMAP and HDBSCAN, as BERTopic does by itself."""

from __future__ import annotations

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


def steps(*, n: int | None, seed: int, count: int) -> Steps:
    """UMAP with a fixed seed on one thread, then HDBSCAN; with n, the nearest groups are joined until n are left."""
    from umap import UMAP

    smallest = 5 if count < 1000 else 10
    neighbours = min(NEIGHBOURS, count - 1)
    axes = UMAP(n_neighbors=neighbours, n_components=AXES, min_dist=0.0, metric="cosine", random_state=seed, n_jobs=1)
    return Steps(axes, Dense(smallest, n), {"axes": AXES, "neighbours": neighbours, "smallest group": smallest})


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
