"""Passages put into groups by BERTopic, each group with the words that set it apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.topics.methods import Method, Steps
from collabstudy.topics.weights import INSTALL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = 12
"""Words that are kept per group."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`labels` numbers each passage's group from 0, -1 for none; `words` gives each group's, heaviest first."""

    labels: NDArray[np.integer[Any]]
    words: Mapping[int, tuple[tuple[str, float], ...]]
    choices: Mapping[str, Any]

    def size(self, label: int) -> int:
        """Number of passages in a group."""
        return int((self.labels == label).sum())


def load_libraries() -> None:
    """Load what the methods stand on, so that all of it is there when threads are limited.

    Raises MissingPartError when the extra `topics` is not installed.
    """
    try:
        import bertopic  # noqa: F401
        import hdbscan  # noqa: F401
        import umap  # noqa: F401
    except ImportError as missing:
        raise MissingPartError(f"topics need {missing.name}, which is not installed", hint=INSTALL) from missing


def tf_idf(words: Sequence[tuple[str, ...]], n: int | None) -> Any:
    """A sparse row per passage, a column per word. Raises TooFewError when there are fewer words than groups wanted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vocabulary = _vocabulary(words)
    if len(vocabulary) < (n or 2):
        raise TooFewError(
            f"only {len(vocabulary)} words are shared by passages, too few to group them by", hint="use method ward"
        )
    return TfidfVectorizer(analyzer=tuple, vocabulary=vocabulary, sublinear_tf=True).fit_transform(words)


def group(way: Method, words: Sequence[tuple[str, ...]], material: Any, *, n: int | None, seed: int) -> Grouping:
    """Fit BERTopic with a method's two steps on ready-made material (embeddings or tf-idf, a row per passage).

    Raises TooFewError when no group stands out.
    """
    import numpy as np

    steps = way.steps(n=n, seed=seed, count=len(words))
    model = _bertopic(steps, _vocabulary(words))
    labels = np.asarray(model.fit_transform([" ".join(passage) for passage in words], material)[0])
    if labels.max() < 0:
        raise TooFewError("no group of passages stands out", hint="use method ward, or unit sentence")
    names = model.vectorizer_model.get_feature_names_out()
    weights = dict(zip(np.unique(labels).tolist(), model.c_tf_idf_.toarray(), strict=True))
    return Grouping(
        labels, {label: _heaviest(names, row) for label, row in weights.items() if label >= 0}, steps.choices
    )


def labels_only(way: Method, material: Any, *, n: int | None, seed: int) -> NDArray[np.integer[Any]]:
    """The same two steps without the words."""
    steps = way.steps(n=n, seed=seed, count=material.shape[0])
    return steps.cluster.fit(steps.reduce.fit_transform(material)).labels_


def _bertopic(steps: Steps, vocabulary: list[str]) -> Any:
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        embedding_model=BaseEmbedder(),
        umap_model=steps.reduce,
        hdbscan_model=steps.cluster,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=vocabulary),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
    )


def _vocabulary(words: Sequence[tuple[str, ...]]) -> list[str]:
    return sorted({word for passage in words for word in passage})


def _heaviest(names: Sequence[str], weights: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Heaviest first, equals by the alphabet; six digits, so that the last bits of a sum decide nothing."""
    ranked = sorted((-float(f"{weight:.6g}"), name) for name, weight in zip(names, weights, strict=True) if weight > 0)
    return tuple((str(name), -weight) for weight, name in ranked[:WORDS])
