"""Join the two nearest groups until n are left (Ward 1963), on the main axes of the embeddings: for small studies."""

from __future__ import annotations

from collabstudy.topics.methods import Material, Steps

MATERIAL: Material = "embeddings"
MOST = 20_000  # the distances of all pairs, twice: 3.3 GB and 16 s
NEEDS_N = True

AXES = 30
DECIMALS = 6  # drops what differs between two builds of the same linear algebra


def steps(*, n: int | None, seed: int, count: int) -> Steps:
    """PCA, then Ward's clustering; nothing in it is random."""
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.decomposition import PCA
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    axes = min(AXES, count - 1)
    rounded = FunctionTransformer(np.round, kw_args={"decimals": DECIMALS})
    return Steps(
        make_pipeline(PCA(axes, svd_solver="full"), rounded),
        AgglomerativeClustering(n, linkage="ward"),
        {"axes": axes},
    )
