"""Embeddings are computed once, and always the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.topics import embed, passages

SAID = (
    "We water the leeks in the evening.",
    "The bus to the market is late again.",
    "They sing in the chapel on Sundays.",
)


def study(study_of: Callable[..., Study], names: list[str]) -> Study:
    transcripts = {}
    for name in names:
        text = f"{SAID[int(name[1:]) % 3]} It is number {name}."
        transcripts[name] = Transcript(text, (Turn(1, "speech", 0, len(text)),))
    return study_of([Document(name, f"{name}.txt") for name in names], transcripts)


def test_there_is_a_row_of_length_one_for_each_passage(study_of: Callable[..., Study]) -> None:
    vectors = embed(passages(study(study_of, ["P1", "P2"]), unit="turn")).vectors
    assert vectors.shape == (2, 384)
    assert (vectors * vectors).sum(axis=1) == pytest.approx([1, 1])


def test_one_interview_more_means_one_document_embedded(study_of: Callable[..., Study], shelves: Any) -> None:
    names = [f"P{number}" for number in range(1, 9)]
    first = embed(passages(study(study_of, names), unit="turn"), cache=shelves)
    assert first.embedded == tuple(names)
    assert shelves.puts == 8
    second = embed(passages(study(study_of, [*names, "P9"]), unit="turn"), cache=shelves)
    assert second.embedded == ("P9",)
    assert shelves.puts == 9
    assert second.vectors[:8].tobytes() == first.vectors.tobytes()


def test_what_comes_from_the_cache_has_the_same_bytes_as_what_is_computed(
    study_of: Callable[..., Study], shelves: Any
) -> None:
    found = passages(study(study_of, ["P1", "P2", "P3"]), unit="sentence", min_words=3)
    assert len(found) == 6
    fresh, kept, without = embed(found, cache=shelves), embed(found, cache=shelves), embed(found)
    assert kept.embedded == ()
    assert fresh.vectors.tobytes() == kept.vectors.tobytes() == without.vectors.tobytes()


def test_a_torn_cache_entry_is_computed_again(study_of: Callable[..., Study], shelves: Any) -> None:
    found = passages(study(study_of, ["P1"]), unit="turn")
    whole = embed(found, cache=shelves)
    (place,) = shelves.kept
    shelves.kept[place] = shelves.kept[place][:100]
    again = embed(found, cache=shelves)
    assert again.embedded == ("P1",)
    assert again.vectors.tobytes() == whole.vectors.tobytes()


def test_a_changed_word_is_noticed(study_of: Callable[..., Study], shelves: Any) -> None:
    embed(passages(study(study_of, ["P1"]), unit="turn"), cache=shelves)
    text = f"{SAID[1]} It is number P1, they say."
    changed = study_of([Document("P1", "P1.txt")], {"P1": Transcript(text, (Turn(1, "speech", 0, len(text)),))})
    assert embed(passages(changed, unit="turn"), cache=shelves).embedded == ("P1",)


def test_progress_is_told(study_of: Callable[..., Study]) -> None:
    told: list[tuple[int, int]] = []
    embed(passages(study(study_of, ["P1", "P2"]), unit="turn"), progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
