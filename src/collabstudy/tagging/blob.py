"""Arrays as bytes: a line of JSON that tells what is there, then the numbers as they lie in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def to_bytes(told: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """What is told (JSON values) and one-dimensional arrays by name; whole numbers in as few bytes as hold them."""
    slim = {name: _slim(array) for name, array in arrays.items()}
    shapes = [(name, array.dtype.str, array.size) for name, array in slim.items()]
    head = json.dumps({"told": told, "arrays": shapes}, ensure_ascii=False).encode() + b"\n"
    return b"".join([head, *(array.tobytes() for array in slim.values())])


def from_bytes(data: bytes | None) -> tuple[dict[str, Any], dict[str, NDArray[Any]]] | None:
    """What `to_bytes` was given, or None where there is nothing or it is damaged.

    >>> import numpy as np
    >>> told, arrays = from_bytes(to_bytes({"id": "a"}, {"n": np.arange(3)}))
    >>> told, arrays["n"].tolist()
    ({'id': 'a'}, [0, 1, 2])
    >>> from_bytes(b"torn") is None
    True
    """
    import numpy as np

    if not data or (at := data.find(b"\n") + 1) == 0:
        return None
    try:
        head = json.loads(data[:at])
    except ValueError:
        return None
    if not isinstance(head, dict) or not {"told", "arrays"} <= set(head):
        return None
    arrays: dict[str, NDArray[Any]] = {}
    for name, kind, size in head["arrays"]:
        dtype = np.dtype(kind)
        if at + size * dtype.itemsize > len(data):
            return None
        arrays[name] = np.frombuffer(data, dtype=dtype, count=size, offset=at)
        at += size * dtype.itemsize
    return (head["told"], arrays) if at == len(data) else None


def _slim(array: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    if array.dtype.kind != "i" or array.size == 0 or array.min() < 0:
        return array
    return array.astype(np.min_scalar_type(int(array.max())))
