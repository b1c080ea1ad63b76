"""Topics as bytes and back, so that a fitted model can be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from collabstudy.model.cache import Cache
from collabstudy.model.provenance import MadeBy
from collabstudy.topics.passages import Passage, Passages
from collabstudy.topics.topics import Topic, Topics

_FORMAT = 3
SHELF = "topics"
LIBRARIES = ("bertopic", "collabstudy", "hdbscan", "numpy", "scikit-learn", "scipy", "umap-learn")


def kept_or_made(
    cache: Cache | None, found: Passages, choices: Mapping[str, Any], make: Callable[[], Topics]
) -> Topics:
    """The topics fitted before to the same passages with the same choices and libraries, or else made now."""
    if cache is None:
        return make()
    told = [found.hash, sorted(found.names), found.passages, sorted(found.left_out.items()), sorted(choices.items())]
    key = sha256(repr([_FORMAT, told, [_version(library) for library in LIBRARIES]]).encode()).hexdigest()
    kept = cache.get(SHELF, key)
    if kept is not None:
        return from_bytes(kept)
    made = make()
    cache.put(SHELF, key, to_bytes(made))
    return made


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def to_bytes(topics: Topics) -> bytes:
    """Sorted JSON in UTF-8 with a number for its format."""
    told = asdict(replace(topics, show=None)) | {"format": _FORMAT}
    del told["show"]
    for name in ("choices", "inputs"):  # pairs, because the names of an object are sorted
        told["made_by"][name] = list(told["made_by"][name].items())
    told = _null_for_nan(told)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def from_bytes(kept: bytes) -> Topics:
    """What `to_bytes` made; ValueError for anything else."""
    told = json.loads(kept)
    if told.pop("format", None) != _FORMAT:
        raise ValueError("these bytes hold no topics of this format")
    return Topics(
        topics=tuple(Topic(**_tuples(topic) | {"stability": _number(topic)}) for topic in told["topics"]),
        passages=tuple(Passage(**_tuples(passage)) for passage in told["passages"]),
        assignment=tuple(told["assignment"]),
        made_by=MadeBy(
            told["made_by"]["verb"], _in_order(told["made_by"]["choices"]), _in_order(told["made_by"]["inputs"])
        ),
        stability=_number(told),
        left_out=told["left_out"],
        remarks=tuple(told["remarks"]),
    )


def _number(told: dict[str, Any]) -> float:
    return float("nan") if told["stability"] is None else float(told["stability"])


def _null_for_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _null_for_nan(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_null_for_nan(item) for item in value]
    return None if value != value else value


def _tuples(value: Any) -> Any:
    """Lists as tuples all the way down."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {name: _tuples(item) for name, item in value.items()}
    return value


def _in_order(pairs: Any) -> dict[str, Any]:
    return {name: _tuples(value) for name, value in pairs}
