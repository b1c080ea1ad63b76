"""Find what passages have in common, without being told what to look for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError, TooFewError
from collabstudy.model.cache import Cache
from collabstudy.model.document import DOCUMENT_KINDS, DocumentKind
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study
from collabstudy.topics.embed import Progress, embed, one_thread_each
from collabstudy.topics.grouping import Grouping, group, labels_only, load_libraries, tf_idf
from collabstudy.topics.kept import kept_or_made
from collabstudy.topics.methods import Method, method_named
from collabstudy.topics.minilm import NAME
from collabstudy.topics.passages import Passages, Unit, passages
from collabstudy.topics.stability import Stability, stability
from collabstudy.topics.topics import Topic, Topics
from collabstudy.topics.words import stop_words as known_stop_words
from collabstudy.topics.words import topic_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_PASSAGES = 60
ROUNDS = 10
REPRESENTATIVES = 10


def fit(
    study: Study,
    *,
    unit: Unit,
    method: str,
    n: int | None,
    seed: int,
    min_words: int = 5,
    kinds: tuple[DocumentKind, ...] = DOCUMENT_KINDS,
    stop_words: tuple[str, ...] = (),
    min_passages: int = MIN_PASSAGES,
    rounds: int = ROUNDS,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Topics:
    """Model the topics of a study: `passages`, then `fit_passages`; both say more.

    The same passages and choices are fitted once: the result is kept in `cache`, the study's own where not given.

    Raises TooFewError, MissingPartError, SourceError and StudyError as those do.
    """
    topics = fit_passages(
        passages(study, unit=unit, min_words=min_words, kinds=kinds),
        method=method,
        n=n,
        seed=seed,
        stop_words=stop_words,
        min_passages=min_passages,
        rounds=rounds,
        cache=cache or study.cache,
        progress=progress,
    )
    return replace(topics, show=partial(study.ways.show, study)) if study.ways.show else topics


def fit_passages(
    found: Passages,
    *,
    method: str,
    n: int | None,
    seed: int,
    stop_words: tuple[str, ...] = (),
    min_passages: int = MIN_PASSAGES,
    rounds: int = ROUNDS,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> Topics:
    """Group passages with BERTopic and name the groups by the words that set them apart (c-TF-IDF).

    `method` is a file of `methods`: `ward` (no chance in it), `hdbscan` (finds the number of topics, leaves some
    passages without one) or `nmf` (by words alone). `n` is the number of topics; for `hdbscan` the most there may be,
    or None. `stop_words` are yours beside those of the language. `rounds` subsets are grouped anew for the stability
    figures. The same passages and choices give the same bytes.

    Raises TooFewError below `min_passages` or when no group stands out, MissingPartError without the extra `topics`,
    StudyError for an unknown method, an impossible `n`, or more passages than a method can hold.
    """
    way = method_named(method)
    _check_count(found, min_passages)
    _check_method(way, method, n, len(found))
    told: dict[str, Any] = {
        "method": method,
        "n": n,
        "seed": seed,
        "stop_words": tuple(sorted(stop_words)),
        "rounds": rounds,
    }
    return kept_or_made(cache, found, told, lambda: _fitted(found, way, cache=cache, progress=progress, **told))


def _fitted(
    found: Passages,
    way: Method,
    *,
    method: str,
    n: int | None,
    seed: int,
    stop_words: tuple[str, ...],
    rounds: int,
    cache: Cache | None,
    progress: Progress | None,
) -> Topics:
    load_libraries()
    words = topic_words(found, stop_words)
    material = embed(found, cache=cache, progress=progress).vectors if _by_meaning(way) else tf_idf(words, n)
    with one_thread_each():
        grouping = group(way, words, material, n=n, seed=seed)
        firmness = stability(
            grouping.labels,
            lambda subset: labels_only(way, material[subset], n=n, seed=seed),
            rounds=rounds,
            seed=seed,
        )
        topics = _topics(found, grouping, material, firmness)
    choices: dict[str, Any] = {"unit": found.unit, "method": method, "n": n, "seed": seed, "min_words": found.min_words}
    choices |= {"kinds": found.kinds, "stop_words": ("of the language", *sorted(stop_words)), **grouping.choices}
    return Topics(
        topics=tuple(topics.values()),
        passages=found.passages,
        assignment=tuple(topics[label].id if label in topics else None for label in grouping.labels.tolist()),
        made_by=MadeBy("topics", choices | {"rounds": rounds}, _inputs(found, way)),
        stability=firmness.whole,
        left_out=found.left_out,
        remarks=_remarks(found, way),
    )


def _by_meaning(way: Method) -> bool:
    return way.MATERIAL == "embeddings"


def _check_count(found: Passages, min_passages: int) -> None:
    if len(found) >= min_passages:
        return
    left_out = ", ".join(f"{number} {reason}" for reason, number in found.left_out.items())
    told = "1 passage is" if len(found) == 1 else f"{len(found)} passages are"
    raise TooFewError(
        f"{told} too few for a topic model: with fewer than {min_passages}, groups are chance",
        hint=f"use unit sentence or fewer min_words, or code by hand (left out: {left_out or 'nothing'})",
    )


def _check_method(way: Method, method: str, n: int | None, count: int) -> None:
    if count > way.MOST:
        raise StudyError(f"{count} passages are more than {method} can hold: {way.MOST}", hint="use hdbscan or nmf")
    if n is None and way.NEEDS_N:
        raise StudyError(f"{method} needs the number of topics", hint="say n, or use hdbscan, which finds it")
    if n is not None and not 2 <= n <= count // 3:
        raise StudyError(f"{n} topics cannot be told apart in {count} passages", hint=f"use 2 to {count // 3}")


def _topics(found: Passages, grouping: Grouping, material: Any, firmness: Stability) -> dict[int, Topic]:
    """A topic per group, by the group's label: from the largest on, equals by their words."""
    words = grouping.words
    order = sorted(words, key=lambda label: (-grouping.size(label), [word for word, _ in words[label]], label))
    return {
        label: Topic(
            id=f"T{place:02}",
            words=words[label],
            size=grouping.size(label),
            representatives=_typical(found, grouping.labels == label, material),
            stability=firmness.groups[label],
        )
        for place, label in enumerate(order, start=1)
    }


def _typical(found: Passages, members: NDArray[np.bool_], material: Any) -> tuple[int, ...]:
    """Indices of the members nearest to the group's middle by cosine, of those that may be quoted."""
    import numpy as np

    indices = np.flatnonzero(members)
    rows = material[indices]
    middle = np.asarray(rows.mean(axis=0)).ravel()
    near = np.asarray(rows @ middle).ravel()
    nearest_first = indices[np.argsort(-near.round(6), kind="stable")].tolist()
    return tuple(index for index in nearest_first if found.passages[index].quotable)[:REPRESENTATIVES]


def _inputs(found: Passages, way: Method) -> dict[str, str]:
    libraries = ("bertopic", "hdbscan", "scikit-learn", "umap-learn")
    model = {"model": NAME} if _by_meaning(way) else {}
    return {"passages": found.hash, **model, **{library: version(library) for library in libraries}}


def _remarks(found: Passages, way: Method) -> tuple[str, ...]:
    languages = sorted({passage.language for passage in found})
    foreign = [language for language in languages if not language.lower().startswith("en")]
    unknown = [language for language in languages if not known_stop_words(language)]
    remarks = []
    if foreign and _by_meaning(way):
        remarks.append(
            f"the language model knows English; passages in {', '.join(foreign)} are grouped less well (or use nmf)"
        )
    if unknown:
        remarks.append(f"no stop words are known for {', '.join(unknown)}: topics may be named by small words")
    return tuple(remarks)
