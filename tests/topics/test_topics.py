"""Topics as a value: counts, evidence, bytes; the example is made by hand and small enough to count."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.provenance import MadeBy
from collabstudy.topics import Passage, Topic, Topics

PASSAGES = (
    Passage("P01", 0, 10, 1, 5, ("anley",)),
    Passage("P01", 20, 30, 2, 6, ("anley", "borrowby")),
    Passage("P01", 40, 50, 3, 7, ("anley",)),
    Passage("P02", 0, 10, 1, 5, ("borrowby",)),
    Passage("P02", 20, 30, 2, 9),
)
TOPICS = Topics(
    topics=(
        Topic("T01", (("bus", 0.5), ("stop", 0.25)), 3, (1, 0), 0.9),
        Topic("T02", (("choir", 0.4),), 1, (3,), float("nan")),
    ),
    passages=PASSAGES,
    assignment=("T01", "T01", None, "T02", "T01"),
    made_by=MadeBy("topics", {"unit": "turn", "kinds": ("interview", "note"), "n": None}, {"passages": "abc"}),
    left_out={"interviewer": 4},
    remarks=("a remark",),
)


def coding(code: str, document: str, start: int, end: int, coder: str = "mira") -> Coding:
    return Coding(f"{code}{document}{start}{coder}", document, code, coder, start, end, "x" * (end - start))


CODINGS = (
    coding("trust", "P01", 5, 25),  # in the first two passages
    coding("trust", "P01", 5, 8, "jonas"),  # in the first once more
    coding("trust", "P01", 30, 40),  # exactly between two passages
    coding("trust", "P02", 9, 11),  # one character of the fourth
    coding("money", "P01", 42, 43),  # in the one without topic
    coding("money", "P03", 0, 9),  # in no passage
)


def test_evidence_is_the_passages_behind_a_number() -> None:
    assert TOPICS.evidence("T01") == (PASSAGES[0], PASSAGES[1], PASSAGES[4])
    assert TOPICS.evidence("T01", case="borrowby") == (PASSAGES[1],)
    assert TOPICS.evidence("T01", codings=CODINGS[1:2]) == (PASSAGES[0],)
    assert TOPICS.evidence("T02", case="anley") == ()


def test_a_topic_nobody_has_is_answered_with_those_there_are() -> None:
    with pytest.raises(StudyError, match=r"no topic T09\n  hint: topics: T01, T02"):
        TOPICS.evidence("T09")


def test_topics_by_case_count_passages_documents_and_the_share_of_the_case() -> None:
    table = TOPICS.by_case()
    assert table.values.tolist() == [
        ["T01", "anley", 2, 1, 3, 2 / 3],
        ["T01", "borrowby", 1, 1, 2, 1 / 2],
        ["T02", "anley", 0, 0, 3, 0.0],
        ["T02", "borrowby", 1, 1, 2, 1 / 2],
    ]
    assert list(table.columns) == ["topic", "case", "passages", "documents", "of", "share"]
    for row in table.itertuples():
        assert len(TOPICS.evidence(row.topic, case=row.case)) == row.passages


def test_topics_by_code_count_a_passage_once_however_many_coded_it() -> None:
    table = TOPICS.by_code(CODINGS).set_index(["topic", "code"])
    assert table.loc[("T01", "trust")].tolist() == [2, 3, 3, 2 / 3, 2 / 3]
    assert table.loc[("T02", "trust")].tolist() == [1, 1, 3, 1.0, 1 / 3]
    assert table.loc[("T01", "money")].tolist() == [0, 3, 1, 0.0, 0.0]
    assert list(table.columns) == ["passages", "of_topic", "of_code", "share_of_topic", "share_of_code"]


def test_a_code_that_lies_in_no_passage_has_no_share() -> None:
    table = TOPICS.by_code(CODINGS[5:])
    assert table["of_code"].tolist() == [0, 0]
    assert all(math.isnan(share) for share in table["share_of_code"])


def test_without_codings_the_table_is_empty_and_keeps_its_columns() -> None:
    table = TOPICS.by_code(())
    assert len(table) == 0
    assert "share_of_code" in table


def test_the_frame_has_a_row_per_topic() -> None:
    first, second = TOPICS.frame().to_dict("records")
    assert first == {
        "topic": "T01",
        "name": "bus · stop",
        "words": "bus, stop",
        "passages": 3,
        "share": 3 / 5,
        "documents": 2,
        "cases": 2,
        "stability": 0.9,
    }
    assert (second["topic"], second["passages"], math.isnan(second["stability"])) == ("T02", 1, True)


def test_every_passage_is_listed_with_its_topic_or_none() -> None:
    table = TOPICS.assigned()
    assert table["topic"].tolist()[:2] == ["T01", "T01"]
    assert table["topic"].isna().tolist() == [False, False, True, False, False]
    assert TOPICS.without_topic == 1


def test_representative_passages_come_in_their_order() -> None:
    assert TOPICS.representative("T01", 1) == (PASSAGES[1],)
    assert TOPICS.representative("T01") == (PASSAGES[1], PASSAGES[0])


def test_bytes_are_json_and_come_back_as_they_were() -> None:
    kept = TOPICS.to_bytes()
    assert json.loads(kept)["topics"][1]["stability"] is None
    back = Topics.from_bytes(kept)
    assert back.to_bytes() == kept
    known = replace(TOPICS, stability=0.5, topics=TOPICS.topics[:1])
    assert Topics.from_bytes(known.to_bytes()) == known


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises(ValueError, match="no topics"):
        Topics.from_bytes(b"{}")
