"""Topic models on passages whose themes were set down by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sklearn.metrics import adjusted_rand_score

from collabstudy.errors import MissingPartError, StudyError, TooFewError
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.topics import Passages, Topics, fit, fit_passages

METHODS = ("ward", "hdbscan", "nmf")


def theme_of(topics: Topics, themes: list[dict[str, str]]) -> tuple[list[str], list[str | None]]:
    """Per passage its theme by hand and its topic; both in the order of the documents."""
    return [row["theme"] for row in themes], list(topics.assignment)


@pytest.mark.parametrize("method", ["ward", "hdbscan"])
def test_themes_known_by_hand_are_found(
    method: str, fitted: dict[str, Topics], themes: list[dict[str, str]], themed_passages: Passages
) -> None:
    assert themed_passages.texts == tuple(row["text"] for row in themes)
    assert len({row["theme"] for row in themes}) == 4
    by_hand, found = theme_of(fitted[method], themes)
    assert adjusted_rand_score(by_hand, [topic or "none" for topic in found]) > 0.6


@pytest.mark.parametrize("method", ["ward", "hdbscan"])
def test_topics_are_named_by_words_of_their_theme(
    method: str, fitted: dict[str, Topics], themes: list[dict[str, str]]
) -> None:
    by_hand, found = theme_of(fitted[method], themes)
    named = {"garden": {"garden", "compost"}, "bus": {"bus"}, "choir": {"choir"}, "roof": {"wall", "leak", "roofer"}}
    for topic in fitted[method]:
        held = [theme for theme, its in zip(by_hand, found, strict=True) if its == topic.id]
        main = max(sorted(set(held)), key=held.count)
        assert named.pop(main) & {word for word, _ in topic.words}
    assert named == {}


@pytest.mark.parametrize("method", METHODS)
def test_topics_come_from_the_largest_and_every_passage_is_accounted_for(
    method: str, fitted: dict[str, Topics]
) -> None:
    topics = fitted[method]
    assert [topic.id for topic in topics] == ["T01", "T02", "T03", "T04"]
    sizes = [topic.size for topic in topics]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes == [topics.assignment.count(topic.id) for topic in topics]
    assert sum(sizes) + topics.without_topic == len(topics.passages) == 86


@pytest.mark.parametrize("method", METHODS)
def test_what_was_chosen_is_remembered(method: str, fitted: dict[str, Topics]) -> None:
    made_by = fitted[method].made_by
    told = str(made_by)
    assert told.startswith(f"topics: unit=turn, method={method}, n=4, seed=7, min_words=5")
    assert "rounds=5" in told
    assert {"passages", "bertopic", "scikit-learn"} <= set(made_by.inputs)
    assert ("model" in made_by.inputs) == (method != "nmf")


@pytest.mark.parametrize("method", METHODS)
def test_stability_is_told_for_the_whole_and_for_each_topic(method: str, fitted: dict[str, Topics]) -> None:
    topics = fitted[method]
    assert 0 < topics.stability <= 1
    assert all(0 < topic.stability <= 1 for topic in topics)


def test_passages_that_may_not_be_quoted_count_but_represent_nothing(fitted: dict[str, Topics]) -> None:
    for topics in fitted.values():
        shown = [topics.representative(topic.id, 10) for topic in topics]
        assert all(shown)
        assert "D6" not in {passage.document for passages in shown for passage in passages}
        assert "D6" in {passage.document for topic in topics for passage in topics.evidence(topic.id)}


@pytest.mark.parametrize("method", METHODS)
def test_nothing_a_participant_said_is_in_the_bytes(
    method: str, fitted: dict[str, Topics], themes: list[dict[str, str]]
) -> None:
    kept = fitted[method].to_bytes().decode()
    assert Topics.from_bytes(kept.encode()) == fitted[method]
    assert not [row for row in themes if row["text"][:25] in kept]


def test_below_sixty_passages_it_says_why_it_will_not(themed: Study) -> None:
    few = replace(themed, documents=themed.documents[:4])
    with pytest.raises(TooFewError, match=r"56 passages are too few .* fewer than 60.*\n  hint: .*56 interviewer"):
        fit(few, unit="turn", method="ward", n=4, seed=7)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"method": "lda", "n": 4}, "no topic method lda"),
        ({"method": "ward", "n": None}, "ward needs the number of topics"),
        ({"method": "ward", "n": 1}, "1 topics cannot be told apart in 86 passages"),
        ({"method": "nmf", "n": 29}, "29 topics cannot be told apart"),
    ],
)
def test_an_impossible_choice_is_refused_before_any_work(
    choices: dict[str, Any], told: str, themed_passages: Passages
) -> None:
    with pytest.raises(StudyError, match=told):
        fit_passages(themed_passages, seed=7, **choices)


def test_more_passages_than_a_method_can_hold_are_refused(themed_passages: Passages) -> None:
    many = replace(themed_passages, passages=themed_passages.passages * 240, texts=themed_passages.texts * 240)
    with pytest.raises(StudyError, match="20640 passages are more than ward can hold: 20000"):
        fit_passages(many, method="ward", n=4, seed=7)


def test_passages_without_a_common_word_cannot_be_grouped_by_words(study_of: Callable[..., Study]) -> None:
    text = "\n".join(f"{'abcdefghij'[i // 10] * 3}{'abcdefghij'[i % 10] * 3}" for i in range(60))
    turns = tuple(Turn(i + 1, "paragraph", 7 * i, 7 * i + 6) for i in range(60))
    study = study_of([Document("A1", "A1.txt")], {"A1": Transcript(text, turns)})
    with pytest.raises(TooFewError, match="only 0 words"):
        fit(study, unit="turn", method="nmf", n=4, seed=7, min_words=1)


def test_passages_in_another_language_are_remarked_upon(themed_passages: Passages) -> None:
    welsh = replace(
        themed_passages,
        passages=tuple(replace(p, language="xx") if p.document == "D5" else p for p in themed_passages),
    )
    topics = fit_passages(welsh, method="ward", n=4, seed=7, rounds=0)
    assert [remark.split(";")[0] for remark in topics.remarks] == [
        "the language model knows English",
        "no stop words are known for xx: topics may be named by small words",
    ]


def test_importing_topics_loads_nothing_heavy() -> None:
    heavy = ("numpy", "pandas", "spacy", "sklearn", "scipy", "bertopic", "tokenizers", "safetensors", "threadpoolctl")
    line = f"import sys, collabstudy.topics; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_extra_it_says_what_to_install(themed_passages: Passages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bertopic", None)  # as if it were not installed
    with pytest.raises(MissingPartError, match=r"topics need bertopic.*\n  hint: install the extra"):
        fit_passages(themed_passages, method="nmf", n=4, seed=7)
