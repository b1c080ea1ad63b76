"""Names for arrays, for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.integer[Any]]  # of any size: what comes from the cache has as few bytes as hold it
    Ints = NDArray[np.int32]
    Places = NDArray[np.int64]  # in long texts or corpora
    Keys = NDArray[np.uint64]
    Small = NDArray[np.uint8]
    Flags = NDArray[np.bool_]
