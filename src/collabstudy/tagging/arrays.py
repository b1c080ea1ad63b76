"""Names for arrays, for the type checker: `Ints` of small numbers, `Places` of places in long texts or corpora."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Places = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    Small = NDArray[np.uint8]
    Flags = NDArray[np.bool_]
