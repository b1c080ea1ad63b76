"""Ways to group passages: a file a method, found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, cast

from collabstudy.errors import StudyError
from collabstudy.plugins import names, part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Material = Literal["embeddings", "words"]


class Reducer(Protocol):
    """What brings many numbers per passage down to few, as scikit-learn's transformers do."""

    def fit_transform(self, X: Any, y: Any = None) -> NDArray[np.floating[Any]]:  # noqa: N803 (scikit-learn's name)
        """One short row per passage."""


class Clusterer(Protocol):
    """What puts rows into groups, as scikit-learn's clusterers do."""

    labels_: NDArray[np.integer[Any]]

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: N803 (scikit-learn's name)
        """Fill `labels_`: a number per row, -1 for none."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The two steps of a method, ready to be fitted; `choices` says what was fixed beside n and seed."""

    reduce: Reducer
    cluster: Clusterer
    choices: Mapping[str, Any] = field(default_factory=dict)


class Method(Protocol):
    """What a file of this folder holds.

    `MATERIAL` is what it stands on; `MOST` the number of passages beyond which it needs too much memory;
    `NEEDS_N` tells whether the number of topics must be said.
    """

    MATERIAL: Material
    MOST: int
    NEEDS_N: bool

    def steps(self, *, n: int | None, seed: int, count: int) -> Steps:
        """The steps for `count` passages and (at most) `n` topics."""


def method_names() -> tuple[str, ...]:
    """Names of the methods there are.

    >>> method_names()
    ('hdbscan', 'nmf', 'ward')
    """
    return names(__name__)


def method_named(name: str) -> Method:
    """The method with this name. Raises StudyError when there is none."""
    if name not in method_names():
        raise StudyError(f"no topic method {name}", hint=f"use one of {', '.join(method_names())}")
    return cast(Method, part(__name__, name))
